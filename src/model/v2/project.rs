//! Who holds locks.

use super::super::macros::entity;

entity! {
    /// Who holds locks: a housing association, an office, an owner of flats (in API v1: lock
    /// holder). It also has a default privacy policy, under a name that is not documented.
    Project {
        /// Id, a UUID.
        id: String,
        /// Name.
        name: String,
        /// The organization that owns it.
        organization_id: String,
    }
}

entity! {
    /// The members of a new project. Inferred.
    ProjectInput {
        /// Name.
        name: String,
    }
}
