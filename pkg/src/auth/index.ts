/**
 * Tokens: for Unloc v1 and v2, Unidy, LockitNetwork, and servers that you describe.
 *
 * @packageDocumentation
 */
export { createTokenHandler } from './handler/token-handler';
export { lockit, unidy, unlocV1, unlocV2 } from './presets';
export { TokenProvider } from './token-provider';
export { UnlocError } from './main-entry';
export type { DiscoveredResources, SignInRequest, TokenPair, TokenProviderOptions, TokenSubject } from './options';
export type { TokenHandler, TokenHandlerOptions } from './handler/token-handler';
export type { PlatformRequest, PlatformResponse } from '../platform/fetch-types';
export type { NodeRequest, NodeResponse } from './handler/node-adapter';
export type { AuthorizationServer, ScopeFor, SystemPlace, TokenGrant } from './authorization-server';
export type { Token } from './token';
export type { TokenStore } from './store';
export type { GivenToken, TokenNeed, TokenOption, TokenSource } from '../transport/access-token';
export type { ErrorCode } from '../generated/codes';
