import type { Invocation } from '../../command/command';
import { openDoor, type OpenDoorOptions } from '../../embedded/open-door';

export async function run(invocation: Invocation<OpenDoorOptions>): Promise<void> {
  await openDoor(invocation, String(invocation.args[0]));
}
