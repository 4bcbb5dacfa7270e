import type { ApplyReport } from './options';

/**
 * The exit code of a command that has applied a plan: 0 done, 1 failed, 5 partly done, 6 the outcome of a write is unknown,
 * 9 a key that should be gone still opens, 124 ended by the deadline, 130 by the signal. If several fit, the gravest.
 *
 * @param report what `apply` resolved to.
 * @returns the exit code.
 */
export function exitCode({ outcomes, stillOpen, endedBy }: ApplyReport): 0 | 1 | 5 | 6 | 9 | 124 | 130 {
  const chosen = outcomes.filter(({ notChosen }) => !notChosen);
  const some = (...names: string[]): boolean => chosen.some(({ outcome }) => names.indexOf(outcome) >= 0);
  if (stillOpen.length > 0) return 9;
  if (some('unknown')) return 6;
  if (endedBy === 'signal') return 130;
  if (endedBy === 'deadline') return 124;
  if (!some('creating', 'stale', 'refused', 'failed', 'skipped')) return endedBy === 'end' ? 0 : 1;
  return some('done', 'alreadySo', 'creating', 'stale') ? 5 : 1;
}
