//! Lock connections: accounts with vendors, which bring locks (vendor connections in API v1, with the
//! same ids).

use serde::Serialize;
use serde_json::Map;
use unloc_integrator_client::model::v2::{JobRef, LockConnection, LockConnectionState};
use unloc_integrator_client::model::{Nullable, VendorConnectionState};

use super::context::Call;
use super::jobs::{self, NewJob};
use super::json_body::{Input, ValidationErrors};
use super::metadata;
use super::page::{self, Page};
use super::problem::Problem;
use crate::http::Response;
use crate::store::state::VendorConnectionRecord;
use crate::store::vendor_connections::{
    CONNECTION_TIME, CREDENTIALS_IN_USE, MAX_VIRTUAL_LOCKS, WRONG_PASSWORD, connect,
    credentials_are_in_use, new_connection,
};

/// The vendors that an integrator can connect, by the last segment of the path. Unloc's staff connects
/// the others (ARX, Salto).
const VENDORS: [(&str, &str); 4] = [
    ("danalock", "danalock"),
    ("masterlock", "master-lock"),
    ("parqio", "parqio"),
    ("virtual", "virtual"),
];

/// A connection in the format of API v2.
fn to_lock_connection(record: &VendorConnectionRecord) -> LockConnection {
    let connection = &record.vendor_connection;
    LockConnection {
        id: connection.id.clone(),
        state: LockConnectionState::from(connection.state.as_str().to_owned()),
        vendor: connection.vendor.clone().into(),
        metadata: match &record.metadata {
            Some(metadata) => Nullable::Value(Some(metadata.clone())),
            None => Nullable::Absent,
        },
        created: match &record.created {
            Some(created) => Nullable::Value(created.clone()),
            None => Nullable::Absent,
        },
        extra: Map::new(),
    }
}

/// A new connection, and the job that adds its locks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Created {
    lock_connection: LockConnection,
    job_ref: JobRef,
}

/// Connects a vendor's account by a job. A virtual connection is connected at once. The locks of any
/// connection appear when the job is done.
pub(crate) fn create(call: &mut Call) -> Result<Response, Problem> {
    let mut vendor = call.segment("vendor").to_ascii_lowercase();
    vendor.retain(|letter| letter.is_ascii_alphanumeric());
    let (_, vendor) = VENDORS
        .into_iter()
        .find(|(name, _)| *name == vendor)
        .ok_or_else(|| {
            Problem::not_found(
                "This vendor cannot be connected here; there are danalock, master-lock, parqio and virtual",
            )
        })?;
    let is_virtual = vendor == "virtual";
    let members = call.members()?;
    let input = Input::of(&members);
    let mut errors = ValidationErrors::default();
    let mut record = new_connection(&call.access.owner.project_id, vendor.to_owned(), call.now);
    if is_virtual {
        if input.get("locksToCreate").is_none() {
            input.reject(&mut errors, "locksToCreate", "is required");
        }
        record.locks_to_create = input
            .number(&mut errors, "locksToCreate", 1..=MAX_VIRTUAL_LOCKS)
            .unwrap_or(0);
    } else {
        let username = input.required_text(&mut errors, "username", 1..=1024);
        let password = input.required_text(&mut errors, "password", 1..=1024);
        record.fails = password == WRONG_PASSWORD;
        record.username = Some(username);
    }
    if let Nullable::Value(metadata) = metadata::read(&input, &mut errors) {
        record.metadata = Some(metadata);
    }
    errors.into_result()?;
    if let Some(username) = &record.username
        && credentials_are_in_use(call.store, vendor, username)
    {
        return Err(Problem::conflict(CREDENTIALS_IN_USE));
    }
    record.vendor_connection.id = call.store.new_id();
    connect(&mut record, call.now);
    if is_virtual {
        record.vendor_connection.state = VendorConnectionState::Connected;
    }
    let connection = to_lock_connection(&record);
    call.store
        .vendor_connections
        .insert(connection.id.clone(), record);
    let job_ref = jobs::add(call, job(call, "createLockConnection"));
    Ok(Response::json(
        202,
        &Created {
            lock_connection: connection,
            job_ref,
        },
    ))
}

/// A job that takes as long as a connection to the vendor.
fn job(call: &Call, kind: &'static str) -> NewJob {
    let overrides = &call.store.side_effects;
    NewJob {
        milliseconds: overrides.job_milliseconds.unwrap_or(CONNECTION_TIME),
        ..NewJob::from_overrides(kind, overrides)
    }
}

/// A page of the project's connections.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let own = call
        .store
        .vendor_connections
        .values()
        .filter(|record| record.lock_holder_id == call.access.owner.project_id);
    let (records, cursor) = Page::read(call)?.take(own, |record| &record.vendor_connection.id)?;
    let connections: Vec<LockConnection> = records.into_iter().map(to_lock_connection).collect();
    Ok(page::respond(call, "lockConnections", &connections, cursor))
}

fn find<'a>(call: &'a mut Call) -> Result<&'a mut VendorConnectionRecord, Problem> {
    let id = call.segment("lockConnectionId").to_owned();
    let project_id = call.access.owner.project_id.clone();
    call.store
        .vendor_connections
        .get_mut(&id)
        .filter(|record| record.lock_holder_id == project_id)
        .ok_or_else(|| Problem::not_found("The project has no such lock connection"))
}

/// One connection.
pub(crate) fn show(call: &mut Call) -> Result<Response, Problem> {
    Ok(Response::named(
        "lockConnection",
        &to_lock_connection(find(call)?),
    ))
}

/// Synchronizes with the vendor by a job. New locks appear when it is done.
pub(crate) fn refresh(call: &mut Call) -> Result<Response, Problem> {
    let now = call.now;
    let record = find(call)?;
    if !matches!(
        record.vendor_connection.state,
        VendorConnectionState::Connected | VendorConnectionState::Error
    ) {
        return Err(Problem::conflict(
            "The lock connection must be connected or in error to be refreshed",
        ));
    }
    connect(record, now);
    let job = job(call, "refreshLockConnection");
    Ok(jobs::start(call, job))
}

/// Merges the body into the metadata.
pub(crate) fn update_metadata(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let mut errors = ValidationErrors::default();
    let record = find(call)?;
    let existing = record.metadata.as_ref();
    let merged = metadata::merge(&Input::of(&members), &mut errors, existing);
    errors.into_result()?;
    record.metadata = Some(merged);
    Ok(Response::named(
        "lockConnection",
        &to_lock_connection(record),
    ))
}
