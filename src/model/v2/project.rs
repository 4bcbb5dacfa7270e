//! Who holds locks.

use super::super::macros::entity;
use super::lock::PrivacyPolicy;

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

entity! {
    /// What can be changed of a project. Inferred.
    ProjectChange {
    } optional {
        /// New name.
        name: String,
    }
}

entity! {
    /// A new default privacy policy of a project. Names inferred.
    PrivacyPolicyChange {
        /// What access events of new locks reveal.
        privacy_policy: PrivacyPolicy,
    } optional {
        /// Whether the locks that are there get it too. Default: `false`.
        apply_to_all_locks: bool,
    }
}
