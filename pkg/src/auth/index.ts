/** Tokens: for Unloc v1 and v2, Unidy, LockitNetwork, and servers that you describe. */
export { createTokenHandler } from './token-handler';
export { lockit, unidy, unlocV1, unlocV2 } from './system';
export { TokenProvider } from './token-provider';
export { UnlocError } from './main';
export type { DiscoveredResources, SignInRequest, TokenPair, TokenProviderOptions, TokenSubject } from './options';
export type { TokenHandler, TokenHandlerOptions } from './token-handler';
export type { PlatformRequest, PlatformResponse } from '../platform';
export type { NodeRequest, NodeResponse } from './node-request';
export type { ScopeFor, SystemPlace, TokenGrant, TokenSystem } from './system';
export type { Token } from './token';
export type { TokenStore } from './store';
export type { GivenToken, TokenNeed, TokenOption, TokenSource } from '../token';
export type { ErrorCode } from '../generated/codes';
