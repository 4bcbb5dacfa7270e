//! The exports for JavaScript: functions with numeric handles instead of classes, so that no object
//! depends on a finalizer. The only module that uses js-sys.

use std::cell::RefCell;
use std::collections::BTreeMap;

use js_sys::{Array, Error, Object, Reflect, Uint8Array};
use serde_json::{Map, Value, json};
use wasm_bindgen::prelude::*;

use crate::{CLIENT_ID, CLIENT_SECRET, CLIENTS, Delivery, Ending, Faults, Request, Sandbox, Seed};

struct Registry {
    next: u32,
    sandboxes: BTreeMap<u32, Sandbox>,
}

thread_local! {
    static REGISTRY: RefCell<Registry> = const {
        RefCell::new(Registry { next: 1, sandboxes: BTreeMap::new() })
    };
}

fn error(message: &str) -> JsValue {
    Error::new(message).into()
}

fn with_sandbox<T>(
    handle: u32,
    work: impl FnOnce(&mut Sandbox) -> Result<T, JsValue>,
) -> Result<T, JsValue> {
    REGISTRY.with(|registry| {
        let mut registry = registry
            .try_borrow_mut()
            .map_err(|_| error("The sandbox failed before; make a new one."))?;
        let sandbox = registry
            .sandboxes
            .get_mut(&handle)
            .ok_or_else(|| error("This sandbox was dropped."))?;
        work(sandbox)
    })
}

/// A JavaScript time in milliseconds since 1970, saturating.
fn timestamp(milliseconds: f64) -> i64 {
    milliseconds as i64
}

/// Creates a sandbox and returns its handle.
///
/// `seed` is `demo`, `empty`, `large` or a state as JSON. `settings` is a JSON object of the settings
/// that differ from those of the seed, or empty. `faults` is a JSON list of fault rules, or empty.
/// Throws an `Error` with a sentence.
#[wasm_bindgen(js_name = sandboxCreate)]
pub fn sandbox_create(
    seed: &str,
    settings: &str,
    faults: &str,
    now_ms: f64,
) -> Result<u32, JsValue> {
    let faults = if faults.is_empty() {
        Faults::default()
    } else {
        read_faults(faults)?
    };
    let settings = read_settings(settings)?;
    let sandbox = Seed::read(seed)
        .and_then(|seed| Sandbox::new(seed, None, timestamp(now_ms))?.with_settings(&settings))
        .map_err(|reason| error(&reason.to_string()))?
        .with_faults(faults);
    REGISTRY.with(|registry| {
        let mut registry = registry
            .try_borrow_mut()
            .map_err(|_| error("The sandbox failed before; load it anew."))?;
        let handle = registry.next;
        registry.next = handle.saturating_add(1);
        registry.sandboxes.insert(handle, sandbox);
        Ok(handle)
    })
}

fn read_settings(text: &str) -> Result<Map<String, Value>, JsValue> {
    if text.is_empty() {
        return Ok(Map::new());
    }
    serde_json::from_str(text)
        .map_err(|reason| error(&format!("The settings are broken: {reason}.")))
}

/// Changes settings. `changes` is a JSON object. Throws an `Error` with a sentence.
#[wasm_bindgen(js_name = sandboxChangeSettings)]
pub fn sandbox_change_settings(handle: u32, changes: &str) -> Result<(), JsValue> {
    let changes = read_settings(changes)?;
    with_sandbox(handle, |sandbox| {
        sandbox
            .change_settings(&changes)
            .map_err(|reason| error(&reason.to_string()))
    })
}

/// The current settings as JSON.
#[wasm_bindgen(js_name = sandboxSettings)]
pub fn sandbox_settings(handle: u32) -> Result<String, JsValue> {
    with_sandbox(handle, |sandbox| {
        serde_json::to_string(sandbox.settings()).map_err(|reason| error(&reason.to_string()))
    })
}

fn read_faults(text: &str) -> Result<Faults, JsValue> {
    Faults::from_json(text).map_err(|reason| error(&reason.to_string()))
}

/// Replaces the fault rules. `rules` is a JSON list. Throws an `Error` with a sentence.
#[wasm_bindgen(js_name = sandboxSetFaults)]
pub fn sandbox_set_faults(handle: u32, rules: &str) -> Result<(), JsValue> {
    let faults = read_faults(rules)?;
    with_sandbox(handle, |sandbox| {
        sandbox.set_faults(faults);
        Ok(())
    })
}

/// The fault rules and how often each applied, as JSON.
#[wasm_bindgen(js_name = sandboxFaults)]
pub fn sandbox_faults(handle: u32) -> Result<String, JsValue> {
    with_sandbox(handle, |sandbox| Ok(sandbox.faults().to_string()))
}

/// `{ delayMs, ending: "answer" | "hang" | "reset", truncated, slowBodyMs }`.
fn delivery_object(delivery: &Delivery) -> Result<Object, JsValue> {
    let object = Object::new();
    let ending = match delivery.ending {
        Ending::Answer => "answer",
        Ending::Hang => "hang",
        Ending::Reset => "reset",
    };
    for (name, value) in [
        ("delayMs", JsValue::from(delivery.delay_ms)),
        ("ending", ending.into()),
        ("truncated", delivery.truncated.into()),
        ("slowBodyMs", delivery.slow_body_ms.into()),
    ] {
        Reflect::set(&object, &name.into(), &value)?;
    }
    Ok(object)
}

/// Handles a request: `{ status, headers: [name, value][], body: Uint8Array, posts?, delivery? }`.
///
/// `headers_json` is a JSON list of `[name, value]`. `posts` is a list of `[url, body]` for webhooks,
/// absent if there are none. `delivery` is absent unless a fault changes it.
#[wasm_bindgen(js_name = sandboxHandle)]
pub fn sandbox_handle(
    handle: u32,
    method: &str,
    url: &str,
    headers_json: &str,
    body: &[u8],
    now_ms: f64,
) -> Result<Object, JsValue> {
    let headers: Vec<(String, String)> = serde_json::from_str(headers_json)
        .map_err(|reason| error(&format!("The headers are broken: {reason}.")))?;
    let response = with_sandbox(handle, |sandbox| {
        let request = Request {
            method,
            url,
            headers: &headers,
            body,
        };
        Ok(sandbox.handle(request, timestamp(now_ms)))
    })?;
    let headers: Array = response
        .headers
        .iter()
        .map(|(name, value)| Array::of2(&name.into(), &value.into()))
        .collect();
    let object = Object::new();
    Reflect::set(&object, &"status".into(), &response.status.into())?;
    Reflect::set(&object, &"headers".into(), &headers)?;
    let body = Uint8Array::from(response.body.as_slice());
    Reflect::set(&object, &"body".into(), &body)?;
    if !response.posts.is_empty() {
        let posts: Array = response
            .posts
            .iter()
            .map(|post| Array::of2(&post.url.as_str().into(), &post.body.as_str().into()))
            .collect();
        Reflect::set(&object, &"posts".into(), &posts)?;
    }
    if !response.delivery.is_ordinary() {
        let delivery = delivery_object(&response.delivery)?;
        Reflect::set(&object, &"delivery".into(), &delivery)?;
    }
    Ok(object)
}

/// Advances the sandbox's clock.
#[wasm_bindgen(js_name = sandboxAdvance)]
pub fn sandbox_advance(handle: u32, seconds: f64) -> Result<(), JsValue> {
    with_sandbox(handle, |sandbox| {
        sandbox
            .advance(seconds)
            .map_err(|reason| error(&reason.to_string()))
    })
}

/// The state of the sandbox as JSON.
#[wasm_bindgen(js_name = sandboxState)]
pub fn sandbox_state(handle: u32, now_ms: f64) -> Result<String, JsValue> {
    with_sandbox(handle, |sandbox| {
        let state = sandbox
            .state(timestamp(now_ms))
            .map_err(|reason| error(&reason.to_string()))?;
        serde_json::to_string(&state).map_err(|reason| error(&reason.to_string()))
    })
}

/// Resets the sandbox to its seed.
#[wasm_bindgen(js_name = sandboxReset)]
pub fn sandbox_reset(handle: u32, now_ms: f64) -> Result<(), JsValue> {
    with_sandbox(handle, |sandbox| {
        sandbox.reset(timestamp(now_ms));
        Ok(())
    })
}

/// Frees the sandbox. A handle may be dropped twice.
#[wasm_bindgen(js_name = sandboxDrop)]
pub fn sandbox_drop(handle: u32) {
    REGISTRY.with(|registry| {
        if let Ok(mut registry) = registry.try_borrow_mut() {
            registry.sandboxes.remove(&handle);
        }
    });
}

/// `{ version, clientId, clientSecret, clients }` as JSON: the version of the crate, the client of
/// Unloc, and all clients by name.
#[wasm_bindgen(js_name = sandboxAbout)]
pub fn sandbox_about() -> String {
    let clients: Map<String, Value> = CLIENTS
        .iter()
        .map(|(name, client)| ((*name).to_owned(), json!(client)))
        .collect();
    json!({
        "version": env!("CARGO_PKG_VERSION"),
        "clientId": CLIENT_ID,
        "clientSecret": CLIENT_SECRET,
        "clients": clients,
    })
    .to_string()
}
