//! The way out: one `fetch`, and the words the platform has when it fails.

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use crate::wasm::convert::arguments::{Authorization, Prepared};
use crate::wasm::convert::options::Settings;
use crate::wasm::convert::value::{assign, is_array, items, member, set};

#[wasm_bindgen]
extern "C" {
    /// The platform's `fetch`, looked up at the time of the call.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn platform_fetch(url: &str, init: &JsValue) -> Result<JsValue, JsValue>;

    /// The plain object that `fetch` takes as its second argument.
    #[derive(Clone)]
    type FetchInit;

    #[wasm_bindgen(method, setter)]
    fn set_method(this: &FetchInit, method: &str);
    #[wasm_bindgen(method, setter)]
    fn set_headers(this: &FetchInit, headers: &Object);
    #[wasm_bindgen(method, setter)]
    fn set_body(this: &FetchInit, body: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_signal(this: &FetchInit, signal: &JsValue);
}

thread_local! {
    /// What every request says. Keys and tokens belong in no cache, cookies are not ours, and a
    /// token must not follow a redirect to another host.
    static ALWAYS: Object = {
        let always = Object::new();
        for (name, value) in [
            ("cache", "no-store"),
            ("credentials", "omit"),
            ("redirect", "manual"),
        ] {
            set(&always, name, &JsValue::from_str(value));
        }
        always
    };
}

/// Sends a request; gives what `fetch` gave, a promise as a rule. `Err` is what it threw.
///
/// A plain `fetch(url, init)`: a `Request` object costs more, is missing in some test
/// environments, and stubs rarely expect it.
pub fn send(
    prepared: &Prepared,
    token: &str,
    settings: &Settings,
    signal: &JsValue,
) -> Result<JsValue, JsValue> {
    let init: FetchInit = ALWAYS
        .with(|always| assign(&Object::new(), always))?
        .unchecked_into();
    init.set_method(prepared.method.as_str());
    init.set_headers(&headers(prepared, token, settings));
    if let Some(body) = &prepared.body {
        init.set_body(body);
    }
    if !signal.is_undefined() {
        init.set_signal(signal);
    }
    let url = [settings.base_url.as_str(), &prepared.target].concat();
    match &settings.fetch {
        Some(fetch) => fetch.call2(&JsValue::UNDEFINED, &JsValue::from_str(&url), &init),
        None => platform_fetch(&url, &init),
    }
}

fn headers(prepared: &Prepared, token: &str, settings: &Settings) -> Object {
    let headers = Object::new();
    let set = |name: &str, value: &str| set(&headers, name, &JsValue::from_str(value));
    set("accept", "application/json");
    let mut content_type = "application/json";
    match &prepared.authorization {
        Authorization::Token => set("authorization", &["Bearer ", token].concat()),
        Authorization::Own(header, kind) => {
            content_type = kind;
            if let Some(header) = header {
                set("authorization", header);
            }
        }
    }
    if prepared.body.is_some() {
        set("content-type", content_type);
    }
    for (name, value) in &settings.headers {
        set(&name.to_ascii_lowercase(), value);
    }
    headers
}

/// Whether there is a `fetch` to call at all.
pub fn can_send(fetch: Option<&Function>) -> bool {
    fetch.is_some() || member(&js_sys::global(), "fetch").is_function()
}

/// Why a request got no answer, from what the platform threw: its `code`, its cause's, or those
/// of each address that was tried. Never its message, which may hold the URL.
pub fn why(thrown: &JsValue) -> Vec<String> {
    let cause = member(thrown, "cause");
    let cause = if cause.is_object() { &cause } else { thrown };
    let tried = member(cause, "errors");
    if is_array(&tried) {
        // One without a code keeps its place: it proves nothing.
        return items(&tried)
            .iter()
            .map(|one| code(one).unwrap_or_default())
            .collect();
    }
    code(cause).into_iter().collect()
}

fn code(thrown: &JsValue) -> Option<String> {
    member(thrown, "code").as_string()
}
