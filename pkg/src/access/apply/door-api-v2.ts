import type { UnlocClient } from '../../index';
import type { Key } from '../../generated/model-v2';
import type { Scope } from '../scope';
import type { DoorApi } from './door-api';
import { asUnlocError } from './fate';

/** API v2. */
export function doorApiV2(client: UnlocClient, { projectId, subprojectId }: Scope, keysPerPost: number): DoorApi {
  const project = projectId as string;
  const of = subprojectId === undefined ? { projectId: project } : { projectId: project, subprojectId };
  const path =
    subprojectId === undefined
      ? `/v2/projects/${encodeURIComponent(project)}/keys`
      : `/v2/subprojects/${encodeURIComponent(subprojectId)}/keys`;
  return {
    keysPerPost,
    list: (person, options) =>
      client.keys.list({ ...of, appUserId: person }, options).toArray({ limit: Infinity }) as Promise<Key[]>,
    // Not `keys.create`: after a lost answer it looks and sends again by itself, and knows nothing of the journal. The
    // project beside the path is for the token of a subproject's request.
    make: async (keys, options) => {
      const params = { method: 'POST' as const, path, body: { keys }, projectId: project };
      return { jobId: jobIdIn(await client.request(params, options)) };
    },
    job: async (jobId, options) => {
      const { status, resultData } = await client.jobs.get({ projectId: project, jobId }, options);
      const failedKeys = (resultData && resultData.failedKeys) || [];
      return {
        over: !/^(pending|in.?progress|running|queued|created)$/i.test(status),
        failed: /^failed/i.test(status),
        failedLocks: failedKeys.map(({ lockId, key }) => lockId || (key && key.lockId) || ''),
      };
    },
    key: (key, options) =>
      client.keys.get({ projectId: project, keyId: key.id }, options).catch((thrown: unknown) => {
        const error = asUnlocError(thrown);
        if (error && error.code === 'not_found') return undefined;
        throw thrown;
      }),
    revoke: async (key, options) => {
      const at = `/v2/projects/${encodeURIComponent(project)}/keys/${encodeURIComponent(key.id)}`;
      await client.request({ method: 'DELETE', path: at }, options);
    },
    changeGroup: async (accessGroupId, change, options) => {
      await client.accessGroups.updateAccesses({ ...change, projectId: project, accessGroupId }, options);
    },
  };
}

/** The job's id in an answer. */
function jobIdIn(data: unknown): string | undefined {
  const body = Object(data) as { [name: string]: unknown };
  for (const found of [body.jobRef, body.job, body]) {
    const { id } = Object(found) as { id?: unknown };
    if (typeof id === 'string') return id;
  }
  return typeof body.jobId === 'string' ? body.jobId : undefined;
}
