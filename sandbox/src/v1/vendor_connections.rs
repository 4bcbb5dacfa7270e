//! Vendor connections: accounts with vendors, which bring locks.

use unloc_integrator_client::model::VendorConnection;

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;
use crate::store::state::VendorConnectionRecord;
use crate::store::vendor_connections::{
    CREDENTIALS_IN_USE, MAX_VIRTUAL_LOCKS, WRONG_PASSWORD, connect, credentials_are_in_use,
    new_connection,
};

/// Creates a connection. It is `connecting` for a while, then `connected` or `error`.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let body = call.json()?;
    let vendor = body.required_text("vendor", 1, 100)?;
    let mut record = new_connection(call.lock_holder_id(), vendor, call.now);
    if is_virtual(&record.vendor_connection.vendor) {
        record.locks_to_create = locks_to_create("locksToCreate", body.number("locksToCreate")?)?;
    } else {
        let username = body.required_text("username", 1, 1024)?;
        let password = body.required_text("password", 1, 1024)?;
        if credentials_are_in_use(call.store, &record.vendor_connection.vendor, &username) {
            return Err(ApiError::conflict(CREDENTIALS_IN_USE));
        }
        record.username = Some(username);
        record.fails = password == WRONG_PASSWORD;
    }
    record.vendor_connection.id = call.store.new_id();
    connect(&mut record, call.now);
    let response = Response::named("vendorConnection", &record.vendor_connection);
    call.store
        .vendor_connections
        .insert(record.vendor_connection.id.clone(), record);
    Ok(response)
}

/// The lock holder's connections.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    let connections: Vec<&VendorConnection> = call
        .store
        .vendor_connections
        .values()
        .filter(|record| record.lock_holder_id == call.lock_holder_id())
        .map(|record| &record.vendor_connection)
        .collect();
    Ok(Response::named("vendorConnections", &connections))
}

/// One connection.
pub(crate) fn show(call: &mut Call) -> Result<Response, ApiError> {
    let record = find(call)?;
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

/// Synchronizes with the vendor. Locks that were added there (`POST /_sandbox/vendor`) appear, and
/// those that were removed there disappear.
pub(crate) fn refresh(call: &mut Call) -> Result<Response, ApiError> {
    let now = call.now;
    let record = find(call)?;
    connect(record, now);
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

/// Changes the password of the vendor account and connects again.
pub(crate) fn update_password(call: &mut Call) -> Result<Response, ApiError> {
    let password = call.json()?.required_text("password", 1, 1024)?;
    let now = call.now;
    let record = find(call)?;
    if is_virtual(&record.vendor_connection.vendor) {
        return Err(ApiError::bad_request(
            "A virtual connection has no password.",
        ));
    }
    record.fails = password == WRONG_PASSWORD;
    connect(record, now);
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

fn find<'a>(call: &'a mut Call) -> Result<&'a mut VendorConnectionRecord, ApiError> {
    let id = call.segment("vendorConnectionId").to_owned();
    let lock_holder_id = call.lock_holder_id().to_owned();
    call.store
        .vendor_connections
        .get_mut(&id)
        .filter(|record| record.lock_holder_id == lock_holder_id)
        .ok_or_else(|| ApiError::not_found("The lock holder has no such vendor connection."))
}

/// The API spells vendors in different cases (`Danalock`, `danalock`).
fn is_virtual(vendor: &str) -> bool {
    vendor.eq_ignore_ascii_case("virtual")
}

/// Validates a number of locks to create.
pub(crate) fn locks_to_create(name: &str, number: Option<f64>) -> Result<u32, ApiError> {
    let error = || {
        ApiError::bad_request(format!(
            "{name} must be a whole number from 1 to {MAX_VIRTUAL_LOCKS}."
        ))
    };
    let number = number.ok_or_else(error)?;
    (1..=MAX_VIRTUAL_LOCKS)
        .find(|count| f64::from(*count) == number)
        .ok_or_else(error)
}
