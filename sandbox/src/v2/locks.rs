//! Locks: list, show, change. The paths of the last two are assumed.

use serde_json::Map;
use unloc_integrator_client::model::Nullable;
use unloc_integrator_client::model::v2::{BatteryLevel, BatteryStatus, Coordinates, Lock};

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::page::{self, Page};
use super::problem::Problem;
use super::projects::policy;
use crate::http::Response;
use crate::store::Store;
use crate::store::ids;
use crate::store::state::LockRecord;
use crate::time;

/// A lock in the format of API v2.
fn to_lock(store: &Store, record: &LockRecord) -> Lock {
    let lock = &record.lock;
    let vendor = lock.vendor.to_ascii_lowercase();
    let is_virtual = vendor == "virtual";
    let updated = match &record.updated {
        Some(updated) => Nullable::Value(updated.clone()),
        None => lock.created.clone(),
    };
    let battery_status = if is_virtual {
        Nullable::Null
    } else {
        let level = record.battery_level.clone();
        Nullable::Value(Some(BatteryStatus {
            battery_level: level.map_or(BatteryLevel::High, BatteryLevel::from).into(),
            battery_level_last_updated: match &record.battery_updated {
                Some(measured) => Nullable::Value(measured.clone()),
                None => updated.clone(),
            },
            extra: Map::new(),
        }))
    };
    let location = match (record.latitude, record.longitude) {
        (Some(latitude), Some(longitude)) => Nullable::Value(Some(Coordinates {
            latitude,
            longitude,
            extra: Map::new(),
        })),
        _ => Nullable::Null,
    };
    let policy = match &record.privacy_policy {
        Some(policy) => policy.clone(),
        None => store.v2.default_privacy_policy(&record.lock_holder_id),
    };
    Lock {
        id: lock.id.clone(),
        name: lock.name.clone(),
        vendor_type: Nullable::Value(vendor.clone()),
        vendor,
        note: Nullable::Value(Some(record.note.clone().unwrap_or_default())),
        physical_lock_id: Nullable::Value(ids::derived_uuid(&["physical lock", &lock.id])),
        lock_connection_id: match &record.vendor_connection_id {
            Some(id) => Nullable::Value(id.clone()),
            None => Nullable::Absent,
        },
        created: lock.created.clone(),
        updated,
        can_be_locked: Nullable::Value(!is_virtual),
        duplicate_lock: Nullable::Value(lock.duplicate_lock.value() == Some(&true)),
        timezone: Nullable::Value(record.timezone.clone()),
        privacy_policy: Nullable::Value(policy),
        address: match lock.address.value() {
            Some(address) => Nullable::Value(Some(address.clone())),
            None => Nullable::Null,
        },
        battery_status,
        location,
        location_guess: Nullable::Null,
        image_url: lock.image_url.clone(),
        extra: Map::new(),
    }
}

/// A page of the locks of the project.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let (locks, cursor) = Page::read(call)?.take(call.locks(), |(id, _)| id.as_str())?;
    let locks: Vec<Lock> = locks
        .into_iter()
        .map(|(_, record)| to_lock(call.store, record))
        .collect();
    Ok(page::respond(call, "locks", &locks, cursor))
}

/// One lock.
pub(crate) fn show(call: &mut Call) -> Result<Response, Problem> {
    let record = call.store.locks.get(call.lock_id()?);
    record
        .map(|record| Response::named("lock", &to_lock(call.store, record)))
        .ok_or_else(|| Problem::not_found("There is no such lock"))
}

/// Changes name, note or privacy policy. Absent members do not change.
pub(crate) fn update(call: &mut Call) -> Result<Response, Problem> {
    let id = call.lock_id()?.to_owned();
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let name = input.text(&mut errors, "name", 1..=1024);
    let note = input.text(&mut errors, "note", 0..=1024);
    let policy = policy(&input, &mut errors, "privacyPolicy");
    errors.into_result()?;
    let updated = time::to_iso(call.now);
    if let Some(record) = call.store.locks.get_mut(&id) {
        if let Some(name) = name {
            record.lock.name = name;
        }
        record.note = note.or(record.note.take());
        record.privacy_policy = policy.or(record.privacy_policy.take());
        record.updated = Some(updated);
    }
    show(call)
}
