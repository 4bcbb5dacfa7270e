//! All keys, found by id, lock holder, lock, person and subproject. There may be a million: each is
//! kept small, its texts are made when somebody looks at it, and no list is found by looking at all.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;
use serde_json::{Map, Value};
use unloc_integrator_client::model::{Key, KeyState, Maybe, Recurrence};

use super::key_id::KeyId;
use super::key_state::Life;
use crate::time::{self, Moment};

/// Where something stands in the map that holds it. Keys, locks, lock holders, subprojects and
/// access groups are never taken out of theirs, so it stays.
pub(crate) type Place = u32;

/// A phone number without its plus: 15 digits at most, the first not 0.
pub(crate) type Phone = u64;

/// A length or position as a place.
pub(crate) fn place(position: usize) -> Place {
    Place::try_from(position).unwrap_or(Place::MAX)
}

/// A place as a position.
pub(crate) fn position(place: Place) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

/// The number of a phone number that was checked before.
pub(crate) fn phone(text: &str) -> Phone {
    text.trim_start_matches('+').parse().unwrap_or(0)
}

/// A phone number as it is written.
pub(crate) fn phone_text(phone: Phone) -> String {
    format!("+{phone}")
}

/// How a key came to its end before its time, if it did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// It did not: the clock tells where it stands.
    Open,
    /// It was taken back.
    Revoked,
    /// The vendor could not make it.
    Failed,
}

/// A key, in as few bytes as it takes.
#[derive(Clone, Debug)]
pub(crate) struct StoredKey {
    pub lock: Place,
    pub person: Phone,
    /// The subproject it was made in, if any.
    pub subproject: Option<Place>,
    pub created: Option<Moment>,
    pub life: Life,
    pub fate: Fate,
    /// What few keys have.
    pub more: Option<Box<More>>,
}

/// What few keys have.
#[derive(Clone, Debug, Default)]
pub(crate) struct More {
    pub recurrence: Maybe<Recurrence>,
    pub metadata: Maybe<BTreeMap<String, String>>,
    /// The access group it belongs to.
    pub access_group: Option<Place>,
    /// A name that came with the key, for a person who is not known otherwise.
    pub user_name: Maybe<String>,
    pub user_image: Maybe<String>,
    pub user_extra: Map<String, Value>,
    pub extra: Map<String, Value>,
}

impl More {
    /// Nothing, if it says nothing.
    pub(crate) fn or_nothing(self) -> Option<Box<Self>> {
        let nothing = self.recurrence.is_absent()
            && self.metadata.is_absent()
            && self.access_group.is_none()
            && self.user_name.is_absent()
            && self.user_image.is_absent()
            && self.user_extra.is_empty()
            && self.extra.is_empty();
        (!nothing).then(|| Box::new(self))
    }
}

impl StoredKey {
    /// What a key as API v1 writes it comes to. Its dates and its number were checked before.
    pub(crate) fn of(key: Key, life: Life, lock: Place, (subproject, access_group): Of) -> Self {
        Self {
            lock,
            person: phone(&key.to_user.id),
            subproject,
            created: key.created.value().and_then(|created| time::parse(created)),
            life,
            fate: match key.state {
                KeyState::Revoked => Fate::Revoked,
                KeyState::Error => Fate::Failed,
                _ => Fate::Open,
            },
            more: More {
                recurrence: key.recurrence,
                metadata: key.metadata,
                access_group,
                user_name: key.to_user.name,
                user_image: key.to_user.image_url,
                user_extra: key.to_user.extra,
                extra: key.extra,
            }
            .or_nothing(),
        }
    }

    /// Where it stands. A weekly window makes no difference here.
    pub(crate) fn state(&self, now: Moment) -> KeyState {
        match self.fate {
            Fate::Revoked => KeyState::Revoked,
            Fate::Failed => KeyState::Error,
            Fate::Open => self.life.state(now),
        }
    }

    /// Its weekly windows.
    pub(crate) fn recurrence(&self) -> Option<&Recurrence> {
        self.more.as_ref()?.recurrence.value()
    }

    /// The access group it belongs to.
    pub(crate) fn access_group(&self) -> Option<Place> {
        self.more.as_ref()?.access_group
    }
}

/// The subproject a key was made in, and the access group it belongs to.
pub(crate) type Of = (Option<Place>, Option<Place>);

/// All keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    by_id: IndexMap<KeyId, StoredKey>,
    of_lock_holder: HashMap<Place, Vec<Place>>,
    of_lock: HashMap<Place, Vec<Place>>,
    of_person: HashMap<Phone, Vec<Place>>,
    of_subproject: HashMap<Place, Vec<Place>>,
}

impl Keys {
    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.by_id.reserve(count);
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Adds one, unless its id is taken, and tells where it stands.
    pub(crate) fn insert(
        &mut self,
        id: KeyId,
        key: StoredKey,
        lock_holder: Place,
    ) -> Option<Place> {
        let entry = match self.by_id.entry(id) {
            indexmap::map::Entry::Occupied(_) => return None,
            indexmap::map::Entry::Vacant(entry) => entry,
        };
        let here = place(entry.index());
        self.of_lock_holder
            .entry(lock_holder)
            .or_default()
            .push(here);
        self.of_lock.entry(key.lock).or_default().push(here);
        self.of_person.entry(key.person).or_default().push(here);
        if let Some(subproject) = key.subproject {
            self.of_subproject.entry(subproject).or_default().push(here);
        }
        entry.insert(key);
        Some(here)
    }

    /// Where the key of an id stands.
    pub(crate) fn find(&self, id: &str) -> Option<Place> {
        self.by_id.get_index_of(&KeyId::read(id)).map(place)
    }

    /// The key at a place.
    pub(crate) fn get(&self, place: Place) -> Option<&StoredKey> {
        self.by_id.get_index(position(place)).map(|(_, key)| key)
    }

    /// The key at a place, to be changed. Its lock, person and subproject stay.
    pub(crate) fn get_mut(&mut self, place: Place) -> Option<&mut StoredKey> {
        self.by_id
            .get_index_mut(position(place))
            .map(|(_, key)| key)
    }

    /// The id of the key at a place.
    pub(crate) fn id(&self, place: Place) -> String {
        self.by_id
            .get_index(position(place))
            .map_or_else(String::new, |(id, _)| id.to_string())
    }

    /// The places of all, oldest first.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> + use<> {
        0..place(self.by_id.len())
    }

    /// The places of a lock holder's keys, oldest first.
    pub(crate) fn of_lock_holder(&self, lock_holder: Place) -> &[Place] {
        self.of_lock_holder
            .get(&lock_holder)
            .map_or(&[], Vec::as_slice)
    }

    /// The places of a lock's keys, oldest first.
    pub(crate) fn of_lock(&self, lock: Place) -> &[Place] {
        self.of_lock.get(&lock).map_or(&[], Vec::as_slice)
    }

    /// The places of a person's keys, whosever the locks are, oldest first.
    pub(crate) fn of_person(&self, person: Phone) -> &[Place] {
        self.of_person.get(&person).map_or(&[], Vec::as_slice)
    }

    /// The places of a subproject's keys, oldest first.
    pub(crate) fn of_subproject(&self, subproject: Place) -> &[Place] {
        self.of_subproject
            .get(&subproject)
            .map_or(&[], Vec::as_slice)
    }
}
