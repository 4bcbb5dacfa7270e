import type { CalendarMap, DoorMap, ReadResult } from 'unloc-integrator-client/access';
import { accessEngine } from '../../access/engine';
import { commonZone, type Reading } from '../../access/reading';
import { usage } from '../../command/failure';
import { readCalendarList } from './calendars';
import { readingOptions, type ListOptions } from './list-options';

/** A list that was read. */
export interface List extends ReadResult {
  /** Doors that one person at a time has, by name or id. */
  exclusive: readonly string[];
  /** Keeps what calendars were like, for the next read. */
  remember?: () => Promise<void>;
}

/** Reads a list of wanted access: CSV, `unloc-grants/1`, or the feeds that `unloc-calendars/1` names. */
export async function readList(
  { file, bytes }: { file: string; bytes: Uint8Array },
  options: ListOptions,
  reading: Reading,
  signal: AbortSignal,
): Promise<List> {
  const { readGrantsCsv, readGrantsJson } = await accessEngine();
  const context = { file, doors: reading.snapshot, zone: commonZone(reading.doors), now: reading.now };
  if (!looksLikeJson(bytes)) {
    const { map, ...given } = await readingOptions(options, context);
    return { ...readGrantsCsv(bytes, given), exclusive: exclusiveIn(map) };
  }
  const format = formatOf(bytes);
  if (format === 'unloc-plan/1') throw usage(`${file} is a plan already: \`unloc apply ${file}\`.`);
  if (format === 'unloc-calendars/1') {
    const { map, ...given } = await readingOptions(options, context);
    const calendars = JSON.parse(new TextDecoder().decode(bytes)) as CalendarMap;
    const memory = options.memory ?? `${file}.memory`;
    const read = await readCalendarList({ file, map: calendars, memory, options, given, now: reading.now, signal });
    return { ...read, exclusive: exclusiveIn(map) };
  }
  for (const name of ['owner', 'covers', 'complete'] as const)
    if (options[name] !== undefined) throw usage(`A list in JSON has its own "${name}": leave out --${name}.`);
  const { forEver, skipBadRows, gap } = options;
  const read = readGrantsJson(bytes, {
    file,
    doors: reading.snapshot,
    ...(forEver && { forEver: true }),
    ...(skipBadRows && { skipBadRows: true }),
    ...(gap !== undefined && { gap }),
  });
  return { ...read, exclusive: [] };
}

function exclusiveIn(map: DoorMap | undefined): readonly string[] {
  return Array.isArray(map?.exclusive) ? map.exclusive : [];
}

/** Whether the first sign that is no space is a brace. */
function looksLikeJson(bytes: Uint8Array): boolean {
  return /^\uFEFF?\s*\{/.test(new TextDecoder().decode(bytes.subarray(0, 200)));
}

function formatOf(bytes: Uint8Array): unknown {
  try {
    return (JSON.parse(new TextDecoder().decode(bytes)) as { format?: unknown }).format;
  } catch {
    // The reader says what is wrong, and where.
    return undefined;
  }
}
