/**
 * Client for the Unloc Integrator API: lock holders, locks, keys and roles.
 *
 * @packageDocumentation
 */
export * from './generated/model';
export * from './generated/v1';
export type { ErrorCode } from './generated/codes';
export { UnlocError } from './unloc-error';
export type { InvalidParam, UnlocErrorMembers } from './unloc-error';
export { parseAccessEvent } from './access-event';
export type { AccessAction, AccessEvent } from './generated/model-v2';
export { prefetchKeysUrl, unlocWorkUrl, useKeyUrl } from './app-links';
export type { PrefetchKeysUrlParams, UnlocWorkUrlParams, UseKeyUrlParams } from './app-links';
export { init } from './init';
export type { AbortSignalLike, CallOptions, ClientOptions, FetchFunction, FetchInit, PlatformSignal } from './options';
export type { Hooks, Logger, RequestEvent, ResponseEvent, RetryEvent } from './observing';
export { recurrenceFromV2, recurrenceToV2 } from './recurrence';
export type { Recurrence as RecurrenceV2, TimeSpan, Weekday } from './generated/model-v2';
export { request } from './request';
export type { RequestParameters } from './request';
export type { ApiFailure, ApiResult, ApiSuccess, ResponseHead } from './result';
export { lockHolderAdminScope, lockHolderScope } from './scopes';
export type { LockHolderIdentity } from './scopes';
export type { GivenToken, TokenNeed, TokenOption, TokenSource } from './token';
export { UnlocClient } from './unloc-client';
export type { UnlocClientOptions } from './unloc-client';
export type { V1 } from './generated/v1-nouns';
export { createWebhookHandler } from './webhooks';
export type { WebhookHandlerOptions } from './webhooks';
export type { PlatformRequest, PlatformResponse, RequestLike, ResponseLike } from './platform';
export type { SeenEvents } from './seen-events';
import type * as V2 from './generated/model-v2';
/** What API v2 talks about: `V2.Key`, `V2.Lock`, … */
export type { V2 };
export * from './v2/public';
/** @internal */
export { inside } from './inside';
