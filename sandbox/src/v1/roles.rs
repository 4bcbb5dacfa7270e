//! Roles: who may share keys to which lock.

use std::collections::HashMap;

use serde_json::{Map, Value, json};
use unloc_integrator_client::model::{Nullable, Role};

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;
use crate::store::{Store, role_id};
use crate::time;

/// The number of keys that each person shared to each lock, by [`role_id`].
fn shared_counts(store: &Store) -> HashMap<String, u32> {
    let mut counts = HashMap::new();
    for stored in &store.shared_keys {
        let count: &mut u32 = counts
            .entry(role_id(&stored.shared_by, &stored.key.lock_id))
            .or_insert(0);
        *count = count.saturating_add(1);
    }
    counts
}

fn with_count(id: &str, role: &Role, counts: &HashMap<String, u32>) -> Role {
    Role {
        created_keys: Nullable::Value(counts.get(id).copied().unwrap_or(0)),
        ..role.clone()
    }
}

/// The lock holder's roles that may share. A page of them if the query has `limit`.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    let limit = call.limit()?;
    let mut roles = sharing_roles(call, |_| true);
    // The cursor is the id of a role, so the order is that of ids.
    roles.sort_by(|(left, _), (right, _)| left.cmp(right));
    if let Some(cursor) = call.parameter("startAfterId") {
        roles.retain(|(id, _)| id.as_str() > cursor);
    }
    let has_more = limit.is_some_and(|limit| roles.len() > limit);
    roles.truncate(limit.unwrap_or(usize::MAX));
    let cursor = roles.last().map(|(id, _)| id.clone()).filter(|_| has_more);
    let roles: Vec<Role> = roles.into_iter().map(|(_, role)| role).collect();
    let mut response = Map::new();
    response.insert("roles".to_owned(), json!(roles));
    if let Some(cursor) = cursor {
        response.insert("startAfterId".to_owned(), Value::String(cursor));
    }
    Ok(Response::json(200, &response))
}

/// The roles of one lock.
pub(crate) fn list_of_lock(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = call.lock_id()?.to_owned();
    Ok(respond(sharing_roles(call, |role| role.lock_id == lock_id)))
}

/// The roles of one person.
pub(crate) fn list_of_user(call: &mut Call) -> Result<Response, ApiError> {
    let user_id = call.user_id()?.to_owned();
    Ok(respond(sharing_roles(call, |role| role.user_id == user_id)))
}

fn respond(roles: Vec<(String, Role)>) -> Response {
    let roles: Vec<Role> = roles.into_iter().map(|(_, role)| role).collect();
    Response::named("roles", &roles)
}

fn sharing_roles(call: &Call, matches: impl Fn(&Role) -> bool) -> Vec<(String, Role)> {
    let counts = shared_counts(call.store);
    call.store
        .roles
        .iter()
        .filter(|(_, role)| role.can_share && matches(role) && call.own_lock(&role.lock_id))
        .map(|(id, role)| (id.clone(), with_count(id, role, &counts)))
        .collect()
}

/// Grants a role, or revokes it with `canShare: false`.
pub(crate) fn put(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = call.lock_id()?.to_owned();
    let user_id = call.user_id()?.to_owned();
    let body = call.json()?;
    let can_share = body
        .flag("canShare")?
        .ok_or_else(|| super::json_body::missing("canShare"))?;
    let name = body.text("userName", 0, 1024)?;
    let id = role_id(&user_id, &lock_id);
    let known_name = call
        .store
        .people
        .get(&user_id)
        .map(|person| person.name.clone());
    let now = time::to_iso(call.now);
    let role = call.store.roles.entry(id.clone()).or_insert_with(|| Role {
        user_id: user_id.clone(),
        lock_id,
        can_share,
        created: now,
        created_keys: Nullable::Absent,
        user_name: known_name.map_or(Nullable::Absent, Nullable::Value),
        extra: Map::new(),
    });
    role.can_share = can_share;
    let new_name = name.filter(|name| !name.is_empty());
    if let Some(name) = &new_name {
        role.user_name = name.clone().into();
    }
    let role = role.clone();
    if let Some(name) = new_name {
        call.store.name_person(&user_id, &name);
    }
    let counts = shared_counts(call.store);
    Ok(Response::named("role", &with_count(&id, &role, &counts)))
}

/// Revokes all keys that a person shared in the lock holder.
pub(crate) fn delete_shared_keys(call: &mut Call) -> Result<Response, ApiError> {
    let user_id = call.user_id()?.to_owned();
    let lock_holder_id = call.lock_holder_id().to_owned();
    let locks = &call.store.locks;
    call.store.shared_keys.retain(|stored| {
        let owner = locks.get(&stored.key.lock_id);
        let is_own = owner.is_some_and(|lock| lock.lock_holder_id == lock_holder_id);
        !(is_own && stored.shared_by == user_id)
    });
    Ok(Response::empty_object())
}

/// Revokes the keys that a person shared to one lock.
pub(crate) fn delete_shared_keys_of_lock(call: &mut Call) -> Result<Response, ApiError> {
    let lock_id = call.lock_id()?.to_owned();
    let user_id = call.user_id()?.to_owned();
    call.store
        .shared_keys
        .retain(|stored| stored.key.lock_id != lock_id || stored.shared_by != user_id);
    Ok(Response::empty_object())
}
