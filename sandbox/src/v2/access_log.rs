//! The access log: events of the last 60 days, oldest first.

use serde_json::Map;
use unloc_integrator_client::model::v2::{AccessAction, AccessEvent, PrivacyPolicy};
use unloc_integrator_client::model::{KeyEvent, Nullable};

use super::context::Call;
use super::page::{self, Page};
use super::problem::Problem;
use crate::http::Response;
use crate::store::Store;

/// An event as far as the privacy policy of the lock discloses it. `None` if it is private.
pub(crate) fn access_event(store: &Store, event: &KeyEvent) -> Option<AccessEvent> {
    let record = store.locks.get(&event.lock_id)?;
    let policy = match &record.privacy_policy {
        Some(policy) => policy.clone(),
        None => store.v2.default_privacy_policy(&record.lock_holder_id),
    };
    let (app_user_id, user_name) = match policy {
        PrivacyPolicy::Private => return None,
        PrivacyPolicy::Anonymized => (Nullable::Absent, Nullable::Absent),
        _ => (
            Nullable::Value(Some(event.user_id.clone())),
            Nullable::Value(Some(event.user_name.clone())),
        ),
    };
    Some(AccessEvent {
        id: event.id.clone(),
        action: AccessAction::from(event.action.clone()),
        created: event.created.clone(),
        key_id: event.key_id.clone(),
        lock_id: event.lock_id.clone(),
        lock_name: event.lock_name.clone(),
        app_user_id,
        user_name,
        extra: Map::new(),
    })
}

/// A page of the project's events.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let page = Page::read(call)?;
    call.app_user()?;
    let (person, lock_id) = (call.parameter("appUserId"), call.parameter("lockId"));
    let excludes_subprojects = call.flag("excludeSubprojectEvents")?;
    let store = &*call.store;
    let of_subproject = |event: &KeyEvent| {
        let key = store.keys.find(&event.key_id);
        key.and_then(|key| store.keys.get(key))
            .is_some_and(|key| key.subproject.is_some())
    };
    let events = store
        .key_events
        .iter()
        .filter(|event| call.has_lock(&event.lock_id))
        .filter(|event| lock_id.is_none_or(|id| event.lock_id == id))
        .filter(|event| !(excludes_subprojects && of_subproject(event)))
        .filter_map(|event| access_event(store, event))
        // The filter sees only what the policy discloses. Otherwise it would reveal hidden people.
        .filter(|event| {
            person.is_none_or(|person| {
                let disclosed = event.app_user_id.value().and_then(Option::as_deref);
                disclosed == Some(person)
            })
        });
    let (events, cursor) = page.take(events, |event| &event.id)?;
    Ok(page::respond(call, "accessEvents", &events, cursor))
}
