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

/// See `text_api::release_retry_tokens`.
#[wasm_bindgen(js_name = releaseRetryTokens)]
pub fn release_retry_tokens(left: f64, last_cost: f64) -> f64 {
    text_api::release_retry_tokens(left, last_cost)
}

/// See `text_api::body_kind`.
#[wasm_bindgen(js_name = bodyKind)]
pub fn body_kind(status: u16) -> u32 {
    text_api::body_kind(status)
}

/// See `text_api::ask`.
#[wasm_bindgen]
pub fn ask(name: &str, argument: &str) -> String {
    text_api::ask(name, argument, epoch_ms)
}
