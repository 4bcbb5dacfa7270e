import { faultOf } from './sentences/fault-words';
import { fill } from './sentences/fill';
import type { Refused } from './sentences/refused';
import { pageFaults, refusals } from './sentences/refusals';

export type { Refused } from './sentences/refused';

/** Something that the access engine refused. Nothing was changed. */
export class AccessError extends Error {
  /** The code of the reason. */
  readonly code: string;
  /** @internal Not printed. */
  declare readonly refused: Refused;

  /** @internal */
  constructor(refused: Refused) {
    super(sentenceOf(refused));
    this.name = 'AccessError';
    this.code = refused.code;
    Object.defineProperty(this, 'refused', { value: refused });
  }
}

/** What the engine refused, in words. */
export function sentenceOf(refused: Refused): string {
  // A lock is one of the snapshot: no row of a list.
  const fault = refused.lockId === undefined ? faultOf(refused) : undefined;
  if (fault !== undefined) return fault;
  const template = refusals[refused.code] || 'The access engine refused it: {code}.';
  return fill(template, refused.code === 'page' ? { ...refused, why: pageFaults[String(refused.why)] } : refused);
}

/** What the engine refused, if that is what was thrown. */
export function refusedBy(thrown: unknown): Refused | undefined {
  const { message } = Object(thrown) as { message?: unknown };
  if (typeof message !== 'string' || message.slice(0, 9) !== '{"code":"') return undefined;
  try {
    return JSON.parse(message) as Refused;
  } catch {
    return undefined;
  }
}

/** Runs a function of the engine. What it refuses becomes an {@link AccessError}. */
export function engine<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    const refused = refusedBy(thrown);
    throw refused === undefined ? thrown : new AccessError(refused);
  }
}
