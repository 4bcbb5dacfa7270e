import { findNamed } from '../../input/named';
import { sayBlindSpots } from '../../access/blind-spots';
import { accessEngine } from '../../access/engine';
import { openingColumns, shownOpenings } from '../../access/openings';
import { locksOfDoor, readProject } from '../../access/reading';
import { closedColumns, closedSummary, closedThen } from '../../access/why-not';
import type { Invocation } from '../../command/command';
import { allDoors } from '../../input/doors';
import { readTime } from '../../input/time';
import { printable } from '../../output/printable';
import { zonedTime } from '../../output/time';
import { count } from '../../output/words';

export async function run(invocation: Invocation<{ at?: string; whyNot?: boolean }>): Promise<void> {
  const { account, args, options, output, signal } = invocation;
  const doors = await allDoors(account, signal);
  const door = findNamed(doors, String(args[0]), 'door');
  const reading = await readProject(invocation, { locks: locksOfDoor(door, doors) });
  const { snapshot, now } = reading;
  const zone = door.timezone ?? 'UTC';
  const at = readTime(options.at ?? 'now', { option: '--at', zone, now });
  const { whoCanOpen } = await accessEngine();
  const open = shownOpenings(whoCanOpen(snapshot, { lockId: door.id, at }), reading);
  const closed = await closedThen(reading, { lockId: door.id }, at, open);
  const when = zonedTime(at, zone);
  const name = printable(door.name);
  if (options.whyNot) {
    await output.list(closed, closedColumns, {
      empty: `There is no key to ${name} that does not open, ${when}.`,
    });
  } else {
    await output.list(open, openingColumns, { empty: `Nobody can open ${name} ${when}.` });
    if (!output.machine && open.length > 0)
      output.say(`${name}, ${when}: ${count(open.length, 'person', 'people')} can open it.`);
    if (closed.length > 0) output.say(closedSummary(closed, '--why-not'));
  }
  sayBlindSpots(output, snapshot.blindSpots);
}
