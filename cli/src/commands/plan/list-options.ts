import type { CsvReadOptions, DoorMap, Snapshot } from 'unloc-integrator-client/access';
import { usage } from '../../command/failure';
import { readJsonInput } from '../../input/file';
import { readTime } from '../../input/time';

/** The options of `unloc plan` that say how a list is read. */
export interface ListOptions {
  owner?: string;
  covers?: string;
  complete?: boolean;
  country?: string;
  dates?: 'dmy' | 'mdy';
  rooms?: string;
  status?: string[];
  column?: string[];
  forEver?: boolean;
  twoKeys?: boolean;
  skipBadRows?: boolean;
  gap?: 'earlier' | 'later';
  encoding?: string;
  delimiter?: string;
  memory?: string;
  allowEmptyFeed?: string[];
}

/** Whose keys they are where `--owner` does not say it. */
const defaultOwner = 'unloc';

/** The options as the engine's readers take them. */
export async function readingOptions(
  options: ListOptions,
  { file, doors, zone, now }: { file: string; doors: Snapshot; zone: string; now: number },
): Promise<CsvReadOptions & { map?: DoorMap }> {
  // A list that takes back must not take back what another list gave: each has a name of its own.
  if (options.complete && options.owner === undefined)
    throw usage(
      '--complete takes keys back, so name the owner of the list with --owner, a different one for each list of this project.',
    );
  const map =
    options.rooms === undefined ? undefined : ((await readJsonInput(options.rooms, 'map of rooms')) as DoorMap);
  return {
    file,
    doors,
    owner: options.owner ?? defaultOwner,
    ...(options.covers !== undefined && { covers: coversIn(options.covers, { zone, now }) }),
    ...(options.complete && { complete: true }),
    ...(options.country !== undefined && { country: options.country.toUpperCase() }),
    ...(options.dates !== undefined && { dates: options.dates }),
    ...(map !== undefined && { rooms: map, map }),
    ...(options.status !== undefined && { statuses: options.status }),
    ...(options.column !== undefined && { columns: columnsIn(options.column) }),
    ...(options.forEver && { forEver: true }),
    ...(options.twoKeys && { twoKeys: true }),
    ...(options.skipBadRows && { skipBadRows: true }),
    ...(options.gap !== undefined && { gap: options.gap }),
    ...(options.encoding !== undefined && { encoding: options.encoding }),
    ...(options.delimiter !== undefined && { delimiter: options.delimiter === 'tab' ? '\t' : options.delimiter }),
  };
}

/** `2027-03-01..2027-04-01`, `now..+60d`, or `everything`. */
function coversIn(text: string, { zone, now }: { zone: string; now: number }): { from: Date; to: Date } | 'everything' {
  if (text === 'everything') return 'everything';
  const [from, to, ...rest] = text.split('..');
  if (!from || !to || rest.length > 0)
    throw usage(
      `--covers is FROM..UNTIL, such as 2027-03-01..2027-04-01 or now..+60d, or everything, but is "${text}".`,
    );
  const span = {
    from: readTime(from, { option: '--covers', zone, now }),
    to: readTime(to, { option: '--covers', zone, now }),
  };
  if (span.to <= span.from) throw usage('The end of --covers is before its start.');
  return span;
}

/** `ref=Nr` says that the column Nr is the reference. */
function columnsIn(pairs: readonly string[]): NonNullable<CsvReadOptions['columns']> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw usage(`--column is NAME=HEADER, such as ref=Nr, but is "${pair}".`);
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()];
    }),
  );
}
