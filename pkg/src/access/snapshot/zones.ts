/** When which offset holds: from a moment (ms since 1970) on so many seconds east of UTC. The first holds since ever. */
export type Offsets = Array<[from: number, seconds: number]>;

const minute = 60_000;
const day = 1440 * minute;
/** Shorter than any time for which a zone has left an offset and come back to it since 2000, a week in Gaza. */
const step = 6 * day;
/** Most zones change at a whole half hour of UTC. */
const half = 30 * minute;

/** The transitions of whole years, by zone. */
const known = new Map<string, { from: number; to: number; offsets: Offsets }>();

/**
 * The offsets of a zone over a time, as the platform knows them; `undefined` for a zone that it does not know. Whole years
 * round that time are probed once and kept.
 *
 * @param from ms since 1970.
 */
export function zoneOffsets(zone: string, from: number, to: number): Offsets | undefined {
  const found = known.get(zone);
  if (found !== undefined && found.from <= from && to <= found.to) return found.offsets;
  let offsetAt: (ms: number) => number;
  try {
    offsetAt = probe(zone);
  } catch {
    return undefined;
  }
  const begin = Math.min(startOfYear(from, 0), found === undefined ? Infinity : found.from);
  const end = Math.max(startOfYear(to, 1), found === undefined ? -Infinity : found.to);
  const offsets = transitions(offsetAt, begin, end, nativeNext(zone));
  known.set(zone, { from: begin, to: end, offsets });
  return offsets;
}

function startOfYear(ms: number, plus: number): number {
  return Date.UTC(new Date(ms).getUTCFullYear() + plus, 0, 1);
}

/** Tells the offset, in seconds, by what a clock on the wall shows. */
function probe(zone: string): (ms: number) => number {
  // Day, hour and minute: the fewer there are, the faster it is.
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    hourCycle: 'h23',
  } as Intl.DateTimeFormatOptions);
  return (ms) => {
    const [, onDay, hour, minutes] = /(\d+)\D+(\d+)\D+(\d+)/.exec(format.format(ms)) as unknown as string[];
    const utc = new Date(ms);
    let days = Number(onDay) - utc.getUTCDate();
    // The first or last day of another month.
    if (days > 1) days = -1;
    else if (days < -1) days = 1;
    const hours = (Number(hour) % 24) - utc.getUTCHours();
    return (days * 1440 + hours * 60 + Number(minutes) - utc.getUTCMinutes()) * 60;
  };
}

type Next = (ms: number) => number | undefined;

/** The platform's own question for the next transition, where it has one. */
function nativeNext(zone: string): Next | undefined {
  const { Temporal } = globalThis as {
    Temporal?: { Instant?: { fromEpochMilliseconds(ms: number): { toZonedDateTimeISO(zone: string): object } } };
  };
  const instant = Temporal && Temporal.Instant;
  if (!instant || typeof instant.fromEpochMilliseconds !== 'function') return undefined;
  const zoned = (ms: number) =>
    instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone) as {
      getTimeZoneTransition?(direction: 'next'): { epochMilliseconds: number } | null;
    };
  if (typeof zoned(0).getTimeZoneTransition !== 'function') return undefined;
  return (ms) => {
    const found = zoned(ms).getTimeZoneTransition!('next');
    return found === null ? undefined : found.epochMilliseconds;
  };
}

function transitions(offsetAt: (ms: number) => number, begin: number, end: number, next: Next | undefined): Offsets {
  let last = offsetAt(begin);
  const found: Offsets = [[begin, last]];
  const add = (at: number): void => {
    last = offsetAt(at);
    found.push([at, last]);
  };
  if (next !== undefined) {
    for (let at = next(begin); at !== undefined && at < end; at = next(at)) if (offsetAt(at) !== last) add(at);
    return found;
  }
  for (let at = begin; at < end; at += step) {
    const to = Math.min(at + step, end);
    // A step may hold two transitions: the search goes on after the first.
    for (let from = at; offsetAt(to) !== last; ) {
      from = firstChange(offsetAt, from, to, last);
      add(from);
    }
  }
  return found;
}

/** The first minute with another offset: half hours are halved first, then the minutes of one. */
function firstChange(offsetAt: (ms: number) => number, from: number, to: number, before: number): number {
  let low = from;
  let high = to;
  for (const unit of [half, minute]) {
    while (high - low > unit) {
      const middle = low + Math.floor((high - low) / unit / 2) * unit;
      if (middle === low) break;
      if (offsetAt(middle) === before) low = middle;
      else high = middle;
    }
    if (offsetAt(high - minute) === before) return high;
  }
  return high;
}
