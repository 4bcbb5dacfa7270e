//! Where access events are delivered.

use super::super::macros::{entity, open_words};

open_words! {
    /// What is delivered.
    WebhookTrigger {
        /// Access events, the only known trigger.
        AccessEvent = "accessEvent",
    }
}

entity! {
    /// Where access events are delivered.
    Webhook {
        /// What is delivered; the set is open.
        trigger: WebhookTrigger,
        /// The URL that gets a POST per event.
        url: String,
    } optional {
        /// Id; inferred.
        id: String,
        /// The lock whose events are delivered.
        lock_id: String,
    }
}

entity! {
    /// A webhook to be registered.
    WebhookInput {
        /// What is to be delivered: `accessEvent`.
        trigger: WebhookTrigger,
        /// The URL that gets a POST per event. Deliveries are not signed: include something that
        /// nobody can guess.
        url: String,
    } optional {
        /// The lock whose events are to be delivered. Whether those of the whole project are, without it, is
        /// not documented.
        lock_id: String,
    }
}
