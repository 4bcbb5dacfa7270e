//! Vendor connections: the links to vendors' accounts, through which locks come.

use unloc_integrator_client::model::VendorConnection;

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;
use crate::store::state::VendorConnectionRecord;
use crate::store::vendor_connections::{
    CREDENTIALS_IN_USE, MOST_VIRTUAL_LOCKS, WRONG_PASSWORD, connect, connecting,
    credentials_are_in_use,
};

/// Makes one. It is `connecting` for a while, then `connected`, or `error`.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let body = call.json()?;
    let vendor = body.required_text("vendor", 1, 100)?;
    let mut record = connecting(call.lock_holder_id(), vendor, call.now);
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
    let answer = Response::named("vendorConnection", &record.vendor_connection);
    call.store
        .vendor_connections
        .insert(record.vendor_connection.id.clone(), record);
    Ok(answer)
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

/// One of them.
pub(crate) fn show(call: &mut Call) -> Result<Response, ApiError> {
    let record = find(call)?;
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

/// Asks the vendor again. Locks that were added there (`POST /_sandbox/vendor`) come with it, and those that vanished go.
pub(crate) fn refresh(call: &mut Call) -> Result<Response, ApiError> {
    let now = call.now;
    let record = find(call)?;
    connect(record, now);
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

/// Tells Unloc the vendor account's new password, and connects anew.
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

/// Vendors are spelled in different cases (`Danalock`, `danalock`).
fn is_virtual(vendor: &str) -> bool {
    vendor.eq_ignore_ascii_case("virtual")
}

/// A number of locks that come with a connection.
pub(crate) fn locks_to_create(name: &str, number: Option<f64>) -> Result<u32, ApiError> {
    let complaint = || {
        ApiError::bad_request(format!(
            "{name} must be a whole number from 1 to {MOST_VIRTUAL_LOCKS}."
        ))
    };
    let number = number.ok_or_else(complaint)?;
    (1..=MOST_VIRTUAL_LOCKS)
        .find(|count| f64::from(*count) == number)
        .ok_or_else(complaint)
}
