import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { CalendarMap, CalendarReadOptions, Feed, FeedMemory, ReadResult } from 'unloc-integrator-client/access';
import { accessEngine } from '../../access/engine';
import { usage } from '../../command/failure';
import { readInput, readJsonInput } from '../../input/file';
import { writePrivate } from '../../output/private-file';
import type { ListOptions } from './list-options';

/** A calendar of the map, with where its feed is: an address, or a file beside the map. */
type Calendar = CalendarMap['calendars'][number] & { feed?: string };

interface Given {
  /** The file of the map. */
  file: string;
  map: CalendarMap;
  /** The file that keeps what the feeds were like. */
  memory: string;
  options: ListOptions;
  given: CalendarReadOptions;
  now: number;
  signal: AbortSignal;
}

/** The feeds may be slow, but not for ever. */
const patienceMs = 60_000;

/** Fetches the feeds that a map names, and reads them. */
export async function readCalendarList({
  file,
  map,
  memory,
  options,
  given,
  now,
  signal,
}: Given): Promise<ReadResult & { remember: () => Promise<void> }> {
  if (!Array.isArray(map.calendars)) throw usage(`${file} has no "calendars".`);
  const calendars: Calendar[] = map.calendars;
  const beside = (name: string): string => resolve(dirname(file), name);
  const feeds = await Promise.all(
    calendars.map(async ({ name, feed }): Promise<Feed> => {
      if (typeof feed !== 'string')
        throw usage(
          `${file}: the calendar "${name}" has no "feed": the address of its calendar, or a file beside this one.`,
        );
      return { name, at: new Date(now), ...(await fetchFeed(feed, beside, signal)) };
    }),
  );
  const contacts: { [name: string]: Uint8Array } = {};
  for (const { contacts: name } of calendars)
    if (name !== undefined) contacts[name] ??= await readInput(beside(name), 'file of contacts');
  const withoutFeeds = { ...map, calendars: calendars.map(({ feed: _, ...calendar }) => calendar) };
  const { readCalendars } = await accessEngine();
  const read = readCalendars(feeds, withoutFeeds, await memoryIn(memory), {
    ...given,
    contacts,
    ...(options.allowEmptyFeed !== undefined && { allowEmptyFeeds: options.allowEmptyFeed }),
  });
  return { ...read, remember: () => writePrivate(memory, JSON.stringify(read.memory)) };
}

/** A feed. What cannot be had is a feed that failed: then nothing is taken back. Its address is a secret, and not said. */
async function fetchFeed(
  feed: string,
  beside: (name: string) => string,
  signal: AbortSignal,
): Promise<Pick<Feed, 'ics' | 'status'>> {
  if (!/^https?:/i.test(feed)) return { ics: await readInput(beside(feed), 'calendar'), status: 200 };
  try {
    const answer = await fetch(feed, { signal: AbortSignal.any([signal, AbortSignal.timeout(patienceMs)]) });
    return { ics: new Uint8Array(await answer.arrayBuffer()), status: answer.status };
  } catch (error) {
    if (signal.aborted) throw error;
    return { ics: new Uint8Array(), status: 0 };
  }
}

async function memoryIn(file: string): Promise<FeedMemory | undefined> {
  try {
    await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
  }
  return (await readJsonInput(file, 'memory of calendars')) as FeedMemory;
}
