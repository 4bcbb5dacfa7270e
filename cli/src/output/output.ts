import { renderCsv } from './csv';
import { concealed } from './concealed';
import { columnsChosen, type Column } from './column';
import { page } from './pager';
import { printable } from './printable';
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
   * Writes a list: a table for people, else the rows as they are, so that JSON is the API's own shape.
   *
   * @param empty what is said, to stderr, if a person would see nothing.
   * @param next what continues the list, for `--json`.
   */
  async list<Row>(
    rows: readonly Row[],
    columns: readonly Column<Row>[],
    { empty = 'Nothing to show.', next = null }: { empty?: string; next?: unknown } = {},
  ): Promise<void> {
    const chosen = columnsChosen(columns, this.#options.columns);
    if (this.format === 'json') return this.write(`${JSON.stringify({ data: rows, next }, undefined, 2)}\n`);
    if (this.format === 'ndjson') return this.write(rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    if (this.format === 'csv') return this.write(renderCsv(rows, chosen));
    if (rows.length === 0) return this.say(empty);
    const all = this.#options.columns !== undefined;
    return this.#paged(renderTable(rows, chosen, { width: width(), style: this.style, all }));
  }

  /** Writes one thing: its fields one below the other for people, else as it is. */
  async one<Row>(row: Row, columns: readonly Column<Row>[]): Promise<void> {
    const chosen = columnsChosen(columns, this.#options.columns);
    if (this.format === 'json') return this.write(`${JSON.stringify({ data: row, next: null }, undefined, 2)}\n`);
    if (this.format === 'ndjson') return this.write(`${JSON.stringify(row)}\n`);
    if (this.format === 'csv') return this.write(renderCsv([row], chosen));
    const titled = chosen
      .map((column) => ({ title: column.title, text: column.value(row) }))
      .filter(({ text }) => text !== undefined && text !== null && text !== '');
    const longest = Math.max(0, ...titled.map(({ title }) => title.length));
    const lines = titled.map(
      ({ title, text }) => `${this.style.dim(title.padEnd(longest))}  ${printable(String(text))}`,
    );
    return this.write(`${lines.join('\n')}\n`);
  }

  /** Writes a result that is a sentence for people and data for programs. */
  async result(data: unknown, text: string): Promise<void> {
    if (this.format === 'json') return this.write(`${JSON.stringify({ data, next: null }, undefined, 2)}\n`);
    if (this.format === 'ndjson') return this.write(`${JSON.stringify(data)}\n`);
    return this.write(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Writes one event of a stream, at once: a line for people, a line of JSON for programs. */
  async event(data: unknown, line: string): Promise<void> {
    return this.write(this.format === 'table' ? `${line}\n` : `${JSON.stringify(data)}\n`);
  }

  /** Writes a long text, through the pager if it is longer than the screen. */
  async text(text: string): Promise<void> {
    return this.#paged(text.endsWith('\n') ? text : `${text}\n`);
  }

  /** Says something that is no data, to stderr. */
  say(sentence: string): void {
    process.stderr.write(concealed(`${sentence}\n`));
  }

  /** Writes to stdout, and waits until it is taken. */
  write(text: string): Promise<void> {
    return new Promise((resolve, reject) => {
      process.stdout.write(text, (error) => {
        // The reader may have seen enough: `unloc keys list | head`.
        if (error && (error as NodeJS.ErrnoException).code !== 'EPIPE') reject(error);
        else resolve();
      });
    });
  }

  async #paged(text: string): Promise<void> {
    if (this.#options.pager && (await page(text))) return;
    return this.write(text);
  }
}

/** The width of the terminal in columns. A pipe has none: nothing is dropped or cut there. */
export function width(): number {
  return process.stdout.isTTY ? process.stdout.columns || 80 : Number.POSITIVE_INFINITY;
}
