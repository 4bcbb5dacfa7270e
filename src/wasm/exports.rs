//! The functions of [`crate::text_api`], exported for the npm package's driver. Texts and numbers
//! only; each is pure, so that a trap loses nothing but the call into it.

use wasm_bindgen::prelude::*;

use crate::text_api;

#[wasm_bindgen]
extern "C" {
    /// `Date.parse`, a pure function: reading dates here would cost kilobytes.
    #[wasm_bindgen(js_namespace = Date, js_name = parse)]
    fn epoch_ms(date: &str) -> f64;
}

/// See `text_api::describe_operation`.
#[wasm_bindgen(js_name = describeOperation)]
pub fn describe_operation(name: &str) -> String {
    text_api::describe_operation(name)
}

/// See `text_api::prepare_call`.
#[wasm_bindgen(js_name = prepareCall)]
pub fn prepare_call(operation: &str, given: &str) -> String {
    text_api::prepare_call(operation, given)
}

/// See `text_api::release_retry_tokens`.
#[wasm_bindgen(js_name = releaseRetryTokens)]
pub fn release_retry_tokens(left: f64, last_cost: f64) -> f64 {
    text_api::release_retry_tokens(left, last_cost)
}

/// See `text_api::redact_headers`.
#[wasm_bindgen(js_name = redactHeaders)]
pub fn redact_headers(headers: &str, secrets: &str) -> Option<String> {
    text_api::redact_headers(headers, secrets)
}

/// See `text_api::body_kind`.
#[wasm_bindgen(js_name = bodyKind)]
pub fn body_kind(status: u16) -> u32 {
    text_api::body_kind(status)
}

/// See `text_api::decide_on_response`.
#[wasm_bindgen(js_name = decideOnResponse)]
pub fn decide_on_response(state: &str, secrets: &str, response: &str) -> String {
    text_api::decide_on_response(state, secrets, response, epoch_ms)
}

/// See `text_api::decide_on_transport_error`.
#[wasm_bindgen(js_name = decideOnTransportError)]
pub fn decide_on_transport_error(state: &str, failure: &str) -> String {
    text_api::decide_on_transport_error(state, failure)
}

/// See `text_api::ask`.
#[wasm_bindgen]
pub fn ask(name: &str, argument: &str) -> String {
    text_api::ask(name, argument, epoch_ms)
}
