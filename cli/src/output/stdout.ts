/** The reader of the output has seen enough: `unloc doors list | head -1`. The command ends, with 0. */
export class ReaderGone extends Error {
  constructor() {
    super('the output is closed');
  }
}

const isBrokenPipe = (error: Error): boolean =>
  ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(String((error as NodeJS.ErrnoException).code));

/** Writes to stdout, and waits until it is taken. Rejects with `ReaderGone` if nobody takes it. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => {
      if (!error) resolve();
      else reject(isBrokenPipe(error) ? new ReaderGone() : error);
    });
  });
}

/** Somebody who no longer reads is no error of ours: what is written says so itself. */
export function surviveReaders(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      if (!isBrokenPipe(error)) throw error;
    });
}

const piece = 65_536;

/** Writes texts one after the other in pieces of some size, and at once when no more come for now. */
export class PieceWriter {
  #text = '';
  #timer: NodeJS.Immediate | undefined;
  #written: Promise<void> = Promise.resolve();

  async push(text: string): Promise<void> {
    this.#text += text;
    if (this.#text.length >= piece) return this.flush();
    this.#timer ??= setImmediate(() => {
      // Whoever pushes or flushes next hears of it.
      this.flush().catch(() => undefined);
    });
  }

  flush(): Promise<void> {
    clearImmediate(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = '';
    this.#written = this.#written.then(() => (text === '' ? undefined : writeOut(text)));
    return this.#written;
  }
}
