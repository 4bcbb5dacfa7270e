import type { V2 } from 'unloc-integrator-client';
import { connected } from '../../account/connection';
import { doorsById } from '../../data/project-data';
import { daysLater, wallClock, weekdayOf } from '../../format/wall-clock';

/** Who gets access. */
export interface Receiver {
  /** E.164. */
  number: string;
  /** The name of somebody who has none here yet. */
  name?: string;
  /** Whether numbers of this kind are in use, as far as is known. */
  known: boolean;
}

/** What somebody is about to give. */
export interface Draft {
  people: readonly Receiver[];
  /** Ids of doors. */
  doors: readonly string[];
  /** On the doors' clock; empty for now. */
  from: string;
  /** On the doors' clock; empty for no end. */
  until: string;
  /** Weekly hours; none for at all hours. */
  hours: readonly V2.TimeSpan[];
  mayShare: boolean;
  booking: string;
  note: string;
  /** Exclusive doors are given although somebody else has them. */
  doubleBooked: boolean;
}

/** The days of the week as the API names them. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** The zones of some doors, without repetition. */
export function zonesOf(doors: readonly string[]): readonly string[] {
  return [...new Set(doors.map((id) => doorsById.value.get(id)?.timezone ?? 'UTC'))];
}

/** Now, on the clock of the doors. */
export function nowThere(doors: readonly string[]): string {
  const [zone] = doors.length > 0 ? zonesOf(doors) : zonesOf([...doorsById.value.keys()].slice(0, 1));
  return wallClock(connected().now(), zone);
}

/** Weekdays from 8 to 16. */
export const officeHours: readonly V2.TimeSpan[] = weekdays
  .slice(0, 5)
  .map((weekday) => ({ weekday, startHour: 8, startMinute: 0, endHour: 16, endMinute: 0 }));

/** The usual periods. */
export type Period = 'night' | 'weekend' | 'week' | 'weekdays' | 'endless';

/** A usual period, from now on the doors' clock. */
export function period(name: Period, now: string): Pick<Draft, 'from' | 'until' | 'hours'> {
  const friday = daysLater(now, (4 - weekdayOf(now) + 7) % 7, '16:00');
  // In the evening of a Friday the weekend has begun.
  const weekend = weekdayOf(now) > 4 ? '' : friday;
  const sunday = daysLater(now, 6 - weekdayOf(now), '12:00');
  const periods: { readonly [name in Period]: Pick<Draft, 'from' | 'until' | 'hours'> } = {
    night: {
      from: now < daysLater(now, 0, '16:00') ? daysLater(now, 0, '16:00') : '',
      until: daysLater(now, 1, '12:00'),
      hours: [],
    },
    weekend:
      weekend === '' || weekend <= now
        ? { from: daysLater(friday, weekdayOf(now) === 4 ? 7 : 0), until: daysLater(sunday, 7), hours: [] }
        : { from: friday, until: sunday, hours: [] },
    week: { from: '', until: daysLater(now, 7, '12:00'), hours: [] },
    weekdays: { from: '', until: daysLater(now, 28, '16:00'), hours: officeHours },
    endless: { from: '', until: '', hours: [] },
  };
  return periods[name];
}

/** What a draft begins with. */
interface Given {
  people?: readonly string[];
  doors?: readonly string[];
  from?: string;
  until?: string;
}

/** A draft for some people and doors: a week, from now. */
export function freshDraft({ people = [], doors = [], ...given }: Given): Draft {
  return {
    people: people.map((number) => ({ number, known: true })),
    doors,
    ...period('week', nowThere(doors)),
    ...given,
    mayShare: false,
    booking: '',
    note: '',
    doubleBooked: false,
  };
}
