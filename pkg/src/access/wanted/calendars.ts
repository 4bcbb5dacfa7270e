import { toIso, toMs } from '../moment';
import type { Moment } from '../scope';
import { heldBy } from '../snapshot/internals';
import { asGiven, type ReadOptions } from './options';
import { resultOf, type Read } from './problems';
import type { ReadResult } from './types';

/** A feed (iCalendar) as it was fetched. */
export interface Feed {
  /** The name of its calendar in the map. */
  name: string;
  /** Its bytes; of a fetch that failed none. */
  ics: Uint8Array;
  /** The status of the answer. Everything but 200 is a feed that failed. */
  status: number;
  /** When it was fetched. */
  at: Moment;
}

/** Which feed is of which doors. */
export interface CalendarMap {
  /** The format and its version. */
  format: 'unloc-calendars/1';
  /** The calendars. */
  calendars: CalendarOfMap[];
}

/** A calendar of the map. */
export interface CalendarOfMap {
  /** The name of its feed. */
  name: string;
  /** Names or ids of doors. */
  doors: string[];
  /** When whole days begin, `15:00` on the wall clock of the door. */
  checkIn: string;
  /** When whole days end. */
  checkOut: string;
  /** Minutes before the start in which the doors open already. */
  beforeMinutes?: number;
  /** Minutes after the end in which they still do. */
  afterMinutes?: number;
  /** Parts of summaries of what is no stay, such as `Not available`. */
  ignore?: string[];
  /** The file `uid;phone` with the numbers of its guests. */
  contacts?: string;
}

/**
 * What was in the feeds before. Keep it between two reads, as a file that only you can read: it holds phone numbers.
 */
export interface FeedMemory {
  /** The format and its version. */
  format: 'unloc-feeds/1';
  /** Events by their `UID`. */
  seen: { [uid: string]: SeenEvent };
  /** Feeds by their name, and when they first came whole. */
  feeds: { [name: string]: { since: string } };
}

/** An event that was in a feed. */
export interface SeenEvent {
  /** How many whole reads it was missing from since. */
  misses: number;
  /** When a read last had the event, ISO 8601. */
  lastSeen: string;
  /** Of the grant: a memory that was cut or changed is refused. */
  hash: string;
  [name: string]: unknown;
}

/** How calendars are read. */
export interface CalendarReadOptions extends ReadOptions {
  /** The files of contacts that the map names, as bytes. */
  contacts?: { [file: string]: Uint8Array };
  /** References of stays whose guest is in: who was in before and is missing from the feed is out then. */
  checkedIn?: string[];
  /** Calendars that really have no events. */
  allowEmptyFeeds?: string[];
}

/** Calendars that were read. */
export interface CalendarReadResult extends ReadResult {
  /** Keep it, and pass it to the next read. */
  memory: FeedMemory;
}

interface CalendarsRead extends Read {
  memory: FeedMemory;
}

/**
 * Reads the feeds of booking systems (docs/access-formats.md). A feed alone opens no door: the phone number comes from the
 * contacts, by the `UID` of the event. An event without a number waits.
 *
 * An event that is missing keeps its access until two whole reads, 15 minutes apart, lack it; a stay under way until its
 * end. The list is complete once every feed was complete twice, 15 minutes apart. The memory keeps track of that.
 *
 * @param feeds the feeds, each with its name in the map, its bytes, its status and when it was fetched.
 * @param map which feed is of which doors.
 * @param options the owner, the doors, the contacts, and how rows are read.
 * @param memory what the last read returned; `undefined` at the first one.
 * @returns the list, its problems, and the memory to keep.
 * @throws AccessError for invalid options, and for a memory that was cut or changed.
 */
export function readCalendars(
  feeds: Feed[],
  map: CalendarMap,
  memory: FeedMemory | undefined,
  options: CalendarReadOptions,
): CalendarReadResult {
  const { contacts, ...rest } = options;
  const files = Object.entries(contacts || {});
  const given = {
    ...asGiven(rest),
    map,
    memory,
    feeds: feeds.map(({ name, ics, status, at }) => ({
      name,
      status,
      at: toIso(toMs(at, 'at')),
      length: ics.length,
    })),
    contacts: files.map(([name, bytes]) => ({ name, length: bytes.length })),
  };
  const bytes = joined([...feeds.map(({ ics }) => ics), ...files.map(([, file]) => file)]);
  const read = heldBy(options.doors).read<CalendarsRead>('calendars', bytes, given);
  return { ...resultOf(read), memory: read.memory };
}

function joined(parts: Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
