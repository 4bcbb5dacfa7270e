//! Who holds locks.

use super::super::macros::entity;

entity! {
    /// Who holds locks: a housing association, an office, an owner of flats (in API v1: lock
    /// holder). It also tells its default privacy policy, by a name that is not documented.
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
    /// What a new project is made of. Inferred.
    ProjectInput {
        /// Name.
        name: String,
    }
}
