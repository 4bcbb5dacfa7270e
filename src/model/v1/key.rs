//! A person's right to open a lock for a time.

use super::super::macros::{entity, open_words};
use super::recurrence::Recurrence;

open_words! {
    /// Where a key stands.
    KeyState {
        /// Being made at the vendor; seconds as a rule, hours at worst.
        Creating = "creating",
        /// Made, its time has not come.
        Scheduled = "scheduled",
        /// Opens now.
        Active = "active",
        /// Outside its weekly window.
        Inactive = "inactive",
        /// Its time is over.
        Expired = "expired",
        /// Could not be made.
        Error = "error",
        /// Taken back. Revoked keys stay in lists.
        Revoked = "revoked",
    }
}

entity! {
    /// A person's right to open a lock for a time.
    Key {
        /// Id, a UUID.
        id: String,
        /// The lock it opens.
        lock_id: String,
        /// Who has it.
        to_user: KeyUser,
        /// From when, ISO 8601.
        start: String,
        /// Till when, ISO 8601; `null` for ever.
        end: Option<String>,
        /// Where it stands; more words may come.
        state: KeyState,
    } optional {
        /// When it was made, ISO 8601.
        created: String,
        /// Weekly windows in which it opens.
        recurrence: Recurrence,
        /// The integrator's own data.
        metadata: std::collections::BTreeMap<String, String>,
    }
}

entity! {
    /// The person who has a key.
    KeyUser {
        /// Phone number, E.164 (`+47…`).
        id: String,
    } optional {
        /// Name as the person gave it.
        name: String,
        /// Picture of the person.
        image_url: String,
    }
}

entity! {
    /// What a new key is made of.
    CreateKeyRequest {
        /// Phone number of the receiver, E.164 (`+47…`). Unloc invites who is not yet a user.
        user_id: String,
        /// From when, ISO 8601; `null` for now. The API wants it present.
        #[serde(default, skip_serializing_if = "crate::model::nullable::Nullable::is_absent")]
        #[ts(type = "string | null", optional = false)]
        start: crate::model::nullable::Nullable<String>,
    } optional {
        /// Till when, ISO 8601; `null` for ever. Leave it out only with `durationMinutes`.
        end: Option<String>,
        /// Minutes from start to end, instead of `end`.
        duration_minutes: u32,
        /// Whether to send no invitation.
        skip_invite_notification: Option<bool>,
        /// Weekly windows in which it opens.
        recurrence: Recurrence,
        /// The integrator's own data.
        metadata: std::collections::BTreeMap<String, String>,
        /// The lock, where the call names none.
        lock_id: String,
    }
}

entity! {
    /// What may change about a key.
    UpdateKeyRequest {
        /// `revoked` takes it back; no other is known.
        state: String,
    }
}
