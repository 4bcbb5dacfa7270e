//! One function per row of [`crate::api::v1`], `request` and `init`, for users of the bare wasm. The npm
//! package has its own of the same names, which call by name, and is built without these.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use crate::api::operation::{Operation, REQUEST};
use crate::wasm::convert::error::to_javascript;
use crate::wasm::convert::options::Settings;
use crate::wasm::convert::response::Head;
use crate::wasm::convert::value::set;
use crate::wasm::driver::call::{Call, Outcome};
use crate::{api::v1, v1_operations};

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
    call(&REQUEST, &token, &params, &options)
}

thread_local! {
    /// What `init` was given.
    static INIT: RefCell<(JsValue, JsValue)> = RefCell::default();
}

/// Remembers the API's base URL and the options of all later calls. Never throws: what is wrong
/// with them is said by the calls.
#[wasm_bindgen]
pub fn init(base_url: JsValue, options: JsValue) {
    INIT.set((base_url, options));
}

fn call(
    operation: &'static Operation,
    token: &JsValue,
    params: &JsValue,
    options: &JsValue,
) -> Promise {
    let (base_url, initial) = INIT.with_borrow(Clone::clone);
    let first = Object::new();
    set(&first, "baseUrl", &base_url);
    let begun = Settings::of_layers(operation.name, &[&first, &initial, options])
        .and_then(|settings| Call::begin(operation, token, params, Rc::new(settings)));
    future_to_promise(async move { Ok(envelope(Call::concluded(begun).await)) })
}

/// `{ data, error, response }`, exactly one of the first two set.
fn envelope(outcome: Outcome) -> JsValue {
    let envelope = Object::new();
    let (data, error) = match outcome.result {
        Ok(data) => (data, JsValue::UNDEFINED),
        Err(error) => (JsValue::UNDEFINED, to_javascript(&error)),
    };
    set(&envelope, "data", &data);
    set(&envelope, "error", &error);
    let response = outcome.head.map_or(JsValue::UNDEFINED, |head| {
        let response = Object::new();
        let (status, headers, request_id) = Head::parts(Some(&head));
        set(&response, "status", &status);
        set(&response, "headers", &headers);
        set(&response, "requestId", &request_id);
        response.into()
    });
    set(&envelope, "response", &response);
    envelope.into()
}
