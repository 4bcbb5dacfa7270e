import type { V2 } from 'unloc-integrator-client';
import { everOpens, hoursInWords, sameHours } from '../../../input/hours';
import type { DoorNames } from '../../../input/door-names';
import { finalStates } from '../../../input/keys';
import type { Period } from '../../../input/period';
import type { People, Person } from '../../../input/people';
import { periodInWords } from '../../../output/time';
import { count, firstLines } from '../../../output/words';

/** A key to give. */
export interface WantedKey {
  person: Person;
  door: V2.Lock;
  period: Period;
}

/** What is to be given, and what is to be said about it. */
export interface Wanted {
  keys: WantedKey[];
  /** What will be done, in sentences. */
  sentence: string;
  /** Keys that are left out, because the person can open the door in all of that time already. */
  leftOut: WantedKey[];
}

const minute = 60_000;
/** So many keys are left out or warned of by name. */
const mostWarnings = 20;

/** Which of the keys must be given, with warnings about the others. */
export function wantedKeys(
  chosen: readonly Person[],
  doors: readonly V2.Lock[],
  periodOf: (zone: string) => Period,
  recurrence: V2.Recurrence | undefined,
  { people, names, now }: { people: People; names: DoorNames; now: number },
): Wanted {
  const keys: WantedKey[] = [];
  const leftOut: WantedKey[] = [];
  const warnings: string[] = [];
  const sentences: string[] = [];
  const held = new Map<string, V2.Key[]>();
  for (const key of people.keys) {
    const at = `${key.appUser?.id} ${key.lockId}`;
    held.set(at, [...(held.get(at) ?? []), key]);
  }
  for (const [zone, there] of byZone(doors)) {
    const period = periodOf(zone ?? 'UTC');
    const from = keys.length;
    if (recurrence && !everOpens(recurrence, period.start ?? new Date(now), period.end, zone ?? 'UTC'))
      warnings.push(
        `Warning: ${hoursInWords(recurrence)} never falls into this period: ${there.length * chosen.length === 1 ? 'the key' : 'the keys'} would never open.`,
      );
    for (const person of chosen) {
      for (const door of there) {
        const own = held.get(`${person.appUserId} ${door.id}`) ?? [];
        const wanted = { person, door, period };
        const place = `${people.called(person)} has ${names.of(door.id)}`;
        if (own.some((key) => covers(key, period, recurrence, now))) {
          leftOut.push(wanted);
          warnings.push(`Left out: ${place} for the whole time already.`);
          continue;
        }
        keys.push(wanted);
        const other = own.find((key) => overlaps(key, period, now));
        if (other) {
          const end = other.end === null ? undefined : new Date(other.end);
          const hours = other.recurrence ? `, only ${hoursInWords(other.recurrence)}` : '';
          warnings.push(
            `Warning: ${place} already, ${periodInWords(new Date(other.start), end, zone, new Date(now))}${hours}.`,
          );
        }
      }
    }
    const given = keys.slice(from);
    if (given.length === 0) continue;
    // Who gets nothing, and what nobody gets, is in no sentence of what is given.
    const persons = [...new Set(given.map(({ person }) => person))];
    const lockIds = [...new Set(given.map(({ door }) => door.id))];
    const hours = recurrence ? `, only ${hoursInWords(recurrence)}` : '';
    const when = periodInWords(period.start, period.end, zone, new Date(now));
    const without = given.length < persons.length * lockIds.length ? ', without those left out' : '';
    sentences.push(
      `${people.calledAll(persons)} ${persons.length === 1 ? 'gets' : 'get'} ${names.all(lockIds)}, ${when}${hours}: ${count(given.length, 'key')}${without}.`,
    );
  }
  const several = sentences.length > 1 ? [`${count(keys.length, 'key')} in all, each by the clock of its door.`] : [];
  return { keys, leftOut, sentence: [...firstLines(warnings, mostWarnings), ...sentences, ...several].join('\n') };
}

function byZone(doors: readonly V2.Lock[]): Map<string | undefined, V2.Lock[]> {
  const zones = new Map<string | undefined, V2.Lock[]>();
  for (const door of doors) {
    const zone = door.timezone || undefined;
    zones.set(zone, [...(zones.get(zone) ?? []), door]);
  }
  return zones;
}

const opens = ({ state }: V2.Key): boolean => !finalStates.includes(state);

/** Whether a key opens at least when the wanted one would. The API keeps times to the minute. */
function covers(key: V2.Key, { start, end }: Period, recurrence: V2.Recurrence | undefined, now: number): boolean {
  if (!opens(key) || (key.recurrence && !sameHours(key.recurrence, recurrence))) return false;
  const until = key.end === null ? Number.POSITIVE_INFINITY : Date.parse(key.end);
  return (
    Date.parse(key.start) < (start?.getTime() ?? now) + minute
    && until >= (end?.getTime() ?? Number.POSITIVE_INFINITY) - minute
  );
}

function overlaps(key: V2.Key, { start, end }: Period, now: number): boolean {
  const until = key.end === null ? Number.POSITIVE_INFINITY : Date.parse(key.end);
  return (
    opens(key)
    && Date.parse(key.start) < (end?.getTime() ?? Number.POSITIVE_INFINITY)
    && until > (start?.getTime() ?? now)
  );
}
