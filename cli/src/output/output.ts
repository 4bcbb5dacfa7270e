import { concealed } from './concealed';
import { csvHead, csvRow } from './csv';
import { columnsChosen, type Column } from './column';
import { page } from './pager';
import { displayWidth, padToWidth } from './display-width';
import { printable } from './printable';
import { PieceWriter, ReaderGone, writeOut } from './stdout';
import { renderTable } from './table';
import type { Style } from './style';

/** How data is written. */
export type Format = 'table' | 'json' | 'ndjson' | 'csv';

/** What the output needs to know of the options. */
export interface OutputOptions {
  format: Format;
  /** Names of columns, from `--columns`. */
  columns: readonly string[] | undefined;
  pager: boolean;
  style: Style;
  /** Whether calls are written to stderr. */
  verbose: boolean;
}

/** Data to stdout, everything else to stderr. */
export class Output {
  readonly format: Format;
  readonly style: Style;
  readonly verbose: boolean;
  readonly #options: OutputOptions;

  constructor(options: OutputOptions) {
    this.#options = options;
    this.format = options.format;
    this.style = options.style;
    this.verbose = options.verbose;
  }

  /** Whether a program reads the data, not a person. */
  get machine(): boolean {
    return this.format !== 'table';
  }

  /**
   * Writes a list: a table for people, else the rows as they are, so that JSON is the API's own shape. Lines of JSON and
   * CSV are written while rows come, so that a list of any length needs no room.
   *
   * @param empty what is said, to stderr, if a person would see nothing.
   * @param next what continues the list, for `--json`.
   */
  async list<Row>(
    rows: Iterable<Row> | AsyncIterable<Row>,
    columns: readonly Column<Row>[],
    { empty = 'Nothing to show.', next = null }: { empty?: string; next?: unknown } = {},
  ): Promise<void> {
    const chosen = columnsChosen(columns, this.#options.columns);
    if (this.format === 'ndjson') return stream(rows, (row) => `${JSON.stringify(row)}\n`);
    if (this.format === 'csv') return stream(rows, (row) => csvRow(row, chosen), csvHead(chosen));
    const all: Row[] = [];
    for await (const row of rows) all.push(row);
    if (this.format === 'json') return this.write(`${JSON.stringify({ data: all, next }, undefined, 2)}\n`);
    if (all.length === 0) return this.say(empty);
    const named = this.#options.columns !== undefined;
    return this.#paged(renderTable(all, chosen, { width: width(), style: this.style, all: named }));
  }

  /** Writes one thing: its fields one below the other for people, else as it is. */
  async one<Row>(row: Row, columns: readonly Column<Row>[]): Promise<void> {
    const chosen = columnsChosen(columns, this.#options.columns);
    if (this.format === 'json') return this.write(`${JSON.stringify({ data: row, next: null }, undefined, 2)}\n`);
    if (this.format === 'ndjson') return this.write(`${JSON.stringify(row)}\n`);
    if (this.format === 'csv') return this.write(csvHead(chosen) + csvRow(row, chosen));
    const titled = chosen
      .map((column) => ({ title: column.title, text: column.value(row) }))
      .filter(({ text }) => text !== undefined && text !== null && text !== '');
    const longest = Math.max(0, ...titled.map(({ title }) => displayWidth(title)));
    const lines = titled.map(
      ({ title, text }) => `${this.style.dim(padToWidth(title, longest))}  ${printable(String(text))}`,
    );
    return this.write(`${lines.join('\n')}\n`);
  }

  /** Writes a result that is a sentence for people and data for programs. */
  async result(data: unknown, text: string): Promise<void> {
    if (this.format === 'json') return this.write(`${JSON.stringify({ data, next: null }, undefined, 2)}\n`);
    if (this.format === 'ndjson') return this.write(`${JSON.stringify(data)}\n`);
    return this.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /**
   * Writes one event of a stream, at once: a line for people, a line of JSON for programs. Where nobody reads any more,
   * the command ends: what must be done to its end writes with `result`.
   */
  async event(data: unknown, line: string): Promise<void> {
    return writeOut(this.format === 'table' ? `${line}\n` : `${JSON.stringify(data)}\n`);
  }

  /** Writes a long text, through the pager if it is longer than the screen. */
  async text(text: string): Promise<void> {
    return this.#paged(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Says something that is no data, to stderr. */
  say(sentence: string): void {
    process.stderr.write(concealed(`${sentence}\n`));
  }

  /** Writes to stdout, and waits until it is taken. That nobody reads it changes nothing of what is done. */
  async write(text: string): Promise<void> {
    await writeOut(text).catch((error: unknown) => {
      if (!(error instanceof ReaderGone)) throw error;
    });
  }

  async #paged(text: string): Promise<void> {
    if (this.#options.pager && (await page(text))) return;
    return this.write(text);
  }
}

/** Writes rows as they come; no more are read when nobody reads what is written. */
async function stream<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  text: (row: Row) => string,
  head = '',
): Promise<void> {
  const writer = new PieceWriter();
  await writer.push(head);
  for await (const row of rows) await writer.push(text(row));
  await writer.flush();
}

/** The width of the terminal in columns. A pipe has none: nothing is dropped or cut there. */
export function width(): number {
  return process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY;
}
