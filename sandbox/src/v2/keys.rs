//! Keys: list, show, create by a job.

use serde_json::Map;
use unloc_integrator_client::model::v2::{AppUser, Key};
use unloc_integrator_client::model::{KeyState, Maybe};

use super::context::{Call, Owner};
use super::jobs::{self, NewJob};
use super::key_input::{self, NewKey};
use super::page::{self, Page};
use super::problem::Problem;
use super::recurrence::spans;
use crate::http::Response;
use crate::store::Store;
use crate::store::key_index::{
    Fate, More, Phone, Place, StoredKey, phone, phone_text, place, position,
};
use crate::store::key_state::{Life, window_is_open};
use crate::store::v2_records::FailedKey;
use crate::store::vendor_connections::lock_is_unreachable;
use crate::time::{self, Moment};

/// The states that are known.
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
    /// Where a key stands, its weekly windows on the clock at the door included.
    pub(crate) fn state_of_v2(&self, key: &StoredKey, now: Moment) -> KeyState {
        let state = key.state(now);
        let Some(recurrence) = key.recurrence().filter(|_| state == KeyState::Active) else {
            return state;
        };
        let zone = self
            .locks
            .get_index(position(key.lock))
            .map_or("UTC", |(_, record)| record.timezone.as_str());
        if window_is_open(recurrence, now, zone) {
            KeyState::Active
        } else {
            KeyState::Inactive
        }
    }

    /// A key as API v2 writes it.
    pub(crate) fn key_of_v2(&self, place: Place, now: Moment) -> Option<Key> {
        let stored = self.keys.get(place)?;
        let metadata = stored.more.as_deref().map(|more| &more.metadata);
        Some(Key {
            id: self.keys.id(place),
            lock_id: self.lock_id_of(stored),
            app_user: Some(AppUser {
                id: phone_text(stored.person),
                name: self.name_of(stored),
                extra: Map::new(),
            }),
            start: time::iso(stored.life.start),
            end: stored.life.end.map(time::iso),
            created: time::iso(stored.created.unwrap_or(stored.life.start)),
            state: self.state_of_v2(stored, now),
            recurrence: match stored.recurrence() {
                Some(recurrence) => Maybe::Value(Some(spans(recurrence))),
                None => Maybe::Absent,
            },
            metadata: match metadata.and_then(Maybe::value) {
                Some(metadata) => Maybe::Value(Some(metadata.clone())),
                None => Maybe::Absent,
            },
            extra: Map::new(),
        })
    }
}

/// Which keys are meant: those of a project or a subproject, of a person, to a lock.
pub(crate) struct Filter {
    owner: Owner,
    person: Option<Phone>,
    /// The outer is there if a lock was named, the inner if it is known.
    lock: Option<Option<Place>>,
    without_subprojects: bool,
}

impl Filter {
    /// Reads the query's `appUserId`, `lockId` and `excludeSubprojectKeys`.
    pub(crate) fn read(call: &Call) -> Result<Self, Problem> {
        Ok(Self {
            owner: call.access.owner.clone(),
            person: call.app_user()?,
            lock: call
                .parameter("lockId")
                .map(|id| call.store.locks.get_index_of(id).map(place)),
            without_subprojects: call.switch("excludeSubprojectKeys")?,
        })
    }

    /// The shortest list in which all of the keys that are meant are, oldest first.
    pub(crate) fn candidates<'a>(&self, store: &'a Store) -> &'a [Place] {
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

    /// Whether a key is meant.
    pub(crate) fn means(&self, store: &Store, key: &StoredKey) -> bool {
        let of_owner = match self.owner.subproject {
            Some(subproject) => key.subproject == Some(subproject),
            None => {
                (!self.without_subprojects || key.subproject.is_none())
                    && store
                        .locks
                        .get_index(position(key.lock))
                        .is_some_and(|(_, lock)| lock.lock_holder_id == self.owner.project_id)
            }
        };
        of_owner
            && self.person.is_none_or(|person| key.person == person)
            && self.lock.is_none_or(|lock| lock == Some(key.lock))
    }
}

/// The states that are not wanted: `excludeStates`, repeated or with commas.
fn unwanted_states(call: &Call) -> Result<Vec<KeyState>, Problem> {
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

/// The keys of the project or the subproject, page by page. What a page costs depends on its
/// length, and with `excludeStates` on how many are passed over.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let page = Page::read(call)?;
    let filter = Filter::read(call)?;
    let unwanted = unwanted_states(call)?;
    let (store, now) = (&*call.store, call.now);
    let mut candidates = filter.candidates(store);
    if let Some(cursor) = &page.cursor {
        let last = store
            .keys
            .find(cursor)
            .filter(|last| {
                let key = store.keys.get(*last);
                key.is_some_and(|key| filter.means(store, key))
            })
            .ok_or_else(Page::unknown_cursor)?;
        // Lists are in the order of places.
        let passed = candidates.partition_point(|place| *place <= last);
        candidates = candidates.get(passed..).unwrap_or_default();
    }
    let mut places = candidates.iter().copied().filter(|place| {
        store.keys.get(*place).is_some_and(|key| {
            filter.means(store, key)
                && (unwanted.is_empty() || !unwanted.contains(&store.state_of_v2(key, now)))
        })
    });
    let wanted: Vec<Place> = places.by_ref().take(page.limit).collect();
    let more = places.next().is_some();
    let cursor = wanted
        .last()
        .filter(|_| more)
        .map(|last| store.keys.id(*last));
    let keys: Vec<Key> = wanted
        .iter()
        .filter_map(|place| store.key_of_v2(*place, now))
        .collect();
    Ok(page::answer(call, "keys", &keys, cursor))
}

/// The key in the path. It must be the project's.
pub(crate) fn find(call: &Call) -> Result<Place, Problem> {
    let store = &call.store;
    store
        .keys
        .find(call.segment("keyId"))
        .filter(|place| {
            let key = store.keys.get(*place);
            let lock = key.and_then(|key| store.locks.get_index(position(key.lock)));
            lock.is_some_and(|(_, lock)| lock.lock_holder_id == call.access.owner.project_id)
        })
        .ok_or_else(|| Problem::not_found("The project has no such key"))
}

/// One key.
pub(crate) fn show(call: &mut Call) -> Result<Response, Problem> {
    let place = find(call)?;
    let key = call.store.key_of_v2(place, call.now);
    Ok(Response::named("key", &key))
}

/// Makes keys by a job.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let inputs = key_input::read(call)?;
    let mishap = call.store.mishap.clone();
    let mut job = NewJob::of_mishap("createKeys", &mishap);
    for (number, input) in inputs.into_iter().enumerate() {
        if number < mishap.fail_keys || !job.makes_keys() {
            job.failed_keys.push(FailedKey {
                lock_id: input.lock_id,
                app_user_id: input.app_user_id,
            });
        } else if let Some(place) = add(call.store, call.now, &call.access.owner, input, None) {
            job.key_ids.push(call.store.keys.id(place));
        }
    }
    Ok(jobs::begin(call, job))
}

/// Adds a key that was checked, and the managed user it brings.
pub(crate) fn add(
    store: &mut Store,
    now: Moment,
    owner: &Owner,
    input: NewKey,
    access_group: Option<Place>,
) -> Option<Place> {
    let lock = place(store.locks.get_index_of(&input.lock_id)?);
    let id = store.new_key_id();
    let more = More {
        recurrence: input.recurrence,
        metadata: input.metadata,
        access_group,
        ..More::default()
    };
    let key = StoredKey {
        lock,
        person: phone(&input.app_user_id),
        subproject: owner.subproject,
        created: Some(now),
        life: Life {
            ready: now.saturating_add(store.mishap.creating()),
            start: input.start,
            end: input.end,
            fails: lock_is_unreachable(store, &input.lock_id),
        },
        fate: Fate::Open,
        more: more.or_nothing(),
    };
    let place = store.keys.insert(id, key, owner.project)?;
    store.manage_user(&owner.project_id, &input.app_user_id);
    Some(place)
}
