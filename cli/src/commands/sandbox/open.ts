import type { Invocation } from '../../command/command';
import { openDoor, type OpenDoorOptions } from '../../embedded/open-door';

export async function run(invocation: Invocation<OpenDoorOptions & { event?: string }>): Promise<void> {
  await openDoor(invocation, invocation.options.event ?? 'opened');
}
