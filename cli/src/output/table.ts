import type { Column } from './column';
import { cutToWidth, displayWidth, padToWidth } from './display-width';
import { printable } from './printable';
import type { Style } from './style';

export { displayWidth };

const gap = 2;
/** A text is cut to this before a column is left out, and to the narrowest when only the first columns are left. */
const comfortable = 20;
const narrowest = 8;

/** A number, a phone number, an id, an address, a time: half of one is another one. */
const exact = [
  /^[+\-\d][\d\s.,:%()-]*$/,
  /^\S*\d\S*$/,
  /^https?:/,
  /\d:\d{2}\b/,
  /\d{4}-\d{2}-\d{2}/,
  /\b\d{1,2} [A-Za-z]{3,} \d{4}\b/,
];
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** A column as it is shown. */
interface Shown<Row> {
  column: Column<Row>;
  texts: string[];
  title: number;
  /** How wide it is now, and how wide it must be for what is never cut. */
  width: number;
  least: number;
}

/** What the table is fitted to. */
export interface TableOptions {
  width: number;
  style: Style;
  /** Whether the columns were named by the person: then none is left out. */
  all: boolean;
}

const largest = (numbers: readonly number[]): number => numbers.reduce((most, one) => Math.max(most, one), 0);

function prepared<Row>(rows: readonly Row[], column: Column<Row>): Shown<Row> {
  const texts = rows.map((row) => printable(String(column.value(row) ?? '')));
  const title = displayWidth(column.title);
  const width = Math.max(title, largest(texts.map(displayWidth)));
  const whole = texts.filter((text) => exact.some((form) => form.test(text)));
  return { column, texts, title, width, least: Math.max(title, largest(whole.map(displayWidth))) };
}

const atLeast = <Row>({ width, least }: Shown<Row>, wanted: number): number => Math.min(width, Math.max(wanted, least));
const sum = (widths: readonly number[]): number =>
  widths.reduce((total, width) => total + width, 0) + gap * (widths.length - 1);

/** Leaves out the columns of the lowest priority, the last first, until the rest has room. */
function chosenFor<Row>(columns: Shown<Row>[], width: number): Shown<Row>[] {
  let chosen = columns;
  for (;;) {
    const last = largest(chosen.map(({ column }) => column.priority));
    if (last <= 1 || sum(chosen.map((one) => atLeast(one, comfortable))) <= width) return chosen;
    const drop = chosen.findLastIndex(({ column }) => column.priority === last);
    chosen = chosen.filter((_, index) => index !== drop);
  }
}

/** Makes the widest texts narrower until the table fits, if it can. */
function shrink<Row>(columns: Shown<Row>[], width: number): void {
  for (let excess = sum(columns.map((one) => one.width)) - width; excess > 0; ) {
    const [widest, second] = columns
      .filter((one) => one.width > atLeast(one, narrowest))
      .sort((a, b) => b.width - a.width);
    if (widest === undefined) return;
    const room = widest.width - Math.max(atLeast(widest, narrowest), second === undefined ? 0 : second.width - 1);
    const less = Math.min(excess, Math.max(1, room));
    widest.width -= less;
    excess -= less;
  }
}

/** A text cut to a width; the number at its end stays, since it is what tells two doors apart. */
function cut(text: string, width: number): string {
  const [, tail = ''] = /(\s\S*\d\S*)$/.exec(text) ?? [];
  const room = width - displayWidth(tail);
  if (displayWidth(text) <= width || tail === '' || room < width / 2) return cutToWidth(text, width);
  return cutToWidth(`${text.slice(0, -tail.length)} ${tail}`, room) + tail;
}

/** A name in Hebrew or Arabic does not turn the columns beside it around. */
const isolated = (text: string, terminal: boolean): string =>
  terminal && rightToLeft.test(text) ? `\u2068${text}\u2069` : text;

/** Each row as lines of its own, for a terminal in which the columns have no room beside each other. */
function records<Row>(columns: readonly Shown<Row>[], rows: number, style: Style): string {
  const titles = largest(columns.map(({ title }) => title));
  const record = (row: number): string =>
    columns
      .filter(({ texts }) => texts[row] !== '')
      .map(
        ({ column, texts }) => `${style.dim(padToWidth(column.title, titles))}  ${isolated(texts[row] ?? '', true)}\n`,
      )
      .join('');
  return Array.from({ length: rows }, (_, row) => record(row)).join('\n');
}

/**
 * Rows as a table that fits the width: columns are left out by priority, then words are cut. Numbers, phone numbers, ids
 * and times are neither cut nor wrapped; if they have no room, each row gets lines of its own.
 */
export function renderTable<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  { width, style, all }: TableOptions,
): string {
  const terminal = Number.isFinite(width);
  const prepare = columns.filter((column) => all || !column.hidden).map((column) => prepared(rows, column));
  const shown = all ? prepare : chosenFor(prepare, width);
  shrink(shown, width);
  if (sum(shown.map((one) => one.width)) > width) return records(shown, rows.length, style);
  const cell = ({ column, width: room }: Shown<Row>, text: string, paint: (text: string) => string): string => {
    const fits = cut(text, room);
    const space = ' '.repeat(Math.max(0, room - displayWidth(fits)));
    const painted = paint(isolated(fits, terminal));
    return column.right ? `${space}${painted}` : `${painted}${space}`;
  };
  const line = (cells: readonly string[]): string => cells.join(' '.repeat(gap)).trimEnd();
  const lines = [
    line(shown.map((one) => cell(one, one.column.title, (text) => style.bold(text)))),
    ...rows.map((_, row) => line(shown.map((one) => cell(one, one.texts[row] ?? '', (text) => text)))),
  ];
  return `${lines.join('\n')}\n`;
}
