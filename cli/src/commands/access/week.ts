import type { Temporal } from 'temporal-polyfill';
import { displayWidth } from '../../output/table';
import type { ShownOpening } from '../../access/openings';

/** A row of the drawing. */
interface Row {
  title: string;
  openings: ShownOpening[];
}

const open = '#';
const partly = '+';
const closed = '.';

/** The hours of a cell that fits the width. */
function hoursPerCell(room: number, days: number): number {
  return [1, 2, 3, 4, 6, 8, 12].find((hours) => (24 / hours + 1) * days <= room) ?? 24;
}

/** The instants at which cells begin, and the last one's end: on the clock of the door, whatever it does that day. */
function edges(first: Temporal.PlainDate, days: number, hours: number, zone: string): number[] {
  const at = (day: number, hour: number): number =>
    first.add({ days: day }).toZonedDateTime({ timeZone: zone, plainTime: { hour } }).epochMilliseconds;
  const found = Array.from({ length: days * (24 / hours) }, (_, cell) =>
    at(Math.floor(cell / (24 / hours)), (cell % (24 / hours)) * hours),
  );
  return [...found, at(days, 0)];
}

function cell(openings: readonly ShownOpening[], from: number, to: number): string {
  // An hour that the clock skips holds nothing.
  if (to <= from) return closed;
  const covered = openings.reduce((sum, opening) => {
    const begin = Math.max(from, Date.parse(opening.from));
    const end = Math.min(to, opening.to === null ? to : Date.parse(opening.to));
    return sum + Math.max(0, end - begin);
  }, 0);
  if (covered === 0) return closed;
  return covered >= to - from ? open : partly;
}

/** A drawing of days: a row for each person or door, a cell for some hours. */
export function drawing(
  rows: readonly Row[],
  { first, days, zone, width }: { first: Temporal.PlainDate; days: number; zone: string; width: number },
): string {
  const widest = Math.min(24, Math.max(0, ...rows.map(({ title }) => displayWidth(title))));
  const hours = hoursPerCell(Math.min(width, 200) - widest - 2, days);
  const perDay = 24 / hours;
  const times = edges(first, days, hours, zone);
  const pad = (text: string, size: number): string => text + ' '.repeat(Math.max(0, size - displayWidth(text)));
  const fit = (text: string): string => (displayWidth(text) > widest ? `${text.slice(0, widest - 1)}…` : text);
  const titles = Array.from({ length: days }, (_, day) => {
    const date = first.add({ days: day });
    const names = [
      date.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' }).replace(',', ''),
      `${date.toLocaleString('en-GB', { weekday: 'short' })} ${date.day}`,
      String(date.day),
    ];
    return pad(names.find((name) => name.length <= perDay) ?? '', perDay);
  });
  const lines = rows.map(({ title, openings }) => {
    const cells = times.slice(0, -1).map((from, index) => cell(openings, from, times[index + 1] ?? from));
    const drawn = Array.from({ length: days }, (_, day) => cells.slice(day * perDay, (day + 1) * perDay).join(''));
    return `${pad(fit(title), widest)}  ${drawn.join(' ')}`;
  });
  const legend = `${open} open  ${partly} a part of it  ${closed} closed; each sign is ${hours === 1 ? 'an hour' : `${hours} hours`} on the clock of ${zone}`;
  return `${[`${' '.repeat(widest)}  ${titles.join(' ')}`.trimEnd(), ...lines, '', legend].join('\n')}\n`;
}
