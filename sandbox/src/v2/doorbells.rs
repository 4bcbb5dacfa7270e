//! Doorbells. Each person of a user list gets a key to the lock. All locks of the sandbox count as online.

use serde_json::Map;
use unloc_integrator_client::model::Nullable;
use unloc_integrator_client::model::v2::{Doorbell, DoorbellUser, DoorbellUserList};

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::key_input::NewKey;
use super::keys;
use super::problem::Problem;
use crate::http::Response;
use crate::store::v2_records::DoorbellRecord;

/// The maximum number of people that one call adds to a list.
const MAX_NEW_USERS: usize = 500;

/// Reads users of a list: `[{"appUserId", "name"}]`.
fn read_users(
    input: &Input,
    errors: &mut ValidationErrors,
    member: &str,
) -> Option<Vec<(String, String)>> {
    let users = input.objects(errors, member, MAX_NEW_USERS)?;
    let read = |user: &Input| {
        let app_user_id = user.phone_number(errors, "appUserId");
        let name = user.required_text(errors, "name", 1..=256);
        (app_user_id, name)
    };
    Some(users.iter().map(read).collect())
}

/// Creates a doorbell with its users and their keys.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let name = input.required_text(&mut errors, "name", 5..=256);
    let lock_id = input.required_text(&mut errors, "lockId", 0..=usize::MAX);
    if !lock_id.is_empty() && !call.has_lock(&lock_id) {
        input.reject(&mut errors, "lockId", "does not belong to the project");
    }
    let inputs = input.objects(&mut errors, "doorbellUserLists", 100);
    if inputs.as_ref().is_none_or(Vec::is_empty) {
        let reason = "must have at least 1 entry";
        input.reject(&mut errors, "doorbellUserLists", reason);
    }
    let mut lists = Vec::new();
    for list in inputs.iter().flatten() {
        let name = list.required_text(&mut errors, "name", 1..=256);
        if list.get("doorbellUsers").is_none() {
            list.reject(&mut errors, "doorbellUsers", "is required");
        }
        let users = read_users(list, &mut errors, "doorbellUsers");
        lists.push((name, users.unwrap_or_default()));
    }
    errors.into_result()?;
    let mut record = DoorbellRecord {
        project_id: call.access.owner.project_id.clone(),
        doorbell: Doorbell {
            id: call.store.new_id(),
            name,
            lock_id,
            doorbell_user_lists: Nullable::Absent,
            extra: Map::new(),
        },
        key_ids: Default::default(),
        subproject_ids: Default::default(),
    };
    let mut created = Vec::new();
    for (name, users) in lists {
        let id = call.store.new_id();
        let mut list = DoorbellUserList {
            name,
            doorbell_users: Vec::new(),
            id: id.into(),
            extra: Map::new(),
        };
        add_users(call, &mut record, &mut list, users);
        created.push(list);
    }
    record.doorbell.doorbell_user_lists = Nullable::Value(created);
    let response = Response::named("doorbell", &record.doorbell);
    let id = record.doorbell.id.clone();
    call.store.v2.doorbells.insert(id, record);
    Ok(response)
}

fn add_users(
    call: &mut Call,
    record: &mut DoorbellRecord,
    list: &mut DoorbellUserList,
    users: Vec<(String, String)>,
) {
    for (app_user_id, name) in users {
        let id = call.store.new_id();
        let key = NewKey {
            lock_id: record.doorbell.lock_id.clone(),
            app_user_id: app_user_id.clone(),
            start: call.now,
            end: None,
            recurrence: Nullable::Absent,
            metadata: Nullable::Absent,
        };
        if let Some(key) = keys::add(call.store, call.now, &call.access.owner, key, None) {
            record.key_ids.insert(id.clone(), call.store.keys.id(key));
        }
        if let Some(subproject_id) = call.subproject_id() {
            record
                .subproject_ids
                .insert(id.clone(), subproject_id.to_owned());
        }
        list.doorbell_users.push(DoorbellUser {
            app_user_id,
            name,
            id: id.into(),
            extra: Map::new(),
        });
    }
}

fn is_user(user: &DoorbellUser, id: &str) -> bool {
    user.id.value().is_some_and(|user_id| user_id == id)
}

/// Changes a user list: its name, hours and users. A subproject can change the lists of doorbells at its
/// locks, and cannot remove users that its project added.
pub(crate) fn update_user_list(call: &mut Call) -> Result<Response, Problem> {
    let record = call.store.v2.doorbells.get(call.segment("doorbellId"));
    let mut record = record
        .filter(|record| {
            record.project_id == call.access.owner.project_id
                && call.has_lock(&record.doorbell.lock_id)
        })
        .cloned()
        .ok_or_else(|| Problem::not_found("There is no such doorbell"))?;
    let mut lists = record
        .doorbell
        .doorbell_user_lists
        .value()
        .cloned()
        .unwrap_or_default();
    let list_id = call.segment("userListId").to_owned();
    let list = lists
        .iter_mut()
        .find(|list| list.id.value() == Some(&list_id))
        .ok_or_else(|| Problem::not_found("The doorbell has no such user list"))?;
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let name = input.text(&mut errors, "name", 5..=256);
    let opening_hours = input.object(&mut errors, "openingHours");
    let added = read_users(&input, &mut errors, "doorbellUsersToAdd");
    let removed = input.texts(&mut errors, "doorbellUserIdsToRemove", usize::MAX, |_| None);
    let updates = input.objects(&mut errors, "doorbellUsersToUpdate", usize::MAX);
    let mut renamed = Vec::new();
    for update in updates.iter().flatten() {
        let id = update.required_text(&mut errors, "id", 1..=usize::MAX);
        if !id.is_empty() && !list.doorbell_users.iter().any(|user| is_user(user, &id)) {
            update.reject(&mut errors, "id", "names nobody on this list");
        }
        renamed.push((id, update.text(&mut errors, "name", 1..=256)));
    }
    let removed = removed.unwrap_or_default();
    for (number, id) in removed.iter().enumerate() {
        let by = record.subproject_ids.get(id).map(String::as_str);
        if call.access.owner.subproject.is_some() && by != call.subproject_id() {
            let reason = "was added by the project, which alone can remove it";
            errors.add(format!("doorbellUserIdsToRemove.{number}"), reason);
        }
    }
    errors.into_result()?;
    if let Some(name) = name {
        list.name = name;
    }
    if let Some(hours) = opening_hours {
        let hours = serde_json::Value::Object(hours.members().clone());
        list.extra.insert("openingHours".to_owned(), hours);
    }
    for (id, name) in renamed {
        let user = list
            .doorbell_users
            .iter_mut()
            .find(|user| is_user(user, &id));
        if let (Some(user), Some(name)) = (user, name) {
            user.name = name;
        }
    }
    for id in removed {
        list.doorbell_users.retain(|user| !is_user(user, &id));
        record.subproject_ids.remove(&id);
        let key = record.key_ids.remove(&id);
        if let Some(key) = key.and_then(|id| call.store.keys.find(&id)) {
            call.store.revoke_unless_ended(key, call.now);
        }
    }
    add_users(call, &mut record, list, added.unwrap_or_default());
    let response = Response::named("doorbellUserList", list);
    record.doorbell.doorbell_user_lists = Nullable::Value(lists);
    let id = record.doorbell.id.clone();
    call.store.v2.doorbells.insert(id, record);
    Ok(response)
}
