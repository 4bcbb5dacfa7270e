//! Subprojects: parts of a project with some of its locks.

use serde_json::Map;
use unloc_integrator_client::model::Nullable;
use unloc_integrator_client::model::v2::Subproject;

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::metadata;
use super::page::{self, Page};
use super::problem::Problem;
use crate::http::Response;
use crate::store::key_index::{RowId, row_id};
use crate::store::v2_records::SubprojectRecord;
use crate::time;

/// The maximum number of locks.
const MAX_LOCKS: usize = 1_000;

/// Checks that a lock belongs to the project. Otherwise the reason for the error.
pub(crate) fn check_lock(call: &Call) -> impl Fn(&str) -> Option<&'static str> {
    |id| (!call.has_lock(id)).then_some("does not belong to the project")
}

/// Adds the entries that are missing.
pub(crate) fn add_missing(entries: &mut Vec<String>, added: Vec<String>) {
    for entry in added {
        if !entries.contains(&entry) {
            entries.push(entry);
        }
    }
}

/// Creates a subproject.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let name = input.required_text(&mut errors, "name", 4..=128);
    let description = input.text(&mut errors, "description", 4..=1024);
    let lock_ids = input.texts(&mut errors, "lockIds", MAX_LOCKS, check_lock(call));
    let metadata = metadata::read(&input, &mut errors);
    errors.into_result()?;
    let mut own = Vec::new();
    add_missing(&mut own, lock_ids.unwrap_or_default());
    let subproject = Subproject {
        id: call.store.new_id(),
        name,
        description: description.map_or(Nullable::Absent, |text| Nullable::Value(Some(text))),
        lock_ids: Nullable::Value(own),
        metadata: match metadata {
            Nullable::Value(metadata) => Nullable::Value(Some(metadata)),
            _ => Nullable::Absent,
        },
        project_id: call.access.owner.project_id.clone().into(),
        created: time::to_iso(call.now).into(),
        extra: Map::new(),
    };
    let response = Response::named("subproject", &subproject);
    let record = SubprojectRecord {
        project_id: call.access.owner.project_id.clone(),
        subproject,
    };
    let id = record.subproject.id.clone();
    call.store.v2.subprojects.insert(id, record);
    Ok(response)
}

/// A page of the project's subprojects.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let own = call
        .store
        .v2
        .subprojects
        .values()
        .filter(|record| record.project_id == call.access.owner.project_id);
    let (records, cursor) = Page::read(call)?.take(own, |record| &record.subproject.id)?;
    let subprojects: Vec<&Subproject> = records.iter().map(|record| &record.subproject).collect();
    Ok(page::respond(call, "subprojects", &subprojects, cursor))
}

/// Adds and removes locks. The subproject's keys to removed locks are revoked.
pub(crate) fn update_locks(call: &mut Call) -> Result<Response, Problem> {
    let id = call.segment("subprojectId").to_owned();
    let own = |record: &SubprojectRecord| record.project_id == call.access.owner.project_id;
    if !call.store.v2.subprojects.get(&id).is_some_and(own) {
        return Err(Problem::not_found("The project has no such subproject"));
    }
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let adds = input.texts(&mut errors, "lockIdsToAdd", MAX_LOCKS, check_lock(call));
    let removes = input.texts(&mut errors, "lockIdsToRemove", usize::MAX, |_| None);
    if adds.is_none() && removes.is_none() {
        let reason = "is required, unless lockIdsToRemove is there";
        input.reject(&mut errors, "lockIdsToAdd", reason);
    }
    errors.into_result()?;
    let removes = removes.unwrap_or_default();
    let Some((subproject, _, record)) = call.store.v2.subprojects.get_full_mut(&id) else {
        return Err(Problem::not_found("The project has no such subproject"));
    };
    let mut lock_ids = record.lock_ids().to_vec();
    lock_ids.retain(|id| !removes.contains(id));
    add_missing(&mut lock_ids, adds.unwrap_or_default());
    if lock_ids.len() > MAX_LOCKS {
        return Err(Problem::invalid_one(
            "lockIdsToAdd",
            format!("would make more than {MAX_LOCKS} locks"),
        ));
    }
    record.subproject.lock_ids = Nullable::Value(lock_ids.clone());
    let response = Response::named("subproject", &record.subproject);
    let revoked: Vec<RowId> = call
        .store
        .keys
        .of_subproject(row_id(subproject))
        .iter()
        .copied()
        .filter(|row| {
            let key = call.store.keys.get(*row);
            key.is_some_and(|key| !lock_ids.contains(&call.store.lock_id_of(key)))
        })
        .collect();
    for row in revoked {
        call.store.revoke_unless_ended(row, call.now);
    }
    Ok(response)
}
