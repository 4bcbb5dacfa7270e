//! The data of the sandbox in memory.

pub(crate) mod doors;
pub(crate) mod ids;
pub(crate) mod json_path;
pub(crate) mod key_id;
pub(crate) mod key_index;
pub(crate) mod key_state;
mod keys;
mod managed_users;
#[cfg(test)]
pub(crate) mod row_count;
pub(crate) mod settings;
mod settle;
pub(crate) mod side_effects;
pub(crate) mod sign_ins;
pub(crate) mod snapshot;
pub mod state;
pub(crate) mod state_error;
pub(crate) mod unidy_users;
pub(crate) mod v2_records;
mod v2_snapshot;
pub(crate) mod vendor_connections;

use indexmap::IndexMap;
use unloc_integrator_client::model::{Integrator, Key, KeyEvent, LockHolder, Role};

use crate::jwt;
use key_id::KeyId;
use key_index::Keys;
use key_state::KeyLifetime;
use settings::Settings;
use side_effects::SideEffectOverrides;
use sign_ins::SignIns;
use state::{
    LockPresence, LockRecord, Person, VendorAccountRecord, VendorConnectionRecord, WebhookRecord,
};
use unidy_users::UnidyUser;
use v2_records::Records;

/// A key that somebody with a role shared in the app.
#[derive(Clone, Debug)]
pub(crate) struct StoredSharedKey {
    pub shared_by: String,
    pub lifetime: KeyLifetime,
    pub key: Key,
}

/// All data, indexed by id, in the order of creation.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    pub settings: Settings,
    pub advanced: i64,
    pub ids_given: u64,
    pub integrator: Integrator,
    pub people: IndexMap<String, Person>,
    pub lock_holders: IndexMap<String, LockHolder>,
    pub vendor_connections: IndexMap<String, VendorConnectionRecord>,
    pub vendor_accounts: Vec<VendorAccountRecord>,
    pub locks: IndexMap<String, LockRecord>,
    pub keys: Keys,
    pub shared_keys: Vec<StoredSharedKey>,
    /// By [`role_id`].
    pub roles: IndexMap<String, Role>,
    pub webhooks: IndexMap<String, WebhookRecord>,
    /// Oldest first.
    pub key_events: Vec<KeyEvent>,
    pub sign_ins: SignIns,
    /// In the order of creation.
    pub unidy_users: Vec<UnidyUser>,
    /// Records of API v2 only.
    pub v2: Records,
    /// Set by the fault of the current request.
    pub side_effects: SideEffectOverrides,
}

/// The key of a role, and the cursor of role lists: `<userId>.<lockId>`.
pub(crate) fn role_id(user_id: &str, lock_id: &str) -> String {
    format!("{user_id}.{lock_id}")
}

impl Store {
    /// A new id.
    pub(crate) fn new_id(&mut self) -> String {
        self.ids_given = self.ids_given.wrapping_add(1);
        ids::uuid(self.ids_given)
    }

    /// A new id of a key.
    pub(crate) fn new_key_id(&mut self) -> KeyId {
        self.ids_given = self.ids_given.wrapping_add(1);
        KeyId::Uuid(ids::uuid_bytes(self.ids_given))
    }

    /// A new code or token of an authorization server whose tokens are opaque.
    pub(crate) fn new_opaque_token(&mut self) -> String {
        self.ids_given = self.ids_given.wrapping_add(1);
        jwt::opaque_token(self.ids_given)
    }

    /// The lock holder of a lock that was not removed.
    pub(crate) fn lock_holder_of(&self, lock_id: &str) -> Option<&str> {
        self.locks
            .get(lock_id)
            .filter(|record| record.presence != LockPresence::Removed)
            .map(|record| record.lock_holder_id.as_str())
    }

    /// The lock holder that an identifier scope names.
    pub(crate) fn lock_holder_by_identifier(
        &self,
        country: &str,
        organization: &str,
        suffix: &str,
    ) -> Option<&LockHolder> {
        self.lock_holders.values().find(|lock_holder| {
            lock_holder.country_iso == country
                && lock_holder.organization_id == organization
                && lock_holder
                    .organization_id_suffix
                    .value()
                    .map_or("", String::as_str)
                    == suffix
        })
    }

    /// Sets the name of a person. Keys show it from then on.
    pub(crate) fn name_person(&mut self, user_id: &str, name: &str) {
        match self.people.get_mut(user_id) {
            Some(person) => name.clone_into(&mut person.name),
            None => {
                let person = Person {
                    user_id: user_id.to_owned(),
                    name: name.to_owned(),
                    image_url: None,
                };
                self.people.insert(user_id.to_owned(), person);
            }
        }
    }
}
