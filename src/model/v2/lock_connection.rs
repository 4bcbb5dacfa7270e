//! The link to a lock vendor's account.

use super::super::macros::{entity, open_words};
use super::metadata::Metadata;

open_words! {
    /// The state of a lock connection.
    LockConnectionState {
        /// Being created; inferred from API v1.
        Connecting = "connecting",
        /// It works.
        Connected = "connected",
        /// It does not work, such as after a password change at the vendor.
        Error = "error",
        /// It has ended; inferred from API v1.
        Disconnected = "disconnected",
    }
}

entity! {
    /// The link to a lock vendor's account, from which locks come (in API v1: vendor connection).
    LockConnection {
        /// Id, a UUID.
        id: String,
        /// Its state; the set is open.
        state: LockConnectionState,
    } optional {
        /// The vendor.
        vendor: String,
        /// The integrator's own data.
        metadata: Option<Metadata>,
        /// When it was created, ISO 8601.
        created: String,
    }
}

entity! {
    /// The vendor's account to connect to. Members inferred from API v1.
    LockConnectionInput {
    } optional {
        /// User name at the vendor; not for `virtual`.
        username: String,
        /// Password at the vendor; not for `virtual`.
        password: String,
        /// How many locks a `virtual` connection creates, 1 to 100.
        locks_to_create: u32,
    }
}
