import type { Token } from '../token';

/** Members of a token that a browser gets. The refresh token is not among them. */
const publicMembers = ['access_token', 'token_type', 'expires_in', 'scope', 'organization_id', 'project_id'];

const admin = 'lockHolder.admin:';
const identifier = 'lockHolder.identifier:';

/**
 * What is handed on of a token that was requested for these scopes; `undefined` if the server says that it covers more, or
 * nothing says what it covers. Without scopes, those of the provider were requested.
 */
export function granted(token: Token, requested: ReadonlyArray<string>): { [name: string]: unknown } | undefined {
  const { scope, requestedScope } = token;
  const allowed = requested.length > 0 ? requested : requestedScope;
  const isKnown = scope.length > 0 || requestedScope.length > 0;
  if (allowed.length > 0 && !(isKnown && scope.every((one) => allowed.includes(one)))) return undefined;
  const body: { [name: string]: unknown } = {};
  for (const name of publicMembers) {
    if (token[name] !== undefined) body[name] = token[name];
  }
  const ofLockHolders = allowed.filter((one) => one.startsWith(admin) || one.startsWith(identifier));
  if (allowed.length > 0 && ofLockHolders.length === 0) return body;
  const { lock_holder_id: id, lock_holder_ids: ids } = token;
  const others = new Set(
    ([] as unknown[])
      .concat(id === undefined || id === null ? [] : id, ids || [])
      .filter((one) => !allowed.includes(admin + one)),
  );
  // Each identifier stands for one lock holder, whose id only the server knows.
  const identifiers = allowed.filter((one) => one.startsWith(identifier)).length;
  if (allowed.length > 0 && others.size > identifiers) return undefined;
  if (id !== undefined) body.lock_holder_id = id;
  if (ids !== undefined) body.lock_holder_ids = ids;
  return body;
}
