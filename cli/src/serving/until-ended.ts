import { exitCodes, type ExitCode } from '../command/exit-code';
import { Failure } from '../command/failure';

/** The exit code of what ended a command: Ctrl-C, SIGTERM or the deadline. */
export function endingOf({ reason }: AbortSignal): ExitCode {
  return reason instanceof Failure ? reason.exitCode : exitCodes.interrupted;
}

/**
 * Waits until a command that goes on by itself is ended: by Ctrl-C, by the deadline, or because nobody reads its output any
 * more, as in `unloc listen | head`. Resolves to the exit code.
 *
 * @param broken resolves to what has failed meanwhile; then this rejects with it.
 */
export function untilEnded(signal: AbortSignal, broken?: Promise<unknown>): Promise<ExitCode> {
  return new Promise((resolve, reject) => {
    const end = (): void => resolve(endingOf(signal));
    if (signal.aborted) end();
    else signal.addEventListener('abort', end, { once: true });
    process.stdout.once('error', () => resolve(exitCodes.done));
    broken?.then((error) => {
      if (!signal.aborted) reject(error);
    }, reject);
  });
}
