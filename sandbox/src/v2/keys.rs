//! Keys: list, show, create.

use serde_json::{Map, Value};
use unloc_integrator_client::model::v2::{AppUser, Key};
use unloc_integrator_client::model::{KeyState, Nullable};

use super::context::{Call, Owner};
use super::jobs::{self, NewJob};
use super::key_input::{self, NewKey};
use super::page::{self, Page};
use super::problem::Problem;
use super::recurrence::spans;
use crate::http::Response;
use crate::store::Store;
use crate::store::key_index::{
    EndReason, KeyDetails, Phone, RowId, StoredKey, format_phone, parse_phone, row_id, row_index,
};
use crate::store::key_state::{KeyLifetime, window_is_open};
use crate::store::settings::KeyMetadata;
use crate::store::v2_records::FailedKey;
use crate::store::vendor_connections::lock_is_unreachable;
use crate::time::{self, Timestamp};

/// All states.
const STATES: [KeyState; 7] = [
    KeyState::Creating,
    KeyState::Scheduled,
    KeyState::Active,
    KeyState::Inactive,
    KeyState::Expired,
    KeyState::Revoked,
    KeyState::Error,
];

impl Store {
    /// The state of a key, with regard to its weekly windows in the time zone of its lock.
    pub(crate) fn state_of_v2(&self, key: &StoredKey, now: Timestamp) -> KeyState {
        let state = key.state(now);
        let Some(recurrence) = key.recurrence().filter(|_| state == KeyState::Active) else {
            return state;
        };
        let zone = self
            .locks
            .get_index(row_index(key.lock))
            .map_or("UTC", |(_, record)| record.timezone.as_str());
        if window_is_open(recurrence, now, zone) {
            KeyState::Active
        } else {
            KeyState::Inactive
        }
    }

    /// A key in the format of API v2.
    pub(crate) fn key_of_v2(&self, row: RowId, now: Timestamp) -> Option<Key> {
        let stored = self.keys.get(row)?;
        let metadata = stored.details.as_deref().map(|details| &details.metadata);
        Some(Key {
            id: self.keys.id(row),
            lock_id: self.lock_id_of(stored),
            app_user: Some(AppUser {
                id: format_phone(stored.person),
                name: self.name_of(stored),
                extra: Map::new(),
            }),
            start: time::to_iso(stored.lifetime.start),
            end: stored.lifetime.end.map(time::to_iso),
            created: time::to_iso(stored.created.unwrap_or(stored.lifetime.start)),
            state: self.state_of_v2(stored, now),
            recurrence: match stored.recurrence() {
                Some(recurrence) => Nullable::Value(Some(spans(recurrence))),
                None => Nullable::Absent,
            },
            metadata: match metadata.and_then(Nullable::value) {
                Some(metadata) if self.settings.key_metadata == KeyMetadata::Kept => {
                    Nullable::Value(Some(metadata.clone()))
                }
                _ => Nullable::Absent,
            },
            extra: self.access_group_of(stored),
        })
    }

    /// `accessGroupId`, if keys name their access group.
    fn access_group_of(&self, key: &StoredKey) -> Map<String, Value> {
        let group = key
            .access_group()
            .filter(|_| self.settings.keys_name_access_group)
            .and_then(|group| self.v2.access_groups.get_index(row_index(group)));
        let named = |(id, _): (&String, _)| ("accessGroupId".to_owned(), Value::from(id.as_str()));
        group.into_iter().map(named).collect()
    }
}

/// A filter of keys: by project or subproject, person, and lock.
pub(crate) struct Filter {
    owner: Owner,
    person: Option<Phone>,
    /// `Some(None)` if the query names a lock that does not exist.
    lock: Option<Option<RowId>>,
    excludes_subprojects: bool,
}

impl Filter {
    /// Reads the query's `appUserId`, `lockId` and `excludeSubprojectKeys`.
    pub(crate) fn read(call: &Call) -> Result<Self, Problem> {
        Ok(Self {
            owner: call.access.owner.clone(),
            person: call.app_user()?,
            lock: call
                .parameter("lockId")
                .map(|id| call.store.locks.get_index_of(id).map(row_id)),
            excludes_subprojects: call.flag("excludeSubprojectKeys")?,
        })
    }

    /// The shortest index list that contains every key that matches, oldest first.
    pub(crate) fn candidates<'a>(&self, store: &'a Store) -> &'a [RowId] {
        let of_owner = match self.owner.subproject {
            Some(subproject) => store.keys.of_subproject(subproject),
            None => store.keys.of_lock_holder(self.owner.project),
        };
        let of_person = self.person.map(|person| store.keys.of_person(person));
        let of_lock = self
            .lock
            .map(|lock| lock.map_or(&[][..], |lock| store.keys.of_lock(lock)));
        [of_person, of_lock]
            .into_iter()
            .flatten()
            .fold(of_owner, |shortest, list| {
                if list.len() < shortest.len() {
                    list
                } else {
                    shortest
                }
            })
    }

    /// Whether a key matches.
    pub(crate) fn matches(&self, store: &Store, key: &StoredKey) -> bool {
        let of_owner = match self.owner.subproject {
            Some(subproject) => key.subproject == Some(subproject),
            None => {
                (!self.excludes_subprojects || key.subproject.is_none())
                    && store
                        .locks
                        .get_index(row_index(key.lock))
                        .is_some_and(|(_, lock)| lock.lock_holder_id == self.owner.project_id)
            }
        };
        of_owner
            && self.person.is_none_or(|person| key.person == person)
            && self.lock.is_none_or(|lock| lock == Some(key.lock))
    }
}

/// The states in `excludeStates`, which may be repeated or contain commas.
fn excluded_states(call: &Call) -> Result<Vec<KeyState>, Problem> {
    let mut states = Vec::new();
    for (name, value) in &call.query {
        if !matches!(name.as_str(), "excludeStates" | "excludeStates[]") {
            continue;
        }
        for word in value.split(',').filter(|word| !word.is_empty()) {
            let state = KeyState::from(word.to_owned());
            if !STATES.contains(&state) {
                return Err(Problem::invalid_one(
                    "excludeStates",
                    "must name states of keys",
                ));
            }
            states.push(state);
        }
    }
    Ok(states)
}

/// A page of the keys of the project or the subproject. Its cost grows with its length, and with
/// `excludeStates` with the number of keys that are skipped.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let page = Page::read(call)?;
    let filter = Filter::read(call)?;
    let excluded = excluded_states(call)?;
    let (store, now) = (&*call.store, call.now);
    let mut candidates = filter.candidates(store);
    if let Some(cursor) = &page.cursor {
        let last = store
            .keys
            .find(cursor)
            .filter(|last| {
                let key = store.keys.get(*last);
                key.is_some_and(|key| filter.matches(store, key))
            })
            .ok_or_else(Page::unknown_cursor)?;
        // Index lists are sorted by row.
        let start = candidates.partition_point(|row| *row <= last);
        candidates = candidates.get(start..).unwrap_or_default();
    }
    let mut rows = candidates.iter().copied().filter(|row| {
        store.keys.get(*row).is_some_and(|key| {
            filter.matches(store, key)
                && store.is_listed(key, now)
                && (excluded.is_empty() || !excluded.contains(&store.state_of_v2(key, now)))
        })
    });
    let page_rows: Vec<RowId> = rows.by_ref().take(page.limit).collect();
    let has_more = rows.next().is_some();
    let cursor = page_rows
        .last()
        .filter(|_| has_more)
        .map(|last| store.keys.id(*last));
    let keys: Vec<Key> = page_rows
        .iter()
        .filter_map(|row| store.key_of_v2(*row, now))
        .collect();
    Ok(page::respond(call, "keys", &keys, cursor))
}

/// The key in the path. It must be the project's.
pub(crate) fn find(call: &Call) -> Result<RowId, Problem> {
    let store = &call.store;
    store
        .keys
        .find(call.segment("keyId"))
        .filter(|row| {
            let key = store.keys.get(*row);
            let lock = key.and_then(|key| store.locks.get_index(row_index(key.lock)));
            lock.is_some_and(|(_, lock)| lock.lock_holder_id == call.access.owner.project_id)
        })
        .ok_or_else(|| Problem::not_found("The project has no such key"))
}

/// One key.
pub(crate) fn show(call: &mut Call) -> Result<Response, Problem> {
    let row = find(call)?;
    let store = &call.store;
    if store.settings.unlisted_by_id
        && let Some(key) = store.keys.get(row)
        && !store.is_listed(key, call.now)
    {
        return Err(Problem::not_found("The project has no such key"));
    }
    let key = store.key_of_v2(row, call.now);
    Ok(Response::named("key", &key))
}

/// Creates keys by a job.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let inputs = key_input::read(call)?;
    let overrides = call.store.side_effects.clone();
    let mut job = NewJob::from_overrides("createKeys", &overrides);
    for (number, input) in inputs.into_iter().enumerate() {
        if number < overrides.fail_keys || !job.makes_keys() {
            job.failed_keys.push(FailedKey {
                lock_id: input.lock_id,
                app_user_id: input.app_user_id,
            });
        } else if let Some(row) = add(call.store, call.now, &call.access.owner, input, None) {
            job.key_ids.push(call.store.keys.id(row));
        }
    }
    Ok(jobs::start(call, job))
}

/// Adds a key that was validated, and a managed user for its person.
pub(crate) fn add(
    store: &mut Store,
    now: Timestamp,
    owner: &Owner,
    input: NewKey,
    access_group: Option<RowId>,
) -> Option<RowId> {
    let lock = row_id(store.locks.get_index_of(&input.lock_id)?);
    let id = store.new_key_id();
    let details = KeyDetails {
        recurrence: input.recurrence,
        metadata: input.metadata,
        access_group,
        ..KeyDetails::default()
    };
    let precision = store.settings.time_precision;
    let key = StoredKey {
        lock,
        person: parse_phone(&input.app_user_id),
        subproject: owner.subproject,
        created: Some(now),
        lifetime: KeyLifetime {
            ready: now.saturating_add(store.side_effects.key_creation_time()),
            start: precision.cut(input.start),
            end: input.end.map(|end| precision.cut(end)),
            fails: lock_is_unreachable(store, &input.lock_id),
        },
        end_reason: EndReason::NotEnded,
        details: details.into_option(),
    };
    let row = store.keys.insert(id, key, owner.project)?;
    store.manage_user(&owner.project_id, &input.app_user_id);
    Some(row)
}
