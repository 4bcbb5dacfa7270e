import { Failure } from '../command/failure';
import type { KeychainPatience } from './keychain';
import { keychainPlace } from './keychain';
import { changeProfiles, profileNamed, readProfiles } from './profiles';
import { secretStore } from './secrets';

/**
 * Removes a profile and its secret. The profile goes even if the keychain does not answer, and the sentence says what is
 * left.
 *
 * @throws Failure if the secret may be left.
 */
export async function removeProfile(name: string, patience: KeychainPatience): Promise<void> {
  const { store } = profileNamed(await readProfiles(), name);
  let problem: Error | undefined;
  try {
    await (await secretStore(store, patience)).remove(name);
  } catch (error) {
    if (store === 'file' || patience.signal.aborted) throw error;
    problem = error as Error;
  }
  await changeProfiles((profiles) => {
    delete profiles.profiles[name];
    if (profiles.current === name) delete profiles.current;
  });
  if (problem)
    throw new Failure(
      `The profile "${name}" is removed, but its secret may still be in ${keychainPlace}, which does not work here (${problem.message}). Remove the entry "${name}" of "unloc-cli" there.`,
    );
}
