import type { Key } from '../../generated/model-v2';
import type { PlanDocument, PlanItem, StepAt } from '../plan/document';
import type { BlindSpot } from '../scope';
import type { Clock } from './clock';
import type { DoorApi } from './door-api';
import type { ApplyOptions, Surplus } from './options';
import type { Sender } from './sender';
import type { ApplyStore } from './store';
import { nameOf } from './work';

/** What an apply needs of the engine. */
export interface Engine {
  /** The fingerprint of a person's keys, as in the plan. */
  print(plan: PlanDocument, item: PlanItem, keys: Key[]): string;
  /** The zones whose transitions are not those of the plan. */
  changedZones(plan: PlanDocument): string[];
}

/** Why a run ended before its work. */
export interface Ending {
  by: 'signal' | 'deadline' | 'error';
  error?: Error;
}

/** What the parts of one run share. */
export interface Run {
  readonly plan: PlanDocument;
  readonly epoch: number;
  readonly store: ApplyStore;
  readonly api: DoorApi;
  readonly sender: Sender;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly settleMs: number;
  readonly usableMs: number;
  readonly onStale: ApplyOptions['onStale'];
  /** Zones that changed since the plan was made. */
  readonly changedZones: ReadonlySet<string>;
  /** Names of steps that are confirmed. */
  readonly confirmed: Set<string>;
  /** Keys that open and should not, by id. */
  readonly stillOpen: Map<string, Surplus>;
  /** Whether the API gives metadata back, once that is known. */
  metadataKept?: boolean;
  ending?: Ending;
  /** Whether nothing new may be written. Notices the signal and the deadline. */
  isOver(): boolean;
}

/** Ends a run before its next write. The first reason counts. */
export function endRun(run: Run, ending: Ending): void {
  if (!run.ending) run.ending = ending;
}

/** Ends a run by an error. */
export function failRun(run: Run, thrown: unknown): void {
  endRun(run, { by: 'error', error: thrown instanceof Error ? thrown : new Error(String(thrown)) });
}

/** Whether a step is confirmed, by this run or an earlier one. */
export const isConfirmed =
  (run: Run) =>
  (at: StepAt): boolean =>
    run.confirmed.has(nameOf(at));

/** What was found out that the engine cannot see. */
export const blindSpots = ({ metadataKept }: Run): BlindSpot[] => (metadataKept === false ? ['metadataNotKept'] : []);
