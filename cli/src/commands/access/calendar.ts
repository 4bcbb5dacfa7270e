import { Temporal } from 'temporal-polyfill';
import { findNamed, thingsNamed } from '../../input/named';
import { sayBlindSpots } from '../../access/blind-spots';
import { accessEngine } from '../../access/engine';
import { openingColumns, shownOpenings, type ShownOpening } from '../../access/openings';
import { commonZone, locksOfDoor, readProject, type Reading } from '../../access/reading';
import type { Invocation } from '../../command/command';
import { Failure, usage } from '../../command/failure';
import { allDoors } from '../../input/doors';
import { called } from '../../input/people';
import { readTime } from '../../input/time';
import { width } from '../../output/output';
import { printable } from '../../output/printable';
import { writePrivate } from '../../output/private-file';
import { calendarText } from './ics';
import { drawing } from './week';

interface Options {
  from?: string;
  days?: string;
  ics?: string;
}

/** What the calendar is of. */
type Subject = { name: string; zone: string; lockIds: string[] } | { name: string; zone: string; appUserIds: string[] };

export async function run(invocation: Invocation<Options>): Promise<void> {
  const { args, options, output } = invocation;
  const { reading, subject } = await read(invocation, String(args[0]));
  const { zone, name } = subject;
  const days = daysOf(options.days ?? (options.ics === undefined ? '7' : '90'));
  const begin = readTime(options.from ?? 'today', { option: '--from', zone, now: reading.now });
  const first = Temporal.Instant.fromEpochMilliseconds(begin.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const instant = (date: Temporal.PlainDate): Date => new Date(date.toZonedDateTime(zone).epochMilliseconds);
  const [from, to] = [instant(first), instant(first.add({ days }))];
  const { review } = await accessEngine();
  const openings = shownOpenings([...review(reading.snapshot, { from, to, ...subject })], reading);
  const isDoor = 'lockIds' in subject;
  const title = (opening: ShownOpening): string =>
    printable(isDoor ? (opening.name ?? opening.appUserId ?? 'somebody hidden') : opening.door);
  if (options.ics !== undefined) {
    const text = calendarText(openings, { name, now: reading.now, until: to.getTime(), title });
    if (options.ics === '-') await output.write(text);
    else {
      await writePrivate(options.ics, text);
      output.say(`${options.ics} has ${openings.length} entries: ${name}, ${days} days from ${first}.`);
    }
  } else if (output.machine) await output.list(openings, openingColumns);
  else {
    const rows = new Map<string, ShownOpening[]>();
    for (const opening of openings) rows.set(title(opening), [...(rows.get(title(opening)) ?? []), opening]);
    const drawn = [...rows].map(([rowTitle, own]) => ({ title: rowTitle, openings: own }));
    if (drawn.length === 0) output.say(`${name}: nothing is open in the ${days} days from ${first}.`);
    else await output.text(`${name}\n\n${drawing(drawn, { first, days, zone, width: width() })}`);
  }
  sayBlindSpots(output, reading.snapshot.blindSpots);
}

/** A door if one fits, else a person; and what was read for it. */
async function read(invocation: Invocation<Options>, wanted: string): Promise<{ reading: Reading; subject: Subject }> {
  const doors = await allDoors(invocation.account, invocation.signal);
  // Several doors that fit are several doors, and no person.
  if (thingsNamed(doors, wanted).length > 0) {
    const door = findNamed(doors, wanted, 'door');
    const reading = await readProject(invocation, { locks: locksOfDoor(door, doors) });
    return { reading, subject: { name: printable(door.name), zone: door.timezone ?? 'UTC', lockIds: [door.id] } };
  }
  const reading = await readProject(invocation);
  try {
    const person = await reading.people.find(wanted);
    return { reading, subject: { name: called(person), zone: commonZone(doors), appUserIds: [person.appUserId] } };
  } catch (thrown) {
    if (thrown instanceof Failure && /^Nobody in this project is called/.test(thrown.message))
      throw usage(`There is neither a door nor a person "${wanted}".`);
    throw thrown;
  }
}

function daysOf(text: string): number {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1 || days > 366)
    throw usage(`--days must be a number from 1 to 366, but is "${text}".`);
  return days;
}
