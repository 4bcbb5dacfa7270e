import { faults } from './faults';
import { fill } from './fill';
import type { Refused } from './refused';

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/** What is wrong and what to do instead, of a code. */
export function wordsOf(fault: Refused, column?: string): { what: string; instead: string } {
  const [what, instead] = faults[fault.code] || ['it was refused: {code}', 'correct it'];
  const { day, saw } = fault;
  const words = {
    column,
    ...fault,
    weekday: weekdays[Number(day)],
    saw: Array.isArray(saw) ? saw.join(', ') : saw,
  };
  return { what: fill(what, words), instead: fill(instead, words) };
}

/** A fault of a grant in one sentence; `undefined` for what is none. */
export function faultOf(fault: Refused): string | undefined {
  if (faults[fault.code] === undefined) return undefined;
  const { ref, member } = fault;
  const { what, instead } = wordsOf(fault, String(member));
  const where = ref === undefined ? 'The list' : `The grant ${String(ref)}${member ? ` ("${String(member)}")` : ''}`;
  return `${where}: ${what}. Instead: ${instead}.`;
}
