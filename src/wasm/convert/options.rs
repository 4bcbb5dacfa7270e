//! The options of `init` and of a call.

use js_sys::{Function, Object, Reflect};
use serde::Deserialize;
use wasm_bindgen::prelude::*;

use super::value::{from_entries, is_record, member, pairs, set, type_name};
use crate::error::Error;
use crate::exchange::{Config, Options, bad_headers};

#[wasm_bindgen]
extern "C" {
    /// An `AbortSignal`, or what behaves as one.
    #[derive(Clone)]
    pub type Signal;

    #[wasm_bindgen(method, getter, catch)]
    fn aborted(this: &Signal) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch, js_name = addEventListener)]
    fn add_event_listener(this: &Signal, kind: &str, listener: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(method, catch, js_name = removeEventListener)]
    fn remove_event_listener(this: &Signal, kind: &str, listener: &JsValue) -> Result<(), JsValue>;
}

impl Signal {
    /// Whether the caller has ended the call.
    pub fn is_aborted(&self) -> bool {
        self.aborted().is_ok_and(|aborted| aborted.is_truthy())
    }

    /// Calls `listener` when the caller ends the call. A stub without events is asked only before.
    pub fn listen(&self, listener: &JsValue) {
        let _ = self.add_event_listener("abort", listener);
    }

    /// The reverse of [`Signal::listen`].
    pub fn unlisten(&self, listener: &JsValue) {
        let _ = self.remove_event_listener("abort", listener);
    }
}

/// What a call needs beside its arguments.
pub struct CallOptions {
    /// What the core checks.
    pub config: Config,
    /// The caller's `fetch`, else the platform's.
    pub fetch: Option<Function>,
    /// The caller's signal.
    pub signal: Option<Signal>,
}

/// The options that are plain values.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct PlainOptions {
    base_url: Option<String>,
    allow_insecure: bool,
    timeout_ms: Option<f64>,
    deadline_ms: Option<f64>,
    max_retries: Option<f64>,
    retry_after_ceiling_ms: Option<f64>,
}

const NAMES: [&str; 9] = [
    "baseUrl",
    "allowInsecure",
    "fetch",
    "signal",
    "headers",
    "timeoutMs",
    "deadlineMs",
    "maxRetries",
    "retryAfterCeilingMs",
];

/// Reads and checks the options of several objects, of which the later ones count more.
///
/// # Errors
/// `invalid_argument`, `not_initialized`, `insecure_base_url`.
pub fn read_options(operation: &str, layers: &[&JsValue]) -> Result<CallOptions, Error> {
    let must_be = |what: &str, value: &JsValue| {
        let parts = [what, ", not ", type_name(value)];
        Err(Error::invalid_argument(operation, &parts))
    };
    let unreadable = |_| {
        let what = "the options cannot be read: a getter or a proxy in them throws";
        Error::invalid_argument(operation, &[what])
    };
    // Ours, so that serde-wasm-bindgen, which catches nothing, meets no getter and no proxy.
    let plain = Object::new();
    let (mut fetch, mut signal, mut headers) = (None, None, Vec::new());
    for layer in layers {
        if layer.is_undefined() || layer.is_null() {
            continue;
        }
        if !layer.is_object() {
            return must_be("the options must be an object", layer);
        }
        for name in NAMES {
            let value = Reflect::get(layer, &JsValue::from_str(name)).map_err(unreadable)?;
            if value.is_undefined() || value.is_null() {
                continue;
            }
            match name {
                "fetch" => match value.dyn_into() {
                    Ok(function) => fetch = Some(function),
                    Err(value) => {
                        return must_be("the option \"fetch\" must be a function", &value);
                    }
                },
                "signal" if !value.is_object() || member(&value, "aborted").as_bool().is_none() => {
                    return must_be("the option \"signal\" must be an AbortSignal", &value);
                }
                "signal" => signal = Some(value.unchecked_into()),
                "headers" => headers.extend(
                    read_headers(&value)
                        .ok_or_else(|| bad_headers(operation, "must map names to strings", ""))?,
                ),
                "baseUrl" if !value.is_string() => {
                    return must_be("the base URL given to init must be a string", &value);
                }
                "baseUrl" => set(&plain, name, &value),
                "allowInsecure" => set(&plain, name, &(value == true).into()),
                // What is no number becomes one that no option may be.
                _ => set(&plain, name, &value.as_f64().unwrap_or(f64::NAN).into()),
            }
        }
    }
    let plain: PlainOptions = serde_wasm_bindgen::from_value(plain.into()).unwrap_or_default();
    let options = Options {
        base_url: plain.base_url,
        allow_insecure: plain.allow_insecure,
        headers,
        timeout_ms: plain.timeout_ms,
        deadline_ms: plain.deadline_ms,
        max_retries: plain.max_retries,
        retry_after_ceiling_ms: plain.retry_after_ceiling_ms,
    };
    Ok(CallOptions {
        config: Config::new(operation, options)?,
        fetch,
        signal,
    })
}

/// Headers of a plain object or of the platform's `Headers`.
fn read_headers(headers: &JsValue) -> Option<Vec<(String, String)>> {
    if !is_record(headers) {
        return None;
    }
    let plain = from_entries(headers).map_or_else(|_| headers.clone(), JsValue::from);
    let all = pairs(&plain).ok()?.into_iter();
    let given = all.filter(|(_, value)| !value.is_undefined());
    given
        .map(|(name, value)| Some((name, value.as_string()?)))
        .collect()
}
