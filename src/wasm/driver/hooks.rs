//! Telling an observer of each request, answer and retry: the call's name, never an id, a token, a
//! URL or a body.

use wasm_bindgen::prelude::*;

use crate::api::operation::{Method, Operation};
use crate::error::Code;
use crate::wasm::convert::options::Settings;
use crate::wasm::convert::response::Head;

#[wasm_bindgen]
extern "C" {
    type Observer;

    #[wasm_bindgen(method, catch, js_name = call)]
    #[allow(clippy::too_many_arguments)] // one crossing instead of one for each
    fn tell(
        this: &Observer,
        undefined: &JsValue,
        kind: &str,
        operation: &str,
        method: &str,
        path: &str,
        attempt: u32,
        status: &JsValue,
        headers: &JsValue,
        request_id: &JsValue,
        code: &JsValue,
        wait_ms: f64,
    ) -> Result<JsValue, JsValue>;
}

/// What there is to tell.
pub enum Told<'a> {
    /// A request leaves.
    Request,
    /// An answer came, or none will; and what went wrong, if anything did.
    Response(Option<&'a Head>, Option<Code>),
    /// The call will be tried again after a wait, in milliseconds.
    Retry(f64),
}

/// Tells the observer, if there is one.
pub fn tell(
    settings: &Settings,
    operation: &Operation,
    method: Method,
    attempt: u32,
    told: Told<'_>,
) {
    let Some(observe) = &settings.observe else {
        return;
    };
    let (kind, head, code, wait_ms) = match told {
        Told::Request => ("request", None, None, 0.0),
        Told::Response(head, code) => ("response", head, code, 0.0),
        Told::Retry(wait_ms) => ("retry", None, None, wait_ms),
    };
    let (status, headers, request_id) = Head::parts(head);
    // An observer that throws does not concern the call.
    let _ = observe.unchecked_ref::<Observer>().tell(
        &JsValue::UNDEFINED,
        kind,
        operation.name,
        method.as_str(),
        operation.path,
        attempt,
        &status,
        &headers,
        &request_id,
        &code.map_or(JsValue::UNDEFINED, |code| JsValue::from_str(code.as_str())),
        wait_ms,
    );
}
