//! Where key events are delivered.

use super::super::macros::entity;

entity! {
    /// Where key events are delivered.
    Webhook {
        /// The URL that gets a POST per event.
        webhook_url: String,
    } optional {
        /// Id of the webhook, where the API tells one.
        id: String,
    }
}

entity! {
    /// A webhook to be registered.
    CreateKeyEventsWebhookRequest {
        /// The URL that shall get a POST per event. Put something unguessable into it.
        webhook_url: String,
    }
}
