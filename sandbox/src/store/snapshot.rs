//! From a state (JSON, lists) to the store (indexed) and back, with a check that all fits together.

use indexmap::IndexMap;
use unloc_integrator_client::model::{Key, Maybe};

use super::key_index::{self, Keys};
use super::key_state::Life;
use super::sign_ins::SignIns;
use super::state::{Clock, KeyRecord, SharedKeyRecord, State, VERSION};
use super::state_error::StateError;
use crate::store::{Store, StoredSharedKey, role_id};
use crate::time::{self, Moment};
use crate::validate;

pub(crate) fn broken(place: &str, complaint: &str) -> StateError {
    StateError(format!("The state is broken at {place}: {complaint}."))
}

/// Puts a list into a map by id, and complains of an id that comes twice.
pub(crate) fn index<T>(
    list: &str,
    entries: Vec<T>,
    id: impl Fn(&T) -> String,
) -> Result<IndexMap<String, T>, StateError> {
    let mut map = IndexMap::with_capacity(entries.len());
    for (place, entry) in entries.into_iter().enumerate() {
        let id = id(&entry);
        if id.is_empty() {
            return Err(broken(&format!("{list}[{place}]"), "its id is empty"));
        }
        if map.insert(id.clone(), entry).is_some() {
            return Err(broken(
                &format!("{list}[{place}]"),
                &format!("{id:?} comes twice"),
            ));
        }
    }
    Ok(map)
}

pub(crate) fn known<T>(
    map: &IndexMap<String, T>,
    id: &str,
    place: &str,
    kind: &str,
) -> Result<(), StateError> {
    if map.contains_key(id) {
        Ok(())
    } else {
        Err(broken(
            place,
            &format!("{id:?} is the id of no {kind} in the state"),
        ))
    }
}

pub(crate) fn moment(text: &str, place: &str) -> Result<Moment, StateError> {
    time::parse(text).ok_or_else(|| {
        broken(
            place,
            &format!("{text:?} is no ISO 8601 date with time and zone"),
        )
    })
}

pub(crate) fn phone_number(text: &str, place: &str) -> Result<(), StateError> {
    if validate::is_phone_number(text) {
        Ok(())
    } else {
        Err(broken(place, &format!("{text:?} is no E.164 phone number")))
    }
}

/// The moments of a key's life, checked.
fn life(key: &Key, ready: Moment, fails: bool, place: &str) -> Result<Life, StateError> {
    phone_number(&key.to_user.id, &format!("{place}.toUser.id"))?;
    if let Some(complaint) = key
        .recurrence
        .value()
        .and_then(validate::complaint_about_recurrence)
    {
        return Err(broken(place, &complaint));
    }
    if let Some(created) = key.created.value() {
        moment(created, &format!("{place}.created"))?;
    }
    Ok(Life {
        ready,
        start: moment(&key.start, &format!("{place}.start"))?,
        end: match &key.end {
            Some(end) => Some(moment(end, &format!("{place}.end"))?),
            None => None,
        },
        fails,
    })
}

impl Store {
    /// A store with what a state says.
    pub(crate) fn from_state(state: State) -> Result<Self, StateError> {
        let lock_holders = index("lockHolders", state.lock_holders, |entry| entry.id.clone())?;
        for (place, lock_holder) in lock_holders.values().enumerate() {
            if !validate::is_country(&lock_holder.country_iso) {
                return Err(broken(
                    &format!("lockHolders[{place}].countryIso"),
                    &format!("{:?} is no country", lock_holder.country_iso),
                ));
            }
        }
        let people = index("people", state.people, |entry| entry.user_id.clone())?;
        for (place, person) in people.values().enumerate() {
            phone_number(&person.user_id, &format!("people[{place}].userId"))?;
        }
        let vendor_connections = index("vendorConnections", state.vendor_connections, |entry| {
            entry.vendor_connection.id.clone()
        })?;
        for (place, record) in vendor_connections.values().enumerate() {
            let place = format!("vendorConnections[{place}]");
            let id = &record.lock_holder_id;
            known(
                &lock_holders,
                id,
                &format!("{place}.lockHolderId"),
                "lock holder",
            )?;
            if let Some(ready_at) = &record.ready_at {
                moment(ready_at, &format!("{place}.readyAt"))?;
            }
        }
        let locks = index("locks", state.locks, |entry| entry.lock.id.clone())?;
        for (place, record) in locks.values().enumerate() {
            let place = format!("locks[{place}]");
            let id = &record.lock_holder_id;
            known(
                &lock_holders,
                id,
                &format!("{place}.lockHolderId"),
                "lock holder",
            )?;
            if time::standard_offset(&record.timezone).is_none() {
                return Err(broken(
                    &format!("{place}.timezone"),
                    &format!(
                        "{:?} is a time zone that the sandbox does not know; it knows UTC and those of Europe's west and north",
                        record.timezone
                    ),
                ));
            }
            if let Some(id) = &record.vendor_connection_id {
                let place = format!("{place}.vendorConnectionId");
                known(&vendor_connections, id, &place, "vendor connection")?;
            }
        }
        let mut shared_keys = Vec::with_capacity(state.shared_keys.len());
        for (place, record) in state.shared_keys.into_iter().enumerate() {
            let place = format!("sharedKeys[{place}]");
            phone_number(&record.shared_by, &format!("{place}.sharedBy"))?;
            let place = format!("{place}.key");
            known(
                &locks,
                &record.key.lock_id,
                &format!("{place}.lockId"),
                "lock",
            )?;
            shared_keys.push(StoredSharedKey {
                shared_by: record.shared_by,
                life: life(&record.key, Moment::MIN, false, &place)?,
                key: record.key,
            });
        }
        let roles = index("roles", state.roles, |role| {
            role_id(&role.user_id, &role.lock_id)
        })?;
        for (place, role) in roles.values().enumerate() {
            let place = format!("roles[{place}]");
            phone_number(&role.user_id, &format!("{place}.userId"))?;
            known(&locks, &role.lock_id, &format!("{place}.lockId"), "lock")?;
        }
        let webhooks = index("webhooks", state.webhooks, |record| {
            record.webhook.id.value().cloned().unwrap_or_default()
        })?;
        for (place, record) in webhooks.values().enumerate() {
            let place = format!("webhooks[{place}]");
            let id = &record.lock_holder_id;
            known(
                &lock_holders,
                id,
                &format!("{place}.lockHolderId"),
                "lock holder",
            )?;
            if let Some(id) = &record.lock_id {
                known(&locks, id, &format!("{place}.lockId"), "lock")?;
            }
        }
        let mut key_events = state.key_events;
        let mut before = Moment::MIN;
        for (place, event) in key_events.iter_mut().enumerate() {
            let place = format!("keyEvents[{place}]");
            let created = moment(&event.created, &format!("{place}.created"))?;
            if created < before {
                return Err(broken(&place, "it is older than the one before it"));
            }
            before = created;
            event.created = time::iso(created);
        }
        let mut store = Self {
            settings: state.settings,
            advanced: state.clock.advanced_milliseconds,
            ids_given: state.ids_given,
            integrator: state.integrator,
            people,
            lock_holders,
            vendor_connections,
            vendor_accounts: state.vendor_accounts,
            locks,
            keys: Keys::default(),
            shared_keys,
            roles,
            webhooks,
            key_events,
            sign_ins: state.sign_ins.checked()?,
            v2: Default::default(),
            mishap: Default::default(),
        };
        let everybody = state.v2.managed_users.is_none();
        store.load_v2(state.v2)?;
        store.load_keys(state.keys, everybody)?;
        Ok(store)
    }

    /// Takes over the keys. Their people become managed users if `everybody` says so.
    fn load_keys(&mut self, records: Vec<KeyRecord>, everybody: bool) -> Result<(), StateError> {
        self.keys.reserve(records.len());
        for (place, record) in records.into_iter().enumerate() {
            let place = format!("keys[{place}]");
            let ready = moment(&record.ready_at, &format!("{place}.readyAt"))?;
            let inner = format!("{place}.key");
            let key = record.key;
            known(
                &self.locks,
                &key.lock_id,
                &format!("{inner}.lockId"),
                "lock",
            )?;
            if key.id.is_empty() {
                return Err(broken(&place, "its id is empty"));
            }
            let life = life(&key, ready, record.fails, &inner)?;
            let id = key.id.clone();
            let subproject = match &record.subproject_id {
                None => None,
                Some(id) => {
                    let place = format!("{place}.subprojectId");
                    known(&self.v2.subprojects, id, &place, "subproject")?;
                    self.v2.subprojects.get_index_of(id)
                }
            };
            let access_group = match &record.access_group_id {
                None => None,
                Some(id) => {
                    let place = format!("{place}.accessGroupId");
                    known(&self.v2.access_groups, id, &place, "access group")?;
                    self.v2.access_groups.get_index_of(id)
                }
            };
            let of = (
                subproject.map(key_index::place),
                access_group.map(key_index::place),
            );
            let added = if everybody {
                self.add_key(key, life, of)
            } else {
                self.place_key(key, life, of)
            };
            if added.is_none() {
                return Err(broken(&place, &format!("{id:?} comes twice")));
            }
        }
        Ok(())
    }

    /// What the store holds, with the states that keys have at the moment.
    pub(crate) fn snapshot(&mut self, now: Moment) -> State {
        self.settle(now);
        State {
            version: VERSION,
            settings: self.settings.clone(),
            clock: Clock {
                advanced_milliseconds: self.advanced,
            },
            ids_given: self.ids_given,
            integrator: self.integrator.clone(),
            people: self.people.values().cloned().collect(),
            lock_holders: self.lock_holders.values().cloned().collect(),
            vendor_connections: self.vendor_connections.values().cloned().collect(),
            vendor_accounts: self.vendor_accounts.clone(),
            locks: self.locks.values().cloned().collect(),
            keys: self
                .keys
                .places()
                .filter_map(|place| {
                    let stored = self.keys.get(place)?;
                    Some(KeyRecord {
                        ready_at: time::iso(stored.life.ready),
                        fails: stored.life.fails,
                        subproject_id: stored
                            .subproject
                            .and_then(|subproject| self.v2.subproject(subproject))
                            .map(|record| record.subproject.id.clone()),
                        access_group_id: stored
                            .access_group()
                            .and_then(|group| {
                                self.v2.access_groups.get_index(key_index::position(group))
                            })
                            .map(|(id, _)| id.clone()),
                        key: self.key_of_v1(place, now)?,
                    })
                })
                .collect(),
            shared_keys: self
                .shared_keys
                .iter_mut()
                .map(|stored| {
                    stored.life.bring_up_to(&mut stored.key, now);
                    SharedKeyRecord {
                        shared_by: stored.shared_by.clone(),
                        key: stored.key.clone(),
                    }
                })
                .collect(),
            roles: self.roles.values().cloned().collect(),
            webhooks: self.webhooks.values().cloned().collect(),
            key_events: self.key_events.clone(),
            sign_ins: self.sign_ins.clone(),
            v2: self.v2.lists(),
        }
    }

    /// A store with nothing in it.
    pub(crate) fn empty() -> Self {
        Self {
            settings: Default::default(),
            advanced: 0,
            ids_given: 0,
            integrator: super::state::default_integrator(),
            people: IndexMap::new(),
            lock_holders: IndexMap::new(),
            vendor_connections: IndexMap::new(),
            vendor_accounts: Vec::new(),
            locks: IndexMap::new(),
            keys: Keys::default(),
            shared_keys: Vec::new(),
            roles: IndexMap::new(),
            webhooks: IndexMap::new(),
            key_events: Vec::new(),
            sign_ins: SignIns::default(),
            v2: Default::default(),
            mishap: Default::default(),
        }
    }
}

/// The name under which a person is known, if any.
pub(crate) fn name_or_absent(name: &str) -> Maybe<String> {
    if name.is_empty() {
        Maybe::Absent
    } else {
        Maybe::Value(name.to_owned())
    }
}
