//! People who all have keys to the same locks.

use super::super::macros::entity;
use super::metadata::Metadata;
use super::recurrence::Recurrence;

entity! {
    /// People who all have keys to the same locks; at most 100,000 people times locks. Its keys are
    /// revoked only by removing the person or the lock. Members inferred from the input.
    AccessGroup {
        /// Id.
        id: String,
        /// Name.
        name: String,
    } optional {
        /// Description.
        description: Option<String>,
        /// Its locks.
        lock_ids: Vec<String>,
        /// Phone numbers of its people, E.164.
        app_user_ids: Vec<String>,
        /// Weekly windows in which its keys open.
        recurrence: Option<Recurrence>,
        /// Whether its people may share their keys.
        allow_key_sharing: bool,
        /// The integrator's own data.
        metadata: Option<Metadata>,
        /// When it was created, ISO 8601.
        created: String,
    }
}

entity! {
    /// The members of a new access group. One call creates at most 10,000 keys.
    AccessGroupInput {
        /// Name, 4 to 128 characters.
        name: String,
        /// The locks to which everybody gets a key.
        lock_ids: Vec<String>,
        /// Phone numbers of the people, E.164 (`+47…`).
        app_user_ids: Vec<String>,
    } optional {
        /// Description, 4 to 1024 characters.
        description: String,
        /// Weekly windows in which its keys open.
        recurrence: Recurrence,
        /// Whether its people may share their keys; not together with `recurrence`.
        allow_key_sharing: bool,
        /// The integrator's own data.
        metadata: Metadata,
    }
}

entity! {
    /// What can be changed of an access group. An absent member is not changed.
    AccessGroupChange {
    } optional {
        /// New name, 4 to 64 characters.
        name: String,
        /// New description; `null` removes it.
        description: Option<String>,
        /// New weekly windows; `null` removes them.
        recurrence: Option<Recurrence>,
        /// Whether its people may share their keys.
        allow_key_sharing: bool,
        /// New data of the integrator; `null` removes it.
        metadata: Option<Metadata>,
    }
}

entity! {
    /// People and locks to add to an access group and to remove; at least one of the four members. What is
    /// already so is ignored.
    AccessGroupAccessesChange {
    } optional {
        /// Phone numbers of people to add, E.164.
        app_user_ids_to_add: Vec<String>,
        /// Phone numbers of people to remove, E.164; their keys are revoked.
        app_user_ids_to_remove: Vec<String>,
        /// Locks to add.
        lock_ids_to_add: Vec<String>,
        /// Locks to remove; the keys to them are revoked.
        lock_ids_to_remove: Vec<String>,
    }
}
