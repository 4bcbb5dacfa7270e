/** The grant of a token request (RFC 6749). */
export type TokenGrant = 'client_credentials' | 'authorization_code' | 'refresh_token';

/** A scope that follows from the resource of a call. */
export interface ScopeFor {
  /** The member of the need that names the resource. */
  given: 'lockHolderId' | 'projectId' | 'organizationId';
  /** The scope; `{id}` at its end is replaced by the resource's id. */
  scope: string;
  /** The member of the token request that contains the id. */
  member?: string;
}

/**
 * An authorization server (RFC 6749 section 1.1), described as data. `unlocV1()`, `unlocV2()`, `unidy()` and `lockit()` return
 * the known ones; describe others in the same way.
 */
export interface AuthorizationServer {
  /** Its name, in errors and in cache keys. */
  name: string;
  /** Its base URL, `https://…`, to which the paths are appended. */
  baseUrl: string;
  /** The only API that accepts its tokens. */
  api?: 'v1' | 'v2';
  /** Path of the token endpoint (RFC 6749 section 3.2). */
  tokenPath: string;
  /** Path of the endpoint that lists the resources the client has access to. */
  discoveryPath?: string;
  /** Path of the authorization endpoint, where people sign in (RFC 6749 section 3.1). */
  authorizePath?: string;
  /** The encoding of the token request's body. */
  bodyEncoding: 'json' | 'form';
  /**
   * How the client authenticates (RFC 6749 section 2.3.1): `body`, with id and secret in the body; `basic`, with both
   * form-encoded in HTTP Basic; `basic-raw`, with both unencoded in HTTP Basic; `none`. A client without a secret sends its id
   * in the body.
   */
  clientAuthentication: 'body' | 'basic' | 'basic-raw' | 'none';
  /** The grants that the server supports. */
  grants: ReadonlyArray<TokenGrant>;
  /** How scopes are sent: `none`, not at all; `string`, joined by spaces; `array`, several as a JSON array. */
  scopeStyle: 'none' | 'string' | 'array';
  /** Whether a client credentials request needs a scope. */
  scopeRequired?: boolean;
  /** Scopes that follow from the resource of a call. The first match is used. */
  scopeFor?: ReadonlyArray<ScopeFor>;
  /** Additional members of every token request. */
  members?: { readonly [name: string]: string };
  /** Whether the server allows a sign-in without PKCE (RFC 7636). */
  pkceOptional?: boolean;
  /** Whether the server may invalidate a refresh token when it is used. If so, a refresh whose response is lost is not retried. */
  rotatesRefreshTokens?: boolean;
  /** The issuer identifier, which the `iss` of a callback must equal. Default: the base URL. */
  issuer?: string;
  /** Whether the server's callbacks contain `iss` (RFC 9207). If so, a callback without it is rejected. */
  issuerInCallback?: boolean;
}

/** The location of an authorization server. */
export interface SystemPlace {
  /** The base URL, if it is not the default: of a sandbox, of a test server. */
  baseUrl?: string;
}
