//! A person's right to open a lock for a time.

use super::super::macros::entity;
use super::metadata::Metadata;
use super::recurrence::Recurrence;
use crate::model::v1::key::KeyState;

entity! {
    /// A person's right to open a lock for a time.
    Key {
        /// Id, a UUID.
        id: String,
        /// The lock it opens.
        lock_id: String,
        /// Who has it; `null` where the person is not told.
        app_user: Option<AppUser>,
        /// From when, ISO 8601.
        start: String,
        /// Till when, ISO 8601; `null` for ever.
        end: Option<String>,
        /// When it was made, ISO 8601.
        created: String,
        /// Where it stands; more words may come.
        state: KeyState,
    } optional {
        /// Weekly windows in which it opens.
        recurrence: Option<Recurrence>,
        /// The integrator's own data.
        metadata: Option<Metadata>,
    }
}

entity! {
    /// A person as the app knows them, one per phone number.
    AppUser {
        /// Phone number, E.164 (`+47…`).
        id: String,
    } optional {
        /// Name as the person gave it.
        name: String,
    }
}

entity! {
    /// What a new key is made of.
    KeyInput {
        /// The lock it opens.
        lock_id: String,
        /// Phone number of the receiver, E.164 (`+47…`). Unloc invites who is not yet a user.
        app_user_id: String,
    } optional {
        /// From when, ISO 8601, at most an hour ago; left out or `null` for now. The API refuses
        /// `null`, so this library leaves it out.
        start: Option<String>,
        /// Till when, ISO 8601; left out or `null` for ever.
        end: Option<String>,
        /// Minutes from start to end, instead of `end`. Known of API v1, inferred here.
        duration_minutes: u32,
        /// Weekly windows in which it opens.
        recurrence: Recurrence,
        /// The integrator's own data: at most 20 pairs, names of 40 and values of 256 characters;
        /// names that begin with `unloc` are the API's.
        metadata: Metadata,
    }
}
