import type { TokenNeed } from '../transport/access-token';
import { refusal } from './token-request';
import type { TokenSystem } from './authorization-server';

/*
 * In TypeScript, not in Rust: it is asked before every call, and a token that is kept should cost no way
 * into the wasm and back.
 */

/** What a token is asked for with. */
export interface Wanted {
  /** The scopes, in the order they came. */
  scopes: string[];
  /** The members of the request that name a resource. */
  resource: { [member: string]: string };
}

/** A need with what the provider is about laid under it. */
export type Need = { [Name in keyof TokenNeed]?: TokenNeed[Name] };

/**
 * Scopes and members for a need. A scope that is spelled out counts before one that follows from a
 * resource; a resource's id goes along in both cases.
 *
 * @throws UnlocError `invalid_argument` if the need is another API's, or if the system wants a scope and none is known.
 */
export function wantedFor(system: TokenSystem, need: Need): Wanted {
  const { name, api, scopeFor = [], scopeRequired } = system;
  if (api && need.api && api !== need.api) {
    throw refusal('getToken', `a token of ${name} is no good for API ${need.api}. Give "token" a function that asks one provider for v1 and another for v2, by need.api.`);
  }
  const scopes = String(need.scope || '').split(/\s+/).filter((scope) => scope !== '');
  const resource: Wanted['resource'] = {};
  const given = scopeFor.filter((row) => need[row.given]);
  // A scope that is spelled out may be about another resource than the first that is given.
  const row = given.find(({ scope }) => scopes.includes(scope)) || given[0];
  if (row) {
    const id = String(need[row.given]);
    if (scopes.length === 0) scopes.push(row.scope.replace('{id}', () => id));
    if (row.member) resource[row.member] = id;
  }
  if (scopes.length === 0 && scopeRequired) {
    throw refusal('getToken', `${name} gives no token without a scope. Say what it is for: a scope, or ${scopeFor.map((one) => one.given).join(' or ')}, as in tokens.for({ … }).`);
  }
  return { scopes, resource };
}

/** The name that a token is kept by: the same for all that can share it, and for nobody else. Nothing secret is in it. */
export function nameOf({ name, baseUrl }: TokenSystem, clientId: string, who: string | Wanted): string {
  const parts = [name, baseUrl, clientId];
  if (typeof who === 'string') {
    parts.push('person', who);
  } else {
    parts.push(Array.from(new Set(who.scopes)).sort().join(' '));
    for (const member of Object.keys(who.resource)) parts.push(member, who.resource[member]!);
  }
  return ['unloc', 'token'].concat(parts.map(encodeURIComponent)).join(':');
}
