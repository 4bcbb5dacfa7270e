const everyMs = 10_000;

/** How far something is: a bar on a terminal, else a line every 10 s. Always on stderr. */
export class Progress {
  readonly #what: string;
  readonly #bar: boolean;
  #lastLine: number;
  #now: () => number;

  /**
   * @param what is under way, such as `Reading keys`.
   * @param now milliseconds, for tests.
   */
  constructor(
    what: string,
    { bar = process.stderr.isTTY === true, now = Date.now }: { bar?: boolean; now?: () => number } = {},
  ) {
    this.#what = what;
    this.#bar = bar;
    this.#now = now;
    this.#lastLine = now();
  }

  /** @param total may be unknown. */
  at(done: number, total?: number): void {
    if (this.#bar) {
      process.stderr.write(`\r\u001b[K${this.#line(done, total)}`);
      return;
    }
    if (this.#now() - this.#lastLine < everyMs) return;
    this.#lastLine = this.#now();
    process.stderr.write(`${this.#what}: ${count(done, total)}\n`);
  }

  /** Takes the bar away. */
  end(): void {
    if (this.#bar) process.stderr.write('\r\u001b[K');
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
