import { exitCodes, type ExitCode } from '../../command/exit-code';

/** The exit code of several outcomes: what is not known goes before what failed. */
export function exitCodeOf(
  outcomes: ReadonlyArray<{ outcome: string }>,
  done: readonly string[],
  ended?: ExitCode | undefined,
): ExitCode {
  const all = outcomes.map(({ outcome }) => outcome);
  if (all.includes('unknown')) return exitCodes.unknown;
  if (all.every((outcome) => done.includes(outcome))) return exitCodes.done;
  if (all.some((outcome) => done.includes(outcome) || outcome === 'creating')) return exitCodes.partly;
  return ended ?? exitCodes.failed;
}
