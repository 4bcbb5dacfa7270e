//! Adds and revokes keys, and reads them in the format of API v1.

use unloc_integrator_client::model::{Key, KeyState, KeyUser, Nullable};

use super::Store;
use super::key_id::KeyId;
use super::key_index::{EndReason, KeyOrigin, RowId, StoredKey, format_phone, row_id, row_index};
use super::key_state::KeyLifetime;
use crate::time::{self, SECOND, Timestamp};

impl Store {
    /// Adds a key of API v1, and a managed user for its person. `None` if its lock does not exist.
    pub(crate) fn add_key(
        &mut self,
        key: Key,
        lifetime: KeyLifetime,
        origin: KeyOrigin,
    ) -> Option<RowId> {
        let lock_holder_id = self.lock_holder_of(&key.lock_id)?.to_owned();
        let user_id = key.to_user.id.clone();
        let row = self.insert_key(key, lifetime, origin)?;
        self.manage_user(&lock_holder_id, &user_id);
        Some(row)
    }

    /// Adds a key of API v1 without a managed user.
    pub(crate) fn insert_key(
        &mut self,
        key: Key,
        lifetime: KeyLifetime,
        origin: KeyOrigin,
    ) -> Option<RowId> {
        let (lock, _, record) = self.locks.get_full(&key.lock_id)?;
        let lock_holder = self.lock_holders.get_index_of(&record.lock_holder_id)?;
        let id = KeyId::read(&key.id);
        let key = StoredKey::from_v1(key, lifetime, row_id(lock), origin);
        self.keys.insert(id, key, row_id(lock_holder))
    }

    /// Revokes a key that has neither expired nor failed.
    pub(crate) fn revoke_unless_ended(&mut self, row: RowId, now: Timestamp) {
        if let Some(key) = self.keys.get_mut(row)
            && !matches!(key.state(now), KeyState::Expired | KeyState::Error)
        {
            key.end_reason = EndReason::Revoked;
        }
    }

    /// Whether lists contain a key already.
    pub(crate) fn is_listed(&self, key: &StoredKey, now: Timestamp) -> bool {
        let delay = i64::from(self.settings.unlisted_seconds).saturating_mul(SECOND);
        key.created
            .is_none_or(|created| delay == 0 || now >= created.saturating_add(delay))
    }

    /// The name of a key's person.
    pub(crate) fn name_of(&self, key: &StoredKey) -> Nullable<String> {
        match self.people.get(&format_phone(key.person)) {
            Some(person) => Nullable::Value(person.name.clone()),
            None => match &key.details {
                Some(details) => details.user_name.clone(),
                None => Nullable::Absent,
            },
        }
    }

    /// The id of a key's lock.
    pub(crate) fn lock_id_of(&self, key: &StoredKey) -> String {
        self.locks
            .get_index(row_index(key.lock))
            .map_or_else(String::new, |(id, _)| id.clone())
    }

    /// A key in the format of API v1.
    pub(crate) fn key_of_v1(&self, row: RowId, now: Timestamp) -> Option<Key> {
        let stored = self.keys.get(row)?;
        let details = stored.details.as_deref().cloned().unwrap_or_default();
        let user_id = format_phone(stored.person);
        let image_url = match self
            .people
            .get(&user_id)
            .and_then(|person| person.image_url.clone())
        {
            Some(image_url) => Nullable::Value(image_url),
            None => details.user_image,
        };
        Some(Key {
            id: self.keys.id(row),
            lock_id: self.lock_id_of(stored),
            to_user: KeyUser {
                name: self.name_of(stored),
                image_url,
                id: user_id,
                extra: details.user_extra,
            },
            start: time::to_iso(stored.lifetime.start),
            end: stored.lifetime.end.map(time::to_iso),
            state: stored.state(now),
            created: stored.created.map_or(Nullable::Absent, |created| {
                Nullable::Value(time::to_iso(created))
            }),
            recurrence: details.recurrence,
            metadata: details.metadata,
            extra: details.extra,
        })
    }
}
