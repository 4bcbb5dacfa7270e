import type { Invocation } from '../../command/command';
import { allGroups, groupColumns } from './groups';

export async function run({ account, output, signal }: Invocation): Promise<void> {
  await output.list(await allGroups(account, signal), groupColumns, { empty: 'This project has no access groups.' });
}
