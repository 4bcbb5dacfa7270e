//! Webhooks: where key events are to be posted. The sandbox only says what is to be posted: it has
//! no network.

use serde_json::Map;
use unloc_integrator_client::model::Webhook;

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;
use crate::store::state::WebhookRecord;
use crate::validate;

/// Registers one, for one lock or for all of a lock holder.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = listened_lock(call)?;
    let webhook_url = call.json()?.required_text("webhookUrl", 1, 2048)?;
    if !validate::is_web_address(&webhook_url) {
        return Err(ApiError::bad_request(
            "webhookUrl is no address of the web; it starts with https://.",
        ));
    }
    let webhook = Webhook {
        webhook_url,
        id: call.store.new_id().into(),
        extra: Map::new(),
    };
    let answer = Response::named("webhook", &webhook);
    let record = WebhookRecord {
        lock_holder_id: call.lock_holder_id().to_owned(),
        lock_id,
        trigger: None,
        webhook,
    };
    if let Some(id) = record.webhook.id.value().cloned() {
        call.store.webhooks.insert(id, record);
    }
    Ok(answer)
}

/// Those of the lock, or of the lock holder as a whole.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = listened_lock(call)?;
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

/// Forgets one.
pub(crate) fn delete(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = listened_lock(call)?;
    let id = call.segment("webhookId").to_owned();
    let own = call.store.webhooks.get(&id).is_some_and(|record| {
        record.trigger.is_none()
            && record.lock_holder_id == call.lock_holder_id()
            && record.lock_id == lock_id
    });
    if !own {
        return Err(ApiError::not_found("There is no such webhook here."));
    }
    call.store.webhooks.shift_remove(&id);
    Ok(Response::done())
}

fn listened_lock(call: &Call) -> Result<Option<String>, ApiError> {
    if call.segment("lockId").is_empty() {
        Ok(None)
    } else {
        call.lock_id().map(|id| Some(id.to_owned()))
    }
}
