import { readProfiles } from '../../account/profiles';
import type { Invocation } from '../../command/command';
import { profileColumns } from './columns';

export async function run({ account, output }: Invocation): Promise<void> {
  const { current, profiles } = await readProfiles();
  const rows = Object.entries(profiles).map(([name, profile]) => ({ name, current: name === current, ...profile }));
  await output.list(rows, profileColumns, { empty: 'There is no profile: log in with `unloc login`.' });
  if (rows.length > 0 && !output.machine && account.env.UNLOC_CLIENT_SECRET)
    output.say('UNLOC_CLIENT_SECRET is set: the environment takes precedence over the profile.');
}
