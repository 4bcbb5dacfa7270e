import type { Invocation } from '../../command/command';
import { clocksInWords } from '../../output/time';
import { readChosen, readRights, rightColumns, rightsOf, type Chosen } from './rights';

export async function run({ options, account, output, signal }: Invocation<Chosen>): Promise<void> {
  const read = await readRights(account, signal);
  const rights = rightsOf(read.rights, await readChosen(options, read));
  await output.list(rights, rightColumns(read, output.format === 'table'), { empty: 'Nobody there may share keys.' });
  if (!output.machine && rights.length > 0)
    output.say(clocksInWords(rights.map(({ lockId }) => read.names.zone(lockId))));
}
