//! All keys, indexed by id, lock holder, lock, person and subproject.
//!
//! There may be a million. A key is stored in few bytes, its texts are formatted on reading, and no
//! list is found by a scan of all keys.

use std::collections::{BTreeMap, HashMap};

use indexmap::IndexMap;
use serde_json::{Map, Value};
use unloc_integrator_client::model::{Key, KeyState, Nullable, Recurrence};

use super::key_id::KeyId;
use super::key_state::KeyLifetime;
use crate::time::{self, Timestamp};

/// The index of an entity in its `IndexMap`. Keys, locks, lock holders, subprojects and access groups
/// are never removed, so it does not change.
pub(crate) type RowId = u32;

/// A phone number without its plus: 15 digits at most, the first not 0.
pub(crate) type Phone = u64;

/// An index or a length as a row id.
pub(crate) fn row_id(index: usize) -> RowId {
    RowId::try_from(index).unwrap_or(RowId::MAX)
}

/// A row id as an index.
pub(crate) fn row_index(row: RowId) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}

/// Parses a phone number that was validated before.
pub(crate) fn parse_phone(text: &str) -> Phone {
    text.trim_start_matches('+').parse().unwrap_or(0)
}

/// Formats a phone number as E.164.
pub(crate) fn format_phone(phone: Phone) -> String {
    format!("+{phone}")
}

/// Why a key ended before its end time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum EndReason {
    /// It did not: its state follows from the clock.
    NotEnded,
    /// It was revoked.
    Revoked,
    /// The vendor could not make it.
    Failed,
}

/// A key, stored compactly.
#[derive(Clone, Debug)]
pub(crate) struct StoredKey {
    pub lock: RowId,
    pub person: Phone,
    /// The subproject it was made in, if any.
    pub subproject: Option<RowId>,
    pub created: Option<Timestamp>,
    pub lifetime: KeyLifetime,
    pub end_reason: EndReason,
    pub details: Option<Box<KeyDetails>>,
}

/// Members that few keys have.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyDetails {
    pub recurrence: Nullable<Recurrence>,
    pub metadata: Nullable<BTreeMap<String, String>>,
    /// The access group it belongs to.
    pub access_group: Option<RowId>,
    /// The name that came with the key, for a person without a record.
    pub user_name: Nullable<String>,
    pub user_image: Nullable<String>,
    pub user_extra: Map<String, Value>,
    pub extra: Map<String, Value>,
}

impl KeyDetails {
    /// `None` if no member is set.
    pub(crate) fn into_option(self) -> Option<Box<Self>> {
        let is_empty = self.recurrence.is_absent()
            && self.metadata.is_absent()
            && self.access_group.is_none()
            && self.user_name.is_absent()
            && self.user_image.is_absent()
            && self.user_extra.is_empty()
            && self.extra.is_empty();
        (!is_empty).then(|| Box::new(self))
    }
}

impl StoredKey {
    /// From a key of API v1, whose dates and phone number were validated before.
    pub(crate) fn from_v1(
        key: Key,
        lifetime: KeyLifetime,
        lock: RowId,
        (subproject, access_group): KeyOrigin,
    ) -> Self {
        Self {
            lock,
            person: parse_phone(&key.to_user.id),
            subproject,
            created: key.created.value().and_then(|created| time::parse(created)),
            lifetime,
            end_reason: match key.state {
                KeyState::Revoked => EndReason::Revoked,
                KeyState::Error => EndReason::Failed,
                _ => EndReason::NotEnded,
            },
            details: KeyDetails {
                recurrence: key.recurrence,
                metadata: key.metadata,
                access_group,
                user_name: key.to_user.name,
                user_image: key.to_user.image_url,
                user_extra: key.to_user.extra,
                extra: key.extra,
            }
            .into_option(),
        }
    }

    /// Its state, without regard to weekly windows.
    pub(crate) fn state(&self, now: Timestamp) -> KeyState {
        match self.end_reason {
            EndReason::Revoked => KeyState::Revoked,
            EndReason::Failed => KeyState::Error,
            EndReason::NotEnded => self.lifetime.state(now),
        }
    }

    /// Its weekly windows.
    pub(crate) fn recurrence(&self) -> Option<&Recurrence> {
        self.details.as_ref()?.recurrence.value()
    }

    /// The access group it belongs to.
    pub(crate) fn access_group(&self) -> Option<RowId> {
        self.details.as_ref()?.access_group
    }
}

/// The subproject a key was made in, and the access group it belongs to.
pub(crate) type KeyOrigin = (Option<RowId>, Option<RowId>);

/// All keys.
#[derive(Clone, Debug, Default)]
pub(crate) struct Keys {
    by_id: IndexMap<KeyId, StoredKey>,
    of_lock_holder: HashMap<RowId, Vec<RowId>>,
    of_lock: HashMap<RowId, Vec<RowId>>,
    of_person: HashMap<Phone, Vec<RowId>>,
    of_subproject: HashMap<RowId, Vec<RowId>>,
}

impl Keys {
    /// Reserves capacity for more keys.
    pub(crate) fn reserve(&mut self, count: usize) {
        self.by_id.reserve(count);
    }

    /// The number of keys.
    pub(crate) fn len(&self) -> usize {
        self.by_id.len()
    }

    /// Inserts a key. `None` if its id is taken.
    pub(crate) fn insert(
        &mut self,
        id: KeyId,
        key: StoredKey,
        lock_holder: RowId,
    ) -> Option<RowId> {
        #[cfg(test)]
        super::row_count::add();
        let entry = match self.by_id.entry(id) {
            indexmap::map::Entry::Occupied(_) => return None,
            indexmap::map::Entry::Vacant(entry) => entry,
        };
        let row = row_id(entry.index());
        self.of_lock_holder
            .entry(lock_holder)
            .or_default()
            .push(row);
        self.of_lock.entry(key.lock).or_default().push(row);
        self.of_person.entry(key.person).or_default().push(row);
        if let Some(subproject) = key.subproject {
            self.of_subproject.entry(subproject).or_default().push(row);
        }
        entry.insert(key);
        Some(row)
    }

    /// The row of the key with an id.
    pub(crate) fn find(&self, id: &str) -> Option<RowId> {
        #[cfg(test)]
        super::row_count::add();
        self.by_id.get_index_of(&KeyId::read(id)).map(row_id)
    }

    /// The key in a row.
    pub(crate) fn get(&self, row: RowId) -> Option<&StoredKey> {
        #[cfg(test)]
        super::row_count::add();
        self.by_id.get_index(row_index(row)).map(|(_, key)| key)
    }

    /// The key in a row, to be changed. Its lock, person and subproject must stay the same.
    pub(crate) fn get_mut(&mut self, row: RowId) -> Option<&mut StoredKey> {
        #[cfg(test)]
        super::row_count::add();
        self.by_id.get_index_mut(row_index(row)).map(|(_, key)| key)
    }

    /// The id of the key in a row.
    pub(crate) fn id(&self, row: RowId) -> String {
        #[cfg(test)]
        super::row_count::add();
        self.by_id
            .get_index(row_index(row))
            .map_or_else(String::new, |(id, _)| id.to_string())
    }

    /// All rows, oldest first.
    pub(crate) fn rows(&self) -> impl Iterator<Item = RowId> + use<> {
        0..row_id(self.by_id.len())
    }

    /// The rows of a lock holder's keys, oldest first.
    pub(crate) fn of_lock_holder(&self, lock_holder: RowId) -> &[RowId] {
        self.of_lock_holder
            .get(&lock_holder)
            .map_or(&[], Vec::as_slice)
    }

    /// The rows of a lock's keys, oldest first.
    pub(crate) fn of_lock(&self, lock: RowId) -> &[RowId] {
        self.of_lock.get(&lock).map_or(&[], Vec::as_slice)
    }

    /// The rows of a person's keys at all lock holders, oldest first.
    pub(crate) fn of_person(&self, person: Phone) -> &[RowId] {
        self.of_person.get(&person).map_or(&[], Vec::as_slice)
    }

    /// The rows of a subproject's keys, oldest first.
    pub(crate) fn of_subproject(&self, subproject: RowId) -> &[RowId] {
        self.of_subproject
            .get(&subproject)
            .map_or(&[], Vec::as_slice)
    }
}
