/**
 * Client for the Unloc Integrator API: lock holders, locks, keys and roles.
 *
 * @packageDocumentation
 */
export * from './generated/model';
export * from './generated/v1';
export type { V1OperationName } from './generated/operation-names';
export type { ErrorCode } from './generated/codes';
export { UnlocError } from './core/unloc-error';
export type { InvalidParam, UnlocErrorMembers } from './core/unloc-error';
export { parseAccessEvent } from './webhooks/access-event';
export type { AccessAction, AccessEvent } from './generated/model-v2';
export { prefetchKeysUrl, unlocWorkUrl, useKeyUrl } from './client/deep-links';
export type { PrefetchKeysUrlParams, UnlocWorkUrlParams, UseKeyUrlParams } from './client/deep-links';
export { init } from './client/init';
export type {
  AbortSignalLike,
  CallOptions,
  ClientOptions,
  FetchFunction,
  FetchInit,
  PlatformSignal,
} from './core/options';
export type { Hooks, Logger, RequestEvent, ResponseEvent, RetryEvent } from './core/hooks';
export { recurrenceFromV2, recurrenceToV2 } from './normalize/recurrence';
export type { Recurrence as RecurrenceV2, TimeSpan, Weekday } from './generated/model-v2';
export { request } from './client/request';
export type { BytesResult, RequestBytesParameters, RequestParameters } from './client/request';
export type { ApiFailure, ApiResult, ApiSuccess, ResponseHead } from './core/result';
export { lockHolderAdminScope, lockHolderScope } from './client/scopes';
export type { LockHolderIdentity } from './client/scopes';
export type { GivenToken, TokenNeed, TokenOption, TokenSource } from './transport/access-token';
export { UnlocClient } from './client/unloc-client';
export type { UnlocClientOptions } from './client/unloc-client';
export type { V1 } from './generated/v1-nouns';
export { createWebhookHandler } from './webhooks/handler';
export type { WebhookHandlerOptions } from './webhooks/handler-options';
export { toNodeHandler } from './webhooks/node-handler';
export type { NodeHandler, NodeHandlerOptions } from './webhooks/node-handler';
export type { NodeIncoming, NodeOutgoing } from './webhooks/node-types';
export type { PlatformRequest, PlatformResponse, RequestLike, ResponseLike } from './platform/fetch-types';
export type { SeenEvents } from './webhooks/seen-events';
import type * as V2 from './generated/model-v2';
/** The types of API v2: `V2.Key`, `V2.Lock`, … */
export type { V2 };
export * from './v2/index';
/** @internal */
export { internal } from './client/internal';
