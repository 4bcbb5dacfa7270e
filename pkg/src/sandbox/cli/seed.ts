import { readFileSync } from 'fs';
import type { State } from '../../generated/sandbox-state';
import { UsageError } from './arguments';

/** Reads the seed of the command line, from a file if it names one. Throws a `UsageError`. */
export function readSeed(seed: string): 'demo' | 'empty' | 'large' | State {
  if (seed === 'demo' || seed === 'empty' || seed === 'large') return seed;
  let text: string;
  try {
    text = readFileSync(seed, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `it cannot be read (${code})`;
    throw new UsageError(`--seed ${seed}: ${reason}. The seed is demo, empty, large, or a file with a state.`);
  }
  let state: unknown;
  try {
    // Some editors write a byte order mark, which is not JSON.
    state = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw new UsageError(`${seed} is not JSON: ${(error as Error).message}.`);
  }
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new UsageError(`${seed} has no state: it must be a JSON object, as GET /_sandbox/state gives it.`);
  }
  return state as State;
}
