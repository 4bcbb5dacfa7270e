/** What of API v2 users see beside {@link UnlocClient}. */
export { List } from '../list';
export type { Page } from '../list';
export { KeyCreation } from './creation';
export type { KeysWaitOptions } from './creation';
export type { KeysCreateOptions, OnInvalid } from './creating';
export { JobHandle } from './job';
export type { JobWaitOptions } from './job';
export type { CreatedKey, FailedKey, KeysOutcome } from './outcome';
export type { DryRun, Filtered, RevokedKey } from './revoking';
export type { LastState, WaitOptions } from './waiting';
export type { ProjectOrSubproject, V2Calls } from '../generated/v2-nouns';
export type { V2Nouns } from './nouns';
