//! The seed `demo`. It is the same on every run, except that its dates are relative to the current time.

use std::collections::BTreeMap;

use serde_json::Map;
use unloc_integrator_client::model::{
    Address, Key, KeyEvent, KeyState, KeyUser, Lock, LockHolder, Nullable, Recurrence, Role,
    TimeWindow, VendorConnection, VendorConnectionState,
};

use super::demo_names::{PORTFOLIOS, Portfolio};
use crate::store::ids::mix;
use crate::store::key_state::KeyLifetime;
use crate::store::snapshot::absent_if_empty;
use crate::store::state::{LockRecord, Person, VendorConnectionRecord};
use crate::store::{Store, StoredSharedKey, role_id};
use crate::time::{self, DAY, HOUR, MINUTE, Timestamp};

/// The number of keys.
const KEYS: u64 = 400;
/// The number of keys that people shared in the app.
const SHARED_KEYS: u64 = 36;
/// The number of key events in the last two weeks.
const EVENTS: usize = 120;

/// The locks and people of a lock holder.
struct Site {
    locks: Vec<String>,
    people: Vec<String>,
}

/// The store of the demo.
pub(crate) fn store(now: Timestamp) -> Store {
    let mut store = Store::empty();
    // Dates on the full hour are easier to read.
    let hour = now.saturating_sub(now.rem_euclid(HOUR));
    let sites: Vec<Site> = PORTFOLIOS
        .iter()
        .map(|portfolio| add_portfolio(&mut store, portfolio, hour))
        .collect();
    let people: Vec<(usize, String)> = sites
        .iter()
        .enumerate()
        .flat_map(|(index, site)| site.people.iter().map(move |id| (index, id.clone())))
        .collect();
    for number in 0..KEYS {
        // Each person gets one key. The rest are pseudo-random.
        let turn = if number < count(people.len()) {
            number
        } else {
            mix(number)
        };
        let Some((site, user_id)) = pick(&people, turn) else {
            continue;
        };
        let Some(lock_id) = sites
            .get(*site)
            .and_then(|site| pick(&site.locks, mix(number.wrapping_mul(31))))
        else {
            continue;
        };
        let (lifetime, key) = key(&mut store, number, user_id, lock_id, now, hour);
        store.add_key(key, lifetime, (None, None));
    }
    for site in &sites {
        add_roles(&mut store, site, hour);
    }
    add_shared_keys(&mut store, &sites, hour);
    add_events(&mut store, now);
    store
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The entry at a number modulo the length.
fn pick<T>(entries: &[T], number: u64) -> Option<&T> {
    let index = number.checked_rem(count(entries.len()))?;
    entries.get(usize::try_from(index).ok()?)
}

/// A pseudo-random number from `min` to below `limit`.
fn chance(seed: u64, min: i64, limit: i64) -> i64 {
    let span = limit.saturating_sub(min).max(1);
    let number = i64::try_from(mix(seed) >> 1).unwrap_or(0);
    min.saturating_add(number.checked_rem(span).unwrap_or(0))
}

fn days(count: i64) -> i64 {
    count.saturating_mul(DAY)
}

fn add_portfolio(store: &mut Store, portfolio: &Portfolio, hour: Timestamp) -> Site {
    let lock_holder_id = store.new_id();
    store.lock_holders.insert(
        lock_holder_id.clone(),
        LockHolder {
            id: lock_holder_id.clone(),
            name: portfolio.name.to_owned(),
            country_iso: portfolio.country_iso.to_owned(),
            organization_id: portfolio.organization_id.to_owned(),
            organization_id_suffix: portfolio.organization_id_suffix.to_owned().into(),
            active_installer_invite_codes: Nullable::Absent,
            extra: Map::new(),
        },
    );
    let connection_id = store.new_id();
    store.vendor_connections.insert(
        connection_id.clone(),
        VendorConnectionRecord {
            lock_holder_id: lock_holder_id.clone(),
            username: Some(format!(
                "{}@example.com",
                portfolio.organization_id.to_ascii_lowercase()
            )),
            ready_at: None,
            fails: false,
            locks_to_create: 0,
            metadata: None,
            created: Some(time::to_iso(hour.saturating_sub(days(901)))),
            vendor_connection: VendorConnection {
                id: connection_id.clone(),
                state: VendorConnectionState::Connected,
                vendor: "danalock".to_owned(),
                extra: Map::new(),
            },
        },
    );
    let mut locks = Vec::new();
    for (number, (name, house, floor)) in portfolio.doors.iter().enumerate() {
        let id = store.new_id();
        let age = chance(count(number).wrapping_add(900), 220, 900);
        let lock = Lock {
            id: id.clone(),
            name: (*name).to_owned(),
            vendor: "Danalock".to_owned(),
            auth: Nullable::Value(BTreeMap::new()),
            image_url: Nullable::Absent,
            address: Nullable::Value(Address {
                street: format!("{} {house}", portfolio.street),
                postal_code: portfolio.postal_code.to_owned(),
                city: portfolio.city.to_owned(),
                country_iso: portfolio.country_iso.to_owned(),
                floor: absent_if_empty(floor),
                visitor_instructions: Nullable::Absent,
                extra: Map::new(),
            }),
            can_create_keys_count: Nullable::Absent,
            keys_created_count: Nullable::Absent,
            created: time::to_iso(hour.saturating_sub(days(age))).into(),
            duplicate_lock: false.into(),
            extra: Map::new(),
        };
        store.locks.insert(
            id.clone(),
            LockRecord {
                lock_holder_id: lock_holder_id.clone(),
                vendor_connection_id: Some(connection_id.clone()),
                timezone: time::zone_of_country(portfolio.country_iso).to_owned(),
                note: None,
                privacy_policy: None,
                updated: None,
                presence: Default::default(),
                lock,
            },
        );
        locks.push(id);
    }
    let mut people = Vec::new();
    for (number, name) in portfolio.people.iter().enumerate() {
        let number = portfolio.first_phone_number.saturating_add(count(number));
        let user_id = format!("+{number}");
        store.people.insert(
            user_id.clone(),
            Person {
                user_id: user_id.clone(),
                name: (*name).to_owned(),
                image_url: None,
            },
        );
        people.push(user_id);
    }
    Site { locks, people }
}

/// A key of the demo. Its number decides its state; the ranges are shares of 400.
fn key(
    store: &mut Store,
    number: u64,
    user_id: &str,
    lock_id: &str,
    now: Timestamp,
    hour: Timestamp,
) -> (KeyLifetime, Key) {
    let (mut state, mut recurrence) = (KeyState::Active, Nullable::Absent);
    let before = |seed: u64, min: i64, limit: i64| {
        hour.saturating_sub(days(chance(seed.wrapping_add(number), min, limit)))
    };
    let long =
        |seed: u64, min: i64, limit: i64| days(chance(seed.wrapping_add(number), min, limit));
    let mut start = before(1_000, 3, 200);
    let mut end = None;
    let mut ready = start;
    // 37 and 400 have no common divisor, so each share is spread over all people and locks.
    match number.wrapping_mul(37) % KEYS {
        0..6 => {
            // A slow vendor: the keys are `creating` for hours.
            state = KeyState::Creating;
            start = hour;
            end = Some(hour.saturating_add(long(2_000, 5, 30)));
            ready = now.saturating_add(chance(number, 2, 7).saturating_mul(HOUR));
        }
        6..66 => {
            start = hour.saturating_add(long(3_000, 1, 60));
            end = Some(start.saturating_add(long(4_000, 2, 15)));
            ready = before(5_000, 1, 30);
        }
        66..266 => {
            if number.is_multiple_of(2) {
                end = Some(hour.saturating_add(long(6_000, 1, 120)));
            }
            if number.is_multiple_of(5) {
                recurrence = Nullable::Value(weekly(number));
            }
        }
        266..356 => {
            let length = long(7_000, 2, 15);
            start = before(8_000, 16, 300);
            end = Some(start.saturating_add(length));
            ready = start;
        }
        356..392 => state = KeyState::Revoked,
        _ => state = KeyState::Error,
    }
    let name = store.people.get(user_id).map(|person| person.name.clone());
    let created = ready.min(start).min(hour).saturating_sub(HOUR);
    let lifetime = KeyLifetime {
        ready,
        start,
        end,
        fails: false,
    };
    let mut key = Key {
        id: store.new_id(),
        lock_id: lock_id.to_owned(),
        to_user: KeyUser {
            id: user_id.to_owned(),
            name: name.map_or(Nullable::Absent, Nullable::Value),
            image_url: Nullable::Absent,
            extra: Map::new(),
        },
        start: time::to_iso(start),
        end: end.map(time::to_iso),
        state,
        created: time::to_iso(created).into(),
        recurrence,
        metadata: Nullable::Absent,
        extra: Map::new(),
    };
    lifetime.update_state(&mut key, now);
    (lifetime, key)
}

/// The hours of cleaners, craftsmen, or weekend guests.
fn weekly(number: u64) -> Recurrence {
    let window = |start_hour, start_minute, end_hour, end_minute| {
        Nullable::Value(TimeWindow {
            start_hour,
            start_minute,
            end_hour,
            end_minute,
            extra: Map::new(),
        })
    };
    let none = || Nullable::Absent;
    let [mon, tue, wed, thu, fri, sat, sun] = match mix(number) % 3 {
        0 => {
            let day = || window(8, 0, 16, 30);
            [day(), none(), day(), none(), day(), none(), none()]
        }
        1 => {
            let day = || window(7, 0, 17, 0);
            [day(), day(), day(), day(), day(), none(), none()]
        }
        _ => {
            let day = || window(10, 0, 24, 0);
            [
                none(),
                none(),
                none(),
                none(),
                day(),
                day(),
                window(0, 0, 20, 0),
            ]
        }
    };
    Recurrence {
        mon,
        tue,
        wed,
        thu,
        fri,
        sat,
        sun,
        extra: Map::new(),
    }
}

/// Gives roles to the first four people of a lock holder. The fourth can no longer share.
fn add_roles(store: &mut Store, site: &Site, hour: Timestamp) {
    for (person, user_id) in site.people.iter().take(4).enumerate() {
        for lock_id in site.locks.iter().skip(person).step_by(2) {
            let name = store.people.get(user_id).map(|entry| entry.name.clone());
            let role = Role {
                user_id: user_id.clone(),
                lock_id: lock_id.clone(),
                can_share: person != 3,
                created: time::to_iso(hour.saturating_sub(days(201))),
                created_keys: Nullable::Absent,
                user_name: name.map_or(Nullable::Absent, Nullable::Value),
                extra: Map::new(),
            };
            store.roles.insert(role_id(user_id, lock_id), role);
        }
    }
}

/// Adds keys that people with roles shared to others of their lock holder.
fn add_shared_keys(store: &mut Store, sites: &[Site], hour: Timestamp) {
    let sharers: Vec<Role> = store
        .roles
        .values()
        .filter(|role| role.can_share)
        .cloned()
        .collect();
    for number in 0..SHARED_KEYS {
        let Some(role) = pick(&sharers, number.wrapping_mul(7)) else {
            continue;
        };
        let receiver = sites
            .iter()
            .find(|site| site.people.contains(&role.user_id))
            .and_then(|site| pick(&site.people, number.wrapping_add(5)));
        let Some(receiver) = receiver else {
            continue;
        };
        let start = hour.saturating_sub(days(chance(number.wrapping_add(9_000), 1, 100)));
        let name = store.people.get(receiver).map(|entry| entry.name.clone());
        let key = Key {
            id: store.new_id(),
            lock_id: role.lock_id.clone(),
            to_user: KeyUser {
                id: receiver.clone(),
                name: name.map_or(Nullable::Absent, Nullable::Value),
                image_url: Nullable::Absent,
                extra: Map::new(),
            },
            start: time::to_iso(start),
            end: None,
            state: KeyState::Active,
            created: time::to_iso(start).into(),
            recurrence: Nullable::Absent,
            metadata: Nullable::Absent,
            extra: Map::new(),
        };
        let lifetime = KeyLifetime {
            ready: Timestamp::MIN,
            start,
            end: None,
            fails: false,
        };
        store.shared_keys.push(StoredSharedKey {
            shared_by: role.user_id.clone(),
            lifetime,
            key,
        });
    }
}

/// Adds key events of the last two weeks, by active keys without weekly windows.
fn add_events(store: &mut Store, now: Timestamp) {
    let openers: Vec<Key> = store
        .keys
        .rows()
        .filter_map(|row| store.key_of_v1(row, now))
        .filter(|key| key.state == KeyState::Active && key.recurrence.is_absent())
        .collect();
    let mut times: Vec<(Timestamp, u64)> = (0..count(EVENTS))
        .filter_map(|number| {
            let ago = chance(number.wrapping_add(10_000), 1, 14 * 24 * 60);
            let at = now.saturating_sub(ago.saturating_mul(MINUTE));
            let key = pick(&openers, mix(number))?;
            (time::parse(&key.start)? <= at).then_some((at, mix(number)))
        })
        .collect();
    times.sort_unstable();
    for (at, number) in times {
        let Some(key) = pick(&openers, number) else {
            continue;
        };
        let lock_name = store
            .locks
            .get(&key.lock_id)
            .map_or_else(String::new, |record| record.lock.name.clone());
        let event = KeyEvent {
            id: store.new_id(),
            action: "unlocked".to_owned(),
            created: time::to_iso(at),
            key_id: key.id.clone(),
            lock_id: key.lock_id.clone(),
            lock_name,
            user_id: key.to_user.id.clone(),
            user_name: key.to_user.name.value().cloned().unwrap_or_default(),
            extra: Map::new(),
        };
        store.key_events.push(event);
    }
}
