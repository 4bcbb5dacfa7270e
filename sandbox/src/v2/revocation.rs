//! Revokes keys: one, many, and those that people shared in the app.

use unloc_integrator_client::model::KeyState;

use super::context::Call;
use super::keys::{self, Filter};
use super::problem::Problem;
use crate::http::Response;
use crate::store::key_index::{EndReason, RowId};
use crate::store::{Store, StoredSharedKey};

/// Revokes one key.
pub(crate) fn revoke(call: &mut Call) -> Result<Response, Problem> {
    let row = keys::find(call)?;
    let now = call.now;
    if let Some(key) = call.store.keys.get_mut(row) {
        if key.state(now) == KeyState::Expired {
            return Err(Problem::conflict("May not revoke expired keys"));
        }
        if key.access_group().is_some() {
            return Err(Problem::conflict(
                "The key belongs to an access group; take the person or the lock out of the group",
            ));
        }
        key.end_reason = EndReason::Revoked;
    }
    Ok(Response::named("key", &call.store.key_of_v2(row, now)))
}

/// Revokes the keys that the query matches: all of them if it has no filter. Keys that have ended and
/// keys of access groups do not change.
pub(crate) fn revoke_many(call: &mut Call) -> Result<Response, Problem> {
    let filter = Filter::read(call)?;
    // The name of the parameter is not known. The sandbox notifies nobody.
    for name in ["notifyInvitee", "notifyInvitees", "notify"] {
        call.flag(name)?;
    }
    let store = &*call.store;
    let matching: Vec<RowId> = filter
        .candidates(store)
        .iter()
        .copied()
        .filter(|row| {
            store
                .keys
                .get(*row)
                .is_some_and(|key| key.access_group().is_none() && filter.matches(store, key))
        })
        .collect();
    for row in matching {
        call.store.revoke_unless_ended(row, call.now);
    }
    Ok(Response::empty(204))
}

/// Revokes keys that people shared in the app. `appUserId` is the person who shared.
pub(crate) fn revoke_shared(call: &mut Call) -> Result<Response, Problem> {
    let sharer = call.parameter("appUserId").map(str::to_owned);
    call.app_user()?;
    let lock_id = call.parameter("lockId").map(str::to_owned);
    let excludes_subprojects = call.flag("excludeSubprojectKeys")?;
    let subproject_id = call.subproject_id().map(str::to_owned);
    let project_id = call.access.owner.project_id.clone();
    let mut all = std::mem::take(&mut call.store.shared_keys);
    let store = &*call.store;
    all.retain(|stored| {
        let of_project = store.lock_holder_of(&stored.key.lock_id) == Some(&project_id);
        let by_subproject = subproject_of(store, stored);
        let of_owner = match &subproject_id {
            Some(id) => by_subproject == Some(id.as_str()),
            None => !(excludes_subprojects && by_subproject.is_some()),
        };
        let of_sharer = sharer
            .as_ref()
            .is_none_or(|sharer| *sharer == stored.shared_by);
        let of_lock = lock_id.as_ref().is_none_or(|id| *id == stored.key.lock_id);
        !(of_project && of_owner && of_sharer && of_lock)
    });
    call.store.shared_keys = all;
    Ok(Response::empty(204))
}

/// The subproject whose sharing right a key was shared by. `None` if it was a right of the project.
fn subproject_of<'a>(store: &'a Store, stored: &StoredSharedKey) -> Option<&'a str> {
    let role = crate::store::role_id(&stored.shared_by, &stored.key.lock_id);
    if store.roles.get(&role).is_some_and(|role| role.can_share) {
        return None;
    }
    store
        .v2
        .sharing_rights
        .values()
        .find(|record| {
            record.sharing_right.lock_id == stored.key.lock_id
                && record.sharing_right.app_user_id == stored.shared_by
        })
        .map(|record| record.subproject_id.as_str())
}
