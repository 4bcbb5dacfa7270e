import type { Invocation } from '../../command/command';
import { changeAccesses } from './accesses';

export async function run(invocation: Invocation): Promise<void> {
  await changeAccesses(invocation, 'add');
}
