/** The public exports of API v2, besides {@link UnlocClient}. */
export { List } from './pagination';
export type { Page } from './pagination';
export { KeyCreation } from './keys/key-creation';
export type { KeysWaitOptions } from './keys/key-creation';
export type { KeysCreateOptions, OnInvalid } from './keys/create-keys';
export { JobHandle } from './jobs/job-handle';
export type { JobWaitOptions } from './jobs/job-handle';
export type { CreatedKey, FailedKey, KeysOutcome, LastState, SurplusKey } from '../core/keys-outcome';
export type { DryRun, Filtered, RevokedKey } from './keys/revoke';
export type { WaitOptions } from '../core/options';
export type { ProjectOrSubproject, V2Calls } from '../generated/v2-nouns';
export type { V2Nouns } from './resources';
