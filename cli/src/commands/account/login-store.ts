import { randomUUID } from 'node:crypto';
import type { Account } from '../../account/account';
import { fileStore } from '../../account/file-store';
import { keychainPlace, tryKeychain } from '../../account/keychain';
import type { StoreName } from '../../account/profiles';
import type { SecretStore } from '../../account/secret-store';
import { exitCodes } from '../../command/exit-code';
import { Failure, usage } from '../../command/failure';
import type { Terminal } from '../../terminal/terminal';

/**
 * The store for the secret, tried before the secret is asked for: nobody should type it for nothing. If the keychain does
 * not work, the file is offered, and never taken unasked.
 *
 * @param wanted `--store`, else what the profile had before.
 */
export async function chooseStore(
  wanted: StoreName | undefined,
  account: Account,
  terminal: Terminal,
): Promise<SecretStore> {
  if (wanted === 'file') return tryFile();
  try {
    return await tryKeychain(account.patience);
  } catch (error) {
    if (account.patience.signal.aborted) throw error;
    const why = `${keychainPlace} does not work here: ${(error as Error).message}.`.replace(/\.\.$/, '.');
    const problem = `${why.charAt(0).toUpperCase()}${why.slice(1)}`;
    const file = fileStore();
    if (!terminal.interactive)
      throw usage(`${problem}\nNothing was stored. \`--store file\` keeps the secret in ${file.place}.`);
    if (!(await terminal.agrees(`${problem}\nKeep the secret in ${file.place} instead?`)))
      throw new Failure('Nothing was stored.', exitCodes.declined);
    return tryFile();
  }
}

async function tryFile(): Promise<SecretStore> {
  const store = fileStore();
  const probe = `probe-${randomUUID()}`;
  await store.set(probe, '');
  await store.remove(probe);
  return store;
}
