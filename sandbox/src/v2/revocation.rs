//! Taking keys back: one, many, and those that people shared in the app.

use unloc_integrator_client::model::KeyState;

use super::context::Call;
use super::keys::{self, Filter};
use super::problem::Problem;
use crate::http::Response;
use crate::store::key_index::{Fate, Place};
use crate::store::{Store, StoredSharedKey};

/// Takes one key back.
pub(crate) fn revoke(call: &mut Call) -> Result<Response, Problem> {
    let place = keys::find(call)?;
    let now = call.now;
    if let Some(key) = call.store.keys.get_mut(place) {
        if key.state(now) == KeyState::Expired {
            return Err(Problem::conflict("The key has already expired"));
        }
        if key.access_group().is_some() {
            return Err(Problem::conflict(
                "The key belongs to an access group; take the person or the lock out of the group",
            ));
        }
        key.fate = Fate::Revoked;
    }
    Ok(Response::named("key", &call.store.key_of_v2(place, now)))
}

/// Takes back the keys that the filters mean; without a filter, every one. Those that are over
/// already and those of access groups stay as they are.
pub(crate) fn revoke_many(call: &mut Call) -> Result<Response, Problem> {
    let filter = Filter::read(call)?;
    // Its name is not known; whatever it is called, nobody is notified here.
    for name in ["notifyInvitee", "notifyInvitees", "notify"] {
        call.switch(name)?;
    }
    let store = &*call.store;
    let meant: Vec<Place> = filter
        .candidates(store)
        .iter()
        .copied()
        .filter(|place| {
            store
                .keys
                .get(*place)
                .is_some_and(|key| key.access_group().is_none() && filter.means(store, key))
        })
        .collect();
    for place in meant {
        call.store.revoke_unless_over(place, call.now);
    }
    Ok(Response::empty(204))
}

/// Takes back what people shared in the app: `appUserId` is who shared.
pub(crate) fn revoke_shared(call: &mut Call) -> Result<Response, Problem> {
    let sharer = call.parameter("appUserId").map(str::to_owned);
    call.app_user()?;
    let lock_id = call.parameter("lockId").map(str::to_owned);
    let without_subprojects = call.switch("excludeSubprojectKeys")?;
    let subproject_id = call.subproject_id().map(str::to_owned);
    let project_id = call.access.owner.project_id.clone();
    let mut all = std::mem::take(&mut call.store.shared_keys);
    let store = &*call.store;
    all.retain(|stored| {
        let here = store.lock_holder_of(&stored.key.lock_id) == Some(&project_id);
        let by_subproject = subproject_of(store, stored);
        let of_owner = match &subproject_id {
            Some(id) => by_subproject == Some(id.as_str()),
            None => !(without_subprojects && by_subproject.is_some()),
        };
        let of_sharer = sharer
            .as_ref()
            .is_none_or(|sharer| *sharer == stored.shared_by);
        let of_lock = lock_id.as_ref().is_none_or(|id| *id == stored.key.lock_id);
        !(here && of_owner && of_sharer && of_lock)
    });
    call.store.shared_keys = all;
    Ok(Response::empty(204))
}

/// The subproject by whose right a key was shared, if not by the project's.
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
