//! The demo: a portfolio to look at, the same on every run but for its dates, which lie around
//! the moment it is made.

use std::collections::BTreeMap;

use serde_json::Map;
use unloc_integrator_client::model::{
    Address, Key, KeyEvent, KeyState, KeyUser, Lock, LockHolder, Maybe, Recurrence, Role,
    TimeWindow, VendorConnection, VendorConnectionState,
};

use super::demo_names::{PORTFOLIOS, Portfolio};
use crate::store::ids::scramble;
use crate::store::key_state::Life;
use crate::store::snapshot::name_or_absent;
use crate::store::state::{LockRecord, Person, VendorConnectionRecord};
use crate::store::{Store, StoredSharedKey, role_id};
use crate::time::{self, DAY, HOUR, MINUTE, Moment};

/// How many keys there are.
const KEYS: u64 = 400;
/// How many more people shared in the app.
const SHARED_KEYS: u64 = 36;
/// How many times a door was opened in the last two weeks.
const EVENTS: usize = 120;

/// The ids of one lock holder's doors and people.
struct Place {
    locks: Vec<String>,
    people: Vec<String>,
}

/// The demo's store.
pub(crate) fn store(now: Moment) -> Store {
    let mut store = Store::empty();
    // Dates on the full hour read better.
    let hour = now.saturating_sub(now.rem_euclid(HOUR));
    let places: Vec<Place> = PORTFOLIOS
        .iter()
        .map(|portfolio| add_portfolio(&mut store, portfolio, hour))
        .collect();
    let people: Vec<(usize, String)> = places
        .iter()
        .enumerate()
        .flat_map(|(place, entry)| entry.people.iter().map(move |id| (place, id.clone())))
        .collect();
    for number in 0..KEYS {
        // Everybody gets one key in turn, then chance decides.
        let turn = if number < count(people.len()) {
            number
        } else {
            scramble(number)
        };
        let Some((place, user_id)) = pick(&people, turn) else {
            continue;
        };
        let Some(lock_id) = places
            .get(*place)
            .and_then(|entry| pick(&entry.locks, scramble(number.wrapping_mul(31))))
        else {
            continue;
        };
        let (life, key) = key(&mut store, number, user_id, lock_id, now, hour);
        store.add_key(key, life, (None, None));
    }
    for place in &places {
        add_roles(&mut store, place, hour);
    }
    add_shared_keys(&mut store, &places, hour);
    add_events(&mut store, now);
    store
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// An entry by any number: it goes round.
fn pick<T>(entries: &[T], number: u64) -> Option<&T> {
    let place = number.checked_rem(count(entries.len()))?;
    entries.get(usize::try_from(place).ok()?)
}

/// A number from `least` to below `limit`, by chance that repeats.
fn chance(seed: u64, least: i64, limit: i64) -> i64 {
    let span = limit.saturating_sub(least).max(1);
    let number = i64::try_from(scramble(seed) >> 1).unwrap_or(0);
    least.saturating_add(number.checked_rem(span).unwrap_or(0))
}

fn days(count: i64) -> i64 {
    count.saturating_mul(DAY)
}

fn add_portfolio(store: &mut Store, portfolio: &Portfolio, hour: Moment) -> Place {
    let lock_holder_id = store.new_id();
    store.lock_holders.insert(
        lock_holder_id.clone(),
        LockHolder {
            id: lock_holder_id.clone(),
            name: portfolio.name.to_owned(),
            country_iso: portfolio.country_iso.to_owned(),
            organization_id: portfolio.organization_id.to_owned(),
            organization_id_suffix: portfolio.organization_id_suffix.to_owned().into(),
            active_installer_invite_codes: Maybe::Absent,
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
            created: Some(time::iso(hour.saturating_sub(days(901)))),
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
            auth: Maybe::Value(BTreeMap::new()),
            image_url: Maybe::Absent,
            address: Maybe::Value(Address {
                street: format!("{} {house}", portfolio.street),
                postal_code: portfolio.postal_code.to_owned(),
                city: portfolio.city.to_owned(),
                country_iso: portfolio.country_iso.to_owned(),
                floor: name_or_absent(floor),
                visitor_instructions: Maybe::Absent,
                extra: Map::new(),
            }),
            can_create_keys_count: Maybe::Absent,
            keys_created_count: Maybe::Absent,
            created: time::iso(hour.saturating_sub(days(age))).into(),
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
    Place { locks, people }
}

/// The demo's keys by what became of them; the numbers are shares of 400.
fn key(
    store: &mut Store,
    number: u64,
    user_id: &str,
    lock_id: &str,
    now: Moment,
    hour: Moment,
) -> (Life, Key) {
    let (mut state, mut recurrence) = (KeyState::Active, Maybe::Absent);
    let before = |seed: u64, least: i64, limit: i64| {
        hour.saturating_sub(days(chance(seed.wrapping_add(number), least, limit)))
    };
    let long =
        |seed: u64, least: i64, limit: i64| days(chance(seed.wrapping_add(number), least, limit));
    let mut start = before(1_000, 3, 200);
    let mut end = None;
    let mut ready = start;
    // 37 and 400 share no divisor, so each share is spread over all people and doors.
    match number.wrapping_mul(37) % KEYS {
        0..6 => {
            // A slow vendor: they stay `creating` for hours.
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
                recurrence = Maybe::Value(weekly(number));
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
    let life = Life {
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
            name: name.map_or(Maybe::Absent, Maybe::Value),
            image_url: Maybe::Absent,
            extra: Map::new(),
        },
        start: time::iso(start),
        end: end.map(time::iso),
        state,
        created: time::iso(created).into(),
        recurrence,
        metadata: Maybe::Absent,
        extra: Map::new(),
    };
    life.bring_up_to(&mut key, now);
    (life, key)
}

/// The hours of cleaners, of craftsmen, or of weekend guests.
fn weekly(number: u64) -> Recurrence {
    let window = |start_hour, start_minute, end_hour, end_minute| {
        Maybe::Value(TimeWindow {
            start_hour,
            start_minute,
            end_hour,
            end_minute,
            extra: Map::new(),
        })
    };
    let none = || Maybe::Absent;
    let [mon, tue, wed, thu, fri, sat, sun] = match scramble(number) % 3 {
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

/// The first four people of each place look after doors; one of them no more.
fn add_roles(store: &mut Store, place: &Place, hour: Moment) {
    for (person, user_id) in place.people.iter().take(4).enumerate() {
        for lock_id in place.locks.iter().skip(person).step_by(2) {
            let name = store.people.get(user_id).map(|entry| entry.name.clone());
            let role = Role {
                user_id: user_id.clone(),
                lock_id: lock_id.clone(),
                can_share: person != 3,
                created: time::iso(hour.saturating_sub(days(201))),
                created_keys: Maybe::Absent,
                user_name: name.map_or(Maybe::Absent, Maybe::Value),
                extra: Map::new(),
            };
            store.roles.insert(role_id(user_id, lock_id), role);
        }
    }
}

/// Keys that people with roles shared in the app to others of their place.
fn add_shared_keys(store: &mut Store, places: &[Place], hour: Moment) {
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
        let receiver = places
            .iter()
            .find(|place| place.people.contains(&role.user_id))
            .and_then(|place| pick(&place.people, number.wrapping_add(5)));
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
                name: name.map_or(Maybe::Absent, Maybe::Value),
                image_url: Maybe::Absent,
                extra: Map::new(),
            },
            start: time::iso(start),
            end: None,
            state: KeyState::Active,
            created: time::iso(start).into(),
            recurrence: Maybe::Absent,
            metadata: Maybe::Absent,
            extra: Map::new(),
        };
        let life = Life {
            ready: Moment::MIN,
            start,
            end: None,
            fails: false,
        };
        store.shared_keys.push(StoredSharedKey {
            shared_by: role.user_id.clone(),
            life,
            key,
        });
    }
}

/// Doors that were opened in the last two weeks, with keys that are good all week.
fn add_events(store: &mut Store, now: Moment) {
    let openers: Vec<Key> = store
        .keys
        .places()
        .filter_map(|place| store.key_of_v1(place, now))
        .filter(|key| key.state == KeyState::Active && key.recurrence.is_absent())
        .collect();
    let mut moments: Vec<(Moment, u64)> = (0..count(EVENTS))
        .filter_map(|number| {
            let ago = chance(number.wrapping_add(10_000), 1, 14 * 24 * 60);
            let moment = now.saturating_sub(ago.saturating_mul(MINUTE));
            let key = pick(&openers, scramble(number))?;
            (time::parse(&key.start)? <= moment).then_some((moment, scramble(number)))
        })
        .collect();
    moments.sort_unstable();
    for (moment, number) in moments {
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
            created: time::iso(moment),
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
