//! The seed `large`: a million keys. It is the same on every run, except that its dates are relative to
//! the current time.

use serde_json::Map;
use unloc_integrator_client::model::{
    Lock, LockHolder, Nullable, VendorConnection, VendorConnectionState,
};

use crate::store::Store;
use crate::store::ids::mix;
use crate::store::key_index::{EndReason, Phone, StoredKey, format_phone, row_id};
use crate::store::key_state::KeyLifetime;
use crate::store::state::{LockRecord, VendorConnectionRecord};
use crate::time::{self, DAY, HOUR, Timestamp};

/// The number of locks.
const LOCKS: u64 = 1_000;
/// The number of people.
const PEOPLE: u64 = 100_000;
/// The number of keys.
const KEYS: u64 = 1_000_000;
/// The first phone number. No country has the code 999.
const FIRST_PHONE_NUMBER: Phone = 999_100_000_000;

/// The store of the seed.
pub(crate) fn store(now: Timestamp) -> Store {
    let mut store = Store::empty();
    let hour = now.saturating_sub(now.rem_euclid(HOUR));
    let lock_holder_id = add_lock_holder(&mut store, hour);
    for person in 0..PEOPLE {
        let phone = FIRST_PHONE_NUMBER.saturating_add(person);
        store.manage_user(&lock_holder_id, &format_phone(phone));
    }
    store.keys.reserve(usize::try_from(KEYS).unwrap_or(0));
    for number in 0..KEYS {
        let id = store.new_key_id();
        store.keys.insert(id, key(number, hour), 0);
    }
    store
}

fn add_lock_holder(store: &mut Store, hour: Timestamp) -> String {
    let id = store.new_id();
    let connection_id = store.new_id();
    let lock_holder = LockHolder {
        id: id.clone(),
        name: "Storby Boligforvaltning".to_owned(),
        country_iso: "NO".to_owned(),
        organization_id: "LARGE-1".to_owned(),
        organization_id_suffix: Nullable::Value(String::new()),
        active_installer_invite_codes: Nullable::Absent,
        extra: Map::new(),
    };
    store.lock_holders.insert(id.clone(), lock_holder);
    let created = time::to_iso(hour.saturating_sub(DAY.saturating_mul(1_000)));
    let connection = VendorConnectionRecord {
        lock_holder_id: id.clone(),
        username: None,
        ready_at: None,
        fails: false,
        locks_to_create: 0,
        metadata: None,
        created: Some(created.clone()),
        vendor_connection: VendorConnection {
            id: connection_id.clone(),
            state: VendorConnectionState::Connected,
            vendor: "virtual".to_owned(),
            extra: Map::new(),
        },
    };
    store
        .vendor_connections
        .insert(connection_id.clone(), connection);
    for number in 1..=LOCKS {
        let lock = Lock {
            id: store.new_id(),
            name: format!("Door {number}"),
            vendor: "virtual".to_owned(),
            auth: Nullable::Value(Default::default()),
            image_url: Nullable::Absent,
            address: Nullable::Absent,
            can_create_keys_count: Nullable::Absent,
            keys_created_count: Nullable::Absent,
            created: created.clone().into(),
            duplicate_lock: false.into(),
            extra: Map::new(),
        };
        let record = LockRecord {
            lock_holder_id: id.clone(),
            vendor_connection_id: Some(connection_id.clone()),
            timezone: "Europe/Oslo".to_owned(),
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
    id
}

/// A key by its number. Each person has ten: seven are active, the others scheduled, expired or revoked.
fn key(number: u64, hour: Timestamp) -> StoredKey {
    let chance = mix(number);
    let days = |shift: u32, span: u64| {
        let days = (chance >> shift).checked_rem(span).unwrap_or(0);
        i64::try_from(days).unwrap_or(0).saturating_mul(DAY)
    };
    let (start, end) = match number % 10 {
        0..=5 | 9 => {
            let start = hour.saturating_sub(DAY).saturating_sub(days(8, 365));
            let end = number
                .is_multiple_of(2)
                .then(|| hour.saturating_add(DAY).saturating_add(days(16, 365)));
            (start, end)
        }
        6 => {
            let start = hour.saturating_add(DAY).saturating_add(days(8, 60));
            (start, Some(start.saturating_add(DAY)))
        }
        _ => {
            let start = hour
                .saturating_sub(DAY.saturating_mul(10))
                .saturating_sub(days(8, 365));
            (start, Some(start.saturating_add(DAY)))
        }
    };
    let ready = start.min(hour);
    StoredKey {
        lock: row_id(usize::try_from(chance % LOCKS).unwrap_or(0)),
        person: FIRST_PHONE_NUMBER.saturating_add(number / (KEYS / PEOPLE)),
        subproject: None,
        created: Some(ready.saturating_sub(HOUR)),
        lifetime: KeyLifetime {
            ready,
            start,
            end,
            fails: false,
        },
        end_reason: if number % 20 == 9 {
            EndReason::Revoked
        } else {
            EndReason::NotEnded
        },
        details: None,
    }
}
