//! Access groups: each person of a group has a key to each of its locks.

use std::collections::BTreeMap;

use serde_json::Map;
use unloc_integrator_client::model::v2::{AccessGroup, Recurrence as Spans};
use unloc_integrator_client::model::{Nullable, Recurrence};

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::key_input::NewKey;
use super::page::{self, Page};
use super::problem::Problem;
use super::subprojects::{add_missing, check_lock};
use super::{keys, metadata, recurrence};
use crate::http::Response;
use crate::store::key_index::{RowId, parse_phone, row_id};
use crate::store::v2_records::AccessGroupRecord;
use crate::time;

/// The maximum number of people times locks.
const MAX_PAIRS: usize = 100_000;
/// The maximum number of keys that one call creates.
const MAX_NEW_KEYS: usize = 10_000;

fn optional<T>(value: Option<T>) -> Nullable<Option<T>> {
    value.map_or(Nullable::Absent, |value| Nullable::Value(Some(value)))
}

fn windows(recurrence: &Nullable<Recurrence>) -> Nullable<Option<Spans>> {
    optional(recurrence.value().map(recurrence::spans))
}

/// Rejects key sharing together with weekly windows.
fn reject_sharing_with_recurrence(
    input: &Input,
    errors: &mut ValidationErrors,
    allows_sharing: bool,
    has_recurrence: bool,
) {
    if allows_sharing && has_recurrence {
        let reason = "must not be true beside recurrence";
        input.reject(errors, "allowKeySharing", reason);
    }
}

/// Creates a group and its keys.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let name = input.required_text(&mut errors, "name", 4..=128);
    let description = input.text(&mut errors, "description", 4..=1024);
    for member in ["lockIds", "appUserIds"] {
        if input.get(member).is_none() {
            input.reject(&mut errors, member, "is required");
        }
    }
    let locks = input.texts(&mut errors, "lockIds", MAX_PAIRS, check_lock(call));
    let people = input.phone_numbers(&mut errors, "appUserIds", MAX_PAIRS);
    let recurrence = recurrence::read(&input, &mut errors);
    let metadata = metadata::read(&input, &mut errors);
    let allows_sharing = input.flag(&mut errors, "allowKeySharing").unwrap_or(false);
    let has_recurrence = recurrence.value().is_some();
    reject_sharing_with_recurrence(&input, &mut errors, allows_sharing, has_recurrence);
    errors.into_result()?;
    let (mut lock_ids, mut app_user_ids) = (Vec::new(), Vec::new());
    add_missing(&mut lock_ids, locks.unwrap_or_default());
    add_missing(&mut app_user_ids, people.unwrap_or_default());
    reject_too_many(&lock_ids, &app_user_ids)?;
    let access_group = AccessGroup {
        id: call.store.new_id(),
        name,
        description: optional(description),
        lock_ids: Nullable::Value(Vec::new()),
        app_user_ids: Nullable::Value(Vec::new()),
        recurrence: windows(&recurrence),
        allow_key_sharing: Nullable::Value(allows_sharing),
        metadata: optional(metadata.value().cloned()),
        created: time::to_iso(call.now).into(),
        extra: Map::new(),
    };
    let record = AccessGroupRecord {
        project_id: call.access.owner.project_id.clone(),
        subproject_id: call.subproject_id().map(str::to_owned),
        access_group,
    };
    let id = record.access_group.id.clone();
    call.store.v2.access_groups.insert(id.clone(), record);
    set_accesses(call, &id, lock_ids, app_user_ids, &recurrence)
}

fn reject_too_many(lock_ids: &[String], app_user_ids: &[String]) -> Result<(), Problem> {
    let pairs = lock_ids.len().saturating_mul(app_user_ids.len());
    if pairs > MAX_PAIRS {
        return Err(Problem::bad_request(format!(
            "An access group has at most {MAX_PAIRS} users times locks, and this would be {pairs}"
        )));
    }
    Ok(())
}

/// Sets the locks and people of a group. Creates the keys that are missing, and revokes those that no
/// longer belong to it.
fn set_accesses(
    call: &mut Call,
    id: &str,
    lock_ids: Vec<String>,
    app_user_ids: Vec<String>,
    recurrence: &Nullable<Recurrence>,
) -> Result<Response, Problem> {
    let Some((group, _, record)) = call.store.v2.access_groups.get_full(id) else {
        return Err(Problem::not_found("There is no such access group"));
    };
    let group = row_id(group);
    let subproject = record
        .subproject_id
        .as_deref()
        .and_then(|id| call.store.v2.subprojects.get_index_of(id));
    let mut owner = call.access.owner.clone();
    owner.subproject = subproject.map(row_id);
    let old_locks = record
        .access_group
        .lock_ids
        .value()
        .cloned()
        .unwrap_or_default();
    let old_people = record
        .access_group
        .app_user_ids
        .value()
        .cloned()
        .unwrap_or_default();
    let new_keys: Vec<(String, String)> = app_user_ids
        .iter()
        .flat_map(|person| {
            lock_ids
                .iter()
                .map(move |lock| (person.clone(), lock.clone()))
        })
        .filter(|(person, lock)| !(old_people.contains(person) && old_locks.contains(lock)))
        .collect();
    if new_keys.len() > MAX_NEW_KEYS {
        if old_locks.is_empty() && old_people.is_empty() {
            // The group was created by this call.
            call.store.v2.access_groups.pop();
        }
        return Err(Problem::bad_request(format!(
            "One call makes at most {MAX_NEW_KEYS} keys, and this would make {}",
            new_keys.len()
        )));
    }
    let store = &*call.store;
    let revoked: Vec<RowId> = keys_of_group(call, group, &old_people)
        .into_iter()
        .filter(|row| {
            store.keys.get(*row).is_some_and(|key| {
                !lock_ids.contains(&store.lock_id_of(key))
                    || !app_user_ids
                        .iter()
                        .any(|person| parse_phone(person) == key.person)
            })
        })
        .collect();
    for row in revoked {
        call.store.revoke_unless_ended(row, call.now);
    }
    for (app_user_id, lock_id) in new_keys {
        let input = NewKey {
            lock_id,
            app_user_id,
            start: call.now,
            end: None,
            recurrence: recurrence.clone(),
            metadata: Nullable::<BTreeMap<String, String>>::Absent,
        };
        keys::add(call.store, call.now, &owner, input, Some(group));
    }
    let Some(record) = call.store.v2.access_groups.get_mut(id) else {
        return Err(Problem::not_found("There is no such access group"));
    };
    record.access_group.lock_ids = Nullable::Value(lock_ids);
    record.access_group.app_user_ids = Nullable::Value(app_user_ids);
    Ok(Response::named("accessGroup", &record.access_group))
}

fn keys_of_group(call: &Call, group: RowId, people: &[String]) -> Vec<RowId> {
    let keys = &call.store.keys;
    people
        .iter()
        .flat_map(|person| keys.of_person(parse_phone(person)).iter().copied())
        .filter(|row| keys.get(*row).and_then(|key| key.access_group()) == Some(group))
        .collect()
}

fn is_own(call: &Call, record: &AccessGroupRecord) -> bool {
    record.project_id == call.access.owner.project_id
        && (call.access.owner.subproject.is_none()
            || record.subproject_id.as_deref() == call.subproject_id())
}

/// A page of the project's access groups.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let own = call
        .store
        .v2
        .access_groups
        .values()
        .filter(|record| is_own(call, record));
    let (records, cursor) = Page::read(call)?.take(own, |record| &record.access_group.id)?;
    let groups: Vec<&AccessGroup> = records.iter().map(|record| &record.access_group).collect();
    Ok(page::respond(call, "accessGroups", &groups, cursor))
}

fn find(call: &Call) -> Result<AccessGroup, Problem> {
    call.store
        .v2
        .access_groups
        .get(call.segment("accessGroupId"))
        .filter(|record| is_own(call, record))
        .map(|record| record.access_group.clone())
        .ok_or_else(|| Problem::not_found("There is no such access group"))
}

/// Changes a group, and the weekly windows of its keys.
pub(crate) fn update(call: &mut Call) -> Result<Response, Problem> {
    let mut group = find(call)?;
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    // The documentation has a shorter maximum than for a new group.
    let name = input.text(&mut errors, "name", 4..=64);
    let description = input.text_or_null(&mut errors, "description", 4..=1024);
    let recurrence = recurrence::read(&input, &mut errors);
    let metadata = metadata::read(&input, &mut errors);
    let allows_sharing = input.flag(&mut errors, "allowKeySharing");
    if let Some(allows_sharing) = allows_sharing {
        group.allow_key_sharing = Nullable::Value(allows_sharing);
    }
    let has_recurrence = match &recurrence {
        Nullable::Absent => group.recurrence.value().is_some_and(Option::is_some),
        recurrence => recurrence.value().is_some(),
    };
    let allows_sharing = group.allow_key_sharing.value() == Some(&true);
    reject_sharing_with_recurrence(&input, &mut errors, allows_sharing, has_recurrence);
    errors.into_result()?;
    if let Some(name) = name {
        group.name = name;
    }
    match description {
        Nullable::Absent => {}
        Nullable::Null => group.description = Nullable::Absent,
        Nullable::Value(description) => group.description = Nullable::Value(Some(description)),
    }
    match metadata {
        Nullable::Absent => {}
        Nullable::Null => group.metadata = Nullable::Absent,
        Nullable::Value(metadata) => group.metadata = Nullable::Value(Some(metadata)),
    }
    if !recurrence.is_absent() {
        group.recurrence = windows(&recurrence);
        let group_row = call.store.v2.access_groups.get_index_of(&group.id);
        let people = group.app_user_ids.value().cloned().unwrap_or_default();
        for key in keys_of_group(call, group_row.map_or(RowId::MAX, row_id), &people) {
            let details = call
                .store
                .keys
                .get_mut(key)
                .and_then(|key| key.details.as_mut());
            if let Some(details) = details {
                details.recurrence = match recurrence.value() {
                    Some(recurrence) => Nullable::Value(recurrence.clone()),
                    None => Nullable::Absent,
                };
            }
        }
    }
    let response = Response::named("accessGroup", &group);
    if let Some(record) = call.store.v2.access_groups.get_mut(&group.id) {
        record.access_group = group;
    }
    Ok(response)
}

/// Adds and removes people and locks.
pub(crate) fn update_accesses(call: &mut Call) -> Result<Response, Problem> {
    let group = find(call)?;
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let names = [
        "appUserIdsToAdd",
        "appUserIdsToRemove",
        "lockIdsToAdd",
        "lockIdsToRemove",
    ];
    if names.iter().all(|name| input.get(name).is_none()) {
        let reason = "is required, unless one of the other three is there";
        input.reject(&mut errors, "appUserIdsToAdd", reason);
    }
    let people = input.phone_numbers(&mut errors, "appUserIdsToAdd", MAX_PAIRS);
    for (number, person) in people.iter().flatten().enumerate() {
        let known = call.store.people.contains_key(person)
            || call.store.manages(&call.access.owner.project_id, person);
        if !known {
            errors.add(format!("appUserIdsToAdd.{number}"), "is no known user");
        }
    }
    let removed_people = input.phone_numbers(&mut errors, "appUserIdsToRemove", MAX_PAIRS);
    let locks = input.texts(&mut errors, "lockIdsToAdd", MAX_PAIRS, check_lock(call));
    let removed_locks = input.texts(&mut errors, "lockIdsToRemove", MAX_PAIRS, |_| None);
    errors.into_result()?;
    let change = |existing: &Nullable<Vec<String>>,
                  removed: Option<Vec<String>>,
                  added: Option<Vec<String>>| {
        let removed = removed.unwrap_or_default();
        let mut entries = existing.value().cloned().unwrap_or_default();
        entries.retain(|entry| !removed.contains(entry));
        add_missing(&mut entries, added.unwrap_or_default());
        entries
    };
    let app_user_ids = change(&group.app_user_ids, removed_people, people);
    let lock_ids = change(&group.lock_ids, removed_locks, locks);
    reject_too_many(&lock_ids, &app_user_ids)?;
    let recurrence = match group.recurrence.value() {
        Some(Some(spans)) => Nullable::Value(recurrence::of_spans(spans)),
        _ => Nullable::Absent,
    };
    set_accesses(call, &group.id, lock_ids, app_user_ids, &recurrence)
}
