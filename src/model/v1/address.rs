//! Where a lock is.

use super::super::macros::entity;

entity! {
    /// Where a lock is.
    Address {
        /// Street and number.
        street: String,
        /// Postal code, as text: leading zeros count.
        postal_code: String,
        /// City.
        city: String,
        /// Country, ISO 3166-1 alpha-2. The API rejects an unknown one.
        country_iso: String,
    } optional {
        /// Floor.
        floor: String,
        /// What a visitor should know on arrival.
        visitor_instructions: String,
    }
}
