//! Something that happened at a lock.

use super::super::macros::{entity, open_words};

open_words! {
    /// What was done with a key.
    AccessAction {
        /// The lock was opened.
        Unlocked = "unlocked",
        /// The lock was locked.
        Locked = "locked",
        /// The person looked at the code for the lock.
        ViewedCode = "viewedCode",
    }
}

entity! {
    /// Something that happened at a lock with a key (in API v1: key event). Kept 60 days. Under
    /// the privacy policy `anonymized` the person is hidden, under `private` there is no event.
    AccessEvent {
        /// Id, a UUID. Deliveries to webhooks may repeat: drop what has been seen.
        id: String,
        /// What was done; more words may come.
        action: AccessAction,
        /// When, ISO 8601.
        created: String,
        /// The key.
        key_id: String,
        /// The lock.
        lock_id: String,
        /// Name of the lock then.
        lock_name: String,
    } optional {
        /// Phone number of the person, E.164.
        app_user_id: Option<String>,
        /// Name of the person; may be empty.
        user_name: Option<String>,
    }
}
