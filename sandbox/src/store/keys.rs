//! Keys in the store: added, revoked, and as API v1 writes them.

use unloc_integrator_client::model::{Key, KeyState, KeyUser, Maybe};

use super::Store;
use super::key_id::KeyId;
use super::key_index::{Fate, Of, Place, StoredKey, phone_text, place, position};
use super::key_state::Life;
use crate::time::{self, Moment};

impl Store {
    /// Adds a key as API v1 writes it, and the managed user it brings. Its lock must be there.
    pub(crate) fn add_key(&mut self, key: Key, life: Life, of: Of) -> Option<Place> {
        let lock_holder_id = self.lock_holder_of(&key.lock_id)?.to_owned();
        let user_id = key.to_user.id.clone();
        let place = self.place_key(key, life, of)?;
        self.manage_user(&lock_holder_id, &user_id);
        Some(place)
    }

    /// The same without the managed user.
    pub(crate) fn place_key(&mut self, key: Key, life: Life, of: Of) -> Option<Place> {
        let (lock, _, record) = self.locks.get_full(&key.lock_id)?;
        let lock_holder = self.lock_holders.get_index_of(&record.lock_holder_id)?;
        let id = KeyId::read(&key.id);
        let key = StoredKey::of(key, life, place(lock), of);
        self.keys.insert(id, key, place(lock_holder))
    }

    /// Takes a key back, unless it is over already.
    pub(crate) fn revoke_unless_over(&mut self, place: Place, now: Moment) {
        if let Some(key) = self.keys.get_mut(place)
            && !matches!(key.state(now), KeyState::Expired | KeyState::Error)
        {
            key.fate = Fate::Revoked;
        }
    }

    /// The name under which a person is known.
    pub(crate) fn name_of(&self, key: &StoredKey) -> Maybe<String> {
        match self.people.get(&phone_text(key.person)) {
            Some(person) => Maybe::Value(person.name.clone()),
            None => match &key.more {
                Some(more) => more.user_name.clone(),
                None => Maybe::Absent,
            },
        }
    }

    /// The id of a key's lock.
    pub(crate) fn lock_id_of(&self, key: &StoredKey) -> String {
        self.locks
            .get_index(position(key.lock))
            .map_or_else(String::new, |(id, _)| id.clone())
    }

    /// A key as API v1 writes it.
    pub(crate) fn key_of_v1(&self, place: Place, now: Moment) -> Option<Key> {
        let stored = self.keys.get(place)?;
        let more = stored.more.as_deref().cloned().unwrap_or_default();
        let user_id = phone_text(stored.person);
        let image_url = match self
            .people
            .get(&user_id)
            .and_then(|person| person.image_url.clone())
        {
            Some(image_url) => Maybe::Value(image_url),
            None => more.user_image,
        };
        Some(Key {
            id: self.keys.id(place),
            lock_id: self.lock_id_of(stored),
            to_user: KeyUser {
                name: self.name_of(stored),
                image_url,
                id: user_id,
                extra: more.user_extra,
            },
            start: time::iso(stored.life.start),
            end: stored.life.end.map(time::iso),
            state: stored.state(now),
            created: stored
                .created
                .map_or(Maybe::Absent, |created| Maybe::Value(time::iso(created))),
            recurrence: more.recurrence,
            metadata: more.metadata,
            extra: more.extra,
        })
    }
}
