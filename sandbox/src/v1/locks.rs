//! Locks: list, show, change.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Map, Value};
use unloc_integrator_client::model::{Address, Lock, Nullable};

use super::context::Call;
use super::error::ApiError;
use super::json_body::Body;
use crate::http::Response;
use crate::store::Store;
use crate::store::key_index::row_id;
use crate::store::state::{LockPresence, LockRecord};

/// By lock id: the number of people who may share keys, and the number of shared keys.
struct Counts<'a> {
    store: &'a Store,
    sharers: HashMap<&'a str, u32>,
    shared_keys: HashMap<&'a str, u32>,
}

impl<'a> Counts<'a> {
    /// Counts roles and shared keys in one pass for all locks. The index knows the number of keys.
    fn of(store: &'a Store) -> Self {
        let mut counts = Self {
            store,
            sharers: HashMap::new(),
            shared_keys: HashMap::new(),
        };
        let add = |map: &mut HashMap<&'a str, u32>, lock_id: &'a str| {
            let count = map.entry(lock_id).or_insert(0);
            *count = count.saturating_add(1);
        };
        for role in store.roles.values().filter(|role| role.can_share) {
            add(&mut counts.sharers, &role.lock_id);
        }
        for stored in &store.shared_keys {
            add(&mut counts.shared_keys, &stored.key.lock_id);
        }
        counts
    }

    fn show(&self, record: &LockRecord) -> Lock {
        let id = record.lock.id.as_str();
        let count = |map: &HashMap<&str, u32>| map.get(id).copied().unwrap_or(0);
        let lock = self.store.locks.get_index_of(id).map(row_id);
        let keys = lock.map_or(0, |lock| row_id(self.store.keys.of_lock(lock).len()));
        Lock {
            can_create_keys_count: Nullable::Value(count(&self.sharers)),
            keys_created_count: Nullable::Value(keys.saturating_add(count(&self.shared_keys))),
            ..record.lock.clone()
        }
    }
}

/// The lock holder's locks. `sort` is `name` or `created`, `order` is `asc` or `desc`. The API can
/// sort, but the names of its parameters are not known.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    let mut records: Vec<&LockRecord> = call
        .store
        .locks
        .values()
        .filter(|record| record.lock_holder_id == call.lock_holder_id())
        .filter(|record| record.presence != LockPresence::Removed)
        .collect();
    match call.parameter("sort") {
        None => {}
        Some("name") => records.sort_by(|left, right| left.lock.name.cmp(&right.lock.name)),
        Some("created") => records.sort_by(|left, right| {
            let created = |record: &LockRecord| record.lock.created.value().cloned();
            created(left).cmp(&created(right))
        }),
        Some(_) => return Err(ApiError::bad_request("sort must be name or created.")),
    }
    match call.parameter("order") {
        None | Some("asc") => {}
        Some("desc") => records.reverse(),
        Some(_) => return Err(ApiError::bad_request("order must be asc or desc.")),
    }
    let counts = Counts::of(call.store);
    let locks: Vec<Lock> = records.iter().map(|record| counts.show(record)).collect();
    Ok(Response::named("locks", &locks))
}

/// One lock.
pub(crate) fn show(call: &mut Call) -> Result<Response, ApiError> {
    let id = call.lock_id()?;
    respond(call.store, id)
}

/// Changes name, picture or address. Absent members do not change.
pub(crate) fn update(call: &mut Call) -> Result<Response, ApiError> {
    let id = call.lock_id()?.to_owned();
    let body = call.json()?;
    let name = body.text("name", 1, 1024)?;
    let image = read_image(&body)?;
    let address = read_address(&body)?;
    if let Some(record) = call.store.locks.get_mut(&id) {
        if let Some(name) = name {
            record.lock.name = name;
        }
        if let Some(image) = image {
            record.lock.image_url = image.into();
        }
        match address {
            Nullable::Absent => {}
            Nullable::Null => record.lock.address = Nullable::Absent,
            Nullable::Value(address) => record.lock.address = address.into(),
        }
    }
    respond(call.store, &id)
}

fn respond(store: &Store, id: &str) -> Result<Response, ApiError> {
    let record = store
        .locks
        .get(id)
        .ok_or_else(|| ApiError::not_found("There is no such lock."))?;
    Ok(Response::named("lock", &Counts::of(store).show(record)))
}

/// The picture, a data URL. The sandbox returns it unchanged as `imageUrl`, so that a page shows it
/// wherever the sandbox runs.
fn read_image(body: &Body) -> Result<Option<String>, ApiError> {
    let error = || {
        ApiError::bad_request(
            "image must be a data URL of a picture in base64, such as data:image/png;base64,….",
        )
    };
    let Some(value) = body.get("image") else {
        return Ok(None);
    };
    let image = value.as_str().ok_or_else(error)?;
    let (kind, data) = image
        .strip_prefix("data:image/")
        .and_then(|rest| rest.split_once(";base64,"))
        .ok_or_else(error)?;
    let is_valid = !kind.is_empty() && !data.is_empty() && STANDARD.decode(data).is_ok();
    if is_valid {
        Ok(Some(image.to_owned()))
    } else {
        Err(error())
    }
}

fn read_address(body: &Body) -> Result<Nullable<Address>, ApiError> {
    let members = match body.get("address") {
        None => return Ok(Nullable::Absent),
        Some(Value::Null) => return Ok(Nullable::Null),
        Some(Value::Object(members)) => members,
        Some(_) => {
            return Err(ApiError::bad_request(
                "address must be an object, or null to remove it.",
            ));
        }
    };
    let mut members = members.clone();
    // Old samples send the postal code as a JSON number.
    if let Some(Value::Number(number)) = members.get("postalCode") {
        let text = number.to_string();
        members.insert("postalCode".to_owned(), Value::String(text));
    }
    let address = Body::from(members);
    let optional = |name: &str| -> Result<Nullable<String>, ApiError> {
        Ok(match address.text(name, 0, 1024)? {
            Some(text) => Nullable::Value(text),
            None => Nullable::Absent,
        })
    };
    let read = || -> Result<Address, ApiError> {
        Ok(Address {
            street: address.required_text("street", 0, 1024)?,
            postal_code: address.required_text("postalCode", 0, 1024)?,
            city: address.required_text("city", 0, 1024)?,
            country_iso: address.country("countryIso")?,
            floor: optional("floor")?,
            visitor_instructions: optional("visitorInstructions")?,
            extra: Map::new(),
        })
    };
    read()
        .map(Nullable::Value)
        .map_err(|error| ApiError::bad_request(format!("address.{}", error.description)))
}
