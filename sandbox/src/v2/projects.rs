//! Projects (lock holders in API v1, with the same ids) and their organization (the integrator in v1).

use serde_json::{Map, Value};
use unloc_integrator_client::model::v2::{Organization, PrivacyPolicy, Project};
use unloc_integrator_client::model::{LockHolder, Nullable};

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::page::{self, Page};
use super::problem::Problem;
use crate::http::Response;
use crate::store::Store;

/// The organization.
pub(crate) fn show_organization(call: &mut Call) -> Result<Response, Problem> {
    let organization = Organization {
        id: call.store.integrator.id.clone(),
        name: call.store.integrator.name.clone(),
        extra: Map::new(),
    };
    Ok(Response::named("organization", &organization))
}

/// A project in the format of API v2. The name of the default privacy policy in it is not known.
fn to_project(store: &Store, lock_holder: &LockHolder) -> Project {
    let policy = store.v2.default_privacy_policy(&lock_holder.id);
    let mut extra = Map::new();
    extra.insert(
        "defaultPrivacyPolicy".to_owned(),
        Value::String(policy.as_str().to_owned()),
    );
    Project {
        id: lock_holder.id.clone(),
        name: lock_holder.name.clone(),
        organization_id: store.integrator.id.clone(),
        extra,
    }
}

/// The organization's projects.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let (projects, cursor) =
        Page::read(call)?.take(call.store.lock_holders.values(), |entry| &entry.id)?;
    let projects: Vec<Project> = projects
        .into_iter()
        .map(|entry| to_project(call.store, entry))
        .collect();
    Ok(page::respond(call, "projects", &projects, cursor))
}

/// Creates a project with all modules. In API v1 it is a Norwegian lock holder with a made-up number.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let mut errors = ValidationErrors::default();
    let name = Input::of(&members).required_text(&mut errors, "name", 4..=128);
    errors.into_result()?;
    let id = call.store.new_id();
    let lock_holder = LockHolder {
        organization_id: format!("PROJECT-{}", id.get(..8).unwrap_or_default()),
        id,
        name,
        country_iso: "NO".to_owned(),
        organization_id_suffix: Nullable::Value(String::new()),
        active_installer_invite_codes: Nullable::Absent,
        extra: Map::new(),
    };
    let response = Response::named("project", &to_project(call.store, &lock_holder));
    call.store
        .lock_holders
        .insert(lock_holder.id.clone(), lock_holder);
    Ok(response)
}

fn respond(call: &Call) -> Result<Response, Problem> {
    let lock_holder = call.store.lock_holders.get(&call.access.owner.project_id);
    lock_holder
        .map(|lock_holder| Response::named("project", &to_project(call.store, lock_holder)))
        .ok_or_else(|| Problem::not_found("There is no such project"))
}

/// One project.
pub(crate) fn show(call: &mut Call) -> Result<Response, Problem> {
    respond(call)
}

/// Changes the name or the default privacy policy.
pub(crate) fn update(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let name = input.text(&mut errors, "name", 4..=128);
    let policy = policy(&input, &mut errors, "defaultPrivacyPolicy");
    errors.into_result()?;
    if let Some(name) = name
        && let Some(lock_holder) = call
            .store
            .lock_holders
            .get_mut(&call.access.owner.project_id)
    {
        lock_holder.name = name;
    }
    if let Some(policy) = policy {
        set_policy(call, policy, false);
    }
    respond(call)
}

/// Changes the privacy policy of new locks, and of existing ones with `applyToAllLocks`. The path and
/// the members are not known.
pub(crate) fn update_privacy_policy(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let member = ["privacyPolicy", "defaultPrivacyPolicy"]
        .into_iter()
        .find(|member| input.get(member).is_some())
        .unwrap_or_else(|| {
            input.reject(&mut errors, "privacyPolicy", "is required");
            "privacyPolicy"
        });
    let policy = policy(&input, &mut errors, member);
    let to_all = input.flag(&mut errors, "applyToAllLocks");
    errors.into_result()?;
    if let Some(policy) = policy {
        set_policy(call, policy, to_all == Some(true));
    }
    respond(call)
}

/// Reads an optional privacy policy.
pub(crate) fn policy(
    input: &Input,
    errors: &mut ValidationErrors,
    member: &str,
) -> Option<PrivacyPolicy> {
    let policy = PrivacyPolicy::from(input.text(errors, member, 0..=usize::MAX)?);
    if matches!(policy, PrivacyPolicy::Other(_)) {
        let reason = "must be one of public, anonymized, private";
        input.reject(errors, member, reason);
    }
    Some(policy)
}

fn set_policy(call: &mut Call, policy: PrivacyPolicy, to_all: bool) {
    let id = &call.access.owner.project_id;
    // Locks without a policy of their own keep the old default.
    let old = call.store.v2.default_privacy_policy(id);
    for record in call.store.locks.values_mut() {
        if record.lock_holder_id == *id {
            if to_all {
                record.privacy_policy = Some(policy.clone());
            } else if record.privacy_policy.is_none() {
                record.privacy_policy = Some(old.clone());
            }
        }
    }
    call.store.v2.project_mut(id).privacy_policy = Some(policy);
}
