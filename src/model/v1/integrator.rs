//! The organisation that uses the API (in API v2: organization).

use super::super::macros::entity;

entity! {
    /// The organisation that uses the API. Only the id is certain; other members are passed through.
    Integrator {
        /// Id of the integrator.
        id: String,
    } optional {
        /// Name of the integrator.
        name: String,
    }
}
