//! What a call leaves on the JavaScript side for the case that this instance breaks down before it
//! has ended. The npm package (`pkg/src/transport/instance-recovery.ts`) settles it then, and reads this.

use wasm_bindgen::prelude::*;

use crate::api::operation::Idempotency;
use crate::retry::RetryState;

#[wasm_bindgen]
extern "C" {
    /// The function that what a call comes to is handed to.
    #[derive(Clone)]
    pub type Settle;

    #[wasm_bindgen(method, catch)]
    fn call(
        this: &Settle,
        undefined: &JsValue,
        data: &JsValue,
        error: &JsValue,
        status: &JsValue,
        headers: &JsValue,
        request_id: &JsValue,
    ) -> Result<JsValue, JsValue>;

    // Whoever uses the bare wasm gives a function without it.
    #[wasm_bindgen(method, catch)]
    fn tell(this: &Settle, attempts: u32, risk: u32, controller: &JsValue) -> Result<(), JsValue>;
}

impl Settle {
    /// Data or error, and status, headers and request id of the answer; `undefined` is none.
    pub fn settle(
        &self,
        data: &JsValue,
        error: &JsValue,
        status: &JsValue,
        headers: &JsValue,
        request_id: &JsValue,
    ) {
        let _ = self.call(
            &JsValue::UNDEFINED,
            data,
            error,
            status,
            headers,
            request_id,
        );
    }

    /// A request leaves, which `controller` can end. To be said before it is sent.
    pub fn leaves(&self, attempts: &RetryState, repeat: Idempotency, controller: &JsValue) {
        let risk = match risk(attempts.writes(), repeat) {
            // A token request writes nothing, but may use up what it holds.
            0 if repeat == Idempotency::NotIdempotent => 1,
            risk => risk,
        };
        let _ = self.tell(attempts.made(), risk, controller);
    }

    /// No request is under way: the call waits for another attempt.
    pub fn waits(&self, attempts: &RetryState, repeat: Idempotency) {
        let risk = risk(attempts.may_be_done(), repeat);
        let _ = self.tell(attempts.made(), risk, &JsValue::UNDEFINED);
    }
}

/// What a new call could do twice: 0 nothing, 1 nothing, but what it is sent with may be used up,
/// 2 what is harmless twice, 3 more.
fn risk(may_be_done: bool, repeat: Idempotency) -> u32 {
    match repeat {
        _ if !may_be_done => 0,
        Idempotency::Idempotent => 2,
        Idempotency::NotIdempotent => 3,
    }
}
