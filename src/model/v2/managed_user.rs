//! A project's record of a person.

use super::super::macros::entity;
use super::metadata::Metadata;
use super::metadata::MetadataChange;

entity! {
    /// A project's record of a person who has or had a key, one per project. Members inferred.
    ManagedUser {
        /// Id.
        id: String,
        /// Phone number, E.164 (`+47…`).
        app_user_id: String,
    } optional {
        /// First name in the project's record.
        first_name: Option<String>,
        /// Last name in the project's record.
        last_name: Option<String>,
        /// The integrator's own data.
        metadata: Option<Metadata>,
    }
}

entity! {
    /// The members of a new managed user.
    ManagedUserInput {
        /// Phone number, E.164 (`+47…`). The member's name is inferred.
        app_user_id: String,
    } optional {
        /// First name.
        first_name: String,
        /// Last name.
        last_name: String,
        /// The integrator's own data.
        metadata: Metadata,
    }
}

entity! {
    /// What can be changed of a managed user. An absent member is not changed.
    ManagedUserChange {
    } optional {
        /// New first name.
        first_name: String,
        /// New last name; `null` removes it.
        last_name: Option<String>,
        /// Pairs to be merged into the present ones; a value of `null` removes its pair.
        metadata: MetadataChange,
    }
}
