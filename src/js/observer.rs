//! Telling an observer of each request, answer and retry: the call's name, never an id, a token, a
//! URL or a body.

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use crate::error::Code;
use crate::operation::Method;

#[wasm_bindgen]
extern "C" {
    type Event;

    #[wasm_bindgen(method, setter)]
    fn set_kind(this: &Event, kind: &str);
    #[wasm_bindgen(method, setter)]
    fn set_operation(this: &Event, operation: &str);
    #[wasm_bindgen(method, setter)]
    fn set_method(this: &Event, method: &str);
    #[wasm_bindgen(method, setter)]
    fn set_path(this: &Event, path: &str);
    #[wasm_bindgen(method, setter)]
    fn set_attempt(this: &Event, attempt: u32);
    #[wasm_bindgen(method, setter)]
    fn set_response(this: &Event, response: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_code(this: &Event, code: &str);
    #[wasm_bindgen(method, setter, js_name = waitMs)]
    fn set_wait_ms(this: &Event, wait: f64);
}

/// Who is told, and of which call.
#[derive(Clone, Copy)]
pub struct Observed<'a> {
    /// The observer, if there is one.
    pub observe: Option<&'a Function>,
    /// The call's name.
    pub operation: &'static str,
    /// Its method.
    pub method: Method,
    /// Its path with the parameters' names.
    pub path: &'static str,
}

/// A request leaves.
pub fn request(observed: Observed<'_>, attempt: u32) {
    tell(observed, "request", attempt, |_| {});
}

/// An answer came (`head` is defined), or none will (`code`).
pub fn response(observed: Observed<'_>, attempt: u32, head: &JsValue, code: Option<Code>) {
    tell(observed, "response", attempt, |event| {
        event.set_response(head);
        if let Some(code) = code {
            event.set_code(code.as_str());
        }
    });
}

/// The call will be tried again after a wait, in milliseconds.
pub fn retry(observed: Observed<'_>, attempt: u32, wait_ms: f64) {
    tell(observed, "retry", attempt, |event| {
        event.set_wait_ms(wait_ms)
    });
}

fn tell(observed: Observed<'_>, kind: &str, attempt: u32, more: impl FnOnce(&Event)) {
    let Some(observe) = observed.observe else {
        return;
    };
    let event: Event = Object::new().unchecked_into();
    event.set_kind(kind);
    event.set_operation(observed.operation);
    event.set_method(observed.method.as_str());
    event.set_path(observed.path);
    event.set_attempt(attempt);
    more(&event);
    // An observer that throws does not concern the call.
    let _ = observe.call1(&JsValue::UNDEFINED, &event);
}
