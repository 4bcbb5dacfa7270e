//! Something that happened at a lock.

use super::super::macros::entity;

entity! {
    /// Something that happened at a lock with a key (in API v2: access event). Kept 30 days.
    KeyEvent {
        /// Id, a UUID.
        id: String,
        /// `unlocked` or `locked`; the set is open.
        action: String,
        /// When it happened, ISO 8601.
        created: String,
        /// The key.
        key_id: String,
        /// The lock.
        lock_id: String,
        /// Name of the lock at that time.
        lock_name: String,
        /// Phone number of the person, E.164.
        user_id: String,
        /// Name of the person; may be empty.
        user_name: String,
    }
}
