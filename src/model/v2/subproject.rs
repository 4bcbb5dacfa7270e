//! A part of a project, with keys and people of its own.

use super::super::macros::entity;
use super::metadata::Metadata;

entity! {
    /// A part of a project that refers to some of its locks and has keys, rights to share and
    /// managed users of its own. Members inferred from the input.
    Subproject {
        /// Id, a UUID.
        id: String,
        /// Name.
        name: String,
    } optional {
        /// Description.
        description: Option<String>,
        /// Its locks, at most 1,000.
        lock_ids: Vec<String>,
        /// The integrator's own data.
        metadata: Option<Metadata>,
        /// The project it is a part of.
        project_id: String,
        /// When it was created, ISO 8601.
        created: String,
    }
}

entity! {
    /// The members of a new subproject.
    SubprojectInput {
        /// Name, 4 to 128 characters.
        name: String,
    } optional {
        /// Description, 4 to 1024 characters.
        description: String,
        /// Locks of the project, at most 1,000.
        lock_ids: Vec<String>,
        /// The integrator's own data.
        metadata: Metadata,
    }
}

entity! {
    /// Locks to add to a subproject and to remove; at least one of the two members. A lock that is
    /// already there is ignored, an unknown one is rejected.
    SubprojectLocksChange {
    } optional {
        /// Locks to add.
        lock_ids_to_add: Vec<String>,
        /// Locks to remove; the subproject's keys to them are revoked.
        lock_ids_to_remove: Vec<String>,
    }
}
