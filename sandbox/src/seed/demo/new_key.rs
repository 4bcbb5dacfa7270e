//! A key of the demo, before it is there.

use unloc_integrator_client::model::{Nullable, Recurrence};

use crate::store::Store;
use crate::store::key_index::{EndReason, KeyDetails, RowId, StoredKey, parse_phone, row_id};
use crate::store::key_state::KeyLifetime;
use crate::time::Timestamp;

/// A key that follows from a group or a doorbell.
pub(super) struct IssuedKey {
    pub user_id: String,
    pub lock_id: String,
    pub project_id: String,
    pub start: Timestamp,
    pub group: Option<RowId>,
    pub recurrence: Nullable<Recurrence>,
    /// The doorbell and its user.
    pub bell: Option<(String, String)>,
}

/// A key, all of whose data is known.
pub(super) struct NewKey<'a> {
    pub project_id: &'a str,
    pub user_id: &'a str,
    pub lock_id: &'a str,
    pub created: Timestamp,
    pub lifetime: KeyLifetime,
    pub end_reason: EndReason,
    pub subproject: Option<RowId>,
    pub details: KeyDetails,
}

/// Adds a key, and a managed user for its person. Returns its id.
pub(super) fn insert(store: &mut Store, key: NewKey) -> Option<String> {
    let lock = row_id(store.locks.get_index_of(key.lock_id)?);
    let lock_holder = row_id(store.lock_holders.get_index_of(key.project_id)?);
    let id = store.new_key_id();
    let stored = StoredKey {
        lock,
        person: parse_phone(key.user_id),
        subproject: key.subproject,
        created: Some(key.created),
        lifetime: key.lifetime,
        end_reason: key.end_reason,
        details: key.details.into_option(),
    };
    let row = store.keys.insert(id, stored, lock_holder)?;
    store.manage_user(key.project_id, key.user_id);
    Some(store.keys.id(row))
}
