import { wordsOf } from '../sentences/fault-words';
import { fill } from '../sentences/fill';
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
  notes: Array<{ code: string; file: string; ref: string }>;
}

const noteWords: { [code: string]: string } = {
  digitsDiffer: 'The event {ref} names other last digits of the phone number than the contacts do.',
  fold: 'The clock shows a time of {ref} twice, because it is put back then: a start was taken the first time, an end the second.',
};

/** The answer of a reader, in words. */
export function resultOf({ wanted, problems, ignored, notes }: Read): ReadResult {
  const rows = problems.map(({ file, row, column, fault }): RowProblem => {
    const place = column === undefined ? { file, row } : { file, row, column };
    return { ...place, ...wordsOf(fault, column) };
  });
  if (wanted.waiting) wanted.waiting = wanted.waiting.map(({ ref, why }) => ({ ref, why: waits[why] || why }));
  const words = notes.map(({ code, file, ref }) => ({
    file,
    ref,
    sentence: fill(noteWords[code] || '{ref}', { ref }),
  }));
  return { wanted, problems: rows, ignored, notes: words };
}
