/** What the number that a command ends with means. The numbers of a plan are those of `unloc-integrator-client/access`. */
export const exitCodes = {
  /** Done; also an empty list. */
  done: 0,
  /** Failed, and what happened is known. */
  failed: 1,
  /** Wrong use, or a file that cannot be read. */
  usage: 2,
  /** The person said no, or left a question. */
  declined: 3,
  /** No credentials, or refused ones. */
  credentials: 4,
  /** Some of it was done; the report names the rest. */
  partly: 5,
  /** A write may have arrived: read back before repeating it. */
  unknown: 6,
  /** Refused by a safety rule. */
  refused: 7,
  /** `--exit-code`: there are differences. */
  differences: 8,
  /** More is open than should be. */
  open: 9,
  /** The deadline of `--timeout`. */
  deadline: 124,
  /** Ctrl-C. */
  interrupted: 130,
  /** SIGTERM. */
  terminated: 143,
} as const;

/** One of the exit codes. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The table of `unloc help errors`, docs/cli.md and the man page. */
export const exitCodeMeanings: ReadonlyArray<readonly [ExitCode, string]> = [
  [0, 'done; an empty list, too'],
  [1, 'failed, and what happened is known'],
  [2, 'wrong use of the command, or a file that cannot be read'],
  [3, 'declined: the answer was no'],
  [4, 'credentials are missing, or were refused'],
  [5, 'partly done: the report names the rest; run it again'],
  [6, 'outcome unknown: read back before you repeat'],
  [7, 'refused by a safety rule; the error names the rule'],
  [8, '--exit-code: there are differences'],
  [9, 'a key that should be gone still opens'],
  [124, 'the deadline of --timeout passed'],
  [130, 'Ctrl-C; the error names what was being done'],
  [143, 'SIGTERM: the same'],
];
