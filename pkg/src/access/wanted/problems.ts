import { wordsOf } from '../sentences/fault-words';
import { fill } from '../sentences/fill';
import type { Refused } from '../sentences/refused';
import type { ReadResult, RowProblem, Wanted } from './types';

/** Why something waits, by the codes of the engine. */
const waits: { [code: string]: string } = {
  noNumber: 'its phone number is not known',
  missing: 'it is missing from its feed, and does not count as cancelled yet',
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
  digitsDiffer: 'The last digits of the phone number in the event {ref} differ from those of the contacts.',
  fold: 'A time of {ref} occurs twice, because the clocks are set back: as a start it was read as the first, as an end as the second.',
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
