import type { PlatformSignal } from '../../core/options';
import type { UnlocError } from '../../core/unloc-error';
import type { BlindSpot } from '../scope';
import type { Pace } from '../plan/budget';
import type { PlanStep } from '../plan/document';
import type { ApplyStore } from './store';

/** The options of `apply`. */
export interface ApplyOptions {
  /** Where intentions and outcomes are written down. */
  store: ApplyStore;
  /** Ends the run before its next write. Requests that were sent are brought to their end. */
  signal?: PlatformSignal;
  /** After this many milliseconds nothing new is written. */
  deadlineMs?: number;
  /** How fast. */
  pace?: Pace;
  /**
   * How long a key may take to be listed, in milliseconds. A write whose response was lost is searched for that long before
   * it is sent again. Default: 60,000.
   */
  settleMs?: number;
  /** How long to wait for a key to become usable, in milliseconds. Default: 120,000. */
  usableMs?: number;
  /** What happens if a person's keys have changed since the plan was made. Default: `skip`, the person only. */
  onStale?: 'skip' | 'stop';
  /** The items to do: numbers of people. Default: all. */
  only?: string[];
  /** Called when an outcome has been stored. Errors that it throws are ignored. */
  onProgress?: (progress: ApplyProgress) => void;
}

/**
 * What became of a step.
 *
 * - `done`: it was done and read back. `alreadySo`: there was nothing to do, or an earlier run did it.
 * - `creating`: the key is there but not usable yet.
 * - `stale`: the world or the time has moved on: make a new plan.
 * - `refused`: the API or a safety rule does not allow it. `failed`: it was tried and is not done.
 * - `unknown`: it was sent, and what became of it is not known.
 * - `skipped`: it was not tried.
 */
export type Outcome = 'done' | 'alreadySo' | 'creating' | 'stale' | 'refused' | 'failed' | 'unknown' | 'skipped';

/** The outcome of one step of an item. */
export interface ItemOutcome {
  /** The item: the person's number. */
  item: string;
  /** The step's number in its item. */
  n: number;
  /** What it does. */
  do: PlanStep['do'];
  /** The grant's name. */
  ref: string;
  /** The lock, if it is one step about one lock. */
  lockId?: string;
  /** What became of it. */
  outcome: Outcome;
  /** Keys that it made. */
  keysMade: string[];
  /** Keys that it revoked, twins included. */
  keysRevoked: string[];
  /** Keys that were there twice. */
  surplus: string[];
  /** The safety rule that decided: `R23`, … */
  rule?: string;
  /** The API's error. */
  error?: UnlocError;
  /** Whether `only` left it out. */
  notChosen?: true;
  /** It, in words, without a whole phone number. */
  sentence: string;
}

/** How far an apply is. */
export interface ApplyProgress {
  /** Items that are done with. */
  done: number;
  /** Items of the plan that are to be done. */
  of: number;
  /** The item that was worked on. */
  item: string;
  /** The outcome of its last step, if it has one. */
  outcome?: Outcome;
  /** Requests so far. */
  requests: number;
  /** What the plan was thought to cost. */
  budget: { requests: number; seconds: number };
}

/** A key that opens and should not. */
export interface Surplus {
  /** Id of the key. */
  keyId: string;
  /** Id of its lock. */
  lockId: string;
  /** The person's number. */
  appUserId: string;
  /** Until when it opens, ISO 8601; `null`: for ever. */
  until: string | null;
  /** It, in words. */
  why: string;
}

/** What became of a plan. */
export interface ApplyReport {
  /** The id of the plan. */
  planId: string;
  /** One for each step of each item, in the plan's order. */
  outcomes: ItemOutcome[];
  /** Keys that open and should not: look at these first. */
  stillOpen: Surplus[];
  /** Requests that were sent. */
  requests: number;
  /** Whether an earlier run had begun the plan. */
  resumed: boolean;
  /** Whether the run came to its end, or what ended it before. */
  endedBy: 'end' | 'signal' | 'deadline' | 'error';
  /** What ended the run, if an error did. */
  error?: Error;
  /** What was found out that the engine cannot see. */
  blindSpots: BlindSpot[];
}
