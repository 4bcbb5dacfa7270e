import { readFileSync } from 'fs';
import type { State } from '../state';
import { Complaint } from './arguments';

/** The seed that the command line names; a file is read. Throws a `Complaint`. */
export function readSeed(seed: string): 'demo' | 'empty' | 'large' | State {
  if (seed === 'demo' || seed === 'empty' || seed === 'large') return seed;
  let text: string;
  try {
    text = readFileSync(seed, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new Complaint(`--seed ${seed}: ${reason}. The seed is demo, empty, large, or a file with a state.`);
  }
  let state: unknown;
  try {
    // A byte order mark is no JSON, but some editors write one.
    state = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new Complaint(`${seed} is no JSON: ${(error as Error).message}.`);
  }
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new Complaint(`${seed} holds no state: it must be a JSON object, as GET /_sandbox/state gives it.`);
  }
  return state as State;
}
