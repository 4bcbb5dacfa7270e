import { readDuration } from '../input/duration';
import { exitCodes, type ExitCode } from './exit-code';
import { Failure, usage } from './failure';

/** A timer of Node fires at once if it is longer. */
const longestTimerMs = 2 ** 31 - 1;

/** What a command may still do after it was told to end, such as reading back what it wrote. */
const graceMs = 5000;

/** Ends what runs: by Ctrl-C, by SIGTERM, by the deadline of `--timeout`. */
export class Ending {
  readonly #controller = new AbortController();
  readonly #stop: Array<() => void> = [];
  #code: ExitCode | undefined;

  /** @param timeout of `--timeout`. */
  constructor(timeout: string | undefined) {
    const milliseconds = timeout === undefined ? undefined : readDuration(timeout, '--timeout');
    if (milliseconds === 0) throw usage('--timeout must be longer than 0.');
    for (const [name, code] of [
      ['SIGINT', exitCodes.interrupted],
      ['SIGTERM', exitCodes.terminated],
    ] as const) {
      const end = (): void => this.#end(code);
      process.on(name, end);
      this.#stop.push(() => process.removeListener(name, end));
    }
    if (milliseconds !== undefined) {
      const timer = setTimeout(() => this.#end(exitCodes.deadline), Math.min(milliseconds, longestTimerMs));
      this.#stop.push(() => clearTimeout(timer));
    }
  }

  /** Aborted when the command should end. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #end(code: ExitCode): void {
    // The second Ctrl-C does not wait for what is under way.
    if (this.#code !== undefined) process.exit(code);
    this.#code = code;
    // A command that ends by itself, such as `unloc listen`, takes its exit code from the reason.
    this.#controller.abort(new Failure('Stopped.', code));
  }

  /** The code of a command that ended by itself after it was told to: why it was told, where it does not say something graver. */
  codeOf(code: ExitCode): ExitCode {
    return code === exitCodes.interrupted ? (this.#code ?? code) : code;
  }

  /**
   * Runs a command. If it was told to end and did not finish its work, rejects with the sentence that says what was under
   * way; also if it does not come back at all.
   */
  async watch<T>(run: () => Promise<T>, underWay: () => string | undefined): Promise<T> {
    const overdue = new Promise<never>((_, reject) => {
      this.signal.addEventListener('abort', () => {
        const timer = setTimeout(() => reject(new Error('overdue')), graceMs);
        this.#stop.push(() => clearTimeout(timer));
      });
    });
    try {
      return await Promise.race([run(), overdue]);
    } catch (thrown) {
      if (this.#code === undefined) throw thrown;
      const why = this.#code === exitCodes.deadline ? 'The deadline of --timeout has passed.' : 'Stopped.';
      const what = underWay();
      throw new Failure(
        `${why} ${what === undefined ? 'Nothing was being changed.' : `In progress: ${what}.`}`,
        this.#code,
      );
    } finally {
      for (const stop of this.#stop) stop();
    }
  }
}
