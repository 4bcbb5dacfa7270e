import { cutToWidth } from './display-width';

const everyMs = 10_000;
const barEveryMs = 100;

/** Where progress is written; stderr but for tests. */
export interface ProgressStream {
  isTTY?: boolean;
  columns?: number;
  write(text: string): unknown;
}

/** How far something is: a bar on a terminal, else a line every 10 s. Always on stderr. */
export class Progress {
  readonly #what: string;
  readonly #stream: ProgressStream;
  readonly #bar: boolean;
  readonly #now: () => number;
  #last: number | undefined;
  #drawn = false;

  /**
   * @param what is under way, such as `Reading keys`.
   * @param now milliseconds, for tests.
   */
  constructor(
    what: string,
    {
      stream = process.stderr,
      // A terminal that cannot take back what was written gets lines.
      bar = stream.isTTY === true && process.env.TERM !== 'dumb',
      now = Date.now,
    }: { stream?: ProgressStream; bar?: boolean; now?: () => number } = {},
  ) {
    this.#what = what;
    this.#stream = stream;
    this.#bar = bar;
    this.#now = now;
    if (!bar) this.#last = now();
  }

  /** @param total may be unknown. */
  at(done: number, total?: number): void {
    const now = this.#now();
    if (this.#last !== undefined && now - this.#last < (this.#bar ? barEveryMs : everyMs)) return;
    this.#last = now;
    if (!this.#bar) {
      this.#stream.write(`${this.#what}: ${count(done, total)}\n`);
      return;
    }
    this.#drawn = true;
    // A line that reached the edge could not be taken back.
    this.#stream.write(`\r\u001b[K${cutToWidth(this.#line(done, total), (this.#stream.columns || 80) - 1)}`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#drawn) this.#stream.write('\r\u001b[K');
    this.#drawn = false;
  }

  #line(done: number, total: number | undefined): string {
    if (total === undefined || total === 0) return `${this.#what} ${done}`;
    const width = 20;
    const full = Math.min(width, Math.floor((done / total) * width));
    return `${this.#what} [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${count(done, total)}`;
  }
}

function count(done: number, total: number | undefined): string {
  return total === undefined ? String(done) : `${done} of ${total}`;
}
