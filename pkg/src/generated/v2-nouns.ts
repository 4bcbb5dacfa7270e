// Generated from Rust by `npm run generate`: change the tables and the model there, not here.

import type { List } from '../v2/pagination';
import type { CallOptions } from '../core/options';
import { withBody } from '../v2/operations';
import type { Calls } from '../v2/operations';
import { normalizeAccessGroup, normalizeKey } from '../normalize/v2';
import type {
  AccessEvent,
  AccessGroup,
  AccessGroupAccessesChange,
  AccessGroupChange,
  AccessGroupInput,
  Doorbell,
  DoorbellInput,
  DoorbellUserListChange,
  Job,
  Key,
  KeyInput,
  KeyState,
  Lock,
  LockChange,
  LockConnection,
  LockConnectionInput,
  ManagedUser,
  ManagedUserChange,
  ManagedUserInput,
  MetadataChange,
  Organization,
  PrivacyPolicyChange,
  Project,
  ProjectChange,
  ProjectInput,
  SharingRight,
  SharingRightInput,
  Subproject,
  SubprojectInput,
  SubprojectLocksChange,
  Webhook,
  WebhookInput,
} from './model-v2';

/**
 * A project, or a subproject instead. With a subproject, the project's id is used for the token: a token
 * source needs it.
 */
export type ProjectOrSubproject =
  | { projectId: string; subprojectId?: undefined }
  | { projectId?: string; subprojectId: string };

/** What `organizations.get` takes. */
export type OrganizationsGetParameters =
  {
  /** How the path calls organizations, should it not be `organization`. */
  organizationSegment?: string;
  /** Id of the organization. */
  organizationId: string;
};

/** What `projects.list` takes. */
export type ProjectsListParameters =
  {
  /** How the path calls organizations, should it not be `organization`. */
  organizationSegment?: string;
  /** Id of the organization. */
  organizationId: string;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `projects.create` takes. */
export type ProjectsCreateParameters =
  ProjectInput & {
  /** How the path calls organizations, should it not be `organization`. */
  organizationSegment?: string;
  /** Id of the organization. */
  organizationId: string;
};

/** What `projects.get` takes. */
export type ProjectsGetParameters =
  {
  /** Id of the project. */
  projectId: string;
};

/** What `projects.update` takes. */
export type ProjectsUpdateParameters =
  ProjectChange & {
  /** Id of the project. */
  projectId: string;
};

/** What `projects.updatePrivacyPolicy` takes. */
export type ProjectsUpdatePrivacyPolicyParameters =
  PrivacyPolicyChange & {
  /** Id of the project. */
  projectId: string;
};

/** What `locks.list` takes. */
export type LocksListParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `locks.get` takes. */
export type LocksGetParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the lock. */
  lockId: string;
};

/** What `locks.update` takes. */
export type LocksUpdateParameters =
  LockChange & {
  /** Id of the project. */
  projectId: string;
  /** Id of the lock. */
  lockId: string;
};

/** What `keys.list` takes. */
export type KeysListParameters =
  ProjectOrSubproject & {
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** None in these states. */
  excludeStates?: KeyState[];
  /** Whether to leave out the keys of subprojects. */
  excludeSubprojectKeys?: boolean;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `keys.create` takes. */
export type KeysCreateParameters =
  ProjectOrSubproject & { keys: KeyInput[] };

/** What `keys.get` takes. */
export type KeysGetParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the key. */
  keyId: string;
};

/** What `keys.revoke` takes. */
export type KeysRevokeParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the key. */
  keyId: string;
};

/** What `keys.revokeAll` takes. */
export type KeysRevokeAllParameters =
  ProjectOrSubproject & {
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** Whether to leave out the keys of subprojects. */
  excludeSubprojectKeys?: boolean;
};

/** What `sharedKeys.revokeAll` takes. */
export type SharedKeysRevokeAllParameters =
  ProjectOrSubproject & {
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** Whether to leave out the keys of subprojects. */
  excludeSubprojectKeys?: boolean;
};

/** What `subprojects.list` takes. */
export type SubprojectsListParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `subprojects.create` takes. */
export type SubprojectsCreateParameters =
  SubprojectInput & {
  /** Id of the project. */
  projectId: string;
};

/** What `subprojects.updateLocks` takes. */
export type SubprojectsUpdateLocksParameters =
  SubprojectLocksChange & {
  /** Id of the project. */
  projectId: string;
  /** Id of the subproject. */
  subprojectId: string;
};

/** What `sharingRights.list` takes. */
export type SharingRightsListParameters =
  ProjectOrSubproject & {
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** Whether to leave out the rights of subprojects. */
  excludeSubprojectSharingRights?: boolean;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `sharingRights.create` takes. */
export type SharingRightsCreateParameters =
  ProjectOrSubproject & { sharingRights: SharingRightInput[] };

/** What `sharingRights.revokeAll` takes. */
export type SharingRightsRevokeAllParameters =
  ProjectOrSubproject & {
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** Whether to leave out the rights of subprojects. */
  excludeSubprojectSharingRights?: boolean;
};

/** What `managedUsers.list` takes. */
export type ManagedUsersListParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `managedUsers.create` takes. */
export type ManagedUsersCreateParameters =
  ProjectOrSubproject & ManagedUserInput;

/** What `managedUsers.update` takes. */
export type ManagedUsersUpdateParameters =
  ManagedUserChange & {
  /** Id of the project. */
  projectId: string;
  /** Id of the managed user. */
  managedUserId: string;
};

/** What `managedUsers.delete` takes. */
export type ManagedUsersDeleteParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the managed user. */
  managedUserId: string;
};

/** What `accessGroups.list` takes. */
export type AccessGroupsListParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `accessGroups.create` takes. */
export type AccessGroupsCreateParameters =
  ProjectOrSubproject & AccessGroupInput;

/** What `accessGroups.update` takes. */
export type AccessGroupsUpdateParameters =
  ProjectOrSubproject & {
  /** Id of the access group. */
  accessGroupId: string;
} & AccessGroupChange;

/** What `accessGroups.updateAccesses` takes. */
export type AccessGroupsUpdateAccessesParameters =
  ProjectOrSubproject & {
  /** Id of the access group. */
  accessGroupId: string;
} & AccessGroupAccessesChange;

/** What `accessLog.list` takes. */
export type AccessLogListParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Only those of this lock. */
  lockId?: string;
  /** Only those of this person: a phone number, E.164 (`+47…`). */
  appUserId?: string;
  /** Whether to leave out the events of subprojects. */
  excludeSubprojectEvents?: boolean;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `webhooks.list` takes. */
export type WebhooksListParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `webhooks.create` takes. */
export type WebhooksCreateParameters =
  WebhookInput & {
  /** Id of the project. */
  projectId: string;
};

/** What `webhooks.delete` takes. */
export type WebhooksDeleteParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the webhook. */
  webhookId: string;
};

/** What `doorbells.create` takes. */
export type DoorbellsCreateParameters =
  DoorbellInput & {
  /** Id of the project. */
  projectId: string;
};

/** What `doorbells.updateUserList` takes. */
export type DoorbellsUpdateUserListParameters =
  ProjectOrSubproject & {
  /** Id of the doorbell. */
  doorbellId: string;
  /** Id of the doorbell's list of people. */
  userListId: string;
} & DoorbellUserListChange;

/** What `lockConnections.list` takes. */
export type LockConnectionsListParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Maximum number of items per page, 1 to 2500. Default: 2500. */
  limit?: number;
};

/** What `lockConnections.get` takes. */
export type LockConnectionsGetParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the lock connection. */
  lockConnectionId: string;
};

/** What `lockConnections.create` takes. */
export type LockConnectionsCreateParameters =
  LockConnectionInput & {
  /** Id of the project. */
  projectId: string;
  /** The vendor, as the path spells it: `danalock`, `master-lock`, `parqio`, `virtual`, … */
  vendor: string;
};

/** What `lockConnections.refresh` takes. */
export type LockConnectionsRefreshParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the lock connection. */
  lockConnectionId: string;
};

/** What `lockConnections.updateMetadata` takes. */
export type LockConnectionsUpdateMetadataParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the lock connection. */
  lockConnectionId: string;
  /** What is sent. */
  metadata: MetadataChange;
};

/** What `jobs.get` takes. */
export type JobsGetParameters =
  {
  /** Id of the project. */
  projectId: string;
  /** Id of the job. */
  jobId: string;
};

/** The calls of API v2 by resources. Every method rejects with an `UnlocError` if it fails. */
export interface V2Calls {
  readonly organizations: {
    /**
     * Gets an organization.
     *
     * `GET /v2/organization/{organizationId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    get(params: OrganizationsGetParameters, options?: CallOptions): Promise<Organization>;
  };
  readonly projects: {
    /**
     * Lists the projects of an organization.
     *
     * `GET /v2/organization/{organizationId}/projects`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    list(params: ProjectsListParameters, options?: CallOptions): List<Project>;
    /**
     * Makes a project. That it can be done is documented, how is not.
     *
     * `POST /v2/organization/{organizationId}/projects`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    create(params: ProjectsCreateParameters, options?: CallOptions): Promise<Project | undefined>;
    /**
     * Gets one project.
     *
     * `GET /v2/projects/{projectId}`
     */
    get(params: ProjectsGetParameters, options?: CallOptions): Promise<Project>;
    /**
     * Changes a project.
     *
     * `PATCH /v2/projects/{projectId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    update(params: ProjectsUpdateParameters, options?: CallOptions): Promise<Project | undefined>;
    /**
     * Changes the privacy policy that a project's new locks get, and that of its locks if it is
     * told to. That it can be done is documented, how is not.
     *
     * `PATCH /v2/projects/{projectId}/privacy-policy`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    updatePrivacyPolicy(params: ProjectsUpdatePrivacyPolicyParameters, options?: CallOptions): Promise<Project | undefined>;
  };
  readonly locks: {
    /**
     * Lists the locks of a project.
     *
     * `GET /v2/projects/{projectId}/locks`
     */
    list(params: LocksListParameters, options?: CallOptions): List<Lock>;
    /**
     * Gets one lock.
     *
     * `GET /v2/projects/{projectId}/locks/{lockId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    get(params: LocksGetParameters, options?: CallOptions): Promise<Lock>;
    /**
     * Changes a lock.
     *
     * `PATCH /v2/projects/{projectId}/locks/{lockId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    update(params: LocksUpdateParameters, options?: CallOptions): Promise<Lock | undefined>;
  };
  readonly keys: {
    /**
     * Lists the keys of a project or subproject, revoked and expired ones too unless
     * `excludeStates` names them.
     *
     * `GET /v2/projects/{projectId}/keys`
     */
    list(params: KeysListParameters, options?: CallOptions): List<Key>;
    /**
     * Gets one key.
     *
     * `GET /v2/projects/{projectId}/keys/{keyId}`
     */
    get(params: KeysGetParameters, options?: CallOptions): Promise<Key>;
  };
  readonly sharedKeys: {
  };
  readonly subprojects: {
    /**
     * Lists the subprojects of a project.
     *
     * `GET /v2/projects/{projectId}/subprojects`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    list(params: SubprojectsListParameters, options?: CallOptions): List<Subproject>;
    /**
     * Makes a subproject. Needs the module `subproject`.
     *
     * `POST /v2/projects/{projectId}/subprojects`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    create(params: SubprojectsCreateParameters, options?: CallOptions): Promise<Subproject | undefined>;
    /**
     * Adds locks to a subproject and removes others, whose keys in it are revoked. Needs the
     * module `subproject`.
     *
     * `PATCH /v2/projects/{projectId}/subprojects/{subprojectId}/locks`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    updateLocks(params: SubprojectsUpdateLocksParameters, options?: CallOptions): Promise<Subproject | undefined>;
  };
  readonly sharingRights: {
    /**
     * Lists who may share keys to which locks.
     *
     * `GET /v2/projects/{projectId}/sharing-rights`
     */
    list(params: SharingRightsListParameters, options?: CallOptions): List<SharingRight>;
    /**
     * Gives people the right to share keys: all of it or nothing. One that is there already
     * makes it fail. Needs the module `mobileKey`. The members of a right are inferred.
     *
     * `POST /v2/projects/{projectId}/sharing-rights`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    create(params: SharingRightsCreateParameters, options?: CallOptions): Promise<unknown>;
  };
  readonly managedUsers: {
    /**
     * Lists the people of whom a project keeps a record.
     *
     * `GET /v2/projects/{projectId}/managed-users`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    list(params: ManagedUsersListParameters, options?: CallOptions): List<ManagedUser>;
    /**
     * Makes a record of a person; in a subproject it needs the module `subproject`.
     *
     * `POST /v2/projects/{projectId}/managed-users`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    create(params: ManagedUsersCreateParameters, options?: CallOptions): Promise<ManagedUser | undefined>;
    /**
     * Changes a project's record of a person.
     *
     * `PATCH /v2/projects/{projectId}/managed-users/{managedUserId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    update(params: ManagedUsersUpdateParameters, options?: CallOptions): Promise<ManagedUser | undefined>;
    /**
     * Deletes a project's record of a person.
     *
     * `DELETE /v2/projects/{projectId}/managed-users/{managedUserId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    delete(params: ManagedUsersDeleteParameters, options?: CallOptions): Promise<unknown>;
  };
  readonly accessGroups: {
    /**
     * Lists the access groups of a project.
     *
     * `GET /v2/projects/{projectId}/access-groups`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    list(params: AccessGroupsListParameters, options?: CallOptions): List<AccessGroup>;
    /**
     * Makes an access group: everybody in it gets a key to each of its locks. Needs the
     * module `mobileKey`, in a subproject `subproject` too.
     *
     * `POST /v2/projects/{projectId}/access-groups`
     */
    create(params: AccessGroupsCreateParameters, options?: CallOptions): Promise<AccessGroup | undefined>;
    /**
     * Changes an access group's name, description, weekly windows, sharing or metadata.
     *
     * `PATCH /v2/projects/{projectId}/access-groups/{accessGroupId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    update(params: AccessGroupsUpdateParameters, options?: CallOptions): Promise<AccessGroup | undefined>;
    /**
     * Puts people and locks into an access group and takes others out, whose keys are
     * revoked. What is so already is ignored.
     *
     * `PATCH /v2/projects/{projectId}/access-groups/{accessGroupId}/accesses`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    updateAccesses(params: AccessGroupsUpdateAccessesParameters, options?: CallOptions): Promise<AccessGroup | undefined>;
  };
  readonly accessLog: {
    /**
     * Lists what happened at a project's locks in the last 60 days.
     *
     * `GET /v2/projects/{projectId}/logs/access`
     */
    list(params: AccessLogListParameters, options?: CallOptions): List<AccessEvent>;
  };
  readonly webhooks: {
    /**
     * Lists the webhooks of a project.
     *
     * `GET /v2/projects/{projectId}/webhooks`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    list(params: WebhooksListParameters, options?: CallOptions): List<Webhook>;
    /**
     * Registers a URL that gets a POST for each access event.
     *
     * `POST /v2/projects/{projectId}/webhooks`
     */
    create(params: WebhooksCreateParameters, options?: CallOptions): Promise<Webhook | undefined>;
    /**
     * Ends a webhook.
     *
     * `DELETE /v2/projects/{projectId}/webhooks/{webhookId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    delete(params: WebhooksDeleteParameters, options?: CallOptions): Promise<unknown>;
  };
  readonly doorbells: {
    /**
     * Makes a doorbell. Each person whom it rings gets a key and a managed user. Needs the
     * module `doorbell`. The vendor prints this path with a slash at its end.
     *
     * `POST /v2/projects/{projectId}/doorbells/`
     */
    create(params: DoorbellsCreateParameters, options?: CallOptions): Promise<Doorbell | undefined>;
    /**
     * Changes whom a doorbell rings, and when. Needs the module `doorbell`.
     *
     * `PATCH /v2/projects/{projectId}/doorbells/{doorbellId}/user-lists/{userListId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    updateUserList(params: DoorbellsUpdateUserListParameters, options?: CallOptions): Promise<unknown>;
  };
  readonly lockConnections: {
    /**
     * Lists a project's lock connections.
     *
     * `GET /v2/projects/{projectId}/lock-connections`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    list(params: LockConnectionsListParameters, options?: CallOptions): List<LockConnection>;
    /**
     * Gets one lock connection.
     *
     * `GET /v2/projects/{projectId}/lock-connections/{lockConnectionId}`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    get(params: LockConnectionsGetParameters, options?: CallOptions): Promise<LockConnection>;
    /**
     * Lays pairs over a lock connection's metadata; a value of `null` removes its pair.
     *
     * `PATCH /v2/projects/{projectId}/lock-connections/{lockConnectionId}/metadata`
     *
     * @experimental its path or its body is inferred, not documented.
     */
    updateMetadata(params: LockConnectionsUpdateMetadataParameters, options?: CallOptions): Promise<LockConnection | undefined>;
  };
  readonly jobs: {
    /**
     * Gets one job.
     *
     * `GET /v2/projects/{projectId}/jobs/{jobId}`
     */
    get(params: JobsGetParameters, options?: CallOptions): Promise<Job>;
  };
}

/** Creates the resources; each method is one of `calls`. */
export function v2Calls(calls: Calls): V2Calls {
  return {
    organizations: {
      get: (params, options) => calls.one('organizations.get', params, options, 'organization'),
    },
    projects: {
      list: (params, options) => calls.list('projects.list', params, options),
      create: (params, options) => calls.entityOrJob('projects.create', withBody(params, ['organizationSegment', 'organizationId']), options, 'project'),
      get: (params, options) => calls.one('projects.get', params, options, 'project'),
      update: (params, options) => calls.entityOrJob('projects.update', withBody(params, ['projectId']), options, 'project'),
      updatePrivacyPolicy: (params, options) => calls.entityOrJob('projects.updatePrivacyPolicy', withBody(params, ['projectId']), options, 'project'),
    },
    locks: {
      list: (params, options) => calls.list('locks.list', params, options),
      get: (params, options) => calls.one('locks.get', params, options, 'lock'),
      update: (params, options) => calls.entityOrJob('locks.update', withBody(params, ['projectId', 'lockId']), options, 'lock'),
    },
    keys: {
      list: (params, options) => calls.list('keys.list', params, options, normalizeKey),
      get: (params, options) => calls.one('keys.get', params, options, 'key', normalizeKey),
    },
    sharedKeys: {
    },
    subprojects: {
      list: (params, options) => calls.list('subprojects.list', params, options),
      create: (params, options) => calls.entityOrJob('subprojects.create', withBody(params, ['projectId']), options, 'subproject'),
      updateLocks: (params, options) => calls.entityOrJob('subprojects.updateLocks', withBody(params, ['projectId', 'subprojectId']), options, 'subproject'),
    },
    sharingRights: {
      list: (params, options) => calls.list('sharingRights.list', params, options),
      create: (params, options) => calls.asSent('sharingRights.create', withBody(params, ['projectId', 'subprojectId']), options),
    },
    managedUsers: {
      list: (params, options) => calls.list('managedUsers.list', params, options),
      create: (params, options) => calls.entityOrJob('managedUsers.create', withBody(params, ['projectId', 'subprojectId']), options, 'managedUser'),
      update: (params, options) => calls.entityOrJob('managedUsers.update', withBody(params, ['projectId', 'managedUserId']), options, 'managedUser'),
      delete: (params, options) => calls.asSent('managedUsers.delete', params, options),
    },
    accessGroups: {
      list: (params, options) => calls.list('accessGroups.list', params, options, normalizeAccessGroup),
      create: (params, options) => calls.entityOrJob('accessGroups.create', withBody(params, ['projectId', 'subprojectId']), options, 'accessGroup', normalizeAccessGroup),
      update: (params, options) => calls.entityOrJob('accessGroups.update', withBody(params, ['accessGroupId', 'projectId', 'subprojectId']), options, 'accessGroup', normalizeAccessGroup),
      updateAccesses: (params, options) => calls.entityOrJob('accessGroups.updateAccesses', withBody(params, ['accessGroupId', 'projectId', 'subprojectId']), options, 'accessGroup', normalizeAccessGroup),
    },
    accessLog: {
      list: (params, options) => calls.list('accessLog.list', params, options),
    },
    webhooks: {
      list: (params, options) => calls.list('webhooks.list', params, options),
      create: (params, options) => calls.entityOrJob('webhooks.create', withBody(params, ['projectId']), options, 'webhook'),
      delete: (params, options) => calls.asSent('webhooks.delete', params, options),
    },
    doorbells: {
      create: (params, options) => calls.entityOrJob('doorbells.create', withBody(params, ['projectId']), options, 'doorbell'),
      updateUserList: (params, options) => calls.asSent('doorbells.updateUserList', withBody(params, ['doorbellId', 'userListId', 'projectId', 'subprojectId']), options),
    },
    lockConnections: {
      list: (params, options) => calls.list('lockConnections.list', params, options),
      get: (params, options) => calls.one('lockConnections.get', params, options, 'lockConnection'),
      updateMetadata: (params, options) => calls.entityOrJob('lockConnections.updateMetadata', params, options, 'lockConnection'),
    },
    jobs: {
      get: (params, options) => calls.one('jobs.get', params, options, 'job'),
    },
  };
}
