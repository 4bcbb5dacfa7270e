/** A call of the client for a request: its noun and verb, and what the segments of the path are called. */
export interface Route {
  call: string;
  ids: { readonly [name: string]: string };
}

const routes: readonly (readonly [method: string, path: string, call: string])[] = [
  ['GET', '', 'projects.get'],
  ['PATCH', '', 'projects.update'],
  ['PATCH', 'privacy-policy', 'projects.updatePrivacyPolicy'],
  ['GET', 'locks', 'locks.list'],
  ['GET', 'locks/:lockId', 'locks.get'],
  ['PATCH', 'locks/:lockId', 'locks.update'],
  ['GET', 'keys', 'keys.list'],
  ['POST', 'keys', 'keys.create'],
  ['GET', 'keys/:keyId', 'keys.get'],
  ['DELETE', 'keys/:keyId', 'keys.revoke'],
  ['DELETE', 'keys', 'keys.revokeAll'],
  ['DELETE', 'shared-keys', 'sharedKeys.revokeAll'],
  ['GET', 'subprojects', 'subprojects.list'],
  ['POST', 'subprojects', 'subprojects.create'],
  ['PATCH', 'subprojects/:subprojectId/locks', 'subprojects.updateLocks'],
  ['GET', 'sharing-rights', 'sharingRights.list'],
  ['POST', 'sharing-rights', 'sharingRights.create'],
  ['DELETE', 'sharing-rights', 'sharingRights.revokeAll'],
  ['GET', 'managed-users', 'managedUsers.list'],
  ['POST', 'managed-users', 'managedUsers.create'],
  ['PATCH', 'managed-users/:managedUserId', 'managedUsers.update'],
  ['DELETE', 'managed-users/:managedUserId', 'managedUsers.delete'],
  ['GET', 'access-groups', 'accessGroups.list'],
  ['POST', 'access-groups', 'accessGroups.create'],
  ['PATCH', 'access-groups/:accessGroupId', 'accessGroups.update'],
  ['PATCH', 'access-groups/:accessGroupId/accesses', 'accessGroups.updateAccesses'],
  ['GET', 'logs/access', 'accessLog.list'],
  ['GET', 'webhooks', 'webhooks.list'],
  ['POST', 'webhooks', 'webhooks.create'],
  ['DELETE', 'webhooks/:webhookId', 'webhooks.delete'],
  ['GET', 'lock-connections', 'lockConnections.list'],
  ['GET', 'lock-connections/:lockConnectionId', 'lockConnections.get'],
  ['PUT', 'lock-connections/:lockConnectionId/refresh', 'lockConnections.refresh'],
  ['GET', 'jobs/:jobId', 'jobs.get'],
];

/** The segments of a path below the project, and the project's id; none for what is not of a project. */
export function inProject(url: string): { projectId: string; rest: readonly string[] } | undefined {
  const found = /\/v2\/projects\/([^/?]+)\/?([^?]*)/.exec(url);
  if (found === null) return undefined;
  return { projectId: found[1] ?? '', rest: (found[2] ?? '').split('/').filter(Boolean).map(decodeURIComponent) };
}

/** The call that sends a request; none for what the client sends by itself, or by `request`. */
export function routeOf(method: string, url: string): Route | undefined {
  const there = inProject(url);
  if (there === undefined) return undefined;
  const { projectId, rest } = there;
  for (const [verb, path, call] of routes) {
    const segments = path.split('/').filter(Boolean);
    const fits = segments.every((one, index) => one.startsWith(':') || one === rest[index]);
    if (verb !== method || segments.length !== rest.length || !fits) continue;
    const named = segments.flatMap((one, index) => (one.startsWith(':') ? [[one.slice(1), rest[index] ?? '']] : []));
    return { call, ids: Object.fromEntries([['projectId', projectId], ...named]) };
  }
  return undefined;
}
