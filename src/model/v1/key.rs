//! A person's right to open a lock for a time.

use super::super::macros::{entity, open_words};
use super::recurrence::Recurrence;

open_words! {
    /// The state of a key.
    KeyState {
        /// The vendor is creating it: usually seconds, at worst hours.
        Creating = "creating",
        /// Before its start.
        Scheduled = "scheduled",
        /// It opens the lock now.
        Active = "active",
        /// Outside its weekly window.
        Inactive = "inactive",
        /// After its end.
        Expired = "expired",
        /// It could not be created.
        Error = "error",
        /// Revoked. Lists contain revoked keys too.
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
        /// When it starts, ISO 8601.
        start: String,
        /// When it ends, ISO 8601; `null` for never.
        end: Option<String>,
        /// Its state; the set is open.
        state: KeyState,
    } optional {
        /// When it was created, ISO 8601.
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
        /// Name that the person entered.
        name: String,
        /// Picture of the person.
        image_url: String,
    }
}

entity! {
    /// The members of a new key.
    CreateKeyRequest {
        /// Phone number of the receiver, E.164 (`+47…`). Unloc invites who is not yet a user.
        user_id: String,
        /// When it starts, ISO 8601; `null` for now. The API requires the member.
        #[serde(default, skip_serializing_if = "crate::model::nullable::Nullable::is_absent")]
        #[ts(type = "string | null", optional = false)]
        start: crate::model::nullable::Nullable<String>,
    } optional {
        /// When it ends, ISO 8601; `null` for never. Omit it only with `durationMinutes`.
        end: Option<String>,
        /// Minutes from start to end, instead of `end`.
        duration_minutes: u32,
        /// Whether to send no invitation.
        skip_invite_notification: Option<bool>,
        /// Weekly windows in which it opens.
        recurrence: Recurrence,
        /// The integrator's own data.
        metadata: std::collections::BTreeMap<String, String>,
        /// The lock, if it is not a parameter of the call.
        lock_id: String,
    }
}

entity! {
    /// What can be changed of a key.
    UpdateKeyRequest {
        /// `revoked` revokes it; no other value is known.
        state: String,
    }
}
