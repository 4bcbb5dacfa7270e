//! The keys of the demo, without those that follow from groups and doorbells.

use std::collections::BTreeMap;

use unloc_integrator_client::model::{KeyState, Nullable};

use super::chance::{chance, count, pick};
use super::clock::Clock;
use super::names::Kind;
use super::new_key::{IssuedKey, NewKey, insert};
use super::periods::{KEYS, Share, period, share};
use super::site::Site;
use super::{hours, people};
use crate::store::Store;
use crate::store::ids::mix;
use crate::store::key_index::{KeyDetails, parse_phone, row_id};

/// Which of the active keys is that of somebody at another project than their own.
const ELSEWHERE: u64 = 8;

/// Adds the keys. Nobody gets two to one door that open at the same time.
pub(super) fn add(store: &mut Store, sites: &[Site], issued: &[IssuedKey], clock: Clock) {
    let people: Vec<(&Site, usize)> = sites
        .iter()
        .flat_map(|site| (0..site.people.len()).map(move |person| (site, person)))
        .collect();
    let others = count(issued.len());
    for number in 0..KEYS.saturating_sub(others) {
        // Each person gets one key. The rest are pseudo-random.
        let turn = if number < count(people.len()) {
            number
        } else {
            mix(number)
        };
        let (share, rank) = share(number, others);
        let Some((home, person)) = pick(&people, turn).copied() else {
            continue;
        };
        let Some(user_id) = home.people.get(person) else {
            continue;
        };
        let site = match (share, rank) {
            (Share::Active, ELSEWHERE) => sites.iter().find(|site| !std::ptr::eq(*site, home)),
            _ => Some(home),
        };
        let Some(site) = site else {
            continue;
        };
        let crosses_change = (share, rank) == (Share::Scheduled, 0);
        let first = mix(number.wrapping_mul(31));
        let door = (0..count(site.locks.len())).find_map(|step| {
            let turn = first.wrapping_add(step);
            let door = usize::try_from(turn.checked_rem(count(site.locks.len()))?).ok()?;
            let lock_id = site.locks.get(door)?;
            let fits = (!crosses_change || site.is_room(door))
                && !(share.is_live() && opens(store, issued, user_id, lock_id, clock));
            fits.then_some((door, lock_id))
        });
        let Some((door, lock_id)) = door else {
            continue;
        };
        let has_booking = site.is_booked(person, door);
        let (created, lifetime) = period(share, rank, number, has_booking, site.zone, clock);
        let recurs = share == Share::Active && rank.is_multiple_of(5) && !has_booking;
        let details = KeyDetails {
            recurrence: if recurs {
                Nullable::Value(hours::weekly(mix(number)))
            } else {
                Nullable::Absent
            },
            metadata: metadata(site, number, person, door, share.note(rank)),
            ..KeyDetails::default()
        };
        let subproject = site.subproject.filter(|row| {
            let part = store.v2.subproject(*row);
            number.is_multiple_of(2) && part.is_some_and(|part| part.has_lock(lock_id))
        });
        let key = NewKey {
            project_id: &site.project_id,
            user_id,
            lock_id,
            created,
            lifetime,
            end_reason: share.end_reason(),
            subproject,
            details,
        };
        insert(store, key);
    }
}

/// Whether somebody has a key to a door already that opens now or later.
fn opens(store: &Store, issued: &[IssuedKey], user_id: &str, lock_id: &str, clock: Clock) -> bool {
    let lock = store.locks.get_index_of(lock_id).map(row_id);
    let is_issued = |key: &IssuedKey| key.user_id == user_id && key.lock_id == lock_id;
    let mut rows = store.keys.of_person(parse_phone(user_id)).iter();
    issued.iter().any(is_issued)
        || rows.any(|row| {
            store.keys.get(*row).is_some_and(|key| {
                let state = key.state(clock.now);
                Some(key.lock) == lock
                    && matches!(
                        state,
                        KeyState::Creating | KeyState::Scheduled | KeyState::Active
                    )
            })
        })
}

impl Site {
    /// The name of a room that guests sleep in, without its kind: `7-101`.
    fn room(&self, door: usize) -> Option<&'static str> {
        let (name, ..) = self.portfolio.doors.get(door)?;
        name.strip_prefix("Apartment ")
            .or_else(|| name.strip_prefix("Guest flat "))
    }

    fn is_room(&self, door: usize) -> bool {
        self.room(door).is_some()
    }

    /// Whether a key is that of a stay.
    fn is_booked(&self, person: usize, door: usize) -> bool {
        person >= 4 && (self.is_room(door) || self.portfolio.kind == Kind::Stays)
    }
}

/// What the integrator wrote on a key: the booking of a stay, the flat of somebody who lives there.
fn metadata(
    site: &Site,
    number: u64,
    person: usize,
    door: usize,
    note: Option<&str>,
) -> Nullable<BTreeMap<String, String>> {
    let mut metadata = BTreeMap::new();
    let mut add = |name: &str, value: String| metadata.insert(name.to_owned(), value);
    if site.is_booked(person, door) {
        let booking = chance(number.wrapping_add(11_000), 40_000, 99_999);
        add("booking", format!("B-{booking}"));
        if let Some(room) = site.room(door) {
            add("apartment", room.to_owned());
        }
    } else if site.portfolio.kind == Kind::Homes {
        add("apartment", people::dwelling(person));
    }
    if let Some(note) = note {
        add("note", note.to_owned());
    }
    if metadata.is_empty() {
        Nullable::Absent
    } else {
        Nullable::Value(metadata)
    }
}
