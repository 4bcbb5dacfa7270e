import { sayBlindSpots } from '../../access/blind-spots';
import { accessEngine } from '../../access/engine';
import { openingColumns, shownOpenings } from '../../access/openings';
import { commonZone, readProject } from '../../access/reading';
import { closedColumns, closedSummary, closedThen } from '../../access/why-not';
import type { Invocation } from '../../command/command';
import { called } from '../../input/people';
import { readTime } from '../../input/time';
import { zonedTime } from '../../output/time';
import { count } from '../../output/words';

export async function run(invocation: Invocation<{ at?: string; whyNot?: boolean }>): Promise<void> {
  const { args, options, output } = invocation;
  const reading = await readProject(invocation);
  const { snapshot, doors, people, now } = reading;
  const person = await people.find(String(args[0]), { newcomers: true });
  const zone = commonZone(doors);
  const at = readTime(options.at ?? 'now', { option: '--at', zone, now });
  const { whatCanOpen } = await accessEngine();
  const open = shownOpenings(whatCanOpen(snapshot, { appUserId: person.appUserId, at }), reading);
  const closed = await closedThen(reading, { appUserId: person.appUserId }, at, open);
  const when = zonedTime(at, zone);
  if (options.whyNot) {
    await output.list(closed, closedColumns, {
      empty: `${called(person)} has no key that does not open, ${when}.`,
    });
  } else {
    await output.list(open, openingColumns, { empty: `${called(person)} can open no door ${when}.` });
    if (!output.machine && open.length > 0)
      output.say(`${called(person)}, ${when}: ${count(open.length, 'door opens', 'doors open')}.`);
    if (closed.length > 0) output.say(closedSummary(closed, '--why-not'));
  }
  sayBlindSpots(output, snapshot.blindSpots);
}
