import type { Invocation } from '../command/command';
import { usage } from '../command/failure';
import { actionOf, didOf } from '../following/event-names';
import { findDoor } from '../input/doors';
import { called, findPerson } from '../input/people';
import { printable } from '../output/printable';
import { wouldSend } from '../output/would-send';
import { controlOf } from './control';

/** The door, and the person whose app opens it. */
export interface OpenDoorOptions {
  door?: string;
  person?: string;
}

/** Does with a door of an embedded Unloc what a person's app would do. Real doors are never touched. */
export async function openDoor(
  { account, options, global, output, signal }: Invocation<OpenDoorOptions>,
  eventName: string,
): Promise<void> {
  const action = actionOf(eventName);
  if (options.door === undefined || options.person === undefined)
    throw usage('Name the door with --door, and the person who opens it with --person.');
  const control = await controlOf(account, signal);
  const door = await findDoor(account, options.door, signal);
  const person = await findPerson(account, options.person, signal, { newcomers: true });
  const body = { lockId: door.id, appUserId: person.appUserId, action };
  const sentence = `${called(person)} ${didOf(action)} ${printable(door.name)}.`;
  if (global.dryRun) {
    await wouldSend(output, sentence, [{ method: 'POST', path: '/_sandbox/open', body }]);
    return;
  }
  const { keyEvent } = (await control.call('open', body)) as { keyEvent: unknown };
  await output.result(keyEvent, sentence);
}
