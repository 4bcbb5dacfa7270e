//! Keys: list, show, create, revoke.

use std::collections::BTreeMap;

use serde::{Serialize, Serializer};
use serde_json::{Map, Value};
use unloc_integrator_client::model::{Key, KeyState, KeyUser, Nullable, Recurrence};

use super::context::Call;
use super::error::ApiError;
use super::json_body::{Body, missing};
use crate::http::Response;
use crate::store::Store;
use crate::store::key_index::{EndReason, RowId, parse_phone, row_id};
use crate::store::key_state::KeyLifetime;
use crate::store::vendor_connections::lock_is_unreachable;
use crate::time::{self, MINUTE, Timestamp};
use crate::validate;

/// The keys of the lock holder that were created through the API.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    Ok(respond(call, of_lock_holder(call)))
}

/// The keys of one lock.
pub(crate) fn list_of_lock(call: &mut Call) -> Result<Response, ApiError> {
    let lock = call.store.locks.get_index_of(call.lock_id()?);
    let keys = lock.map_or(&[][..], |lock| call.store.keys.of_lock(row_id(lock)));
    Ok(respond(call, keys))
}

/// The keys of one person.
pub(crate) fn list_of_user(call: &mut Call) -> Result<Response, ApiError> {
    let person = parse_phone(call.user_id()?);
    let of_person = |row: &RowId| {
        let key = call.store.keys.get(*row);
        key.is_some_and(|key| key.person == person)
    };
    let keys: Vec<RowId> = of_lock_holder(call)
        .iter()
        .copied()
        .filter(of_person)
        .collect();
    Ok(respond(call, &keys))
}

fn of_lock_holder<'a>(call: &'a Call) -> &'a [RowId] {
    let lock_holder = call.store.lock_holders.get_index_of(call.lock_holder_id());
    lock_holder.map_or(&[], |lock_holder| {
        call.store.keys.of_lock_holder(row_id(lock_holder))
    })
}

/// Keys that are serialized one by one. All of them as JSON values take many times the memory.
struct KeyList<'a> {
    store: &'a Store,
    keys: &'a [RowId],
    now: Timestamp,
}

impl Serialize for KeyList<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (store, now) = (self.store, self.now);
        let is_listed = |row: &&RowId| {
            let key = store.keys.get(**row);
            key.is_some_and(|key| store.is_listed(key, now))
        };
        let keys = self.keys.iter().filter(is_listed);
        serializer.collect_seq(keys.filter_map(|row| store.key_of_v1(*row, now)))
    }
}

fn respond(call: &Call, keys: &[RowId]) -> Response {
    let (store, now) = (&*call.store, call.now);
    Response::named("keys", &KeyList { store, keys, now })
}

/// One key.
pub(crate) fn show(call: &mut Call) -> Result<Response, ApiError> {
    let row = find(call)?;
    let store = &call.store;
    if store.settings.unlisted_by_id
        && let Some(key) = store.keys.get(row)
        && !store.is_listed(key, call.now)
    {
        return Err(no_such_key());
    }
    Ok(Response::named("key", &store.key_of_v1(row, call.now)))
}

fn no_such_key() -> ApiError {
    ApiError::not_found("There is no such key here.")
}

/// Revokes a key. `{"state":"revoked"}` is the only change that is known.
pub(crate) fn update(call: &mut Call) -> Result<Response, ApiError> {
    let state = call.json()?.required_text("state", 1, 100)?;
    if state != "revoked" {
        return Err(ApiError::bad_request("state can only be set to revoked."));
    }
    let row = find(call)?;
    if let Some(stored) = call.store.keys.get_mut(row) {
        stored.end_reason = EndReason::Revoked;
    }
    Ok(Response::named("key", &call.store.key_of_v1(row, call.now)))
}

/// Creates a key. The lock is in the path, or in the body as `lockId`.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let body = call.json()?;
    let lock_id = if call.segment("lockId").is_empty() {
        let lock_id = body.required_text("lockId", 1, 1024)?;
        if !call.own_lock(&lock_id) {
            return Err(ApiError::not_found("The lock holder has no such lock."));
        }
        lock_id
    } else {
        call.lock_id()?.to_owned()
    };
    let user_id = body.phone_number("userId")?;
    let (start, end) = read_times(&body, call.now)?;
    let precision = call.store.settings.time_precision;
    let (start, end) = (precision.cut(start), end.map(|end| precision.cut(end)));
    body.flag("skipInviteNotification")?;
    let mut extra = Map::new();
    if let Some(flag) = body.flag("appSwitchOnly")? {
        extra.insert("appSwitchOnly".to_owned(), Value::Bool(flag));
    }
    let person = call.store.people.get(&user_id);
    let key = Key {
        to_user: KeyUser {
            name: optional(person.map(|person| person.name.clone())),
            image_url: optional(person.and_then(|person| person.image_url.clone())),
            id: user_id,
            extra: Map::new(),
        },
        start: time::to_iso(start),
        end: end.map(time::to_iso),
        state: KeyState::Creating,
        created: time::to_iso(call.now).into(),
        recurrence: read_recurrence(&body)?,
        metadata: read_metadata(&body)?,
        id: call.store.new_id(),
        extra,
        lock_id,
    };
    let lifetime = KeyLifetime {
        ready: call
            .now
            .saturating_add(call.store.side_effects.key_creation_time()),
        start,
        end,
        fails: lock_is_unreachable(call.store, &key.lock_id),
    };
    let response = Response::named("key", &key);
    call.store.add_key(key, lifetime, (None, None));
    Ok(response)
}

fn find(call: &Call) -> Result<RowId, ApiError> {
    let lock_id = if call.segment("lockId").is_empty() {
        None
    } else {
        Some(call.lock_id()?)
    };
    let keys = &call.store.keys;
    keys.find(call.segment("keyId"))
        .filter(|row| {
            keys.get(*row).is_some_and(|key| {
                let id = call.store.lock_id_of(key);
                call.own_lock(&id) && lock_id.is_none_or(|lock_id| lock_id == id)
            })
        })
        .ok_or_else(no_such_key)
}

/// `start` and `end` are required and may be `null`: now, and without end. `durationMinutes` may
/// replace `end`.
fn read_times(body: &Body, now: Timestamp) -> Result<(Timestamp, Option<Timestamp>), ApiError> {
    let start = match read_time(body, "start")? {
        Nullable::Absent => return Err(missing("start (null means now)")),
        Nullable::Null => now,
        Nullable::Value(start) => start,
    };
    let end = read_time(body, "end")?;
    let end = match (body.number("durationMinutes")?, end) {
        (None, Nullable::Absent) => return Err(missing("end (null means for ever)")),
        (None, Nullable::Null) => return Ok((start, None)),
        (None, Nullable::Value(end)) => end,
        (Some(_), Nullable::Value(_)) => {
            return Err(ApiError::bad_request(
                "end and durationMinutes exclude each other.",
            ));
        }
        (Some(minutes), Nullable::Absent | Nullable::Null) => end_after(start, minutes)?,
    };
    if end <= start {
        return Err(ApiError::bad_request("end must be after start."));
    }
    Ok((start, Some(end)))
}

fn read_time(body: &Body, name: &str) -> Result<Nullable<Timestamp>, ApiError> {
    match body.get(name) {
        None => Ok(Nullable::Absent),
        Some(Value::Null) => Ok(Nullable::Null),
        Some(value) => value
            .as_str()
            .and_then(time::parse)
            .map(Nullable::Value)
            .ok_or_else(|| {
                ApiError::bad_request(format!(
                    "{name} is no date; write it as ISO 8601 does, with the zone, such as 2026-01-01T08:00:00Z."
                ))
            }),
    }
}

/// The end of a key with a duration.
fn end_after(start: Timestamp, minutes: f64) -> Result<Timestamp, ApiError> {
    const MAX_MINUTES: f64 = 100.0 * 366.0 * 24.0 * 60.0;
    if !(1.0..=MAX_MINUTES).contains(&minutes) || minutes.fract() != 0.0 {
        return Err(ApiError::bad_request(
            "durationMinutes must be a whole number of minutes, at least 1.",
        ));
    }
    // The number is whole and in range, so the cast is exact.
    Ok(start.saturating_add((minutes as i64).saturating_mul(MINUTE)))
}

fn read_recurrence(body: &Body) -> Result<Nullable<Recurrence>, ApiError> {
    let Some(value) = body.value("recurrence") else {
        return Ok(Nullable::Absent);
    };
    let recurrence: Recurrence = serde_json::from_value(value.clone()).map_err(|error| {
        ApiError::bad_request(format!(
            "recurrence is broken: {error}. It is an object of mon … sun, each with startHour, startMinute, endHour and endMinute."
        ))
    })?;
    validate::validate_recurrence(&recurrence)
        .map_err(|error| ApiError::bad_request(format!("{error}.")))?;
    Ok(Nullable::Value(recurrence))
}

fn read_metadata(body: &Body) -> Result<Nullable<BTreeMap<String, String>>, ApiError> {
    let Some(value) = body.value("metadata") else {
        return Ok(Nullable::Absent);
    };
    serde_json::from_value(value.clone())
        .map(Nullable::Value)
        .map_err(|_| ApiError::bad_request("metadata must be an object of texts."))
}

fn optional(text: Option<String>) -> Nullable<String> {
    text.map_or(Nullable::Absent, Nullable::Value)
}
