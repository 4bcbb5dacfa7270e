import type { Invocation } from '../../command/command';
import { changeDoors } from './change-doors';

export async function run(invocation: Invocation): Promise<void> {
  await changeDoors(invocation, 'add');
}
