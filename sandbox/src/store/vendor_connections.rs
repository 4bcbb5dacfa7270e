//! Vendor connections: how they are made and how their state changes.

use serde_json::{Map, Value};
use unloc_integrator_client::model::{Lock, Nullable, VendorConnection, VendorConnectionState};

use super::Store;
use super::key_index::row_id;
use super::state::{LockPresence, LockRecord, VendorConnectionRecord};
use crate::time::{self, SECOND, Timestamp};

/// How long a connection stays `connecting`.
pub(crate) const CONNECTION_TIME: i64 = 2 * SECOND;
/// The maximum number of locks of a virtual connection.
pub(crate) const MAX_VIRTUAL_LOCKS: u32 = 100;
/// The password that every vendor of the sandbox rejects, so that the connection ends as `error`.
pub(crate) const WRONG_PASSWORD: &str = "wrong-password";

/// A new connection of a lock holder.
pub(crate) fn new_connection(
    lock_holder_id: &str,
    vendor: String,
    now: Timestamp,
) -> VendorConnectionRecord {
    VendorConnectionRecord {
        lock_holder_id: lock_holder_id.to_owned(),
        username: None,
        ready_at: None,
        fails: false,
        locks_to_create: 0,
        metadata: None,
        created: Some(time::to_iso(now)),
        vendor_connection: VendorConnection {
            id: String::new(),
            state: VendorConnectionState::Connecting,
            vendor,
            extra: Map::new(),
        },
    }
}

/// Ends the `connecting` of connections that are due, and adds and removes their locks.
pub(super) fn settle(store: &mut Store, now: Timestamp) {
    let mut with_new_locks = Vec::new();
    let mut synchronized = Vec::new();
    for record in store.vendor_connections.values_mut() {
        let due = record
            .ready_at
            .as_deref()
            .and_then(time::parse)
            .is_none_or(|ready| now >= ready);
        let connecting = record.vendor_connection.state == VendorConnectionState::Connecting;
        // A virtual connection of API v2 is connected at once, and its locks appear later.
        if !due || !(connecting || record.ready_at.is_some()) {
            continue;
        }
        record.ready_at = None;
        if connecting {
            record.vendor_connection.state = if record.fails {
                VendorConnectionState::Error
            } else {
                VendorConnectionState::Connected
            };
        }
        if !record.fails {
            synchronized.push(record.vendor_connection.id.clone());
        }
        if !record.fails && record.locks_to_create > 0 {
            with_new_locks.push((record.clone(), record.locks_to_create));
            record.locks_to_create = 0;
        }
    }
    if !synchronized.is_empty() {
        remove_missing_locks(store, &synchronized, now);
    }
    for (connection, count) in with_new_locks {
        let id = Some(&connection.vendor_connection.id);
        let existing = store
            .locks
            .values()
            .filter(|lock| lock.vendor_connection_id.as_ref() == id)
            .count();
        let existing = u32::try_from(existing).unwrap_or(u32::MAX);
        for number in 1..=count {
            add_lock(store, &connection, number.saturating_add(existing), now);
        }
    }
}

/// Removes the locks that are missing at the vendor, and revokes their keys.
fn remove_missing_locks(store: &mut Store, connection_ids: &[String], now: Timestamp) {
    let mut keys = Vec::new();
    for (index, record) in store.locks.values_mut().enumerate() {
        let of_connection = record
            .vendor_connection_id
            .as_ref()
            .is_some_and(|id| connection_ids.contains(id));
        if of_connection && record.presence == LockPresence::MissingAtVendor {
            record.presence = LockPresence::Removed;
            keys.extend_from_slice(store.keys.of_lock(row_id(index)));
        }
    }
    for key in keys {
        store.revoke_unless_ended(key, now);
    }
}

fn add_lock(store: &mut Store, connection: &VendorConnectionRecord, number: u32, now: Timestamp) {
    let country = store
        .lock_holders
        .get(&connection.lock_holder_id)
        .map_or("", |lock_holder| lock_holder.country_iso.as_str());
    let timezone = time::zone_of_country(country).to_owned();
    let lock = Lock {
        id: store.new_id(),
        name: format!("Virtual lock {number}"),
        vendor: connection.vendor_connection.vendor.clone(),
        auth: Nullable::Value(Default::default()),
        image_url: Nullable::Absent,
        address: Nullable::Absent,
        can_create_keys_count: Nullable::Absent,
        keys_created_count: Nullable::Absent,
        created: time::to_iso(now).into(),
        duplicate_lock: false.into(),
        extra: Map::<String, Value>::new(),
    };
    let record = LockRecord {
        lock_holder_id: connection.lock_holder_id.clone(),
        vendor_connection_id: Some(connection.vendor_connection.id.clone()),
        timezone,
        note: None,
        privacy_policy: None,
        updated: None,
        battery_level: None,
        battery_updated: None,
        latitude: None,
        longitude: None,
        presence: Default::default(),
        lock,
    };
    store.locks.insert(record.lock.id.clone(), record);
}

/// Starts to connect.
pub(crate) fn connect(record: &mut VendorConnectionRecord, now: Timestamp) {
    record.vendor_connection.state = VendorConnectionState::Connecting;
    record.ready_at = Some(time::to_iso(now.saturating_add(CONNECTION_TIME)));
}

/// The 409 of both APIs for credentials that another connection uses.
pub(crate) const CREDENTIALS_IN_USE: &str =
    "These credentials are used by another vendor connection.";

/// Whether another connection that has not ended uses the credentials.
pub(crate) fn credentials_are_in_use(store: &Store, vendor: &str, username: &str) -> bool {
    store.vendor_connections.values().any(|record| {
        !has_ended(record)
            && record.vendor_connection.vendor.eq_ignore_ascii_case(vendor)
            && record.username.as_deref() == Some(username)
    })
}

/// Whether it ended, so that nothing can be done through it.
fn has_ended(record: &VendorConnectionRecord) -> bool {
    matches!(
        record.vendor_connection.state,
        VendorConnectionState::Error | VendorConnectionState::Disconnected
    )
}

/// Whether the connection of a lock has ended. New keys to the lock end as `error`.
pub(crate) fn lock_is_unreachable(store: &Store, lock_id: &str) -> bool {
    store
        .locks
        .get(lock_id)
        .and_then(|lock| lock.vendor_connection_id.as_ref())
        .and_then(|id| store.vendor_connections.get(id))
        .is_some_and(has_ended)
}
