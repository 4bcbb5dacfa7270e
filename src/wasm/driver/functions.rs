//! The exported functions: one for each row of [`crate::api::v1`], `call` for any row by its name, and
//! those that send nothing.

use std::cell::RefCell;

use js_sys::{Date, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::attempt::Call;
use super::exchange;
use crate::api::operation::{Operation, REQUEST};
use crate::error::Error;
use crate::wasm::convert::arguments::prepare_call;
use crate::wasm::convert::options::read_options;
use crate::wasm::convert::result::value_or_throw;
use crate::wasm::convert::value::{set, to_json, type_name};
use crate::{api, text_api, v1_operations};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

macro_rules! functions {
    ($(
        $(#[$doc:meta])*
        $rust:ident $javascript:ident $noun:ident.$verb:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(timeout $timeout:literal)? $(body $body:expr)? => $answer:expr;
    )*) => { $(
        $(#[$doc])*
        ///
        /// Resolves to `{ data, error, response }` and never rejects.
        #[wasm_bindgen(js_name = $javascript, unchecked_return_type = "Promise<ApiResult>")]
        pub fn $rust(
            #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
            #[wasm_bindgen(unchecked_optional_param_type = "object | null")] params: JsValue,
            #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] options: JsValue,
        ) -> Promise {
            send(&api::v1::$rust, &token, &params, &options)
        }
    )* };
}

v1_operations!(functions);

/// Makes any call: `{ method, path, query?, body? }`, the path relative to the base URL.
///
/// Resolves to `{ data, error, response }` and never rejects.
#[wasm_bindgen(unchecked_return_type = "Promise<ApiResult>")]
pub fn request(
    #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
    #[wasm_bindgen(unchecked_param_type = "RequestParameters")] params: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    send(&REQUEST, &token, &params, &options)
}

/// Makes the call of that name: `getLocks`, or one of API v2, such as `locks.list`, whose body is the
/// parameter `body`.
///
/// Resolves to `{ data, error, response }` and never rejects.
#[wasm_bindgen(unchecked_return_type = "Promise<ApiResult>")]
pub fn call(
    #[wasm_bindgen(unchecked_param_type = "string")] name: JsValue,
    #[wasm_bindgen(unchecked_param_type = "string")] token: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "object | null")] params: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "CallOptions")] options: JsValue,
) -> Promise {
    let Some(text) = name.as_string() else {
        let parts = ["the name must be a string, not ", type_name(&name)];
        return settled(Err(Error::invalid_argument("call", &parts)));
    };
    let operation = api::named(&text);
    if operation.name != text {
        let parts = ["there is no operation \"", &text, "\""];
        return settled(Err(Error::invalid_argument("call", &parts)));
    }
    send(operation, &token, &params, &options)
}

thread_local! {
    /// What `init` was given.
    static INIT: RefCell<(JsValue, JsValue)> = RefCell::default();
}

/// Remembers the API's base URL and the options of all later calls. Never throws: the calls report
/// what is wrong with them.
#[wasm_bindgen]
pub fn init(
    #[wasm_bindgen(js_name = baseUrl, unchecked_param_type = "string")] base_url: JsValue,
    #[wasm_bindgen(unchecked_optional_param_type = "ClientOptions")] options: JsValue,
) {
    let before = INIT.replace((base_url.clone(), options));
    if before.0 != base_url {
        exchange::refill_retry_tokens();
    }
}

fn send(
    operation: &'static Operation,
    token: &JsValue,
    params: &JsValue,
    options: &JsValue,
) -> Promise {
    let (base_url, initial) = INIT.with_borrow(Clone::clone);
    let first = Object::new();
    set(&first, "baseUrl", &base_url);
    settled(
        read_options(operation.name, &[&first, &initial, options]).and_then(|options| {
            let prepared = prepare_call(operation, token, params, &options.config)?;
            Ok(Call {
                answer: operation.answer,
                prepared,
                options,
            })
        }),
    )
}

/// What a call comes to, as a promise.
fn settled(call: Result<Call, Error>) -> Promise {
    future_to_promise(async move {
        let outcome = match call {
            Ok(call) => call.make().await,
            Err(error) => error.into(),
        };
        Ok(outcome.to_javascript())
    })
}

macro_rules! texts {
    ($( $(#[$doc:meta])* $javascript:ident = $rust:ident($type:literal); )*) => { $(
        $(#[$doc])*
        ///
        /// # Errors
        /// `invalid_argument`, thrown.
        #[wasm_bindgen(js_name = $javascript)]
        pub fn $rust(
            #[wasm_bindgen(unchecked_param_type = $type)] params: JsValue,
        ) -> Result<String, JsValue> {
            let params = to_json(&params).ok().and_then(|json| json.as_string());
            let params = params.unwrap_or_default();
            value_or_throw(text_api::ask(stringify!($javascript), &params, Date::parse))
        }
    )* };
}

texts! {
    /// The scope of a token for one lock holder, by country and organization.
    lockHolderScope = lock_holder_scope("object");
    /// The scope of a token for one lock holder, by its id.
    lockHolderAdminScope = lock_holder_admin_scope("string");
    /// The link that opens the Unloc app at a key.
    useKeyUrl = use_key_url("object");
    /// The link with which the Unloc app loads a person's keys.
    prefetchKeysUrl = prefetch_keys_url("object");
    /// The link that opens Unloc Work at a key, signed with `hmacSecret`: whoever has that can sign
    /// links in your name, so make the link on a server.
    unlocWorkUrl = unloc_work_url("object");
}
