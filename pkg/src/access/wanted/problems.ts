import { wordsOf } from '../sentences/fault-words';
import type { Refused } from '../sentences/refused';
import type { ReadResult, RowProblem, Wanted } from './types';

/** Why something waits, by the codes of the engine. */
const waits: { [code: string]: string } = {
  noNumber: 'no phone number is known for it',
  missing: 'it is missing from its feed, and not yet known to be gone',
};

interface Problem {
  file: string;
  row: number;
  column?: string;
  fault: Refused;
}

/** What the engine answers to every reader. */
export interface Read {
  wanted: Wanted;
  problems: Problem[];
  ignored: string[];
}

/** The answer of a reader, in words. */
export function resultOf({ wanted, problems, ignored }: Read): ReadResult {
  const rows = problems.map(({ file, row, column, fault }): RowProblem => {
    const place = column === undefined ? { file, row } : { file, row, column };
    return { ...place, ...wordsOf(fault, column) };
  });
  if (wanted.waiting) wanted.waiting = wanted.waiting.map(({ ref, why }) => ({ ref, why: waits[why] || why }));
  return { wanted, problems: rows, ignored };
}
