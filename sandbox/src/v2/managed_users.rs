//! Managed users: the records that a project has of people with keys.

use unloc_integrator_client::model::Nullable;
use unloc_integrator_client::model::v2::ManagedUser;

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::metadata;
use super::page::{self, Page};
use super::problem::Problem;
use crate::http::Response;
use crate::store::key_index::{RowId, parse_phone, row_index};
use crate::store::v2_records::ManagedUserRecord;

/// A page of the project's managed users.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let own = call
        .store
        .v2
        .managed_users
        .values()
        .filter(|record| !record.deleted && record.project_id == call.access.owner.project_id);
    let (records, cursor) = Page::read(call)?.take(own, |record| &record.managed_user.id)?;
    let users: Vec<&ManagedUser> = records.iter().map(|record| &record.managed_user).collect();
    Ok(page::respond(call, "managedUsers", &users, cursor))
}

/// Creates a managed user in a subproject or (assumed) in a project. The name of the member for the
/// phone number is not known.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let number = ["appUserId", "phoneNumber", "phone"]
        .into_iter()
        .find(|member| input.get(member).is_some())
        .unwrap_or("appUserId");
    let app_user_id = input.phone_number(&mut errors, number);
    let first_name = input.text(&mut errors, "firstName", 1..=256);
    let last_name = input.text(&mut errors, "lastName", 1..=256);
    let metadata = metadata::read(&input, &mut errors);
    errors.into_result()?;
    if call
        .store
        .manages(&call.access.owner.project_id, &app_user_id)
    {
        return Err(Problem::conflict(
            "The project has a managed user with this phone number already",
        ));
    }
    let optional =
        |text: Option<String>| text.map_or(Nullable::Absent, |text| Nullable::Value(Some(text)));
    let subproject_id = call.subproject_id().map(str::to_owned);
    let record = call
        .store
        .manage_user(&call.access.owner.project_id, &app_user_id);
    record.subproject_id = subproject_id;
    record.managed_user.first_name = optional(first_name);
    record.managed_user.last_name = optional(last_name);
    if let Nullable::Value(metadata) = metadata {
        record.managed_user.metadata = Nullable::Value(Some(metadata));
    }
    Ok(Response::named("managedUser", &record.managed_user))
}

fn find<'a>(call: &'a mut Call) -> Result<&'a mut ManagedUserRecord, Problem> {
    let id = call.segment("managedUserId").to_owned();
    let project_id = call.access.owner.project_id.clone();
    call.store
        .v2
        .managed_users
        .get_mut(&id)
        .filter(|record| !record.deleted && record.project_id == project_id)
        .ok_or_else(|| Problem::not_found("The project has no such managed user"))
}

/// Changes names and metadata. Absent members do not change.
pub(crate) fn update(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let first_name = input.text(&mut errors, "firstName", 1..=256);
    let last_name = input.text_or_null(&mut errors, "lastName", 1..=256);
    let record = find(call)?;
    let user = &mut record.managed_user;
    let metadata = match input.object(&mut errors, "metadata") {
        None => Nullable::Absent,
        Some(object) => {
            let existing = user.metadata.value().and_then(Option::as_ref);
            Nullable::Value(Some(metadata::merge(&object, &mut errors, existing)))
        }
    };
    errors.into_result()?;
    if let Some(first_name) = first_name {
        user.first_name = Nullable::Value(Some(first_name));
    }
    match last_name {
        Nullable::Absent => {}
        Nullable::Null => user.last_name = Nullable::Absent,
        Nullable::Value(name) => user.last_name = Nullable::Value(Some(name)),
    }
    if !metadata.is_absent() {
        user.metadata = metadata;
    }
    Ok(Response::named("managedUser", user))
}

/// Deletes a managed user, and revokes their keys in the project, because each person with a key is a
/// managed user.
pub(crate) fn delete(call: &mut Call) -> Result<Response, Problem> {
    let record = find(call)?;
    record.deleted = true;
    let person = parse_phone(&record.managed_user.app_user_id);
    let store = &*call.store;
    let keys: Vec<RowId> = store
        .keys
        .of_person(person)
        .iter()
        .copied()
        .filter(|row| {
            let lock = store.keys.get(*row).map(|key| row_index(key.lock));
            lock.and_then(|lock| store.locks.get_index(lock))
                .is_some_and(|(_, lock)| lock.lock_holder_id == call.access.owner.project_id)
        })
        .collect();
    for row in keys {
        call.store.revoke_unless_ended(row, call.now);
    }
    Ok(Response::empty(204))
}
