//! Webhooks: where access events are posted.

use serde_json::Map;
use unloc_integrator_client::model::v2::{Webhook, WebhookTrigger};
use unloc_integrator_client::model::{self, KeyEvent, Nullable};

use super::access_log;
use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::page::{self, Page};
use super::problem::Problem;
use crate::http::Response;
use crate::http::delivery::Post;
use crate::store::Store;
use crate::store::state::WebhookRecord;
use crate::validate;

fn to_webhook(record: &WebhookRecord) -> Option<Webhook> {
    Some(Webhook {
        trigger: WebhookTrigger::from(record.trigger.clone()?),
        url: record.webhook.webhook_url.clone(),
        id: record.webhook.id.clone(),
        lock_id: match &record.lock_id {
            Some(id) => Nullable::Value(id.clone()),
            None => Nullable::Absent,
        },
        extra: Map::new(),
    })
}

/// Registers a webhook for one lock or for the whole project.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let trigger = input.required_text(&mut errors, "trigger", 0..=usize::MAX);
    if input.get("trigger").is_some() && trigger != WebhookTrigger::AccessEvent.as_str() {
        input.reject(&mut errors, "trigger", "must be accessEvent");
    }
    // One line of the vendor's guide names it so.
    let member = if input.get("url").is_none() && input.get("webhookUrl").is_some() {
        "webhookUrl"
    } else {
        "url"
    };
    let url = input.required_text(&mut errors, member, 1..=2048);
    if !url.is_empty() && !validate::is_http_url(&url) {
        input.reject(&mut errors, member, "must be an address of the web");
    }
    let lock_id = input.text(&mut errors, "lockId", 0..=usize::MAX);
    if lock_id.as_ref().is_some_and(|id| !call.has_lock(id)) {
        input.reject(&mut errors, "lockId", "does not belong to the project");
    }
    errors.into_result()?;
    let id = call.store.new_id();
    let record = WebhookRecord {
        lock_holder_id: call.access.owner.project_id.clone(),
        lock_id,
        trigger: Some(trigger),
        webhook: model::Webhook {
            webhook_url: url,
            id: id.clone().into(),
            extra: Map::new(),
        },
    };
    let response = Response::named("webhook", &to_webhook(&record));
    call.store.webhooks.insert(id, record);
    Ok(response)
}

/// The project's webhooks of API v2.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let own = call
        .store
        .webhooks
        .iter()
        .filter(|(_, record)| record.lock_holder_id == call.access.owner.project_id)
        .filter(|(_, record)| record.trigger.is_some());
    let (records, cursor) = Page::read(call)?.take(own, |(id, _)| id.as_str())?;
    let webhooks: Vec<Option<Webhook>> = records
        .into_iter()
        .map(|(_, record)| to_webhook(record))
        .collect();
    Ok(page::respond(call, "webhooks", &webhooks, cursor))
}

/// Deletes a webhook.
pub(crate) fn delete(call: &mut Call) -> Result<Response, Problem> {
    let id = call.segment("webhookId").to_owned();
    let own = call.store.webhooks.get(&id).is_some_and(|record| {
        record.trigger.is_some() && record.lock_holder_id == call.access.owner.project_id
    });
    if !own {
        return Err(Problem::not_found("The project has no such webhook"));
    }
    call.store.webhooks.shift_remove(&id);
    Ok(Response::empty(204))
}

/// Whether no name server knows the host: names below `.invalid` (RFC 6761) are for examples.
fn leads_nowhere(url: &str) -> bool {
    let authority = url
        .split_once("://")
        .map_or(url, |(_, rest)| rest)
        .split(['/', '?', '#', '\\'])
        .next()
        .unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    host.trim_end_matches('.')
        .rsplit('.')
        .next()
        .is_some_and(|label| label.eq_ignore_ascii_case("invalid"))
}

/// The webhook deliveries of an event, in the format of the API that the webhook belongs to. Nothing is
/// posted to a host that leads nowhere, such as that of the demo.
pub(crate) fn posts(store: &Store, event: &KeyEvent) -> Vec<Post> {
    let project_id = store.lock_holder_of(&event.lock_id);
    let access_event = access_log::access_event(store, event);
    store
        .webhooks
        .values()
        .filter(|record| Some(record.lock_holder_id.as_str()) == project_id)
        .filter(|record| !leads_nowhere(&record.webhook.webhook_url))
        .filter(|record| {
            record
                .lock_id
                .as_ref()
                .is_none_or(|id| *id == event.lock_id)
        })
        .filter_map(|record| {
            let body = match &record.trigger {
                None => serde_json::to_string(event).ok()?,
                Some(_) => serde_json::to_string(access_event.as_ref()?).ok()?,
            };
            Some(Post {
                url: record.webhook.webhook_url.clone(),
                body,
            })
        })
        .collect()
}
