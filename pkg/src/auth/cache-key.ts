import type { TokenNeed } from '../transport/access-token';
import { refusal } from './token-request';
import type { AuthorizationServer } from './authorization-server';

/*
 * This is TypeScript, not Rust, because it runs before every call: using a cached token should not cost a call into the
 * wasm.
 */

/** The scope part of a token request. */
export interface ScopeRequest {
  /** The scopes, in the order of the need. */
  scopes: string[];
  /** The members of the request that name a resource. */
  resource: { [member: string]: string };
}

/** A call's need, merged with the subject of the provider. */
export type Need = { [Name in keyof TokenNeed]?: TokenNeed[Name] };

/**
 * The scopes and members of the token request for a need. An explicit scope takes precedence over one that follows
 * from a resource; the resource's id is sent in both cases.
 *
 * @throws UnlocError `invalid_argument` if the need is another API's, or if the server requires a scope and none is known.
 */
export function resolveScope(system: AuthorizationServer, need: Need): ScopeRequest {
  const { name, api, scopeFor = [], scopeRequired } = system;
  if (api && need.api && api !== need.api) {
    throw refusal(
      'getToken',
      `a token issued by ${name} cannot be used with API ${need.api}. Pass as "token" a function that uses one provider for v1 and another for v2, by need.api.`,
    );
  }
  const scopes = String(need.scope || '')
    .split(/\s+/)
    .filter((scope) => scope !== '');
  const resource: ScopeRequest['resource'] = {};
  const given = scopeFor.filter((row) => need[row.given]);
  // An explicit scope may be that of another resource than the first one.
  const row = given.find(({ scope }) => scopes.includes(scope)) || given[0];
  if (row) {
    const id = String(need[row.given]);
    if (scopes.length === 0) scopes.push(row.scope.replace('{id}', () => id));
    if (row.member) resource[row.member] = id;
  }
  if (scopes.length === 0 && scopeRequired) {
    throw refusal(
      'getToken',
      `${name} issues no token without a scope. Pass a scope, or ${scopeFor.map((one) => one.given).join(' or ')}, as in tokens.for({ … }).`,
    );
  }
  return { scopes, resource };
}

/** The cache key of a token: the same for all callers that can share the token. It contains no secrets. */
export function cacheKey({ name, baseUrl }: AuthorizationServer, clientId: string, who: string | ScopeRequest): string {
  const parts = [name, baseUrl, clientId];
  if (typeof who === 'string') {
    parts.push('person', who);
  } else {
    parts.push(Array.from(new Set(who.scopes)).sort().join(' '));
    for (const member of Object.keys(who.resource)) parts.push(member, who.resource[member]!);
  }
  return ['unloc', 'token'].concat(parts.map(encodeURIComponent)).join(':');
}
