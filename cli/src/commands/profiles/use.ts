import { changeProfiles, profileNamed, readProfiles } from '../../account/profiles';
import type { Invocation } from '../../command/command';

export async function run({ args: [word], account, global, output }: Invocation): Promise<void> {
  const name = String(word);
  const { clientId, api } = profileNamed(await readProfiles(), name);
  const data = { current: name, clientId, api };
  if (global.dryRun) {
    await output.result(data, `Commands would use the profile "${name}" (${clientId} at ${api}); nothing was changed.`);
    return;
  }
  await changeProfiles((profiles) => {
    profileNamed(profiles, name);
    profiles.current = name;
  });
  await output.result(data, `Commands use the profile "${name}" (${clientId} at ${api}).`);
  if (account.env.UNLOC_PROFILE) output.say('UNLOC_PROFILE is set, and takes precedence.');
  else if (account.env.UNLOC_CLIENT_SECRET) output.say('UNLOC_CLIENT_SECRET is set: the environment takes precedence.');
}
