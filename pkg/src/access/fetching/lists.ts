import type { PageOf, Scope } from '../scope';

/** A list of the API that a snapshot is read from. */
export interface ListOf {
  kind: PageOf;
  /** The name of the operation, for errors. */
  operation: string;
  path: string;
  query?: { [name: string]: string };
  /** A list that the account may not read, or the API has not, is left out. */
  optional: boolean;
}

const v2Lists: Array<[PageOf, operation: string, path: string, ofSubproject: boolean]> = [
  ['locks', 'locks.list', 'locks', false],
  ['keys', 'keys.list', 'keys', true],
  ['accessGroups', 'accessGroups.list', 'access-groups', false],
  ['sharingRights', 'sharingRights.list', 'sharing-rights', true],
  ['managedUsers', 'managedUsers.list', 'managed-users', false],
  ['accessEvents', 'accessLog.list', 'logs/access', false],
];

const v1Lists: Array<[PageOf, operation: string, path: string]> = [
  ['locks', 'getLocks', 'locks/'],
  ['keys', 'getKeys', 'keys/'],
  ['sharingRights', 'getRoles', 'roles/'],
  ['accessEvents', 'getKeyEvents', 'key-events/'],
];

/** What is read unless the caller says otherwise: the log of two months is long, and the names of people are not needed. */
const usual: PageOf[] = ['locks', 'keys', 'accessGroups', 'sharingRights'];

/**
 * The lists of a scope. No filter is sent whose encoding is not known for certain (`excludeStates`): a filter that is not
 * understood may leave keys out.
 *
 * @throws TypeError for a scope without, or with several, of its ids.
 */
export function listsOf(of: Scope, parts: PageOf[] = usual): ListOf[] {
  const { projectId, subprojectId, lockHolderId } = of;
  if ((projectId === undefined) === (lockHolderId === undefined))
    throw new TypeError('The scope must have either a projectId (API v2) or a lockHolderId (API v1).');
  const wanted = (kind: PageOf): boolean => !isOptional(kind) || parts.indexOf(kind) >= 0;
  if (lockHolderId !== undefined) {
    const base = `/integrators/v1/lock-holders/${encodeURIComponent(lockHolderId)}/`;
    return v1Lists
      .filter(([kind]) => wanted(kind))
      .map(([kind, operation, path]) => ({ kind, operation, path: base + path, optional: isOptional(kind) }))
      .reduce<ListOf[]>((all, list) => all.concat(v1KeysOf(list, of, base)), []);
  }
  const project = `/v2/projects/${encodeURIComponent(projectId!)}/`;
  const part = subprojectId === undefined ? project : `/v2/subprojects/${encodeURIComponent(subprojectId)}/`;
  return v2Lists
    .filter(([kind]) => wanted(kind))
    .map(([kind, operation, path, ofSubproject]) => ({
      kind,
      operation,
      path: (ofSubproject ? part : project) + path,
      optional: isOptional(kind),
    }))
    .reduce<ListOf[]>((all, list) => all.concat(v2KeysOf(list, of)), []);
}

const isOptional = (kind: PageOf): boolean => kind !== 'locks' && kind !== 'keys';

/** The keys of certain locks are a list for each. */
function v2KeysOf(list: ListOf, { lockIds }: Scope): ListOf[] {
  if (list.kind !== 'keys' || lockIds === undefined) return [list];
  return lockIds.map((lockId) => ({ ...list, query: { lockId } }));
}

function v1KeysOf(list: ListOf, { lockIds }: Scope, base: string): ListOf[] {
  if (list.kind !== 'keys' || lockIds === undefined) return [list];
  return lockIds.map((lockId) => ({ ...list, path: `${base}locks/${encodeURIComponent(lockId)}/keys/` }));
}
