import type { Invocation } from '../../command/command';
import { doorNames } from '../../input/door-names';
import { allDoors } from '../../input/doors';
import { findKeys } from '../../input/keys';
import { keyColumns } from './columns';

export async function run({ args, account, output, signal }: Invocation): Promise<void> {
  const [key] = await findKeys(account, [String(args[0])], signal);
  if (key === undefined) return;
  const names = doorNames(await allDoors(account, signal));
  const columns = keyColumns({ names, wall: output.format === 'table' });
  await output.one(
    key,
    columns.filter(({ name }) => name !== 'key'),
  );
}
