//! Who can open which door at a time: by the times of keys and their weekly windows on the door's clock.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Store;
use super::key_index::{RowId, format_phone, parse_phone, row_id};
use super::key_state::denial_reason;
use super::state::{LockPresence, LockRecord};
use crate::time::Timestamp;

/// A door that somebody can open.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Door {
    lock_id: String,
    /// By phone number.
    people: Vec<Opener>,
}

/// A person who can open a door, and by which keys.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Opener {
    app_user_id: String,
    /// Keys that were created through the API.
    key_ids: Vec<String>,
    /// Keys that somebody shared in the app.
    shared_key_ids: Vec<String>,
}

impl Store {
    /// The doors that somebody can open at a time, in the order of their creation. Revocations have no
    /// time: a key that is revoked now opens at no time.
    pub(crate) fn doors(
        &self,
        at: Timestamp,
        lock_id: Option<&str>,
        person: Option<&str>,
    ) -> Vec<Door> {
        let door = |(row, (id, record)): (usize, (&String, &LockRecord))| {
            if record.presence == LockPresence::Removed {
                return None;
            }
            let people = self.openers(row_id(row), id, &record.timezone, person, at);
            (!people.is_empty()).then(|| Door {
                lock_id: id.clone(),
                people,
            })
        };
        match lock_id {
            None => self.locks.iter().enumerate().filter_map(door).collect(),
            Some(lock_id) => {
                let found = self.locks.get_full(lock_id).into_iter();
                found
                    .filter_map(|(row, id, record)| door((row, (id, record))))
                    .collect()
            }
        }
    }

    fn openers(
        &self,
        lock: RowId,
        lock_id: &str,
        zone: &str,
        person: Option<&str>,
        at: Timestamp,
    ) -> Vec<Opener> {
        let mut openers: BTreeMap<String, Opener> = BTreeMap::new();
        let of_lock = self.keys.of_lock(lock);
        let rows = match person.map(|person| self.keys.of_person(parse_phone(person))) {
            Some(of_person) if of_person.len() < of_lock.len() => of_person,
            _ => of_lock,
        };
        for row in rows {
            let Some(key) = self.keys.get(*row).filter(|key| key.lock == lock) else {
                continue;
            };
            let app_user_id = format_phone(key.person);
            if person.is_none_or(|person| person == app_user_id)
                && denial_reason(&key.state(at), key.recurrence(), at, zone).is_none()
            {
                let opener = opener(&mut openers, app_user_id);
                opener.key_ids.push(self.keys.id(*row));
            }
        }
        for stored in &self.shared_keys {
            let of_person = person.is_none_or(|person| person == stored.key.to_user.id);
            if stored.key.lock_id != lock_id || !of_person {
                continue;
            }
            let mut key = stored.key.clone();
            stored.lifetime.update_state(&mut key, at);
            if denial_reason(&key.state, key.recurrence.value(), at, zone).is_none() {
                let opener = opener(&mut openers, key.to_user.id);
                opener.shared_key_ids.push(key.id);
            }
        }
        openers.into_values().collect()
    }
}

fn opener(openers: &mut BTreeMap<String, Opener>, app_user_id: String) -> &mut Opener {
    openers
        .entry(app_user_id.clone())
        .or_insert_with(|| Opener {
            app_user_id,
            key_ids: Vec::new(),
            shared_key_ids: Vec::new(),
        })
}
