// What came of the steps, as people and continuous integration read it.
import { spokenTime } from '../setup/command.mjs';

/** A table of the steps, the reasons of those that did not pass, and a closing line of counts. */
export function summary(outcomes) {
  const width = Math.max(...outcomes.map(({ name }) => name.length));
  const rows = outcomes.map(
    ({ name, result, milliseconds }) =>
      `${name.padEnd(width)}  ${result.padEnd(7)}  ${spokenTime(milliseconds).padStart(11)}`,
  );
  const reasons = outcomes.filter(({ reason }) => reason).map(({ name, reason }) => `${name}: ${reason}`);
  const count = (result) => outcomes.filter((outcome) => outcome.result === result).length;
  const skipped = count('skipped') > 0 ? `, ${count('skipped')} skipped` : '';
  return [
    ...rows,
    ...(reasons.length > 0 ? ['', ...reasons] : []),
    '',
    `steps: ${count('passed')} passed, ${count('failed')} failed${skipped}`,
  ].join('\n');
}

/** Whether the whole run passed: something ran, and nothing failed or was left out for want of another step. */
export function allPassed(outcomes) {
  return outcomes.length > 0 && outcomes.every(({ result }) => result === 'passed');
}
