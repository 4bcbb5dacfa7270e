import type * as V2 from '../../generated/model-v2';
import type { Finding } from '../finding';
import type { BlindSpot, Scope } from '../scope';

/** What lifts the limits of a plan: the exact number that the plan comes to, each for its own limit. */
export interface Limits {
  /** The share of the owner's live keys that may be revoked, 0 to 1. 0.3 unless given; it counts from 10 keys on. */
  revokeShare?: number;
  /** Exactly so many live keys are revoked. */
  allowRevocations?: number;
  /** Exactly so many doors are left that nobody can open. */
  allowEmptyDoors?: number;
  /** Exactly so many keys are made, each with a message. */
  allowCreations?: number;
  /** The list may be empty. */
  allowEmptyList?: true;
}

/** Another step of the same plan, by its item and number. */
export interface StepAt {
  /** The item: the person's number. */
  item: string;
  /** The step's number in its item, from 1. */
  n: number;
}

/** What an item does. The steps stand in the order in which they are made. */
export interface PlanStep {
  /** Its number in the item, from 1. */
  n: number;
  /**
   * `give` makes {@link key}; `awaitUsable` waits until the keys of the gives in {@link after} are usable; `takeBack`
   * revokes {@link keyId}; `changeGroup` changes {@link group}.
   */
  do: 'give' | 'takeBack' | 'changeGroup' | 'awaitUsable';
  /** What it is a part of. */
  kind: 'give' | 'extend' | 'shorten' | 'move' | 'hours' | 'takeBack';
  /** The grant's name; empty for a key that has none. */
  ref: string;
  /** Why, in words. */
  because: string;
  /** Why, as a word that stays the same in every language. */
  code: string;
  /** Steps that must be confirmed first, in this item or another: made, usable, or taken back. */
  after?: StepAt[];
  /** The key to make, without `accessStep`. Times are whole minutes; a start that is left out is now. */
  key?: V2.KeyInput;
  /** The key to revoke. */
  keyId?: string;
  /** The access group to change. */
  group?: { accessGroupId: string; change: V2.AccessGroupAccessesChange };
  /** The lock; none for `awaitUsable` and `changeGroup`. */
  lockId?: string;
  /** What was open before, where a key takes over from it or is revoked. */
  was?: { start: string; end: string | null; recurrence?: V2.Recurrence };
  /** The revoked key opened nothing: it could not be made, or the state says so. */
  inError?: true;
}

/** The work for one person: the unit that is done, or left, as a whole. */
export interface PlanItem {
  /** The person's number, E.164. */
  item: string;
  /** Fingerprint of the person's live keys at the plan's doors. */
  print: string;
  /** How many live keys the fingerprint is made of. */
  live: number;
  /** Ids of keys that end while the plan is valid: they are left out of the fingerprint. */
  ending?: string[];
  /** The steps, in order. */
  steps: PlanStep[];
}

/** A door of a plan. */
export interface PlanDoor {
  /** Id of the lock. */
  lockId: string;
  /** Name of the door. */
  name: string;
  /** IANA name of its time zone, if it is known. */
  zone?: string;
}

/** The counts of a plan. */
export interface PlanSummary {
  /** People with work to do. */
  people: number;
  /** Keys that open something new, moves included. */
  give: number;
  /** Keys that go on where another ends. */
  extend: number;
  /** Keys that take the place of one that opens longer. */
  shorten: number;
  /** Keys that take the place of one with other weekly hours. */
  hours: number;
  /** Keys, or people of a group, that are taken away without another in their place. */
  takeBack: number;
  /** The owner's keys that stay as they are. */
  keep: number;
  /** Keys of others that open what was wanted. */
  adopt: number;
  /** Live keys of others. */
  foreign: number;
  /** The owner's live keys outside the time that the list covers. */
  outside: number;
  /** Grants that wait for a number. */
  waiting: number;
  /** People at doors. One whose times change both ways counts as longer and as shorter. */
  pairs: { opened: number; longer: number; shorter: number; closed: number };
  /** Doors that nobody can open any more. */
  emptyDoors: number;
  /** Messages that will be sent. */
  messages: number;
  /** Requests, about. */
  requests: number;
  /** Seconds, about, without waiting for locks. */
  seconds: number;
}

/** A plan as JSON. Readers ignore members that they do not know, and refuse another number after the slash. */
export interface PlanDocument {
  /** The format and its version. */
  format: 'unloc-plan/1';
  /** `sha256:` and the digest of all other members. */
  id: string;
  /** When it was made, ISO 8601. */
  made: string;
  /** Until when it may be begun, ISO 8601. */
  validUntil: string;
  /** Package and version that made it. */
  by: string;
  /** What the plan is about: project or lock holder, the API, the owner of the list, and the time that the list covers. */
  scope: Scope & { api: 'v1' | 'v2'; owner: string; covers: [string, string] | 'everything' };
  /** What it was made from. */
  seen: { from: string; to: string; locks: number; keys: number; sealed: true; blindSpots: BlindSpot[] };
  /** The zones of its doors, and a hash of their transitions from {@link made} to {@link zonesUntil}. */
  zones: Record<string, string>;
  /** Until when the transitions of the zones count, ISO 8601. */
  zonesUntil: string;
  /** The plan's doors: those where something is wanted, and those of the owner's keys. */
  doors: PlanDoor[];
  /** The work, person by person. */
  items: PlanItem[];
  /** The owner's keys that stay, by the grant's name, and why. */
  keep: Array<{ ref: string; keyIds: string[]; because: string }>;
  /** Grants that wait, and for what. */
  waiting: Array<{ ref: string; why: string }>;
  /** What somebody should look at. */
  findings: Finding[];
  /** The counts of the plan. */
  summary: PlanSummary;
  /** What would be revoked, of how many, and which limits were lifted. */
  limits: { revocations: number; of: number; share: number; allowedShare: number; asked: Limits | null };
}
