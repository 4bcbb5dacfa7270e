//! Webhooks, which key events are posted to. The sandbox has no network: the host posts them.

use serde_json::Map;
use unloc_integrator_client::model::Webhook;

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;
use crate::store::state::WebhookRecord;
use crate::validate;

/// Registers a webhook for one lock or for the whole lock holder.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = lock_in_path(call)?;
    let webhook_url = call.json()?.required_text("webhookUrl", 1, 2048)?;
    if !validate::is_http_url(&webhook_url) {
        return Err(ApiError::bad_request(
            "webhookUrl is no address of the web; it starts with https://.",
        ));
    }
    let webhook = Webhook {
        webhook_url,
        id: call.store.new_id().into(),
        extra: Map::new(),
    };
    let response = Response::named("webhook", &webhook);
    let record = WebhookRecord {
        lock_holder_id: call.lock_holder_id().to_owned(),
        lock_id,
        trigger: None,
        webhook,
    };
    if let Some(id) = record.webhook.id.value().cloned() {
        call.store.webhooks.insert(id, record);
    }
    Ok(response)
}

/// The webhooks of the lock, or those of the lock holder as a whole.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = lock_in_path(call)?;
    let webhooks: Vec<&Webhook> = call
        .store
        .webhooks
        .values()
        .filter(|record| {
            record.trigger.is_none()
                && record.lock_holder_id == call.lock_holder_id()
                && record.lock_id == lock_id
        })
        .map(|record| &record.webhook)
        .collect();
    Ok(Response::named("webhooks", &webhooks))
}

/// Deletes a webhook.
pub(crate) fn delete(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = lock_in_path(call)?;
    let id = call.segment("webhookId").to_owned();
    let exists = call.store.webhooks.get(&id).is_some_and(|record| {
        record.trigger.is_none()
            && record.lock_holder_id == call.lock_holder_id()
            && record.lock_id == lock_id
    });
    if !exists {
        return Err(ApiError::not_found("There is no such webhook here."));
    }
    call.store.webhooks.shift_remove(&id);
    Ok(Response::empty_object())
}

fn lock_in_path(call: &Call) -> Result<Option<String>, ApiError> {
    if call.segment("lockId").is_empty() {
        Ok(None)
    } else {
        call.lock_id().map(|id| Some(id.to_owned()))
    }
}
