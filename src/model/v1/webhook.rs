//! Where key events are delivered.

use super::super::macros::entity;

entity! {
    /// Where key events are delivered.
    Webhook {
        /// The URL that gets a POST per event.
        webhook_url: String,
    } optional {
        /// Id of the webhook, if the API sends one.
        id: String,
    }
}

entity! {
    /// A webhook to be registered.
    CreateKeyEventsWebhookRequest {
        /// The URL that gets a POST per event. Include something that nobody can guess.
        webhook_url: String,
    }
}
