/** What a token is asked for in return of. */
export type TokenGrant = 'client_credentials' | 'authorization_code' | 'refresh_token';

/** The scope that follows from what a call is about. */
export interface ScopeFor {
  /** The member of the need that names the resource. */
  given: 'lockHolderId' | 'projectId' | 'organizationId';
  /** The scope; `{id}` at its end stands for the resource's id. */
  scope: string;
  /** The member of the token request that carries the id. */
  member?: string;
}

/** A server that gives tokens, as data. {@link unlocV1} and its like give the known ones; yours works the same way. */
export interface TokenSystem {
  /** Its name, in errors and in the names that tokens are kept by. */
  name: string;
  /** Where it is: `https://…`, to which the paths are added. */
  baseUrl: string;
  /** The only API that its tokens are good for. */
  api?: 'v1' | 'v2';
  /** Path of the token endpoint. */
  tokenPath: string;
  /** Path of the endpoint that tells what the client may ask for. */
  discoveryPath?: string;
  /** Path of the page where people sign in. */
  authorizePath?: string;
  /** How a token request's body is written. */
  bodyEncoding: 'json' | 'form';
  /**
   * How the client says who it is: id and secret in the body; HTTP Basic, form-encoded as RFC 6749
   * says; Basic of both as they are; not at all. A client without a secret sends its id in the body.
   */
  clientAuthentication: 'body' | 'basic' | 'basic-raw' | 'none';
  /** What tokens can be asked for in return of. */
  grants: ReadonlyArray<TokenGrant>;
  /** How scopes are sent: not at all, joined by spaces, or several as a JSON array. */
  scopeStyle: 'none' | 'string' | 'array';
  /** Whether a token of the client's own needs a scope. */
  scopeRequired?: boolean;
  /** Scopes that follow from what a call is about; the first that fits counts. */
  scopeFor?: ReadonlyArray<ScopeFor>;
  /** Further members of every token request. */
  members?: { readonly [name: string]: string };
  /** Whether a sign-in without PKCE is possible. */
  pkceOptional?: boolean;
  /** Whether using a refresh token may end it: then a refresh is sent once and never repeated blindly. */
  rotatesRefreshTokens?: boolean;
  /** The server's identifier, which a callback's `iss` must be; the base URL unless given. */
  issuer?: string;
  /** Whether the server promises `iss` in its callbacks (RFC 9207): then one without it is refused. */
  issuerInCallback?: boolean;
}

/** Where a system is. */
export interface SystemPlace {
  /** The base URL, if it is not the usual one: a sandbox's, a test server's. */
  baseUrl?: string;
}
