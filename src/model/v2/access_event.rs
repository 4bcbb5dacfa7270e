//! Something that happened at a lock.

use super::super::macros::{entity, open_words};

open_words! {
    /// What was done with a key.
    AccessAction {
        /// The lock was opened.
        Unlocked = "unlocked",
        /// The lock was locked.
        Locked = "locked",
        /// The person viewed the code for the lock.
        ViewedCode = "viewedCode",
    }
}

entity! {
    /// Something that happened at a lock with a key (in API v1: key event). Kept 60 days. Under
    /// the privacy policy `anonymized` the person is hidden, under `private` there is no event.
    AccessEvent {
        /// Id, a UUID. Webhooks may deliver an event twice: ignore ids that you have seen.
        id: String,
        /// What was done; the set is open.
        action: AccessAction,
        /// When it happened, ISO 8601.
        created: String,
        /// The key.
        key_id: String,
        /// The lock.
        lock_id: String,
        /// Name of the lock at that time.
        lock_name: String,
    } optional {
        /// Phone number of the person, E.164.
        app_user_id: Option<String>,
        /// Name of the person; may be empty.
        user_name: Option<String>,
    }
}
