import type { Job, Key, LockConnection, LockConnectionInput, Resources, SharingRight } from '../generated/model-v2';
import { v2Calls } from '../generated/v2-nouns';
import type {
  JobsGetParameters,
  KeysRevokeParameters,
  LockConnectionsCreateParameters,
  LockConnectionsRefreshParameters,
  V2Calls,
} from '../generated/v2-nouns';
import type { CallOptions } from '../core/options';
import { callsBy, entityIn, record, withBody } from './operations';
import type { Parameters } from './operations';
import type { KeysContext } from './keys/batch';
import { jobIdIn } from './keys/batch-submission';
import { createKeys } from './keys/create-keys';
import type { KeysCreateOptions, KeysCreateParameters } from './keys/create-keys';
import type { KeyCreation } from './keys/key-creation';
import { JobHandle } from './jobs/job-handle';
import type { JobWaitOptions } from './jobs/job-handle';
import { isDryRun, previewRevokeKeys, revokeAll, revokeKey, previewRevokeRights } from './keys/revoke';
import type { DryRun, Filtered, RevokedKey } from './keys/revoke';

/** Keys of API v2. */
export interface KeysOfV2 {
  /**
   * Creates keys. All are validated before anything is sent: phone number, times, weekly windows,
   * metadata, and that no start is more than an hour ago. `start` and `end` of `null` are omitted.
   *
   * The API creates keys in a job: `wait` resolves to the outcome for each key. If the response to the request is lost,
   * the keys are searched for by lock and person until `settleMs` has passed. Only if there is nothing that may be one of
   * them, the request is sent again, once. Then `wait` looks on: a key of the first request that shows up is revoked.
   *
   * `POST /v2/projects/{projectId}/keys`
   *
   * @throws UnlocError `invalid_argument` or `bad_request` if keys are invalid, unless `onInvalid: 'skip'`;
   * `invalidParams` names them as `keys[1].start`. `outcome_unknown` if it is not known whether they were created.
   */
  create(params: KeysCreateParameters, options?: KeysCreateOptions): Promise<KeyCreation>;
  /**
   * Revokes a key. For a key that is expired or revoked already it resolves to `{ revoked: false }`.
   *
   * `DELETE /v2/projects/{projectId}/keys/{keyId}`
   *
   * @throws UnlocError `not_found`; `conflict` if it is a key of an access group, which is revoked only with its group.
   */
  revoke(params: KeysRevokeParameters, options?: CallOptions): Promise<RevokedKey>;
  /** Lists the keys that would be revoked, and revokes nothing. */
  revokeAll(params: Filtered & DryRun & { excludeSubprojectKeys?: boolean }, options?: CallOptions): Promise<Key[]>;
  /**
   * Revokes keys: those of a lock, of a person, or all with `everything: true`. With `dryRun: true` it
   * only lists them. Resolves to what the API sent.
   *
   * `DELETE /v2/projects/{projectId}/keys`
   *
   * @throws UnlocError `invalid_argument` without a filter, and if a filter has no value.
   */
  revokeAll(
    params: Filtered & { dryRun?: false; excludeSubprojectKeys?: boolean },
    options?: CallOptions,
  ): Promise<unknown>;
}

/** Keys that users shared in the app. */
export interface SharedKeysOfV2 {
  /**
   * Revokes keys that users shared: those of a lock, those that a person shared (`appUserId`), or all with
   * `everything: true`. The API cannot list them.
   *
   * `DELETE /v2/projects/{projectId}/shared-keys`
   *
   * @throws UnlocError `invalid_argument` without a filter, and if a filter has no value.
   */
  revokeAll(params: Filtered & { excludeSubprojectKeys?: boolean }, options?: CallOptions): Promise<unknown>;
}

/** Rights to share keys. */
export interface SharingRightsOfV2 {
  /** Lists the rights that would be revoked, and revokes nothing. */
  revokeAll(
    params: Filtered & DryRun & { excludeSubprojectSharingRights?: boolean },
    options?: CallOptions,
  ): Promise<SharingRight[]>;
  /**
   * Revokes rights to share: those of a lock, of a person, or all with `everything: true`. Rights that
   * belong to an access group are kept.
   *
   * `DELETE /v2/projects/{projectId}/sharing-rights`
   *
   * @throws UnlocError `invalid_argument` without a filter, and if a filter has no value.
   */
  revokeAll(
    params: Filtered & { dryRun?: false; excludeSubprojectSharingRights?: boolean },
    options?: CallOptions,
  ): Promise<unknown>;
}

/** The result of creating a lock connection. Which members it has depends on the API's response. */
export interface BegunConnection {
  /** The connection. */
  lockConnection?: LockConnection;
  /** The job that fetches its locks. */
  job?: JobHandle;
}

/** Lock connections of API v2. */
export interface LockConnectionsOfV2 {
  /**
   * Connects a project to a lock vendor's account, whose locks it gets. The vendor `virtual` has test locks.
   *
   * `POST /v2/projects/{projectId}/lock-connections/{vendor}`
   *
   * @experimental its path and its body are inferred, not documented.
   */
  create(
    params: LockConnectionsCreateParameters & LockConnectionInput,
    options?: CallOptions,
  ): Promise<BegunConnection>;
  /**
   * Fetches the locks from the vendor again. New locks are added; removed locks are deleted, and their keys are
   * revoked. The connection must be `connected` or `error`. Resolves to the job, or to `undefined` if the API returned none.
   *
   * `PUT /v2/projects/{projectId}/lock-connections/{lockConnectionId}/refresh`
   */
  refresh(params: LockConnectionsRefreshParameters, options?: CallOptions): Promise<JobHandle | undefined>;
}

/** Jobs of API v2. */
export interface JobsOfV2 {
  /**
   * Waits for a job by its id, also one of another process. `keys.create(…).wait()` also returns the outcome for each key.
   *
   * @throws UnlocError `job_failed`, `job_timeout`, `aborted`.
   */
  wait(params: JobsGetParameters, options: JobWaitOptions): Promise<Job>;
}

/** The projects and organizations that the credentials have access to. */
export interface ResourcesOfV2 {
  /**
   * Lists the projects and organizations for which tokens can be requested.
   *
   * `POST /v2/auth/resources-discovery/`
   *
   * @throws UnlocError `invalid_argument` unless the client's `token` is a `TokenProvider` of
   * `unloc-integrator-client/auth`, which has the credentials; `token_error` if it fails.
   */
  discover(): Promise<Resources>;
}

/** API v2 by resources. */
export interface V2Nouns
  extends Pick<
    V2Calls,
    | 'organizations'
    | 'projects'
    | 'locks'
    | 'subprojects'
    | 'managedUsers'
    | 'accessGroups'
    | 'accessLog'
    | 'webhooks'
    | 'doorbells'
  > {
  /** Keys. */
  readonly keys: V2Calls['keys'] & KeysOfV2;
  /** Keys that users shared in the app. */
  readonly sharedKeys: SharedKeysOfV2;
  /** Rights to share keys. */
  readonly sharingRights: V2Calls['sharingRights'] & SharingRightsOfV2;
  /** Connections to lock vendors. */
  readonly lockConnections: V2Calls['lockConnections'] & LockConnectionsOfV2;
  /** Long-running operations. */
  readonly jobs: V2Calls['jobs'] & JobsOfV2;
  /** The projects and organizations that the credentials have access to. */
  readonly resources: ResourcesOfV2;
}

/** What the resources use of the client. */
export interface ClientContext extends Omit<KeysContext, 'calls'> {
  discover: () => Promise<Resources>;
}

/** Creates the resources of API v2 on top of a client. */
export function v2Nouns(client: ClientContext, defaults: Parameters): V2Nouns {
  const { send, clean, discover } = client;
  const calls = callsBy(send, defaults);
  const plain = v2Calls(calls);
  const handle = (
    operation: string,
    projectId: unknown,
    data: unknown,
    headers?: { [name: string]: string | undefined },
  ): JobHandle | undefined => {
    const id = jobIdIn(data);
    return id === undefined ? undefined : new JobHandle(id, { send, clean, operation, projectId, headers });
  };
  return Object.assign(plain, {
    keys: Object.assign(plain.keys, {
      create: (params: unknown, options?: KeysCreateOptions) => createKeys({ ...client, calls }, params, options),
      revoke: (params: unknown, options?: CallOptions) => revokeKey(calls, params, options),
      revokeAll: (params: unknown, options?: CallOptions) =>
        (isDryRun(params)
          ? previewRevokeKeys(calls, params, options)
          : revokeAll(calls, 'keys.revokeAll', params, options)) as Promise<never>,
    }),
    sharedKeys: {
      revokeAll: (params: unknown, options?: CallOptions) => revokeAll(calls, 'sharedKeys.revokeAll', params, options),
    },
    sharingRights: Object.assign(plain.sharingRights, {
      revokeAll: (params: unknown, options?: CallOptions) =>
        (isDryRun(params)
          ? previewRevokeRights(calls, params, options)
          : revokeAll(calls, 'sharingRights.revokeAll', params, options)) as Promise<never>,
    }),
    lockConnections: Object.assign(plain.lockConnections, {
      create: async (params: unknown, options?: CallOptions) => {
        const name = 'lockConnections.create';
        const given = record(name, params);
        const { data, response } = await send(name, withBody(given, ['projectId', 'vendor']) as Parameters, options);
        const named = data as { jobRef?: unknown; lockConnection?: unknown };
        const job = named.jobRef ? handle(name, given.projectId, data, response.headers) : undefined;
        const lockConnection = named.jobRef && !named.lockConnection ? undefined : entityIn(data, 'lockConnection');
        return {
          ...(lockConnection && { lockConnection: lockConnection as LockConnection }),
          ...(job && { job }),
        };
      },
      refresh: async (params: unknown, options?: CallOptions) => {
        const name = 'lockConnections.refresh';
        const given = record(name, params);
        const { data, response } = await send(name, given, options);
        return handle(name, given.projectId, data, response.headers);
      },
    }),
    jobs: Object.assign(plain.jobs, {
      wait: async (params: unknown, options: JobWaitOptions) => {
        const { projectId, jobId } = record('jobs.get', params);
        return new JobHandle(jobId as string, { send, clean, operation: 'jobs.get', projectId }).wait(options);
      },
    }),
    resources: { discover },
  });
}
