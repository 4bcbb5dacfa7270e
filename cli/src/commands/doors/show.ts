import type { Invocation } from '../../command/command';
import { findDoor } from '../../input/doors';
import { oneDoorColumns } from './columns';

export async function run({ account, args, output, signal }: Invocation): Promise<void> {
  await output.one(await findDoor(account, String(args[0]), signal), oneDoorColumns);
}
