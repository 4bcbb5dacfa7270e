import { signal } from '@preact/signals';
import type { PlanDocument } from 'unloc-integrator-client/access';
import { database } from '../../storage/database';
import type { RowState } from '../writes/row';

/** What became of a part of a move-out. */
export interface Done {
  state: RowState;
  why?: string;
  /** When it became so, milliseconds since 1970 by this Unloc's clock. */
  at?: number;
}

/** A move-out that was begun. It is kept in this browser until it is done, so that it can be gone on with. */
export interface Job {
  id: string;
  projectId: string;
  /** E.164. */
  person: string;
  name: string;
  /** The day it is for, on the doors' clock; empty for at once. */
  day: string;
  begun: number;
  sharing: Done & { doors: number };
  shared: Done & { count: number };
  /** The plans, in order: a second one takes what is left after the first. */
  plans: readonly PlanDocument[];
  /** What became of their steps, by `PLAN STEP`. */
  steps: { readonly [step: string]: Done };
  /** Keys that were there when it was read back. */
  left?: number;
  finished?: boolean;
}

/** The move-outs that this browser knows of and that are not done. */
export const unfinished = signal<readonly Job[]>([]);

const place = (id: string): string => `move-out ${id}`;

/** Keeps a move-out as it is. A browser that keeps nothing can still do it, and cannot go on with it. */
export async function keepJob(job: Job): Promise<void> {
  const others = unfinished.value.filter(({ id }) => id !== job.id);
  // What is done is not kept: it holds a phone number.
  if (job.finished) return forgetJob(job.id);
  unfinished.value = [...others, job];
  try {
    const opened = await database();
    await opened.put('journal', job, place(job.id));
    opened.close();
  } catch {
    // See above.
  }
}

/** Forgets a move-out. */
export async function forgetJob(id: string): Promise<void> {
  unfinished.value = unfinished.value.filter((job) => job.id !== id);
  try {
    const opened = await database();
    await opened.delete('journal', place(id));
    opened.close();
  } catch {
    // Nothing was kept.
  }
}

/** Reads which move-outs are not done. */
export async function readJobs(): Promise<void> {
  try {
    const opened = await database();
    const all = (await opened.getAll('journal', IDBKeyRange.bound('move-out ', 'move-out!'))) as Job[];
    opened.close();
    unfinished.value = all.filter(({ finished }) => !finished);
  } catch {
    unfinished.value = [];
  }
}
