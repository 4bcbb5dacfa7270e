import { profileNamed, readProfiles } from '../../account/profiles';
import { removeProfile } from '../../account/remove-profile';
import type { Invocation } from '../../command/command';

export async function run({ args: [word], account, global, output }: Invocation): Promise<void> {
  const name = String(word);
  const { clientId, api, store } = profileNamed(await readProfiles(), name);
  const data = { profile: name, clientId, api, store };
  if (global.dryRun) {
    await output.result(data, `The profile "${name}" and its secret would be removed; nothing was changed.`);
    return;
  }
  await removeProfile(name, account.patience);
  await output.result(data, `The profile "${name}" (${clientId} at ${api}) and its secret are removed.`);
}
