//! Who may give keys to a door: the power to give, which is not to open.

use crate::refusal::Refusal;
use crate::review::query::{given, lock};
use crate::review::reason::named;
use crate::snapshot::{SharingRight, Snapshot};
use unloc_integrator_client::json::{Array, Object};

/// Answers `{"lockId"?,"appUserId"?}` with the sharing rights: `[{"lockId","appUserId","id"?,"source"?}]`.
///
/// # Errors
/// `malformed`, `unknownLock`.
pub fn may_grant(snapshot: &Snapshot, question: &str) -> Result<String, Refusal> {
    let given = given(question)?;
    let door = match given.text("lockId") {
        Some(id) => Some(lock(snapshot, &id)?),
        None => None,
    };
    let person = given
        .text("appUserId")
        .map(|number| snapshot.find_person(&number));
    let mut list = Array::new();
    for right in snapshot.sharing_rights() {
        if door.is_none_or(|door| snapshot.same_door(door, right.lock))
            && person.is_none_or(|person| person == right.person)
        {
            list.json(&written(snapshot, right));
        }
    }
    Ok(list.finish())
}

fn written(snapshot: &Snapshot, right: &SharingRight) -> String {
    let mut out = Object::new();
    if let Some(lock) = snapshot.locks().get(right.lock as usize) {
        out.text("lockId", snapshot.text(lock.id));
    }
    out.text("appUserId", snapshot.person(right.person));
    named(snapshot, &mut out, "id", right.id);
    named(snapshot, &mut out, "source", right.source);
    out.finish()
}
