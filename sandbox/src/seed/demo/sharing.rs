//! Who may share keys in the demo, and the keys that were shared.

use serde_json::Map;
use unloc_integrator_client::model::{Key, KeyState, KeyUser, Nullable, Role};

use super::chance::{chance, pick};
use super::clock::{Clock, days};
use super::site::Site;
use crate::store::key_state::KeyLifetime;
use crate::store::{Store, StoredSharedKey, role_id};
use crate::time::{self, Timestamp};

/// The number of keys that people shared in the app.
const SHARED_KEYS: u64 = 36;

/// Gives roles to the first four people of each lock holder. The fourth can no longer share.
pub(super) fn add_roles(store: &mut Store, sites: &[Site], clock: Clock) {
    for site in sites {
        for (person, user_id) in site.people.iter().take(4).enumerate() {
            for lock_id in site.locks.iter().skip(person).step_by(2) {
                let role = Role {
                    user_id: user_id.clone(),
                    lock_id: lock_id.clone(),
                    can_share: person != 3,
                    created: time::to_iso(clock.hour.saturating_sub(days(201))),
                    created_keys: Nullable::Absent,
                    user_name: name_of(store, user_id),
                    extra: Map::new(),
                };
                store.roles.insert(role_id(user_id, lock_id), role);
            }
        }
    }
}

fn name_of(store: &Store, user_id: &str) -> Nullable<String> {
    let name = store.people.get(user_id).map(|person| person.name.clone());
    name.map_or(Nullable::Absent, Nullable::Value)
}

/// Adds keys that people with roles shared to others of their lock holder.
pub(super) fn add_shared_keys(store: &mut Store, sites: &[Site], clock: Clock) {
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
        let ago = days(chance(number.wrapping_add(9_000), 1, 100));
        let start = clock.hour.saturating_sub(ago);
        let key = Key {
            id: store.new_id(),
            lock_id: role.lock_id.clone(),
            to_user: KeyUser {
                id: receiver.clone(),
                name: name_of(store, receiver),
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
