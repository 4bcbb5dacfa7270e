//! A person's right to share keys (in API v2: sharing right).

use super::super::macros::entity;

entity! {
    /// A person's right to share keys to a lock; one per user and lock. In API v2: sharing right.
    Role {
        /// Phone number of the person, E.164.
        user_id: String,
        /// The lock.
        lock_id: String,
        /// Whether the person may share keys to it.
        can_share: bool,
        /// When it was granted, ISO 8601.
        created: String,
    } optional {
        /// How many keys the person has shared.
        created_keys: u32,
        /// Name of the person; prefer `toUser.name` of a key.
        user_name: String,
    }
}

entity! {
    /// The new value of a role.
    CreateOrUpdateRoleRequest {
        /// Whether the person may share keys. `false` revokes the role.
        can_share: bool,
    } optional {
        /// Name of the person.
        user_name: String,
    }
}
