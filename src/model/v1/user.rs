//! A person with keys or roles.

use super::super::macros::entity;

entity! {
    /// A person with keys or roles, as a control centre derives one from lists of keys and roles.
    User {
        /// Phone number, E.164.
        user_id: String,
        /// Name to show.
        user_display_name: String,
        /// How many keys the person has.
        keys_count: u32,
        /// How many roles the person has.
        roles_count: u32,
    } optional {
        /// Picture of the person.
        profile_picture: String,
    }
}
