//! What the npm package calls. Each call of the API by its own name: `functions.rs`.

#[cfg(feature = "auth")]
pub mod auth;
mod deep_links;
#[cfg(feature = "functions")]
mod v1;
mod v2;

#[cfg(feature = "auth")]
pub use auth::*;
pub use deep_links::*;
#[cfg(feature = "functions")]
pub use v1::*;
pub use v2::*;

use wasm_bindgen::prelude::*;

use crate::auth::lock_holder_scope;
use crate::error::Error;
use crate::wasm::convert::error::to_javascript;
use crate::wasm::convert::value::{is_record, kind, member};
use crate::wasm::driver::call::call_and_settle;
use crate::wasm::driver::recovery::Settle;

/// Makes a call by its name and hands its outcome to `settle`: the way of the npm package.
///
/// `client` is an object that stays as it is, with the options of all calls and the base URL.
#[wasm_bindgen(js_name = callAndSettle)]
pub fn by_name(
    name: &str,
    token: JsValue,
    params: JsValue,
    options: JsValue,
    client: JsValue,
    settle: Settle,
) {
    call_and_settle(name, &token, &params, &options, &client, settle);
}

/// The scope of a token for one lock holder, by country and organisation:
/// `lockHolder.identifier:<countryIso>.<organizationId>.<suffix>`.
///
/// # Errors
/// `invalid_argument` when it is no lock holder.
#[wasm_bindgen(js_name = lockHolderScope)]
pub fn identifier_scope(lock_holder: JsValue) -> Result<String, JsValue> {
    #[cfg(feature = "sabotage")]
    crate::wasm::driver::fault_injection::at("scope", "lockHolderScope");
    identifier_of(&lock_holder).map_err(|error| to_javascript(&error))
}

fn identifier_of(lock_holder: &JsValue) -> Result<String, Error> {
    if !is_record(lock_holder) {
        return Err(no_text(
            "lockHolderScope",
            "the lock holder must be an object",
            lock_holder,
        ));
    }
    let text = |name: &str| {
        let value = member(lock_holder, name);
        value.as_string().ok_or_else(|| {
            no_text(
                "lockHolderScope",
                &["the lock holder's ", name, " must be a string"].concat(),
                &value,
            )
        })
    };
    let suffix = member(lock_holder, "organizationIdSuffix");
    let suffix = if suffix.is_undefined() || suffix.is_null() {
        String::new()
    } else {
        text("organizationIdSuffix")?
    };
    lock_holder_scope::identifier(&text("countryIso")?, &text("organizationId")?, &suffix)
}

/// The scope of a token for one lock holder, by its id: `lockHolder.admin:<id>`.
///
/// # Errors
/// `invalid_argument` when it is no id.
#[wasm_bindgen(js_name = lockHolderAdminScope)]
pub fn admin_scope(lock_holder_id: JsValue) -> Result<String, JsValue> {
    lock_holder_id
        .as_string()
        .ok_or_else(|| {
            no_text(
                "lockHolderAdminScope",
                "the lock holder's id must be a string",
                &lock_holder_id,
            )
        })
        .and_then(|id| lock_holder_scope::admin(&id))
        .map_err(|error| to_javascript(&error))
}

fn no_text(operation: &str, what: &str, value: &JsValue) -> Error {
    Error::invalid_argument(operation, &[what, ", not ", kind(value)])
}
