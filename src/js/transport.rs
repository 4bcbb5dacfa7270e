//! The way out: one `fetch`, and the words the platform has when it fails.

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use super::arguments::Prepared;
use super::settings::Settings;
use super::value::{is_array, items, member, set, settled};

#[wasm_bindgen]
extern "C" {
    /// The platform's `fetch`, looked up at the time of the call.
    #[wasm_bindgen(catch, js_name = fetch)]
    fn platform_fetch(url: &str, init: &FetchInit) -> Result<JsValue, JsValue>;

    /// The plain object that `fetch` takes as its second argument.
    type FetchInit;

    #[wasm_bindgen(method, setter)]
    fn set_method(this: &FetchInit, method: &str);
    #[wasm_bindgen(method, setter)]
    fn set_headers(this: &FetchInit, headers: &Object);
    #[wasm_bindgen(method, setter)]
    fn set_body(this: &FetchInit, body: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_cache(this: &FetchInit, cache: &str);
    #[wasm_bindgen(method, setter)]
    fn set_credentials(this: &FetchInit, credentials: &str);
    #[wasm_bindgen(method, setter)]
    fn set_redirect(this: &FetchInit, redirect: &str);
    #[wasm_bindgen(method, setter)]
    fn set_signal(this: &FetchInit, signal: &JsValue);
}

/// Sends a request and waits for its answer's head. `Err` is what the platform threw.
///
/// A plain `fetch(url, init)`: a `Request` object costs more, is missing in some test
/// environments, and stubs rarely expect it.
pub async fn send(
    prepared: &Prepared,
    token: &str,
    settings: &Settings,
    signal: &JsValue,
) -> Result<JsValue, JsValue> {
    let init: FetchInit = Object::new().unchecked_into();
    init.set_method(prepared.method.as_str());
    init.set_headers(&headers(prepared, token, settings));
    // Keys and tokens belong in no cache, cookies are not ours, and a token must not follow a
    // redirect to another host.
    init.set_cache("no-store");
    init.set_credentials("omit");
    init.set_redirect("manual");
    if let Some(body) = &prepared.body {
        init.set_body(body);
    }
    if !signal.is_undefined() {
        init.set_signal(signal);
    }
    let url = [settings.base_url.as_str(), &prepared.target].concat();
    let answer = match &settings.fetch {
        Some(fetch) => call(fetch, &url, &init),
        None => platform_fetch(&url, &init),
    }?;
    settled(answer).await
}

fn call(fetch: &Function, url: &str, init: &FetchInit) -> Result<JsValue, JsValue> {
    fetch.call2(&JsValue::UNDEFINED, &JsValue::from_str(url), init)
}

fn headers(prepared: &Prepared, token: &str, settings: &Settings) -> Object {
    let headers = Object::new();
    let set = |name: &str, value: &str| set(&headers, name, &JsValue::from_str(value));
    set("accept", "application/json");
    set("authorization", &["Bearer ", token].concat());
    if prepared.body.is_some() {
        set("content-type", "application/json");
    }
    for (name, value) in &settings.headers {
        set(&name.to_ascii_lowercase(), value);
    }
    headers
}

/// Whether there is a `fetch` to call at all.
pub fn can_send(settings: &Settings) -> bool {
    settings.fetch.is_some() || member(&js_sys::global(), "fetch").is_function()
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
