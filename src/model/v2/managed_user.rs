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
        /// First name, as the project calls the person.
        first_name: Option<String>,
        /// Last name, as the project calls the person.
        last_name: Option<String>,
        /// The integrator's own data.
        metadata: Option<Metadata>,
    }
}

entity! {
    /// What a new managed user is made of.
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
    /// What may change about a managed user. What is absent stays.
    ManagedUserChange {
    } optional {
        /// New first name.
        first_name: String,
        /// New last name; `null` removes it.
        last_name: Option<String>,
        /// Pairs to be laid over those that are there; a value of `null` removes its pair.
        metadata: MetadataChange,
    }
}
