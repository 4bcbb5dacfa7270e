/**
 * The access engine: who can open which door when, and what must change for the doors to match a list.
 *
 * @packageDocumentation
 */
export { load } from './load';
export { AccessError } from './access-error';
export { apply, applyItem } from './apply/index';
export type { Applicable } from './apply/index';
export { exitCode } from './apply/exit-code';
export type { ApplyOptions, ApplyProgress, ApplyReport, ItemOutcome, Outcome, Surplus } from './apply/options';
export type { ApplyStore, StepClaim, StepResult, StoredStep } from './apply/store';
export { fetchSnapshot } from './fetching/fetch-snapshot';
export type { FetchOptions, SnapshotProgress } from './fetching/fetch-snapshot';
export { Snapshot } from './snapshot/snapshot';
export type { AddedPage, Counts, ReadingOptions } from './snapshot/snapshot';
export { readCalendars } from './wanted/calendars';
export type {
  CalendarMap,
  CalendarOfMap,
  CalendarReadOptions,
  CalendarReadResult,
  Feed,
  FeedMemory,
  SeenEvent,
} from './wanted/calendars';
export { readGrantsCsv, readGrantsJson } from './wanted/grants';
export type { CsvReadOptions } from './wanted/grants';
export type { DoorMap, ReadOptions, ReadingDoors } from './wanted/options';
export type {
  ColumnName,
  Grant,
  LocalOrMoment,
  ReadResult,
  RowNote,
  RowProblem,
  Waiting,
  WallClock,
  Wanted,
} from './wanted/types';
export type { BlindSpot, Moment, PageOf, Scope, Span } from './scope';
export { budget } from './plan/budget';
export type { Budget, Pace } from './plan/budget';
export type { Limits, PlanDocument, PlanDoor, PlanItem, PlanStep, PlanSummary, StepAt } from './plan/document';
export { planMoveIn, planMoveOut, planStay } from './plan/one-person';
export type { MoveOut, StayChange } from './plan/one-person';
export type { PlanOptions } from './plan/options';
export { plan } from './plan/plan';
export { Plan } from './plan/plan-object';
export { PlanRefused } from './plan/plan-refused';
export { readPlan } from './plan/read-plan';
export type { TextOptions } from './plan/text';
export { canOpen } from './questions/can-open';
export type { Answer, WhyNot } from './questions/answer';
export type { CanOpenQuery } from './questions/can-open';
export { mayGrant } from './questions/may-grant';
export { peopleWhoCanOpen, whatCanOpen, whoCanOpen } from './questions/who-what';
export type { AtOrSpan } from './questions/who-what';
export type { Opening, Reason, Via } from './reason';
export { compare } from './review/compare';
export type { Difference, KeyChange, SeenKey } from './review/compare';
export { review } from './review/review';
export type { CsvOptions, FindingOptions, Review, ReviewColumns, ReviewQuery } from './review/review';
export type { Finding, FindingKind } from './finding';
