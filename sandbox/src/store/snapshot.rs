//! Loads a state (lists) into the store (indexed), and saves it. Loading checks all references.

use indexmap::IndexMap;
use unloc_integrator_client::model::{Key, Nullable};

use super::key_index::{self, Keys};
use super::key_state::KeyLifetime;
use super::sign_ins::SignIns;
use super::state::{Clock, KeyRecord, SharedKeyRecord, State, VERSION};
use super::state_error::StateError;
use crate::store::{Store, StoredSharedKey, role_id};
use crate::time::{self, Timestamp};
use crate::validate;

pub(crate) fn state_error(path: &str, reason: &str) -> StateError {
    StateError(format!("The state is broken at {path}: {reason}."))
}

/// Indexes a list by id. An empty or repeated id is an error.
pub(crate) fn index_by_id<T>(
    list: &str,
    entries: Vec<T>,
    id: impl Fn(&T) -> String,
) -> Result<IndexMap<String, T>, StateError> {
    let mut map = IndexMap::with_capacity(entries.len());
    for (number, entry) in entries.into_iter().enumerate() {
        let id = id(&entry);
        if id.is_empty() {
            return Err(state_error(&format!("{list}[{number}]"), "its id is empty"));
        }
        if map.insert(id.clone(), entry).is_some() {
            return Err(state_error(
                &format!("{list}[{number}]"),
                &format!("{id:?} comes twice"),
            ));
        }
    }
    Ok(map)
}

pub(crate) fn check_reference<T>(
    map: &IndexMap<String, T>,
    id: &str,
    path: &str,
    entity: &str,
) -> Result<(), StateError> {
    if map.contains_key(id) {
        Ok(())
    } else {
        Err(state_error(
            path,
            &format!("{id:?} is the id of no {entity} in the state"),
        ))
    }
}

pub(crate) fn parse_timestamp(text: &str, path: &str) -> Result<Timestamp, StateError> {
    time::parse(text).ok_or_else(|| {
        state_error(
            path,
            &format!("{text:?} is no ISO 8601 date with time and zone"),
        )
    })
}

pub(crate) fn check_phone_number(text: &str, path: &str) -> Result<(), StateError> {
    if validate::is_phone_number(text) {
        Ok(())
    } else {
        Err(state_error(
            path,
            &format!("{text:?} is no E.164 phone number"),
        ))
    }
}

/// Parses and checks the dates of a key.
fn lifetime(
    key: &Key,
    ready: Timestamp,
    fails: bool,
    path: &str,
) -> Result<KeyLifetime, StateError> {
    check_phone_number(&key.to_user.id, &format!("{path}.toUser.id"))?;
    if let Some(recurrence) = key.recurrence.value() {
        validate::validate_recurrence(recurrence).map_err(|error| state_error(path, &error))?;
    }
    if let Some(created) = key.created.value() {
        parse_timestamp(created, &format!("{path}.created"))?;
    }
    Ok(KeyLifetime {
        ready,
        start: parse_timestamp(&key.start, &format!("{path}.start"))?,
        end: match &key.end {
            Some(end) => Some(parse_timestamp(end, &format!("{path}.end"))?),
            None => None,
        },
        fails,
    })
}

impl Store {
    /// Loads a state.
    pub(crate) fn from_state(state: State) -> Result<Self, StateError> {
        let lock_holders =
            index_by_id("lockHolders", state.lock_holders, |entry| entry.id.clone())?;
        for (number, lock_holder) in lock_holders.values().enumerate() {
            if !validate::is_country(&lock_holder.country_iso) {
                return Err(state_error(
                    &format!("lockHolders[{number}].countryIso"),
                    &format!("{:?} is no country", lock_holder.country_iso),
                ));
            }
        }
        let people = index_by_id("people", state.people, |entry| entry.user_id.clone())?;
        for (number, person) in people.values().enumerate() {
            check_phone_number(&person.user_id, &format!("people[{number}].userId"))?;
        }
        let check_lock_holder = |id: &str, path: &str| {
            let path = format!("{path}.lockHolderId");
            check_reference(&lock_holders, id, &path, "lock holder")
        };
        let vendor_connections =
            index_by_id("vendorConnections", state.vendor_connections, |entry| {
                entry.vendor_connection.id.clone()
            })?;
        for (number, record) in vendor_connections.values().enumerate() {
            let path = format!("vendorConnections[{number}]");
            check_lock_holder(&record.lock_holder_id, &path)?;
            if let Some(ready_at) = &record.ready_at {
                parse_timestamp(ready_at, &format!("{path}.readyAt"))?;
            }
        }
        let locks = index_by_id("locks", state.locks, |entry| entry.lock.id.clone())?;
        for (number, record) in locks.values().enumerate() {
            let path = format!("locks[{number}]");
            check_lock_holder(&record.lock_holder_id, &path)?;
            if time::standard_offset(&record.timezone).is_none() {
                return Err(state_error(
                    &format!("{path}.timezone"),
                    &format!(
                        "{:?} is a time zone that the sandbox does not know; it knows UTC and those of Europe's west and north",
                        record.timezone
                    ),
                ));
            }
            if let Some(id) = &record.vendor_connection_id {
                let path = format!("{path}.vendorConnectionId");
                check_reference(&vendor_connections, id, &path, "vendor connection")?;
            }
        }
        let mut shared_keys = Vec::with_capacity(state.shared_keys.len());
        for (number, record) in state.shared_keys.into_iter().enumerate() {
            let path = format!("sharedKeys[{number}]");
            check_phone_number(&record.shared_by, &format!("{path}.sharedBy"))?;
            let path = format!("{path}.key");
            check_reference(
                &locks,
                &record.key.lock_id,
                &format!("{path}.lockId"),
                "lock",
            )?;
            shared_keys.push(StoredSharedKey {
                shared_by: record.shared_by,
                lifetime: lifetime(&record.key, Timestamp::MIN, false, &path)?,
                key: record.key,
            });
        }
        let roles = index_by_id("roles", state.roles, |role| {
            role_id(&role.user_id, &role.lock_id)
        })?;
        for (number, role) in roles.values().enumerate() {
            let path = format!("roles[{number}]");
            check_phone_number(&role.user_id, &format!("{path}.userId"))?;
            check_reference(&locks, &role.lock_id, &format!("{path}.lockId"), "lock")?;
        }
        let webhooks = index_by_id("webhooks", state.webhooks, |record| {
            record.webhook.id.value().cloned().unwrap_or_default()
        })?;
        for (number, record) in webhooks.values().enumerate() {
            let path = format!("webhooks[{number}]");
            check_lock_holder(&record.lock_holder_id, &path)?;
            if let Some(id) = &record.lock_id {
                check_reference(&locks, id, &format!("{path}.lockId"), "lock")?;
            }
        }
        let mut key_events = state.key_events;
        let mut before = Timestamp::MIN;
        for (number, event) in key_events.iter_mut().enumerate() {
            let path = format!("keyEvents[{number}]");
            let created = parse_timestamp(&event.created, &format!("{path}.created"))?;
            if created < before {
                return Err(state_error(&path, "it is older than the one before it"));
            }
            before = created;
            event.created = time::to_iso(created);
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
            sign_ins: state.sign_ins.validated()?,
            unidy_users: state.unidy_users,
            v2: Default::default(),
            side_effects: Default::default(),
        };
        let add_managed_users = state.v2.managed_users.is_none();
        store.load_v2(state.v2)?;
        store.load_keys(state.keys, add_managed_users)?;
        Ok(store)
    }

    /// Loads the keys. With `add_managed_users` their people become managed users.
    fn load_keys(
        &mut self,
        records: Vec<KeyRecord>,
        add_managed_users: bool,
    ) -> Result<(), StateError> {
        self.keys.reserve(records.len());
        for (number, record) in records.into_iter().enumerate() {
            let path = format!("keys[{number}]");
            let ready = parse_timestamp(&record.ready_at, &format!("{path}.readyAt"))?;
            let key_path = format!("{path}.key");
            let key = record.key;
            check_reference(
                &self.locks,
                &key.lock_id,
                &format!("{key_path}.lockId"),
                "lock",
            )?;
            if key.id.is_empty() {
                return Err(state_error(&path, "its id is empty"));
            }
            let lifetime = lifetime(&key, ready, record.fails, &key_path)?;
            let id = key.id.clone();
            let subproject = match &record.subproject_id {
                None => None,
                Some(id) => {
                    let path = format!("{path}.subprojectId");
                    check_reference(&self.v2.subprojects, id, &path, "subproject")?;
                    self.v2.subprojects.get_index_of(id)
                }
            };
            let access_group = match &record.access_group_id {
                None => None,
                Some(id) => {
                    let path = format!("{path}.accessGroupId");
                    check_reference(&self.v2.access_groups, id, &path, "access group")?;
                    self.v2.access_groups.get_index_of(id)
                }
            };
            let origin = (
                subproject.map(key_index::row_id),
                access_group.map(key_index::row_id),
            );
            let added = if add_managed_users {
                self.add_key(key, lifetime, origin)
            } else {
                self.insert_key(key, lifetime, origin)
            };
            if added.is_none() {
                return Err(state_error(&path, &format!("{id:?} comes twice")));
            }
        }
        Ok(())
    }

    /// Saves the store as a state, with the states that keys have now.
    pub(crate) fn snapshot(&mut self, now: Timestamp) -> State {
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
                .rows()
                .filter_map(|row| {
                    let stored = self.keys.get(row)?;
                    Some(KeyRecord {
                        ready_at: time::to_iso(stored.lifetime.ready),
                        fails: stored.lifetime.fails,
                        subproject_id: stored
                            .subproject
                            .and_then(|subproject| self.v2.subproject(subproject))
                            .map(|record| record.subproject.id.clone()),
                        access_group_id: stored
                            .access_group()
                            .and_then(|group| {
                                self.v2.access_groups.get_index(key_index::row_index(group))
                            })
                            .map(|(id, _)| id.clone()),
                        key: self.key_of_v1(row, now)?,
                    })
                })
                .collect(),
            shared_keys: self
                .shared_keys
                .iter_mut()
                .map(|stored| {
                    stored.lifetime.update_state(&mut stored.key, now);
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
            unidy_users: self.unidy_users.clone(),
            v2: self.v2.lists(),
        }
    }

    /// An empty store.
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
            unidy_users: Vec::new(),
            v2: Default::default(),
            side_effects: Default::default(),
        }
    }
}

/// A text as an optional member: absent if it is empty.
pub(crate) fn absent_if_empty(text: &str) -> Nullable<String> {
    if text.is_empty() {
        Nullable::Absent
    } else {
        Nullable::Value(text.to_owned())
    }
}
