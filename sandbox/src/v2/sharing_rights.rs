//! Sharing rights. Those of a project are the roles of API v1, those of a subproject are records of
//! their own, and those of an access group follow from the group.

use std::collections::HashMap;

use serde_json::Map;
use unloc_integrator_client::model::v2::{SharingRight, SharingRightSource};
use unloc_integrator_client::model::{Nullable, Role};

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::page::{self, Page};
use super::problem::{InvalidParam, Problem};
use crate::http::Response;
use crate::store::ids;
use crate::store::role_id;
use crate::store::v2_records::SharingRightRecord;
use crate::time;

/// The number of keys that each person shared to each lock, by [`role_id`].
fn shared_counts(call: &Call) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for stored in &call.store.shared_keys {
        let id = role_id(&stored.shared_by, &stored.key.lock_id);
        let count: &mut u32 = counts.entry(id).or_insert(0);
        *count = count.saturating_add(1);
    }
    counts
}

fn sharing_right(
    source: SharingRightSource,
    source_id: &str,
    lock_id: &str,
    app_user_id: &str,
    created: Nullable<String>,
) -> SharingRight {
    let id = ids::derived_uuid(&["sharing right", source_id, lock_id, app_user_id]);
    SharingRight {
        lock_id: lock_id.to_owned(),
        app_user_id: app_user_id.to_owned(),
        id: id.into(),
        source: source.into(),
        created,
        created_keys: Nullable::Absent,
        extra: Map::new(),
    }
}

/// All rights of the project or the subproject that match the query.
fn all(call: &Call) -> Result<Vec<SharingRight>, Problem> {
    call.app_user()?;
    let excludes_subprojects = call.flag("excludeSubprojectSharingRights")?;
    let (store, owner) = (&*call.store, &call.access.owner);
    let subproject_id = call.subproject_id();
    let mut rights = Vec::new();
    if subproject_id.is_none() {
        for role in store.roles.values() {
            if role.can_share && call.has_lock(&role.lock_id) {
                rights.push(sharing_right(
                    SharingRightSource::Project,
                    &owner.project_id,
                    &role.lock_id,
                    &role.user_id,
                    role.created.clone().into(),
                ));
            }
        }
    }
    for record in store.v2.sharing_rights.values() {
        let matches = match subproject_id {
            Some(id) => record.subproject_id == id,
            None => {
                let of = store.v2.subprojects.get(&record.subproject_id);
                !excludes_subprojects && of.is_some_and(|of| of.project_id == owner.project_id)
            }
        };
        if matches {
            rights.push(record.sharing_right.clone());
        }
    }
    for record in store.v2.access_groups.values() {
        let group = &record.access_group;
        let matches = group.allow_key_sharing.value() == Some(&true)
            && record.project_id == owner.project_id
            && match (subproject_id, &record.subproject_id) {
                (Some(id), of) => of.as_deref() == Some(id),
                (None, of) => !(excludes_subprojects && of.is_some()),
            };
        if !matches {
            continue;
        }
        for app_user_id in group.app_user_ids.value().into_iter().flatten() {
            for lock_id in group.lock_ids.value().into_iter().flatten() {
                rights.push(sharing_right(
                    SharingRightSource::AccessGroup,
                    &group.id,
                    lock_id,
                    app_user_id,
                    group.created.clone(),
                ));
            }
        }
    }
    let (person, lock) = (call.parameter("appUserId"), call.parameter("lockId"));
    rights.retain(|right| {
        person.is_none_or(|person| right.app_user_id == person)
            && lock.is_none_or(|lock| right.lock_id == lock)
    });
    Ok(rights)
}

/// A page of the rights of the project or the subproject.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let counts = shared_counts(call);
    let (rights, cursor) = Page::read(call)?.take(all(call)?.into_iter(), |right| {
        right.id.value().map_or("", String::as_str)
    })?;
    let rights: Vec<SharingRight> = rights
        .into_iter()
        .map(|right| with_count(right, &counts))
        .collect();
    Ok(page::respond(call, "sharingRights", &rights, cursor))
}

fn with_count(mut right: SharingRight, counts: &HashMap<String, u32>) -> SharingRight {
    let count = counts.get(&role_id(&right.app_user_id, &right.lock_id));
    right.created_keys = Nullable::Value(count.copied().unwrap_or(0));
    right
}

/// Grants rights: `{"sharingRights": [{"lockId", "appUserId"}]}`, or one entry as the body. If one of
/// them exists, none is granted.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let body = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let inputs = if body.get("sharingRights").is_some() {
        body.objects(&mut errors, "sharingRights", usize::MAX)
            .unwrap_or_default()
    } else {
        vec![body.clone()]
    };
    let mut requested = Vec::with_capacity(inputs.len());
    for input in &inputs {
        let lock_id = input.required_text(&mut errors, "lockId", 0..=usize::MAX);
        if !lock_id.is_empty() && !call.has_lock(&lock_id) {
            input.reject(&mut errors, "lockId", "does not belong to the project");
        }
        let app_user_id = input.phone_number(&mut errors, "appUserId");
        requested.push((input.path_to("lockId"), lock_id, app_user_id));
    }
    if inputs.is_empty() {
        body.reject(&mut errors, "sharingRights", "must have at least 1 entry");
    }
    errors.into_result()?;
    reject_duplicates(call, &requested)?;
    let now = time::to_iso(call.now);
    let project_id = call.access.owner.project_id.clone();
    let subproject_id = call.subproject_id().map(str::to_owned);
    let mut granted = Vec::new();
    for (_, lock_id, app_user_id) in requested {
        match &subproject_id {
            Some(id) => {
                let source = SharingRightSource::Subproject;
                let sharing_right =
                    sharing_right(source, id, &lock_id, &app_user_id, now.clone().into());
                granted.push(sharing_right.clone());
                let record = SharingRightRecord {
                    subproject_id: id.clone(),
                    sharing_right,
                };
                let key = role_id(id, &role_id(&app_user_id, &lock_id));
                call.store.v2.sharing_rights.insert(key, record);
            }
            None => {
                let source = SharingRightSource::Project;
                let created = now.clone().into();
                granted.push(sharing_right(
                    source,
                    &project_id,
                    &lock_id,
                    &app_user_id,
                    created,
                ));
                grant_role(call, &lock_id, &app_user_id, &now);
            }
        }
        call.store.manage_user(&project_id, &app_user_id);
    }
    Ok(Response::named("sharingRights", &granted))
}

fn grant_role(call: &mut Call, lock_id: &str, user_id: &str, now: &str) {
    let name = call
        .store
        .people
        .get(user_id)
        .map(|person| person.name.clone());
    let role = call
        .store
        .roles
        .entry(role_id(user_id, lock_id))
        .or_insert_with(|| Role {
            user_id: user_id.to_owned(),
            lock_id: lock_id.to_owned(),
            can_share: true,
            created: now.to_owned(),
            created_keys: Nullable::Absent,
            user_name: name.map_or(Nullable::Absent, Nullable::Value),
            extra: Map::new(),
        });
    if !role.can_share {
        role.can_share = true;
        now.clone_into(&mut role.created);
    }
}

fn reject_duplicates(call: &Call, requested: &[(String, String, String)]) -> Result<(), Problem> {
    let mut duplicates = Vec::new();
    let mut seen = std::collections::HashSet::new();
    for (name, lock_id, app_user_id) in requested {
        let role = role_id(app_user_id, lock_id);
        let exists = match call.subproject_id() {
            Some(id) => {
                let key = role_id(id, &role);
                call.store.v2.sharing_rights.contains_key(&key)
            }
            None => call
                .store
                .roles
                .get(&role)
                .is_some_and(|role| role.can_share),
        };
        if !seen.insert(role) || exists {
            duplicates.push(InvalidParam {
                name: name.clone(),
                reason: "is shared by this person already".to_owned(),
            });
        }
    }
    if duplicates.is_empty() {
        return Ok(());
    }
    Err(Problem {
        invalid_params: duplicates,
        ..Problem::conflict("A sharing right for this lock, source and user exists")
    })
}

/// Revokes rights. Those of access groups do not change.
pub(crate) fn revoke(call: &mut Call) -> Result<Response, Problem> {
    for right in all(call)? {
        let role = role_id(&right.app_user_id, &right.lock_id);
        match right.source.value() {
            Some(SharingRightSource::Project) => {
                if let Some(role) = call.store.roles.get_mut(&role) {
                    role.can_share = false;
                }
            }
            Some(SharingRightSource::Subproject) => {
                call.store
                    .v2
                    .sharing_rights
                    .retain(|_, record| record.sharing_right.id != right.id);
            }
            _ => {}
        }
    }
    Ok(Response::empty(204))
}
