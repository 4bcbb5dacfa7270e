//! Lock connections: the links to vendors' accounts, through which locks come (in API v1: vendor
//! connections, of the same ids).

use serde::Serialize;
use serde_json::Map;
use unloc_integrator_client::model::v2::{JobRef, LockConnection, LockConnectionState};
use unloc_integrator_client::model::{Maybe, VendorConnectionState};

use super::context::Call;
use super::jobs::{self, NewJob};
use super::json_body::{Complaints, Input};
use super::metadata;
use super::page::{self, Page};
use super::problem::Problem;
use crate::http::Response;
use crate::store::state::VendorConnectionRecord;
use crate::store::vendor_connections::{
    CONNECTING, CREDENTIALS_IN_USE, MOST_VIRTUAL_LOCKS, WRONG_PASSWORD, connect, connecting,
    credentials_are_in_use,
};

/// The vendors that an integrator connects to, by the last segment of the path. The others (ARX,
/// Salto) are connected by Unloc's staff.
const VENDORS: [(&str, &str); 4] = [
    ("danalock", "danalock"),
    ("masterlock", "master-lock"),
    ("parqio", "parqio"),
    ("virtual", "virtual"),
];

/// A connection as the API writes it.
fn written(record: &VendorConnectionRecord) -> LockConnection {
    let connection = &record.vendor_connection;
    LockConnection {
        id: connection.id.clone(),
        state: LockConnectionState::from(connection.state.as_str().to_owned()),
        vendor: connection.vendor.clone().into(),
        metadata: match &record.metadata {
            Some(metadata) => Maybe::Value(Some(metadata.clone())),
            None => Maybe::Absent,
        },
        created: match &record.created {
            Some(created) => Maybe::Value(created.clone()),
            None => Maybe::Absent,
        },
        extra: Map::new(),
    }
}

/// A connection that was made, and the job that brings its locks.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    lock_connection: LockConnection,
    job_ref: JobRef,
}

/// Connects to a vendor's account by a job. A virtual connection works at once; the locks of both
/// come when the job is done.
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
    let mut complaints = Complaints::default();
    let mut record = connecting(&call.access.owner.project_id, vendor.to_owned(), call.now);
    if is_virtual {
        if input.get("locksToCreate").is_none() {
            input.complain(&mut complaints, "locksToCreate", "is required");
        }
        record.locks_to_create = input
            .number(&mut complaints, "locksToCreate", 1..=MOST_VIRTUAL_LOCKS)
            .unwrap_or(0);
    } else {
        let username = input.required_text(&mut complaints, "username", 1..=1024);
        let password = input.required_text(&mut complaints, "password", 1..=1024);
        record.fails = password == WRONG_PASSWORD;
        record.username = Some(username);
    }
    if let Maybe::Value(metadata) = metadata::read(&input, &mut complaints) {
        record.metadata = Some(metadata);
    }
    complaints.end()?;
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
    let connection = written(&record);
    call.store
        .vendor_connections
        .insert(connection.id.clone(), record);
    let job_ref = jobs::note(call, job(call, "createLockConnection"));
    Ok(Response::json(
        202,
        &Made {
            lock_connection: connection,
            job_ref,
        },
    ))
}

/// A job that takes as long as connecting does.
fn job(call: &Call, kind: &'static str) -> NewJob {
    let mishap = &call.store.mishap;
    NewJob {
        milliseconds: mishap.job_milliseconds.unwrap_or(CONNECTING),
        ..NewJob::of_mishap(kind, mishap)
    }
}

/// The project's connections.
pub(crate) fn list(call: &mut Call) -> Result<Response, Problem> {
    let own = call
        .store
        .vendor_connections
        .values()
        .filter(|record| record.lock_holder_id == call.access.owner.project_id);
    let (records, cursor) = Page::read(call)?.take(own, |record| &record.vendor_connection.id)?;
    let connections: Vec<LockConnection> = records.into_iter().map(written).collect();
    Ok(page::answer(call, "lockConnections", &connections, cursor))
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

/// One of them.
pub(crate) fn show(call: &mut Call) -> Result<Response, Problem> {
    Ok(Response::named("lockConnection", &written(find(call)?)))
}

/// Asks the vendor again by a job: new locks come when it is done.
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
    Ok(jobs::begin(call, job))
}

/// Lays pairs over the metadata: the body is the metadata itself.
pub(crate) fn update_metadata(call: &mut Call) -> Result<Response, Problem> {
    let members = call.members()?;
    let mut complaints = Complaints::default();
    let record = find(call)?;
    let there = record.metadata.as_ref();
    let merged = metadata::merge(&Input::of(&members), &mut complaints, there);
    complaints.end()?;
    record.metadata = Some(merged);
    Ok(Response::named("lockConnection", &written(record)))
}
