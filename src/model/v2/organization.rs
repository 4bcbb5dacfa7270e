//! Who owns projects.

use super::super::macros::entity;

entity! {
    /// Who owns projects (in API v1: integrator). Members inferred.
    Organization {
        /// Id, a UUID.
        id: String,
    } optional {
        /// Name.
        name: String,
    }
}
