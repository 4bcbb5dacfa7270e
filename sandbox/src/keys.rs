//! Keys: list, show, create, revoke.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use unloc_integrator_client::model::{
    Key, KeyState, KeyUser, Maybe, Recurrence, VendorConnectionState,
};

use crate::body::{Body, missing};
use crate::call::Call;
use crate::checks;
use crate::error::ApiError;
use crate::http::Response;
use crate::key_state::{CREATING, Life};
use crate::store::StoredKey;
use crate::time::{self, MINUTE, Moment};

/// All keys of a lock holder that were made through the API.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    Ok(list_those(call, |_| true))
}

/// The keys of one lock.
pub(crate) fn list_of_lock(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = call.lock_id()?.to_owned();
    Ok(list_those(call, |key| key.lock_id == lock_id))
}

/// The keys of one person.
pub(crate) fn list_of_user(call: &mut Call) -> Result<Response, ApiError> {
    let user_id = call.user_id()?.to_owned();
    Ok(list_those(call, |key| key.to_user.id == user_id))
}

fn list_those(call: &mut Call, wanted: impl Fn(&Key) -> bool) -> Response {
    let lock_holder_id = call.lock_holder_id().to_owned();
    let now = call.now;
    let locks = &call.store.locks;
    let keys: Vec<&Key> = call
        .store
        .keys
        .values_mut()
        .filter(|stored| {
            wanted(&stored.key)
                && locks
                    .get(&stored.key.lock_id)
                    .is_some_and(|lock| lock.lock_holder_id == lock_holder_id)
        })
        .map(|stored| stored.at(now))
        .collect();
    Response::named("keys", &keys)
}

/// One key.
pub(crate) fn show(call: &mut Call) -> Result<Response, ApiError> {
    let now = call.now;
    let stored = find(call)?;
    Ok(Response::named("key", stored.at(now)))
}

/// Takes a key back. `{"state":"revoked"}` is the only change that is known.
pub(crate) fn update(call: &mut Call) -> Result<Response, ApiError> {
    let state = call.json()?.required_text("state", 1, 100)?;
    if state != "revoked" {
        return Err(ApiError::bad_request("state can only be set to revoked."));
    }
    let stored = find(call)?;
    stored.key.state = KeyState::Revoked;
    Ok(Response::named("key", &stored.key))
}

/// Makes a key; the lock is in the path, or in the body as `lockId`.
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
        start: time::iso(start),
        end: end.map(time::iso),
        state: KeyState::Creating,
        created: time::iso(call.now).into(),
        recurrence: read_recurrence(&body)?,
        metadata: read_metadata(&body)?,
        id: call.store.new_id(),
        extra,
        lock_id,
    };
    let life = Life {
        ready: call.now.saturating_add(CREATING),
        start,
        end,
        fails: lock_is_out_of_reach(call, &key.lock_id),
    };
    let answer = Response::named("key", &key);
    call.store
        .keys
        .insert(key.id.clone(), StoredKey { life, key });
    Ok(answer)
}

impl StoredKey {
    /// The key as it is at the moment.
    pub(crate) fn at(&mut self, now: Moment) -> &Key {
        self.life.bring_up_to(&mut self.key, now);
        &self.key
    }
}

fn find<'a>(call: &'a mut Call) -> Result<&'a mut StoredKey, ApiError> {
    let id = call.segment("keyId").to_owned();
    let lock_id = if call.segment("lockId").is_empty() {
        None
    } else {
        Some(call.lock_id()?.to_owned())
    };
    let own = call
        .store
        .keys
        .get(&id)
        .is_some_and(|stored| call.own_lock(&stored.key.lock_id));
    call.store
        .keys
        .get_mut(&id)
        .filter(|stored| own && lock_id.is_none_or(|lock_id| stored.key.lock_id == lock_id))
        .ok_or_else(|| ApiError::not_found("There is no such key here."))
}

/// A key for a lock whose connection is broken ends as `error`.
fn lock_is_out_of_reach(call: &Call, lock_id: &str) -> bool {
    call.store
        .locks
        .get(lock_id)
        .and_then(|lock| lock.vendor_connection_id.as_ref())
        .and_then(|id| call.store.vendor_connections.get(id))
        .is_some_and(|record| {
            matches!(
                record.vendor_connection.state,
                VendorConnectionState::Error | VendorConnectionState::Disconnected
            )
        })
}

/// `start` and `end` must be there, but may be `null`: now, and for ever. `durationMinutes` may
/// stand instead of `end`.
fn read_times(body: &Body, now: Moment) -> Result<(Moment, Option<Moment>), ApiError> {
    let start = match read_time(body, "start")? {
        Maybe::Absent => return Err(missing("start (null means now)")),
        Maybe::Null => now,
        Maybe::Value(start) => start,
    };
    let end = read_time(body, "end")?;
    let end = match (body.number("durationMinutes")?, end) {
        (None, Maybe::Absent) => return Err(missing("end (null means for ever)")),
        (None, Maybe::Null) => return Ok((start, None)),
        (None, Maybe::Value(end)) => end,
        (Some(_), Maybe::Value(_)) => {
            return Err(ApiError::bad_request(
                "end and durationMinutes exclude each other.",
            ));
        }
        (Some(minutes), Maybe::Absent | Maybe::Null) => after(start, minutes)?,
    };
    if end <= start {
        return Err(ApiError::bad_request("end must be after start."));
    }
    Ok((start, Some(end)))
}

fn read_time(body: &Body, name: &str) -> Result<Maybe<Moment>, ApiError> {
    match body.get(name) {
        None => Ok(Maybe::Absent),
        Some(Value::Null) => Ok(Maybe::Null),
        Some(value) => value
            .as_str()
            .and_then(time::parse)
            .map(Maybe::Value)
            .ok_or_else(|| {
                ApiError::bad_request(format!(
                    "{name} is no date; write it as ISO 8601 does, with the zone, such as 2026-01-01T08:00:00Z."
                ))
            }),
    }
}

/// The end of a key that is good for some minutes.
fn after(start: Moment, minutes: f64) -> Result<Moment, ApiError> {
    const LONGEST_IN_MINUTES: f64 = 100.0 * 366.0 * 24.0 * 60.0;
    if !(1.0..=LONGEST_IN_MINUTES).contains(&minutes) || minutes.fract() != 0.0 {
        return Err(ApiError::bad_request(
            "durationMinutes must be a whole number of minutes, at least 1.",
        ));
    }
    // It is whole and in range, so nothing is lost.
    Ok(start.saturating_add((minutes as i64).saturating_mul(MINUTE)))
}

fn read_recurrence(body: &Body) -> Result<Maybe<Recurrence>, ApiError> {
    let Some(value) = body.value("recurrence") else {
        return Ok(Maybe::Absent);
    };
    let recurrence: Recurrence = serde_json::from_value(value.clone()).map_err(|error| {
        ApiError::bad_request(format!(
            "recurrence is broken: {error}. It is an object of mon … sun, each with startHour, startMinute, endHour and endMinute."
        ))
    })?;
    match checks::complaint_about_recurrence(&recurrence) {
        Some(complaint) => Err(ApiError::bad_request(format!("{complaint}."))),
        None => Ok(Maybe::Value(recurrence)),
    }
}

fn read_metadata(body: &Body) -> Result<Maybe<BTreeMap<String, String>>, ApiError> {
    let Some(value) = body.value("metadata") else {
        return Ok(Maybe::Absent);
    };
    serde_json::from_value(value.clone())
        .map(Maybe::Value)
        .map_err(|_| ApiError::bad_request("metadata must be an object of texts."))
}

fn optional(text: Option<String>) -> Maybe<String> {
    text.map_or(Maybe::Absent, Maybe::Value)
}
