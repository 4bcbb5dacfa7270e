//! A person's right to share keys to a lock.

use super::super::macros::{entity, open_words};

open_words! {
    /// What a right to share comes from. The words are inferred.
    SharingRightSource {
        /// The project.
        Project = "project",
        /// A subproject.
        Subproject = "subproject",
        /// An access group; such rights are revoked only by changing the group.
        AccessGroup = "accessGroup",
    }
}

entity! {
    /// A person's right to share keys to a lock (in API v1: role). Members inferred.
    SharingRight {
        /// The lock.
        lock_id: String,
        /// Phone number of the person, E.164.
        app_user_id: String,
    } optional {
        /// Id.
        id: String,
        /// What it comes from; the set is open.
        source: SharingRightSource,
        /// When it was granted, ISO 8601.
        created: String,
        /// How many keys the person has shared.
        created_keys: u32,
    }
}

entity! {
    /// The members of a new right to share. Inferred.
    SharingRightInput {
        /// The lock.
        lock_id: String,
        /// Phone number of the person, E.164 (`+47…`).
        app_user_id: String,
    }
}
