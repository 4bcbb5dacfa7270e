import type { AuthorizationServer } from './authorization-server';
import { checkScopePart, scopesIn, type Need } from './need';
import { refusal } from './token-request';

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

/**
 * The scopes and members of the token request for a need. An explicit scope takes precedence over one that follows
 * from a resource; the resource's id is sent in both cases.
 *
 * @throws UnlocError `invalid_argument` if the need is another API's, if the server requires a scope and none is known, if a
 * scope or a resource lacks what belongs to it, or if an id would change what the scope means.
 */
export function resolveScope(system: AuthorizationServer, need: Need, operation: string): ScopeRequest {
  const { name, api, scopeFor = [], scopeRequired } = system;
  if (api && need.api && api !== need.api) {
    throw refusal(
      operation,
      `a token issued by ${name} cannot be used with API ${need.api}. Pass as "token" a function that uses one provider for v1 and another for v2, by need.api.`,
    );
  }
  const scopes = need.scope === undefined ? [] : scopesIn(operation, need.scope);
  for (const { given, scope, member } of scopeFor) {
    if (member && need[given] === undefined && scopes.includes(scope))
      throw refusal(operation, `the scope "${scope}" needs "${given}", as in tokens.for({ ${given} }).`);
  }
  const resource: ScopeRequest['resource'] = {};
  const named = scopeFor.filter((row) => need[row.given] !== undefined);
  // An explicit scope may be that of another resource than the first one.
  const row = named.find(({ scope }) => scopes.includes(scope)) || named[0];
  if (row) {
    const id = need[row.given]!;
    if (scopes.length === 0) {
      if (row.scope.includes('{id}')) checkScopePart(operation, row.given, id);
      scopes.push(row.scope.replace('{id}', () => id));
    }
    if (row.member) resource[row.member] = id;
  }
  if (scopes.length === 0 && scopeRequired) {
    throw refusal(
      operation,
      `${name} issues no token without a scope. Pass a scope, or ${scopeFor.map((one) => one.given).join(' or ')}, as in tokens.for({ … }).`,
    );
  }
  // An UnlocClient names the resource of every call, also for a server that has one token for all of them.
  const unknown = (['projectId', 'organizationId', 'lockHolderId'] as const).find((given) => need[given] !== undefined);
  if (scopes.length === 0 && !row && unknown !== undefined && need.api === undefined)
    throw refusal(operation, `${name} has no scope for "${unknown}", so its token would cover more. Pass a scope.`);
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
