//! The functions of [`crate::text_api`], exported for the npm package's driver. Texts and numbers
//! only; each is pure, so that a trap loses nothing but the call into it.

use wasm_bindgen::prelude::*;

use crate::text_api;

macro_rules! exports {
    ($(
        $javascript:ident = $rust:ident($($argument:ident: $type:ty),*) -> $result:ty;
    )*) => { $(
        #[doc = concat!("See `text_api::", stringify!($rust), "`.")]
        #[wasm_bindgen(js_name = $javascript)]
        pub fn $rust($($argument: $type),*) -> $result {
            text_api::$rust($($argument),*)
        }
    )* };
}

exports! {
    describeOperation = describe_operation(name: &str) -> String;
    checkOptions = check_options(operation: &str, options: &str) -> String;
    authorize = authorize(operation: &str, token: &str, token_type: &str) -> String;
    prepareCall = prepare_call(operation: &str, given: &str) -> String;
    releaseRetryTokens = release_retry_tokens(left: f64, last_cost: f64) -> f64;
    redactHeaders = redact_headers(headers: &str, secrets: &str) -> Option<String>;
    bodyKind = body_kind(status: u16) -> u32;
    decideOnTransportError = decide_on_transport_error(state: &str, failure: &str) -> String;
    abortError = abort_error(state: &str) -> String;
    trapError = trap_error(state: &str, sent: bool) -> String;

    advanceCursor = advance_cursor(operation: &str, before: &str, cursor: &str) -> String;
    jobStatus = job_status(status: &str) -> u32;
    keyStatus = key_status(state: &str) -> u32;
    validateKeys = validate_keys(keys: &str, now_ms: f64) -> String;
    keyIndexInError = key_index_in_error(name: &str, count: u32) -> i32;

    lockHolderScope = lock_holder_scope(lock_holder: &str) -> String;
    lockHolderAdminScope = lock_holder_admin_scope(id: &str) -> String;
    useKeyUrl = use_key_url(params: &str) -> String;
    prefetchKeysUrl = prefetch_keys_url(params: &str) -> String;
    unlocWorkUrl = unloc_work_url(params: &str) -> String;
}

#[wasm_bindgen]
extern "C" {
    /// `Date.parse`, a pure function: reading dates here would cost kilobytes.
    #[wasm_bindgen(js_namespace = Date, js_name = parse)]
    fn epoch_ms(date: &str) -> f64;
}

/// See `text_api::decide_on_response`.
#[wasm_bindgen(js_name = decideOnResponse)]
pub fn decide_on_response(state: &str, secrets: &str, response: &str) -> String {
    text_api::decide_on_response(state, secrets, response, epoch_ms)
}

/// See `text_api::next_poll_delay`.
#[wasm_bindgen(js_name = nextPollDelay)]
pub fn next_poll_delay(
    attempts: u32,
    headers: &str,
    time_left_ms: f64,
    jitter: f64,
    now_ms: f64,
) -> f64 {
    text_api::next_poll_delay(attempts, headers, time_left_ms, jitter, now_ms, epoch_ms)
}

#[cfg(feature = "auth")]
exports! {
    prepareTokenRequest = prepare_token_request(server: &str, client: &str, grant: &str, config: &str) -> String;
    readTokenResponse = read_token_response(operation: &str, body: &str, requested: &str, requested_at_ms: f64, status: u16, idempotent: bool) -> String;
    beginSignIn = begin_sign_in(server: &str, client_id: &str, request: &str, allow_insecure: bool, random: &[u8]) -> String;
    signInCode = sign_in_code(parameters: &str, issuer: &str, issuer_promised: bool, state: &str) -> String;
}
