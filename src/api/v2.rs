//! The calls of the Unloc API, version 2. To add an endpoint, add a row.
//!
//! A row reads: documentation; the name in Rust; noun and verb on `UnlocClient`, which joined by a
//! dot are the call's name; whether method and path are `Known` (documented, or seen in code that
//! uses the live API) or `Inferred` from the pattern of the others; method; whether a repeat is
//! harmless (`Idempotent`, `NotIdempotent`); path; then, where there are any, `query` and `body`; and what
//! the answer becomes.
//!
//! In a path, `(subprojects/{subprojectId}|projects/{projectId})` takes the first whose parameter
//! is given. A query parameter ending in `*` may be a list, whose items repeat it; one ending in
//! `?` is true or false. A body called `body` is the call's parameters without those of path and
//! query. `optional_entity` is an entity that may come under its name, bare, or not at all.
//!
//! A path with `{organizationId}` needs a token of scope `organization.admin`, any other
//! `project.admin`.
//!
//! Sources: the vendor's reference, guides and change log (<https://developer.unloc.app>), and
//! public code that uses the live API.

/// Hands all rows to another macro.
#[macro_export]
#[doc(hidden)]
macro_rules! v2_operations {
    ($then:ident) => { $then! {
        /// Gets an organization.
        organizations_get organizations.get Inferred GET Idempotent "/v2/{organizationSegment}/{organizationId}"
            => one("organization", "Organization");

        /// Lists the projects of an organization.
        projects_list projects.list Inferred GET Idempotent "/v2/{organizationSegment}/{organizationId}/projects"
            query ["limit", "startAfterId"]
            => list("projects", "Project");

        /// Makes a project. That it can be done is documented, how is not.
        projects_create projects.create Inferred POST NotIdempotent "/v2/{organizationSegment}/{organizationId}/projects"
            body member("body", "ProjectInput")
            => optional_entity("project", "Project");

        /// Gets one project.
        projects_get projects.get Known GET Idempotent "/v2/projects/{projectId}"
            => one("project", "Project");

        /// Changes a project.
        projects_update projects.update Inferred PATCH NotIdempotent "/v2/projects/{projectId}"
            body member("body", "ProjectChange")
            => optional_entity("project", "Project");

        /// Changes the privacy policy that a project's new locks get, and that of its locks if it is
        /// told to. That it can be done is documented, how is not.
        projects_update_privacy_policy projects.updatePrivacyPolicy Inferred PATCH NotIdempotent "/v2/projects/{projectId}/privacy-policy"
            body member("body", "PrivacyPolicyChange")
            => optional_entity("project", "Project");

        /// Lists the locks of a project.
        locks_list locks.list Known GET Idempotent "/v2/projects/{projectId}/locks"
            query ["limit", "startAfterId"]
            => list("locks", "Lock");

        /// Gets one lock.
        locks_get locks.get Inferred GET Idempotent "/v2/projects/{projectId}/locks/{lockId}"
            => one("lock", "Lock");

        /// Changes a lock.
        locks_update locks.update Inferred PATCH NotIdempotent "/v2/projects/{projectId}/locks/{lockId}"
            body member("body", "LockChange")
            => optional_entity("lock", "Lock");

        /// Lists the keys of a project or subproject, revoked and expired ones too unless
        /// `excludeStates` names them.
        keys_list keys.list Known GET Idempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/keys"
            query ["lockId", "appUserId", "excludeStates*", "excludeSubprojectKeys?", "limit", "startAfterId"]
            => list("keys", "Key");

        /// Begins to make keys, and answers with the job that does.
        keys_create keys.create Known POST NotIdempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/keys"
            body member("body", "{ keys: KeyInput[] }")
            => as_sent();

        /// Gets one key.
        keys_get keys.get Known GET Idempotent "/v2/projects/{projectId}/keys/{keyId}"
            => one("key", "Key");

        /// Takes a key back.
        keys_revoke keys.revoke Known DELETE Idempotent "/v2/projects/{projectId}/keys/{keyId}"
            => optional_entity("key", "Key");

        /// Takes keys back: those to a lock, of a person, or all.
        keys_revoke_all keys.revokeAll Known DELETE Idempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/keys"
            query ["lockId", "appUserId", "excludeSubprojectKeys?"]
            => as_sent();

        /// Takes keys back that people shared: those to a lock, those that a person shared, or all.
        shared_keys_revoke_all sharedKeys.revokeAll Known DELETE Idempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/shared-keys"
            query ["lockId", "appUserId", "excludeSubprojectKeys?"]
            => as_sent();

        /// Lists the subprojects of a project.
        subprojects_list subprojects.list Inferred GET Idempotent "/v2/projects/{projectId}/subprojects"
            query ["limit", "startAfterId"]
            => list("subprojects", "Subproject");

        /// Makes a subproject. Needs the module `subproject`.
        subprojects_create subprojects.create Inferred POST NotIdempotent "/v2/projects/{projectId}/subprojects"
            body member("body", "SubprojectInput")
            => optional_entity("subproject", "Subproject");

        /// Adds locks to a subproject and removes others, whose keys in it are revoked. Needs the
        /// module `subproject`.
        subprojects_update_locks subprojects.updateLocks Inferred PATCH Idempotent "/v2/projects/{projectId}/subprojects/{subprojectId}/locks"
            body member("body", "SubprojectLocksChange")
            => optional_entity("subproject", "Subproject");

        /// Lists who may share keys to which locks.
        sharing_rights_list sharingRights.list Known GET Idempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/sharing-rights"
            query ["lockId", "appUserId", "excludeSubprojectSharingRights?", "limit", "startAfterId"]
            => list("sharingRights", "SharingRight");

        /// Gives people the right to share keys: all of it or nothing. One that is there already
        /// makes it fail. Needs the module `mobileKey`. The members of a right are inferred.
        sharing_rights_create sharingRights.create Inferred POST NotIdempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/sharing-rights"
            body member("body", "{ sharingRights: SharingRightInput[] }")
            => as_sent();

        /// Takes rights to share back: those to a lock, of a person, or all. Those that belong to
        /// an access group stay.
        sharing_rights_revoke_all sharingRights.revokeAll Known DELETE Idempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/sharing-rights"
            query ["lockId", "appUserId", "excludeSubprojectSharingRights?"]
            => as_sent();

        /// Lists the people of whom a project keeps a record.
        managed_users_list managedUsers.list Inferred GET Idempotent "/v2/projects/{projectId}/managed-users"
            query ["limit", "startAfterId"]
            => list("managedUsers", "ManagedUser");

        /// Makes a record of a person; in a subproject it needs the module `subproject`.
        managed_users_create managedUsers.create Inferred POST NotIdempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/managed-users"
            body member("body", "ManagedUserInput")
            => optional_entity("managedUser", "ManagedUser");

        /// Changes a project's record of a person.
        managed_users_update managedUsers.update Inferred PATCH NotIdempotent "/v2/projects/{projectId}/managed-users/{managedUserId}"
            body member("body", "ManagedUserChange")
            => optional_entity("managedUser", "ManagedUser");

        /// Deletes a project's record of a person.
        managed_users_delete managedUsers.delete Inferred DELETE Idempotent "/v2/projects/{projectId}/managed-users/{managedUserId}"
            => as_sent();

        /// Lists the access groups of a project.
        access_groups_list accessGroups.list Inferred GET Idempotent "/v2/projects/{projectId}/access-groups"
            query ["limit", "startAfterId"]
            => list("accessGroups", "AccessGroup");

        /// Makes an access group: everybody in it gets a key to each of its locks. Needs the
        /// module `mobileKey`, in a subproject `subproject` too.
        access_groups_create accessGroups.create Known POST NotIdempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/access-groups"
            body member("body", "AccessGroupInput")
            => optional_entity("accessGroup", "AccessGroup");

        /// Changes an access group's name, description, weekly windows, sharing or metadata.
        access_groups_update accessGroups.update Inferred PATCH NotIdempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/access-groups/{accessGroupId}"
            body member("body", "AccessGroupChange")
            => optional_entity("accessGroup", "AccessGroup");

        /// Puts people and locks into an access group and takes others out, whose keys are
        /// revoked. What is so already is ignored.
        access_groups_update_accesses accessGroups.updateAccesses Inferred PATCH Idempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/access-groups/{accessGroupId}/accesses"
            body member("body", "AccessGroupAccessesChange")
            => optional_entity("accessGroup", "AccessGroup");

        /// Lists what happened at a project's locks in the last 60 days.
        access_log_list accessLog.list Known GET Idempotent "/v2/projects/{projectId}/logs/access"
            query ["lockId", "appUserId", "excludeSubprojectEvents?", "limit", "startAfterId"]
            => list("accessEvents", "AccessEvent");

        /// Lists the webhooks of a project.
        webhooks_list webhooks.list Inferred GET Idempotent "/v2/projects/{projectId}/webhooks"
            query ["limit", "startAfterId"]
            => list("webhooks", "Webhook");

        /// Registers a URL that gets a POST for each access event.
        webhooks_create webhooks.create Known POST NotIdempotent "/v2/projects/{projectId}/webhooks"
            body member("body", "WebhookInput")
            => optional_entity("webhook", "Webhook");

        /// Ends a webhook.
        webhooks_delete webhooks.delete Inferred DELETE Idempotent "/v2/projects/{projectId}/webhooks/{webhookId}"
            => as_sent();

        /// Makes a doorbell. Each person whom it rings gets a key and a managed user. Needs the
        /// module `doorbell`. The vendor prints this path with a slash at its end.
        doorbells_create doorbells.create Known POST NotIdempotent "/v2/projects/{projectId}/doorbells/"
            body member("body", "DoorbellInput")
            => optional_entity("doorbell", "Doorbell");

        /// Changes whom a doorbell rings, and when. Needs the module `doorbell`.
        doorbells_update_user_list doorbells.updateUserList Inferred PATCH NotIdempotent "/v2/(subprojects/{subprojectId}|projects/{projectId})/doorbells/{doorbellId}/user-lists/{userListId}"
            body member("body", "DoorbellUserListChange")
            => as_sent();

        /// Lists a project's lock connections.
        lock_connections_list lockConnections.list Inferred GET Idempotent "/v2/projects/{projectId}/lock-connections"
            query ["limit", "startAfterId"]
            => list("lockConnections", "LockConnection");

        /// Gets one lock connection.
        lock_connections_get lockConnections.get Inferred GET Idempotent "/v2/projects/{projectId}/lock-connections/{lockConnectionId}"
            => one("lockConnection", "LockConnection");

        /// Connects a project to a lock vendor's account, from which its locks come. `vendor` is a
        /// part of the path: `danalock`, `master-lock`, `parqio`, or `virtual` for locks to test
        /// with.
        lock_connections_create lockConnections.create Inferred POST NotIdempotent "/v2/projects/{projectId}/lock-connections/{vendor}"
            body member("body", "LockConnectionInput")
            => as_sent();

        /// Asks the vendor for its locks again: new ones appear; removed ones disappear, and their
        /// keys are revoked. The connection must be `connected` or `error`. A token of scope
        /// `project.installer` does too. Answers with the job that does it.
        lock_connections_refresh lockConnections.refresh Known PUT Idempotent "/v2/projects/{projectId}/lock-connections/{lockConnectionId}/refresh"
            => as_sent();

        /// Lays pairs over a lock connection's metadata; a value of `null` removes its pair.
        lock_connections_update_metadata lockConnections.updateMetadata Inferred PATCH Idempotent "/v2/projects/{projectId}/lock-connections/{lockConnectionId}/metadata"
            body member("metadata", "MetadataChange")
            => optional_entity("lockConnection", "LockConnection");

        /// Gets one job.
        jobs_get jobs.get Known GET Idempotent "/v2/projects/{projectId}/jobs/{jobId}"
            => one("job", "Job");
    } };
}

/// What each parameter of a path is, for TypeScript.
pub const PATH_PARAMETERS: &[(&str, &str)] = &[
    ("organizationId", "Id of the organization."),
    (
        "organizationSegment",
        "How the path calls organizations, should it not be `organization`.",
    ),
    ("projectId", "Id of the project."),
    ("subprojectId", "Id of the subproject."),
    ("lockId", "Id of the lock."),
    ("keyId", "Id of the key."),
    ("jobId", "Id of the job."),
    ("managedUserId", "Id of the managed user."),
    ("accessGroupId", "Id of the access group."),
    ("webhookId", "Id of the webhook."),
    ("doorbellId", "Id of the doorbell."),
    ("userListId", "Id of the doorbell's list of people."),
    ("lockConnectionId", "Id of the lock connection."),
    (
        "vendor",
        "The vendor, as the path spells it: `danalock`, `master-lock`, `parqio`, `virtual`, …",
    ),
];

/// Type and meaning of each query parameter, for TypeScript. Names as in the rows; cursors have no
/// description, because callers walk a list instead of sending them.
pub const QUERY_PARAMETERS: &[(&str, &str, &str)] = &[
    (
        "limit",
        "number",
        "Maximum number of items per page, 1 to 2500. Default: 2500.",
    ),
    ("lockId", "string", "Only those of this lock."),
    (
        "appUserId",
        "string",
        "Only those of this person: a phone number, E.164 (`+47…`).",
    ),
    ("excludeStates*", "KeyState[]", "None in these states."),
    (
        "excludeSubprojectKeys?",
        "boolean",
        "Whether to leave out the keys of subprojects.",
    ),
    (
        "excludeSubprojectSharingRights?",
        "boolean",
        "Whether to leave out the rights of subprojects.",
    ),
    (
        "excludeSubprojectEvents?",
        "boolean",
        "Whether to leave out the events of subprojects.",
    ),
];

use crate::api::operation::{
    Body, Idempotency, Method, Operation, PackedOperation, REQUEST_ROW, SuccessBody, TIMEOUT_MS,
    further_names, list_also, packed_text,
};

macro_rules! statics {
    ($(
        $(#[doc = $doc:literal])*
        $rust:ident $noun:ident.$verb:ident $certainty:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(body $body:ident $body_parts:tt)? => $answer:ident $answer_parts:tt;
    )*) => {
        $(
            $(#[doc = $doc])*
            #[allow(non_upper_case_globals)] // one spelling per call
            pub static $rust: Operation = Operation {
                name: concat!(stringify!($noun), ".", stringify!($verb)),
                method: Method::$method,
                idempotency: Idempotency::$repeat,
                path: $path,
                query: statics!(@query $($query)?),
                body: statics!(@body $($body $body_parts)?),
                timeout_ms: TIMEOUT_MS,
                answer: $answer $answer_parts,
            };
        )*

        /// All rows, in order.
        pub static OPERATIONS: &[&Operation] = &[$(&$rust),*];

        /// The same rows, packed.
        pub static PACKED: &[PackedOperation] = &[$( PackedOperation {
            text: packed_text!(
                concat!(stringify!($noun), ".", stringify!($verb)), $method, $repeat, $path,
                ($($body $body_parts)?), ($answer $answer_parts)
            ),
            query: statics!(@query $($query)?),
            further_names: {
                const ROW: &Operation = &Operation {
                    body: statics!(@body $($body $body_parts)?),
                    answer: $answer $answer_parts,
                    ..REQUEST_ROW
                };
                further_names(ROW)
            },
            timeout_ms: TIMEOUT_MS,
        } ),*];
    };
    (@query) => { &[] };
    (@query $query:tt) => { &$query };
    (@body) => { Body::None };
    (@body $body:ident $body_parts:tt) => { $body $body_parts };
}

// The row words here leave the model types out, which only the generators want: they would be
// text in the wasm.

const fn member(name: &'static str, _: &'static str) -> Body {
    Body::Member(name, "")
}

/// A list; under a name that is not documented it is known by being the only one.
const fn list(name: &'static str, _: &'static str) -> SuccessBody {
    list_also(name, &[ONLY_LIST], "")
}

const fn one(name: &'static str, _: &'static str) -> SuccessBody {
    crate::api::operation::one(name, "")
}

const fn optional_entity(_: &'static str, _: &'static str) -> SuccessBody {
    SuccessBody::AsSent
}

const fn as_sent() -> SuccessBody {
    SuccessBody::AsSent
}

/// Stands among a list's names for the answer's only list, whatever it is called.
pub const ONLY_LIST: &str = "*";

v2_operations!(statics);
