import { exitCodes, type ExitCode } from './exit-code';

/** An error for the person at the terminal: sentences, printed without a stack, and an exit code. */
export class Failure extends Error {
  readonly exitCode: ExitCode;
  /** More for programs: members of the error in JSON. */
  readonly details: { [name: string]: unknown };

  constructor(message: string, exitCode: ExitCode = exitCodes.failed, details: { [name: string]: unknown } = {}) {
    super(message);
    this.exitCode = exitCode;
    this.details = details;
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

/** Codes of failures that pass by themselves: the network, a limit, a server in trouble. */
const passing: readonly unknown[] = ['network', 'timeout', 'deadline_exceeded', 'rate_limited', 'server_error'];

/** Whether an error says nothing of what was asked for, so that asking again may be answered. */
export function passesByItself(thrown: unknown): boolean {
  return passing.includes(Object(thrown).code);
}

/** Whether the credentials are refused: every other call would end the same. */
export function refusesCredentials(thrown: unknown): boolean {
  return exitCodeOfError[String(Object(thrown).code)] === exitCodes.credentials;
}

/** How an error ends a command. */
export interface Outcome {
  sentence: string;
  exitCode: ExitCode;
  /** A word for programs: the package's code of the error, else the name of the exit code. */
  code: string;
  /** What the API said, for programs: `status`, `error`, `requestId`, `safeToRetry`, … */
  details: { [name: string]: unknown };
}

/** What an `UnlocError` has that a program may want. Its message and its code are said elsewhere. */
const members = [
  'operation',
  'status',
  'error',
  'invalidParams',
  'requestId',
  'attempts',
  'retryAfterMs',
  'safeToRetry',
];

/** What the platform throws if a program is wrong, not if something is. */
const faults = ['TypeError', 'ReferenceError', 'RangeError', 'SyntaxError', 'AssertionError'];

/**
 * The sentence and the exit code of anything that was thrown. The errors of the package are known by their names, so
 * that the package need not be loaded for them.
 */
export function outcomeOf(thrown: unknown): Outcome {
  const { name, message, code } = Object(thrown) as { name?: unknown; message?: unknown; code?: unknown };
  const sentence = typeof message === 'string' && message !== '' ? message : String(thrown);
  const outcome = (exitCode: ExitCode, more: Partial<Outcome> = {}): Outcome => ({
    sentence,
    exitCode,
    code: nameOf(exitCode),
    details: {},
    ...more,
  });
  if (thrown instanceof Failure) return outcome(thrown.exitCode, { details: thrown.details });
  if (name === 'UnlocError') {
    const exitCode = exitCodeOfError[String(code)] ?? exitCodes.failed;
    const details = Object.fromEntries(
      members
        .map((member) => [member, (thrown as { [name: string]: unknown })[member]])
        .filter(([, value]) => value !== undefined),
    );
    const hint = exitCode === exitCodes.credentials ? ' `unloc whoami` says which credentials are used.' : '';
    return outcome(exitCode, { sentence: `${sentence}${hint}`, code: String(code), details });
  }
  if (name === 'PlanRefused') return outcome(exitCodes.refused, refusalOf(sentence, Object(thrown)));
  if (name === 'AccessError') return outcome(exitCodes.usage);
  if (faults.includes(String(name)))
    return outcome(exitCodes.failed, {
      sentence: `${name}: ${sentence}. This is a bug in unloc; please report it.`,
    });
  return outcome(exitCodes.failed);
}

/** A plan that a safety rule refuses: with the name of the rule, and the option of this command that lifts it. */
function refusalOf(sentence: string, { rule, numbers, flag }: { [name: string]: unknown }): Partial<Outcome> {
  const option = sentence.replace(/(?:limits\.)?\w+: \w+ \((--[^)]+)\)/g, '$1');
  return { sentence: `Refused by rule ${rule}: ${option}`, details: { rule, numbers, flag } };
}

function nameOf(exitCode: ExitCode): string {
  return Object.entries(exitCodes).find(([, number]) => number === exitCode)?.[0] ?? 'failed';
}
