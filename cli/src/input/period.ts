import { usage } from '../command/failure';
import { readTime } from './time';

/** The options of a period. */
export interface PeriodOptions {
  from?: string;
  until?: string;
  for?: string;
  /** `--no-end` makes it `false`. */
  end?: boolean;
}

/** When a key opens. */
export interface Period {
  /** No start is now. */
  start: Date | undefined;
  /** No end is never. */
  end: Date | undefined;
}

const hour = 3_600_000;

/** Whether the options say when it ends: once, and one way. */
export function saysEnd({ until, for: length, end }: PeriodOptions): boolean {
  const said = [until !== undefined && '--until', length !== undefined && '--for', end === false && '--no-end'].filter(
    Boolean,
  );
  if (said.length > 1) throw usage(`${said.join(' and ')} cannot be used together.`);
  return said.length === 1;
}

/** Reads a period by the clock of a door. */
export function readPeriod(options: PeriodOptions, zone: string, now: number): Period {
  const { from, until, for: length } = options;
  const read = from === undefined ? undefined : readTime(from, { option: '--from', zone, now });
  if (read !== undefined && read.getTime() < now - hour)
    throw usage(`--from "${from}" is more than an hour ago, which the API refuses. Without --from the key begins now.`);
  const start = from?.trim().toLowerCase() === 'now' ? undefined : read;
  const end = readEnd(until, length, zone, start, now);
  if (end !== undefined && end.getTime() <= Math.max(start?.getTime() ?? now, now))
    throw usage(
      `${until === undefined ? `--for ${length}` : `--until "${until}"`} is before the start, or in the past.`,
    );
  return { start, end };
}

function readEnd(
  until: string | undefined,
  length: string | undefined,
  zone: string,
  start: Date | undefined,
  now: number,
): Date | undefined {
  // After "fri 16:00", "sun 12:00" is the Sunday after that Friday, and "18:00" is that day's. What is said from today on
  // ("tomorrow", +2d) stays so.
  const follows =
    until !== undefined && /^(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?:\s.*)?|\d{1,2}:\d{2})$/i.test(until.trim());
  if (until !== undefined)
    return readTime(until, { option: '--until', zone, now: follows ? (start?.getTime() ?? now) : now });
  if (length === undefined) return undefined;
  if (!/^\d+[mhdw]$/.test(length.trim().toLowerCase()))
    throw usage(`--for must be a duration such as 90m, 2h, 3d or 1w, but is "${length}".`);
  // Days and weeks by the clock of the door: noon stays noon when the clocks change.
  return readTime(`+${length.trim()}`, { option: '--for', zone, now: start?.getTime() ?? now });
}
