//! The control endpoints `/_sandbox/…`. They need no token, and are no part of the Unloc API.

use serde::Serialize;
use serde_json::json;

use crate::faults::Faults;
use crate::http::{Request, Response};
use crate::sandbox::Sandbox;
use crate::store::doors::Door;
use crate::store::state::LockPresence;
use crate::store::v2_records::Module;
use crate::time::{self, Timestamp};
use crate::v1::error::ApiError;
use crate::v1::json_body::Body;
use crate::v1::key_events;
use crate::v1::vendor_connections;
use crate::v2;
use crate::validate;

/// The path of the control endpoints.
const PREFIX: &str = "/_sandbox";

/// Whether a path is a control endpoint's.
pub(crate) fn is_control(path: &str) -> bool {
    path == PREFIX || path.starts_with("/_sandbox/")
}

/// Handles a request to a control endpoint. `machine_now` is the machine's clock.
pub(crate) fn handle(
    sandbox: &mut Sandbox,
    request: &Request,
    machine_now: Timestamp,
) -> Result<Response, ApiError> {
    let Request { method, body, .. } = *request;
    let name = request
        .path()
        .strip_prefix(PREFIX)
        .unwrap_or_default()
        .trim_matches('/');
    let allowed_methods: &[&str] = match name {
        "state" | "doors" => &["GET"],
        "reset" | "clock" | "open" | "modules" | "vendor" => &["POST"],
        "faults" | "settings" => &["GET", "POST"],
        _ => {
            return Err(ApiError::not_found(
                "There is no such control endpoint. There are GET state, GET doors, POST reset, POST clock, POST open, POST modules, POST vendor, GET and POST faults, GET and POST settings.",
            ));
        }
    };
    if !allowed_methods
        .iter()
        .any(|allowed| method.eq_ignore_ascii_case(allowed))
    {
        return Err(ApiError::method_not_allowed(format!(
            "Use {} here.",
            allowed_methods.join(" or ")
        )));
    }
    match name {
        "state" => sandbox
            .state_at(machine_now)
            .map(|state| Response::json(200, &state))
            .map_err(|error| ApiError::conflict(error.0)),
        "doors" => doors(sandbox, &request.query(), machine_now),
        "reset" => {
            sandbox.reset_at(machine_now);
            Ok(Response::empty_object())
        }
        "clock" => advance(sandbox, body, machine_now),
        "modules" => switch_modules(sandbox, body),
        "vendor" => change_locks_at_vendor(sandbox, body),
        "faults" if method.eq_ignore_ascii_case("POST") => replace_faults(sandbox, body),
        "faults" => Ok(Response::json(200, &sandbox.faults())),
        "settings" => {
            if method.eq_ignore_ascii_case("POST") {
                change_settings(sandbox, body)?;
            }
            Ok(Response::json(200, sandbox.settings()))
        }
        _ => open(sandbox, body, machine_now),
    }
}

#[derive(Serialize)]
struct OpenDoors {
    at: String,
    doors: Vec<Door>,
}

/// Who can open which door, at the time `at` or now. `lockId` and `appUserId` may be given.
fn doors(
    sandbox: &Sandbox,
    query: &[(String, String)],
    machine_now: Timestamp,
) -> Result<Response, ApiError> {
    let (mut at, mut lock_id, mut person) = (sandbox.clock(machine_now), None, None);
    for (name, value) in query {
        match name.as_str() {
            "at" => {
                at = time::parse(value).ok_or_else(|| {
                    ApiError::bad_request(
                        "at is no date; write it as ISO 8601 does, with the zone, such as 2026-01-01T08:00:00Z.",
                    )
                })?;
            }
            "lockId" if sandbox.store.lock_holder_of(value).is_some() => {
                lock_id = Some(value.as_str());
            }
            "lockId" => return Err(ApiError::not_found("lockId names no lock.")),
            "appUserId" if validate::is_phone_number(value) => person = Some(value.as_str()),
            "appUserId" => {
                return Err(ApiError::bad_request(
                    "appUserId is no phone number, E.164.",
                ));
            }
            _ => {
                return Err(ApiError::bad_request(
                    "The query may have at, lockId and appUserId.",
                ));
            }
        }
    }
    let doors = sandbox.store.doors(at, lock_id, person);
    let at = time::to_iso(at);
    Ok(Response::json(200, &OpenDoors { at, doors }))
}

fn advance(
    sandbox: &mut Sandbox,
    body: &[u8],
    machine_now: Timestamp,
) -> Result<Response, ApiError> {
    let seconds = Body::read(body)?
        .number("advanceSeconds")?
        .ok_or_else(|| crate::v1::json_body::missing("advanceSeconds"))?;
    sandbox
        .advance(seconds)
        .map_err(|error| ApiError::bad_request(error.0))?;
    Ok(Response::json(
        200,
        &json!({ "now": time::to_iso(sandbox.clock(machine_now)) }),
    ))
}

fn replace_faults(sandbox: &mut Sandbox, body: &[u8]) -> Result<Response, ApiError> {
    let faults = std::str::from_utf8(body)
        .map_err(|_| ApiError::bad_request("The body is no UTF-8 text; send a JSON list."))
        .and_then(|text| Faults::from_json(text).map_err(|error| ApiError::bad_request(error.0)))?;
    sandbox.set_faults(faults);
    Ok(Response::json(200, &sandbox.faults()))
}

fn change_settings(sandbox: &mut Sandbox, body: &[u8]) -> Result<(), ApiError> {
    let changes = Body::read(body)?.into_members();
    sandbox
        .change_settings(&changes)
        .map_err(|error| ApiError::bad_request(error.0))
}

fn open(sandbox: &mut Sandbox, body: &[u8], machine_now: Timestamp) -> Result<Response, ApiError> {
    let body = Body::read(body)?;
    let lock_id = body.required_text("lockId", 1, 1024)?;
    let user_id = body.phone_number("appUserId")?;
    let now = sandbox.clock(machine_now);
    let action = match body.text("action", 1, 100)? {
        None => "unlocked".to_owned(),
        Some(action) if ["unlocked", "locked", "viewedCode"].contains(&action.as_str()) => action,
        Some(_) => {
            return Err(ApiError::bad_request(
                "action must be unlocked, locked or viewedCode.",
            ));
        }
    };
    let event = key_events::open(&mut sandbox.store, &lock_id, &user_id, &action, now)?;
    let mut response = Response::named("keyEvent", &event);
    response.posts = v2::webhooks::posts(&sandbox.store, &event);
    Ok(response)
}

/// Enables or disables modules of a project: `{"projectId", "mobileKey": false}`.
fn switch_modules(sandbox: &mut Sandbox, body: &[u8]) -> Result<Response, ApiError> {
    let body = Body::read(body)?;
    let project_id = body.required_text("projectId", 1, 1024)?;
    if !sandbox.store.lock_holders.contains_key(&project_id) {
        return Err(ApiError::not_found("projectId names no project."));
    }
    let off = &mut sandbox.store.v2.project_mut(&project_id).modules_off;
    for module in Module::ALL {
        if let Some(on) = body.flag(module.name())? {
            off.retain(|entry| *entry != module);
            if !on {
                off.push(module);
            }
        }
    }
    let mut modules = serde_json::Map::new();
    for module in Module::ALL {
        modules.insert(module.name().to_owned(), json!(!off.contains(&module)));
    }
    Ok(Response::json(200, &modules))
}

/// Adds and removes locks at the vendor. The next refresh of the connection finds them.
fn change_locks_at_vendor(sandbox: &mut Sandbox, body: &[u8]) -> Result<Response, ApiError> {
    let body = Body::read(body)?;
    let id = body.required_text("lockConnectionId", 1, 1024)?;
    let added = body.number("locksToAdd")?;
    let removed = body.text("lockIdToRemove", 1, 1024)?;
    let count = match (added, &removed) {
        (None, Some(_)) => 0,
        _ => vendor_connections::locks_to_create("locksToAdd", added)?,
    };
    if let Some(lock_id) = removed {
        sandbox
            .store
            .locks
            .get_mut(&lock_id)
            .filter(|record| record.vendor_connection_id.as_ref() == Some(&id))
            .ok_or_else(|| ApiError::not_found("The connection has no such lock."))?
            .presence = LockPresence::MissingAtVendor;
    }
    let record = sandbox
        .store
        .vendor_connections
        .get_mut(&id)
        .ok_or_else(|| ApiError::not_found("lockConnectionId names no connection."))?;
    record.locks_to_create = record.locks_to_create.saturating_add(count);
    Ok(Response::empty_object())
}
