//! Vendor connections: how they are made and how their state changes.

use serde_json::{Map, Value};
use unloc_integrator_client::model::{Lock, Maybe, VendorConnection, VendorConnectionState};

use super::Store;
use super::key_index::place;
use super::state::{LockRecord, Presence, VendorConnectionRecord};
use crate::time::{self, Moment, SECOND};

/// How long a connection stays `connecting`.
pub(crate) const CONNECTING: i64 = 2 * SECOND;
/// The most locks of a virtual connection.
pub(crate) const MOST_VIRTUAL_LOCKS: u32 = 100;
/// The password that every vendor of the sandbox refuses, to see a connection end in `error`.
pub(crate) const WRONG_PASSWORD: &str = "wrong-password";

/// A connection of a lock holder that has just been asked for.
pub(crate) fn connecting(
    lock_holder_id: &str,
    vendor: String,
    now: Moment,
) -> VendorConnectionRecord {
    VendorConnectionRecord {
        lock_holder_id: lock_holder_id.to_owned(),
        username: None,
        ready_at: None,
        fails: false,
        locks_to_create: 0,
        metadata: None,
        created: Some(time::iso(now)),
        vendor_connection: VendorConnection {
            id: String::new(),
            state: VendorConnectionState::Connecting,
            vendor,
            extra: Map::new(),
        },
    }
}

/// Ends the `connecting` of connections whose time has come, and brings their locks.
pub(super) fn settle(store: &mut Store, now: Moment) {
    let mut arrived = Vec::new();
    let mut asked = Vec::new();
    for record in store.vendor_connections.values_mut() {
        let due = record
            .ready_at
            .as_deref()
            .and_then(time::parse)
            .is_none_or(|ready| now >= ready);
        let connecting = record.vendor_connection.state == VendorConnectionState::Connecting;
        // A virtual one of API v2 is connected at once, and its locks come later all the same.
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
            asked.push(record.vendor_connection.id.clone());
        }
        if !record.fails && record.locks_to_create > 0 {
            arrived.push((record.clone(), record.locks_to_create));
            record.locks_to_create = 0;
        }
    }
    if !asked.is_empty() {
        offboard(store, &asked, now);
    }
    for (connection, count) in arrived {
        let id = Some(&connection.vendor_connection.id);
        let there = store
            .locks
            .values()
            .filter(|lock| lock.vendor_connection_id.as_ref() == id)
            .count();
        let there = u32::try_from(there).unwrap_or(u32::MAX);
        for number in 1..=count {
            bring_lock(store, &connection, number.saturating_add(there), now);
        }
    }
}

/// Takes the locks out that connections' vendors have no more, and revokes their keys.
fn offboard(store: &mut Store, connection_ids: &[String], now: Moment) {
    let mut keys = Vec::new();
    for (here, record) in store.locks.values_mut().enumerate() {
        let of_connection = record
            .vendor_connection_id
            .as_ref()
            .is_some_and(|id| connection_ids.contains(id));
        if of_connection && record.presence == Presence::Vanished {
            record.presence = Presence::Gone;
            keys.extend_from_slice(store.keys.of_lock(place(here)));
        }
    }
    for key in keys {
        store.revoke_unless_over(key, now);
    }
}

fn bring_lock(store: &mut Store, connection: &VendorConnectionRecord, number: u32, now: Moment) {
    let country = store
        .lock_holders
        .get(&connection.lock_holder_id)
        .map_or("", |lock_holder| lock_holder.country_iso.as_str());
    let timezone = time::zone_of_country(country).to_owned();
    let lock = Lock {
        id: store.new_id(),
        name: format!("Virtual lock {number}"),
        vendor: connection.vendor_connection.vendor.clone(),
        auth: Maybe::Value(Default::default()),
        image_url: Maybe::Absent,
        address: Maybe::Absent,
        can_create_keys_count: Maybe::Absent,
        keys_created_count: Maybe::Absent,
        created: time::iso(now).into(),
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
        presence: Default::default(),
        lock,
    };
    store.locks.insert(record.lock.id.clone(), record);
}

pub(crate) fn connect(record: &mut VendorConnectionRecord, now: Moment) {
    record.vendor_connection.state = VendorConnectionState::Connecting;
    record.ready_at = Some(time::iso(now.saturating_add(CONNECTING)));
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
