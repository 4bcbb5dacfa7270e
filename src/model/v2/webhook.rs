//! Where access events are delivered.

use super::super::macros::{entity, open_words};

open_words! {
    /// What is delivered.
    WebhookTrigger {
        /// Access events; the only one known.
        AccessEvent = "accessEvent",
    }
}

entity! {
    /// Where access events are delivered.
    Webhook {
        /// What is delivered; more words may come.
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
        /// What shall be delivered: `accessEvent`.
        trigger: WebhookTrigger,
        /// The URL that shall get a POST per event. Deliveries are not signed: put something
        /// unguessable into it.
        url: String,
    } optional {
        /// The lock whose events shall be delivered. Whether all of a project's are without it is
        /// not documented.
        lock_id: String,
    }
}
