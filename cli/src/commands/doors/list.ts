import type { Invocation } from '../../command/command';
import { allDoors } from '../../input/doors';
import { doorColumns } from './columns';

export async function run({ account, output, signal }: Invocation): Promise<void> {
  await output.list(await allDoors(account, signal), doorColumns, { empty: 'This project has no doors.' });
}
