//! What JavaScript sees: one function per row of [`crate::v1`], `init`, the scopes and `request`.

use js_sys::Promise;
use wasm_bindgen::prelude::*;

use super::breakdown::Settle;
use super::call::{call, call_and_settle, call_raw};
use super::error::to_javascript;
use super::settings::remember;
use super::value::{is_record, kind, member};
use crate::error::{Code, Error};
use crate::{lock_holder_scope, v1, v1_operations};

macro_rules! functions {
    ($(
        $(#[doc = $doc:literal])*
        $rust:ident $javascript:ident $noun:ident.$verb:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(timeout $timeout:literal)? $(body $body:expr)? => $answer:expr;
    )*) => { $(
        $(#[doc = $doc])*
        ///
        /// Resolves to `{ data, error, response }` and never rejects.
        #[wasm_bindgen(js_name = $javascript)]
        pub fn $rust(token: JsValue, params: JsValue, options: JsValue) -> Promise {
            call(&v1::$rust, &token, &params, &options)
        }
    )* };
}

v1_operations!(functions);

/// Makes any call: `{ method, path, query?, body? }`, the path relative to the base URL.
///
/// Resolves to `{ data, error, response }` and never rejects.
#[wasm_bindgen]
pub fn request(token: JsValue, params: JsValue, options: JsValue) -> Promise {
    call_raw(&token, &params, &options)
}

/// Makes a call by its name and hands its envelope to `settle`: the way of the npm package.
#[wasm_bindgen(js_name = callAndSettle)]
pub fn by_name(name: &str, token: JsValue, params: JsValue, options: JsValue, settle: Settle) {
    call_and_settle(name, &token, &params, &options, settle);
}

/// Remembers the API's base URL and the options of all later calls. Never throws: what is wrong
/// with them is said by the calls.
#[wasm_bindgen]
pub fn init(base_url: JsValue, options: JsValue) {
    remember(base_url, options);
}

/// The scope of a token for one lock holder, by country and organisation:
/// `lockHolder.identifier:<countryIso>.<organizationId>.<suffix>`.
///
/// # Errors
/// `invalid_argument` when it is no lock holder.
#[wasm_bindgen(js_name = lockHolderScope)]
pub fn identifier_scope(lock_holder: JsValue) -> Result<String, JsValue> {
    #[cfg(feature = "sabotage")]
    super::sabotage::at("scope", "lockHolderScope");
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
    Error::new(
        Code::InvalidArgument,
        operation,
        [operation, ": ", what, ", not ", kind(value), "."].concat(),
    )
}
