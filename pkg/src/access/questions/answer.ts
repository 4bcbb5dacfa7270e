import type { Reason } from '../reason';
import type { BlindSpot } from '../scope';

/** Why a key does not open at the moment. */
export type WhyNot = 'notYet' | 'over' | 'outsideHours' | 'creating' | 'revoked' | 'error';

/** What `canOpen` answers. */
export interface Answer {
  /** Whether the person can open the door. */
  opens: boolean;
  /** The keys by which it opens. */
  because: Reason[];
  /** The person's other keys to that door. */
  butNot: Array<{ reason: Reason; why: WhyNot }>;
  /** When the answer changes, as far as the keys of today tell. `at` is ISO 8601. */
  next?: { opens: boolean; at: string };
  /** What the answer does not know of. */
  blindSpots: BlindSpot[];
  /** The answer in words, on the wall clock of the door. Without a phone number. */
  sentence: string;
}
