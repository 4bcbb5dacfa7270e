import { signal } from '@preact/signals';
import { database } from '../storage/database';

/** What is decided of access in a review. */
export type Verdict = 'keep' | 'end' | 'takeBack';

/** A decision, with what it was about: access that was taken back is not listed any more. */
export interface Decision {
  /** Of the key or the right to share. */
  id: string;
  projectId: string;
  verdict: Verdict;
  /** Who decided. */
  by: string;
  /** When, in milliseconds since 1970. */
  at: number;
  /** Whose access it is: name and number. */
  who: string;
  number: string;
  door: string;
  /** Why it was looked at. */
  why: readonly string[];
  /** Until when it is now, on the door's clock, in words. */
  until: string;
}

/** The decisions that this browser keeps, by the ids of what they are about. */
export const decisions = signal<ReadonlyMap<string, Decision>>(new Map());

/** Whether the browser keeps them. */
export const decisionsKept = signal(true);

/** Reads what was decided before. */
export async function readDecisions(): Promise<void> {
  try {
    const kept = (await (await database()).getAll('decisions')) as Decision[];
    decisions.value = new Map(kept.map((one) => [one.id, one]));
  } catch {
    decisionsKept.value = false;
  }
}

/** Keeps decisions, here and in the browser. */
export async function decide(made: readonly Decision[]): Promise<void> {
  decisions.value = new Map([...decisions.value, ...made.map((one) => [one.id, one] as const)]);
  try {
    const kept = (await database()).transaction('decisions', 'readwrite');
    await Promise.all([...made.map((one) => kept.store.put(one, one.id)), kept.done]);
  } catch {
    decisionsKept.value = false;
  }
}

/** Takes a decision to keep back: it is open again. */
export async function undecide(id: string): Promise<void> {
  const left = new Map(decisions.value);
  left.delete(id);
  decisions.value = left;
  try {
    await (await database()).delete('decisions', id);
  } catch {
    decisionsKept.value = false;
  }
}
