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
        /// Who has it; `null` if the API does not reveal the person.
        app_user: Option<AppUser>,
        /// When it starts, ISO 8601.
        start: String,
        /// When it ends, ISO 8601; `null` for never.
        end: Option<String>,
        /// When it was created, ISO 8601.
        created: String,
        /// Its state; the set is open.
        state: KeyState,
    } optional {
        /// Weekly windows in which it opens.
        recurrence: Option<Recurrence>,
        /// The integrator's own data.
        metadata: Option<Metadata>,
    }
}

entity! {
    /// A person in Unloc's app, one per phone number.
    AppUser {
        /// Phone number, E.164 (`+47…`).
        id: String,
    } optional {
        /// Name that the person entered.
        name: String,
    }
}

entity! {
    /// The members of a new key.
    KeyInput {
        /// The lock it opens.
        lock_id: String,
        /// Phone number of the receiver, E.164 (`+47…`). Unloc invites who is not yet a user.
        app_user_id: String,
    } optional {
        /// When it starts, ISO 8601, at most an hour ago; absent or `null` for now. The API rejects
        /// `null`, so this library omits it.
        start: Option<String>,
        /// When it ends, ISO 8601; absent or `null` for never.
        end: Option<String>,
        /// Minutes from start to end, instead of `end`. Known from API v1, inferred here.
        duration_minutes: u32,
        /// Weekly windows in which it opens.
        recurrence: Recurrence,
        /// The integrator's own data: at most 20 pairs, names of 40 and values of 256 characters;
        /// names that begin with `unloc` are the API's.
        metadata: Metadata,
    }
}
