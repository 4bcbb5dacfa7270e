// When a zone's offset changes, by the platform's own data.

const quarter = 900_000;
const day = 96 * quarter;

/** The offset of a zone at an instant, in milliseconds east of UTC. */
function offsetAt(format, at) {
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - at;
}

/** The stretches of one offset that a zone has in a year (UTC) and the days beside it, as `{ from, to, offset }` in milliseconds. */
function stretchesOfYear(timeZone, year) {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const first = Date.UTC(year, 0, 1) - day;
  const end = Date.UTC(year + 1, 0, 1) + day;
  const stretches = [{ from: first, to: end, offset: offsetAt(format, first) }];
  const look = (at) => {
    const offset = offsetAt(format, at);
    const last = stretches.at(-1);
    if (last.offset === offset) return;
    last.to = at;
    stretches.push({ from: at, to: end, offset });
  };
  for (let midnight = first; midnight < end; midnight += day) {
    if (offsetAt(format, midnight + day) === stretches.at(-1).offset) continue;
    for (let at = midnight; at <= midnight + day; at += quarter) look(at);
  }
  return stretches;
}

/** A function that gives the stretches of one offset that a zone has in a span of less than a year; years are looked up once. */
export function zoneOffsets() {
  const years = new Map();
  return (timeZone, { from, to }) => {
    const year = new Date(from).getUTCFullYear();
    const name = `${timeZone} ${year}`;
    if (!years.has(name)) years.set(name, stretchesOfYear(timeZone, year));
    const stretches = years.get(name).filter((one) => one.from < to && from < one.to);
    return stretches.map((one) => ({ from: Math.max(one.from, from), to: Math.min(one.to, to), offset: one.offset }));
  };
}
