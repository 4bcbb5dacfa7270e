import { readProfiles, profileNamed } from '../../account/profiles';
import { removeProfile } from '../../account/remove-profile';
import type { Invocation } from '../../command/command';
import { exitCodes } from '../../command/exit-code';
import { Failure } from '../../command/failure';

export async function run({ args: [word], global, account, output }: Invocation): Promise<void> {
  const profiles = await readProfiles();
  const name = typeof word === 'string' ? word : (global.profile ?? (account.env.UNLOC_PROFILE || profiles.current));
  if (name === undefined) throw new Failure('You are not logged in.', exitCodes.credentials);
  const { clientId, api, store } = profileNamed(profiles, name);
  const data = { profile: name, clientId, api, store };
  const left = Object.keys(profiles.profiles).filter((one) => one !== name);
  if (global.dryRun) {
    await output.result(data, `The profile "${name}" and its secret would be removed; nothing was changed.`);
    return;
  }
  await removeProfile(name, account.patience);
  const lines = [`Logged out: the profile "${name}" (${clientId} at ${api}) and its secret are removed.`];
  if (left.length > 0 && profiles.current === name)
    lines.push(`No profile is in use now. There are: ${left.join(', ')}. Choose one with \`unloc profiles use\`.`);
  await output.result(data, lines.join('\n'));
  if (account.env.UNLOC_CLIENT_SECRET)
    output.say('UNLOC_CLIENT_SECRET is still set: commands use it until you unset it.');
}
