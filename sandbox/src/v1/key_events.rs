//! Key events of the last 30 days, oldest first.

use serde_json::{Map, Value, json};
use unloc_integrator_client::model::KeyEvent;

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;
use crate::store::Store;
use crate::store::key_index::{parse_phone, row_id};
use crate::store::key_state::denial_reason;
use crate::store::state::LockPresence;
use crate::time::{self, DAY, Timestamp};

/// How long API v1 lists an event. API v2 lists it for longer.
const RETENTION: i64 = 30 * DAY;

/// The events of a lock holder.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    page(call, |_| true)
}

/// The events of one lock.
pub(crate) fn list_of_lock(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = call.lock_id()?.to_owned();
    page(call, |event| event.lock_id == lock_id)
}

fn page(call: &Call, matches: impl Fn(&KeyEvent) -> bool) -> Result<Response, ApiError> {
    let limit = call.limit_or_max()?;
    let cursor = call.parameter("startAfterId");
    let oldest = time::to_iso(call.now.saturating_sub(RETENTION));
    let is_listed = |event: &&KeyEvent| {
        matches(event) && call.own_lock(&event.lock_id) && event.created >= oldest
    };
    let all = call.store.key_events.iter();
    let mut events: Vec<&KeyEvent> = match cursor {
        None => all.filter(is_listed).collect(),
        Some(cursor) => {
            let mut rest = all.skip_while(|event| event.id != cursor);
            rest.next()
                .ok_or_else(|| ApiError::bad_request("startAfterId names no event."))?;
            rest.filter(is_listed).collect()
        }
    };
    let has_more = events.len() > limit;
    events.truncate(limit);
    let mut response = Map::new();
    if let Some(last) = events.last().filter(|_| has_more) {
        response.insert("startAfterId".to_owned(), Value::String(last.id.clone()));
    }
    response.insert("keyEvents".to_owned(), json!(events));
    Ok(Response::json(200, &response))
}

/// A person opens a lock with the app. The event, or why the lock does not open.
pub(crate) fn open(
    store: &mut Store,
    lock_id: &str,
    user_id: &str,
    action: &str,
    now: Timestamp,
) -> Result<KeyEvent, ApiError> {
    let record = store
        .locks
        .get(lock_id)
        .filter(|record| record.presence != LockPresence::Removed)
        .ok_or_else(|| ApiError::not_found("lockId names no lock."))?;
    let (lock_name, zone) = (record.lock.name.clone(), record.timezone.clone());
    let mut reasons = Vec::new();
    let mut opening: Option<String> = None;
    let mut user_name = store.people.get(user_id).map(|person| person.name.clone());
    let lock = store.locks.get_index_of(lock_id).map(row_id);
    for row in store.keys.of_person(parse_phone(user_id)) {
        let Some(key) = store.keys.get(*row).filter(|key| Some(key.lock) == lock) else {
            continue;
        };
        match denial_reason(&key.state(now), key.recurrence(), now, &zone) {
            None => {
                opening = Some(store.keys.id(*row));
                user_name = store.name_of(key).value().cloned();
                break;
            }
            Some(reason) => reasons.push(reason),
        }
    }
    let shared = store
        .shared_keys
        .iter_mut()
        .filter(|stored| stored.key.lock_id == lock_id && stored.key.to_user.id == user_id);
    for stored in shared {
        if opening.is_some() {
            break;
        }
        let key = &mut stored.key;
        stored.lifetime.update_state(key, now);
        match denial_reason(&key.state, key.recurrence.value(), now, &zone) {
            None => {
                opening = Some(key.id.clone());
                user_name = key.to_user.name.value().cloned();
            }
            Some(reason) => reasons.push(reason),
        }
    }
    let Some(key_id) = opening else {
        reasons.dedup();
        return Err(ApiError::forbidden(if reasons.is_empty() {
            "The person has no key to this lock.".to_owned()
        } else {
            format!("The person's key {}.", reasons.join(", another "))
        }));
    };
    let event = KeyEvent {
        id: store.new_id(),
        action: action.to_owned(),
        created: time::to_iso(now),
        key_id,
        lock_id: lock_id.to_owned(),
        lock_name,
        user_id: user_id.to_owned(),
        user_name: user_name.unwrap_or_default(),
        extra: Map::new(),
    };
    store.key_events.push(event.clone());
    Ok(event)
}
