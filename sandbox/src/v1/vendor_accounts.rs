//! Accounts with lock vendors that are created through Unloc.

use super::context::Call;
use super::error::ApiError;
use super::json_body::Body;
use crate::http::Response;
use crate::store::Store;
use crate::store::state::VendorAccountRecord;

/// Creates an account. The API's response is not known. The sandbox returns an empty object.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let account = read(&call.json()?)?;
    add(call.store, account.vendor, account.email)?;
    Ok(Response::empty_object())
}

/// Reads `vendor`, `email` and `password`. The password is validated and not stored.
pub(crate) fn read(body: &Body) -> Result<VendorAccountRecord, ApiError> {
    let vendor = body.required_text("vendor", 1, 100)?.to_ascii_lowercase();
    let email = body.required_text("email", 3, 320)?;
    if !email.contains('@') {
        return Err(ApiError::bad_request("email is no e-mail address."));
    }
    body.required_text("password", 1, 1024)?;
    Ok(VendorAccountRecord { vendor, email })
}

/// Adds an account. 409 if it exists.
pub(crate) fn add(store: &mut Store, vendor: String, email: String) -> Result<(), ApiError> {
    let exists = store
        .vendor_accounts
        .iter()
        .any(|account| account.vendor == vendor && account.email.eq_ignore_ascii_case(&email));
    if exists {
        return Err(ApiError::conflict(
            "This vendor has an account with this e-mail address already.",
        ));
    }
    store
        .vendor_accounts
        .push(VendorAccountRecord { vendor, email });
    Ok(())
}
