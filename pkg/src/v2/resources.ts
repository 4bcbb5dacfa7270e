import type { Job, Key, LockConnection, LockConnectionInput, Resources, SharingRight } from '../generated/model-v2';
import { v2Calls } from '../generated/v2-nouns';
import type {
  JobsGetParameters, KeysRevokeParameters, LockConnectionsCreateParameters, LockConnectionsRefreshParameters, V2Calls,
} from '../generated/v2-nouns';
import type { CallOptions } from '../core/options';
import { callsBy, entityIn, record, withBody } from './operations';
import type { Parameters, Send } from './operations';
import { createKeys, jobIdIn } from './keys/create-keys';
import type { KeysCreateOptions, KeysCreateParameters } from './keys/create-keys';
import type { KeyCreation } from './keys/key-creation';
import { JobHandle } from './jobs/job-handle';
import type { JobWaitOptions } from './jobs/job-handle';
import { isDryRun, keysThatWouldGo, revokeAll, revokeKey, rightsThatWouldGo } from './keys/revoke';
import type { DryRun, Filtered, RevokedKey } from './keys/revoke';

/** Keys of API v2. */
export interface KeysOfV2 {
  /**
   * Begins to make keys. Each is checked before anything leaves: phone number, moments, weekly windows,
   * metadata, and that no start is more than an hour ago. `start` and `end` of `null` are left out.
   *
   * What comes back is no key yet: `wait` says what became of each. If the answer to the request is lost,
   * the keys are looked for by lock and person before it is sent again, so that no door gets two keys.
   *
   * `POST /v2/projects/{projectId}/keys`
   *
   * @throws UnlocError `invalid_argument` or `bad_request` if keys are invalid, unless `onInvalid: 'skip'`;
   * `invalidParams` names them as `keys[1].start`. `outcome_unknown` if nobody knows whether they were made.
   */
  create(params: KeysCreateParameters, options?: KeysCreateOptions): Promise<KeyCreation>;
  /**
   * Takes a key back. One whose time is over already is nothing to do: `{ revoked: false }`.
   *
   * `DELETE /v2/projects/{projectId}/keys/{keyId}`
   *
   * @throws UnlocError `not_found`; `conflict` if it is a key of an access group, which goes only with its group.
   */
  revoke(params: KeysRevokeParameters, options?: CallOptions): Promise<RevokedKey>;
  /** Shows the keys that would be taken back, and lets them be. */
  revokeAll(params: Filtered & DryRun & { excludeSubprojectKeys?: boolean }, options?: CallOptions): Promise<Key[]>;
  /**
   * Takes keys back: those to a lock, of a person, or with `everything: true` all. With `dryRun: true` it
   * shows which. Resolves to what the API sent.
   *
   * `DELETE /v2/projects/{projectId}/keys`
   *
   * @throws UnlocError `invalid_argument` without a filter, and if one is there without a value.
   */
  revokeAll(params: Filtered & { dryRun?: false; excludeSubprojectKeys?: boolean }, options?: CallOptions): Promise<unknown>;
}

/** Keys that people shared in the app. */
export interface SharedKeysOfV2 {
  /**
   * Takes keys back that people shared: those to a lock, those that a person shared (`appUserId`), or with
   * `everything: true` all. Which those are the API does not tell before.
   *
   * `DELETE /v2/projects/{projectId}/shared-keys`
   *
   * @throws UnlocError `invalid_argument` without a filter, and if one is there without a value.
   */
  revokeAll(params: Filtered & { excludeSubprojectKeys?: boolean }, options?: CallOptions): Promise<unknown>;
}

/** Rights to share keys. */
export interface SharingRightsOfV2 {
  /** Shows the rights that would be taken back, and lets them be. */
  revokeAll(params: Filtered & DryRun & { excludeSubprojectSharingRights?: boolean }, options?: CallOptions): Promise<SharingRight[]>;
  /**
   * Takes rights to share back: those to a lock, of a person, or with `everything: true` all. Those that
   * belong to an access group stay.
   *
   * `DELETE /v2/projects/{projectId}/sharing-rights`
   *
   * @throws UnlocError `invalid_argument` without a filter, and if one is there without a value.
   */
  revokeAll(params: Filtered & { dryRun?: false; excludeSubprojectSharingRights?: boolean }, options?: CallOptions): Promise<unknown>;
}

/** What a new lock connection came to, as far as the API said. */
export interface BegunConnection {
  /** The connection. */
  lockConnection?: LockConnection;
  /** The job that fetches its locks. */
  job?: JobHandle;
}

/** Lock connections of API v2. */
export interface LockConnectionsOfV2 {
  /**
   * Connects a project to a lock vendor's account, from which its locks come; vendor `virtual` brings locks
   * to test with.
   *
   * `POST /v2/projects/{projectId}/lock-connections/{vendor}`
   *
   * @experimental its path and its body are inferred, not documented.
   */
  create(params: LockConnectionsCreateParameters & LockConnectionInput, options?: CallOptions): Promise<BegunConnection>;
  /**
   * Asks the vendor for its locks again: new ones appear; removed ones disappear, and their keys are
   * revoked. The connection must be `connected` or `error`. Resolves to the job that does it; to nothing
   * if the API named none.
   *
   * `PUT /v2/projects/{projectId}/lock-connections/{lockConnectionId}/refresh`
   */
  refresh(params: LockConnectionsRefreshParameters, options?: CallOptions): Promise<JobHandle | undefined>;
}

/** Jobs of API v2. */
export interface JobsOfV2 {
  /**
   * Waits for a job by its id, also one of another process. `keys.create(…)` gives more: what became of each key.
   *
   * @throws UnlocError `job_failed`, `job_timeout`, `aborted`.
   */
  wait(params: JobsGetParameters, options: JobWaitOptions): Promise<Job>;
}

/** What the credentials are for. */
export interface ResourcesOfV2 {
  /**
   * Says for which projects and organizations tokens can be had.
   *
   * `POST /v2/auth/resources-discovery/`
   *
   * @throws UnlocError `invalid_argument` unless the client's `token` is a `TokenProvider` of
   * `unloc-integrator-client/auth`, which knows the credentials; `token_error` as it throws it.
   */
  discover(): Promise<Resources>;
}

/** API v2 by nouns. */
export interface V2Nouns extends Pick<V2Calls, 'projects' | 'locks' | 'subprojects' | 'managedUsers' | 'accessGroups' | 'accessLog' | 'webhooks' | 'doorbells'> {
  /** Keys. */
  readonly keys: V2Calls['keys'] & KeysOfV2;
  /** Keys that people shared in the app. */
  readonly sharedKeys: SharedKeysOfV2;
  /** Rights to share keys. */
  readonly sharingRights: V2Calls['sharingRights'] & SharingRightsOfV2;
  /** Connections to lock vendors. */
  readonly lockConnections: V2Calls['lockConnections'] & LockConnectionsOfV2;
  /** Work that goes on after the answer. */
  readonly jobs: V2Calls['jobs'] & JobsOfV2;
  /** What the credentials are for. */
  readonly resources: ResourcesOfV2;
}

/** The nouns of API v2, whose calls go by way of `send`. */
export function v2Nouns(send: Send, apiNow: () => number, discover: () => Promise<Resources>, defaults: Parameters): V2Nouns {
  const calls = callsBy(send, defaults);
  const plain = v2Calls(calls);
  const handle = (operation: string, projectId: unknown, data: unknown, headers?: { [name: string]: string | undefined }): JobHandle | undefined => {
    const id = jobIdIn(data);
    return id === undefined ? undefined : new JobHandle(id, { send, operation, projectId, headers });
  };
  return Object.assign(plain, {
    keys: Object.assign(plain.keys, {
      create: (params: unknown, options?: KeysCreateOptions) => createKeys({ send, calls, apiNow }, params, options),
      revoke: (params: unknown, options?: CallOptions) => revokeKey(calls, params, options),
      revokeAll: (params: unknown, options?: CallOptions) => (isDryRun(params) ? keysThatWouldGo(calls, params, options) : revokeAll(calls, 'keys.revokeAll', params, options)) as Promise<never>,
    }),
    sharedKeys: {
      revokeAll: (params: unknown, options?: CallOptions) => revokeAll(calls, 'sharedKeys.revokeAll', params, options),
    },
    sharingRights: Object.assign(plain.sharingRights, {
      revokeAll: (params: unknown, options?: CallOptions) => (isDryRun(params) ? rightsThatWouldGo(calls, params, options) : revokeAll(calls, 'sharingRights.revokeAll', params, options)) as Promise<never>,
    }),
    lockConnections: Object.assign(plain.lockConnections, {
      create: async (params: unknown, options?: CallOptions) => {
        const name = 'lockConnections.create';
        const given = record(name, params);
        const { data, response } = await send(name, withBody(given, ['projectId', 'vendor']) as Parameters, options);
        const named = data as { jobRef?: unknown; lockConnection?: unknown };
        const job = named.jobRef ? handle(name, given.projectId, data, response.headers) : undefined;
        const lockConnection = named.jobRef && !named.lockConnection ? undefined : entityIn(data, 'lockConnection');
        return Object.assign({}, lockConnection && { lockConnection: lockConnection as LockConnection }, job && { job });
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
        return new JobHandle(jobId as string, { send, operation: 'jobs.get', projectId }).wait(options);
      },
    }),
    resources: { discover },
  });
}
