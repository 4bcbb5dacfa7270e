//! What the sandbox holds in memory while it runs.

pub(crate) mod ids;
pub(crate) mod json_path;
pub(crate) mod key_id;
pub(crate) mod key_index;
pub(crate) mod key_state;
mod keys;
mod managed_users;
pub(crate) mod settings;
mod settle;
pub(crate) mod side_effects;
pub(crate) mod sign_ins;
pub(crate) mod snapshot;
pub mod state;
pub(crate) mod state_error;
pub(crate) mod v2_records;
mod v2_snapshot;
pub(crate) mod vendor_connections;

use indexmap::IndexMap;
use unloc_integrator_client::model::{Integrator, Key, KeyEvent, LockHolder, Role};

use crate::jwt;
use key_id::KeyId;
use key_index::Keys;
use key_state::Life;
use settings::Settings;
use side_effects::Mishap;
use sign_ins::SignIns;
use state::{
    LockRecord, Person, Presence, VendorAccountRecord, VendorConnectionRecord, WebhookRecord,
};
use v2_records::Records;

/// A key that somebody with a role shared in the app.
#[derive(Clone, Debug)]
pub(crate) struct StoredSharedKey {
    pub shared_by: String,
    pub life: Life,
    pub key: Key,
}

/// Everything, found by id and kept in the order it was made.
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
    /// What only API v2 knows of.
    pub v2: Records,
    /// What a fault makes of the work of the request that is being answered.
    pub mishap: Mishap,
}

/// What tells a role from others, and the cursor of role lists: `<userId>.<lockId>`.
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

    /// A new code, access token or refresh token of a system whose tokens say nothing.
    pub(crate) fn new_opaque_token(&mut self) -> String {
        self.ids_given = self.ids_given.wrapping_add(1);
        jwt::opaque(self.ids_given)
    }

    /// The lock holder of a lock that is there.
    pub(crate) fn lock_holder_of(&self, lock_id: &str) -> Option<&str> {
        self.locks
            .get(lock_id)
            .filter(|record| record.presence != Presence::Gone)
            .map(|record| record.lock_holder_id.as_str())
    }

    /// The lock holder that a token's identifier scope names.
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

    /// Notes a person's name. Keys show it from then on.
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
