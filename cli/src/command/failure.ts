import { exitCodes, type ExitCode } from './exit-code';

/** An error for the person at the terminal: sentences, printed without a stack, and an exit code. */
export class Failure extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, exitCode: ExitCode = exitCodes.failed) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** An error of how the command was used. */
export function usage(message: string): Failure {
  return new Failure(message, exitCodes.usage);
}

/** The exit code of each error code of the client that is not just a failure. */
export const exitCodeOfError: { readonly [code: string]: ExitCode } = {
  invalid_argument: exitCodes.usage,
  token_error: exitCodes.credentials,
  unauthorized: exitCodes.credentials,
  forbidden: exitCodes.credentials,
  outcome_unknown: exitCodes.unknown,
  job_timeout: exitCodes.unknown,
  deadline_exceeded: exitCodes.failed,
};

/**
 * The sentence and the exit code of anything that was thrown. The errors of the package are known by their names, so
 * that the package need not be loaded for them.
 */
export function outcomeOf(thrown: unknown): { sentence: string; exitCode: ExitCode } {
  if (thrown instanceof Failure) return { sentence: thrown.message, exitCode: thrown.exitCode };
  const { name, message, code } = thrown as { name?: unknown; message?: unknown; code?: unknown };
  const sentence = typeof message === 'string' && message !== '' ? message : String(thrown);
  if (name === 'UnlocError') return { sentence, exitCode: exitCodeOfError[String(code)] ?? exitCodes.failed };
  if (name === 'PlanRefused') return { sentence, exitCode: exitCodes.refused };
  if (name === 'AccessError') return { sentence, exitCode: exitCodes.usage };
  return { sentence, exitCode: exitCodes.failed };
}
