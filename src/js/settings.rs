//! What `init` said and what a call says beside it.

use std::cell::RefCell;

use js_sys::Function;
use wasm_bindgen::prelude::*;

use super::value::{from_entries, is_record, kind, pairs};
use crate::base_url::BaseUrl;
use crate::error::{Code, Error};
use crate::retry::{Budget, Policy};

#[wasm_bindgen]
extern "C" {
    /// Options as the caller wrote them, read member by member.
    #[derive(Clone)]
    pub type Options;

    #[wasm_bindgen(method, getter, js_name = baseUrl, catch)]
    fn base_url(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = allowInsecure, catch)]
    fn allow_insecure(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn fetch(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn signal(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = timeoutMs, catch)]
    fn timeout_ms(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = deadlineMs, catch)]
    fn deadline_ms(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = maxRetries, catch)]
    fn max_retries(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = retryAfterCeilingMs, catch)]
    fn retry_after_ceiling_ms(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, js_name = retryBudget, catch)]
    fn retry_budget(this: &Options) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn observe(this: &Options) -> Result<JsValue, JsValue>;

    /// What a client has left for retries, an object that the npm package keeps for it.
    #[derive(Clone)]
    pub type RetryBudget;

    #[wasm_bindgen(method, getter, catch)]
    fn left(this: &RetryBudget) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, setter, catch)]
    fn set_left(this: &RetryBudget, left: f64) -> Result<(), JsValue>;

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

thread_local! {
    /// What `init` was given, for callers of the bare wasm. The npm package keeps it on its own
    /// side, where it outlives an instance, and hands it in with each call.
    static INIT: RefCell<(JsValue, JsValue)> = const { RefCell::new((JsValue::UNDEFINED, JsValue::UNDEFINED)) };
}

/// Remembers what `init` was given. Never fails: the calls that follow say what is wrong.
pub fn remember(base_url: JsValue, options: JsValue) {
    INIT.with(|init| {
        if let Ok(mut init) = init.try_borrow_mut() {
            *init = (base_url, options);
        }
    });
}

/// Everything a call needs beside its arguments.
pub struct Settings {
    /// Where the API is.
    pub base_url: BaseUrl,
    /// The caller's `fetch`, else the platform's.
    pub fetch: Option<Function>,
    /// The caller's further headers.
    pub headers: Vec<(String, String)>,
    /// The caller's signal.
    pub signal: Option<Signal>,
    /// How long an attempt may take until its answer's head is there, in milliseconds, if the
    /// caller says.
    pub timeout_ms: Option<f64>,
    /// How long the call may take, all attempts and waits included, in milliseconds.
    pub deadline_ms: f64,
    /// How often it may be repeated.
    pub policy: Policy,
    retry_budget: Option<RetryBudget>,
    /// Told of each request, answer and retry.
    pub observe: Option<Function>,
}

/// How long a call may take where the caller says nothing, in milliseconds.
const DEADLINE_MS: f64 = 60_000.0;

impl Settings {
    /// Reads a call's options over those of `init`.
    ///
    /// # Errors
    /// `not_initialized`, `invalid_argument`, `insecure_base_url`.
    pub fn read(operation: &str, call: &JsValue) -> Result<Self, Error> {
        if !(call.is_undefined() || call.is_null() || call.is_object()) {
            return Err(invalid(
                operation,
                "the options must be an object, not ",
                kind(call),
            ));
        }
        let (init_base_url, init_options) = INIT.with(|init| {
            init.try_borrow()
                .map(|init| init.clone())
                .unwrap_or_default()
        });
        let layers = [call, &init_options];
        let find = |get: Get| first_given(layers, get);
        let insecure = find(Options::allow_insecure).is_some_and(|value| value == true);
        let base_url = find(Options::base_url).unwrap_or(init_base_url);
        let number = |name: &str, get: Get, above_zero: bool| {
            read_number(operation, name, first_given(layers, get), above_zero)
        };
        let default = Policy::default();
        Ok(Self {
            base_url: read_base_url(operation, &base_url, insecure)?,
            fetch: find(Options::fetch)
                .map(|value| read_fetch(operation, value))
                .transpose()?,
            headers: find(Options::headers)
                .map(|value| read_headers(operation, value))
                .transpose()?
                .unwrap_or_default(),
            signal: find(Options::signal)
                .map(|value| read_signal(operation, value))
                .transpose()?,
            timeout_ms: number("timeoutMs", Options::timeout_ms, true)?,
            deadline_ms: number("deadlineMs", Options::deadline_ms, true)?.unwrap_or(DEADLINE_MS),
            policy: Policy {
                max_retries: number("maxRetries", Options::max_retries, false)?
                    .map_or(default.max_retries, whole),
                retry_after_ceiling_ms: number(
                    "retryAfterCeilingMs",
                    Options::retry_after_ceiling_ms,
                    false,
                )?
                .unwrap_or(default.retry_after_ceiling_ms),
            },
            retry_budget: find(Options::retry_budget)
                .filter(JsValue::is_object)
                .map(JsCast::unchecked_into),
            observe: find(Options::observe).and_then(|value| value.dyn_into().ok()),
        })
    }

    /// Lets `work` take from the client's budget for retries, or from a full one of the call's own.
    pub fn with_budget<T>(&self, work: impl FnOnce(&mut Budget) -> T) -> T {
        let kept = self.retry_budget.as_ref();
        let left = kept
            .and_then(|kept| kept.left().ok()?.as_f64())
            .unwrap_or(Budget::FULL);
        let mut budget = Budget { left };
        let result = work(&mut budget);
        if let Some(kept) = kept {
            let _ = kept.set_left(budget.left);
        }
        result
    }
}

fn read_base_url(operation: &str, value: &JsValue, insecure: bool) -> Result<BaseUrl, Error> {
    if value.is_undefined() || value.is_null() {
        return Err(Error::new(
            Code::NotInitialized,
            operation,
            [
                operation,
                ": no base URL is known. Call init('https://api.unloc.app') once before.",
            ]
            .concat(),
        ));
    }
    let text = value.as_string().ok_or_else(|| {
        invalid(
            operation,
            "the base URL given to init must be a string, not ",
            kind(value),
        )
    })?;
    BaseUrl::parse(&text, insecure).map_err(|error| Error {
        operation: operation.to_owned(),
        ..error
    })
}

type Get = fn(&Options) -> Result<JsValue, JsValue>;

/// An option in the first layer that gives it.
#[inline(never)] // asked for ten options; its copies would be kilobytes
fn first_given(layers: [&JsValue; 2], get: Get) -> Option<JsValue> {
    layers
        .into_iter()
        .filter(|layer| layer.is_object())
        .filter_map(|layer| get(layer.unchecked_ref()).ok())
        .find(|value| !value.is_undefined() && !value.is_null())
}

#[inline(never)]
fn read_number(
    operation: &str,
    name: &str,
    value: Option<JsValue>,
    above_zero: bool,
) -> Result<Option<f64>, Error> {
    let Some(value) = value else {
        return Ok(None);
    };
    value
        .as_f64()
        .filter(|number| *number > 0.0 || (*number == 0.0 && !above_zero))
        .map(Some)
        .ok_or_else(|| {
            let least = if above_zero {
                "above 0"
            } else {
                "of 0 or more"
            };
            let what = ["the option \"", name, "\" must be a number ", least].concat();
            invalid(operation, &what, "")
        })
}

/// A count out of a number of 0 or more; infinity means as often as can be counted.
fn whole(number: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    let count = number as u32;
    count
}

fn read_fetch(operation: &str, value: JsValue) -> Result<Function, Error> {
    value.dyn_into().map_err(|value| {
        invalid(
            operation,
            "the option \"fetch\" must be a function, not ",
            kind(&value),
        )
    })
}

fn read_signal(operation: &str, value: JsValue) -> Result<Signal, Error> {
    if value.is_object() && super::value::member(&value, "aborted").as_bool().is_some() {
        Ok(value.unchecked_into())
    } else {
        Err(invalid(
            operation,
            "the option \"signal\" must be an AbortSignal, not ",
            kind(&value),
        ))
    }
}

/// Headers that a caller cannot set: the token is the call's first argument, the body is JSON.
const OURS: [&str; 6] = [
    "authorization",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "transfer-encoding",
];

fn read_headers(operation: &str, value: JsValue) -> Result<Vec<(String, String)>, Error> {
    let bad = || {
        invalid(
            operation,
            "the option \"headers\" must hold texts by name",
            "",
        )
    };
    if !is_record(&value) {
        return Err(bad());
    }
    // Both a plain object and the platform's `Headers` become pairs.
    let plain = from_entries(&value).map_or(value, JsValue::from);
    let mut headers = Vec::new();
    for (name, text) in pairs(&plain).map_err(|_| bad())? {
        if !text.is_undefined() {
            headers.push((name, text.as_string().ok_or_else(bad)?));
        }
    }
    for (name, text) in &headers {
        let sayable = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        if name.is_empty() || !name.bytes().all(sayable) {
            return Err(invalid(
                operation,
                "the option \"headers\" holds a name that HTTP does not allow",
                "",
            ));
        }
        if text.chars().any(|c| c.is_control() || u32::from(c) > 255) {
            return Err(invalid(
                operation,
                "the option \"headers\" holds a value that HTTP does not allow, in ",
                name,
            ));
        }
        if OURS.iter().any(|ours| name.eq_ignore_ascii_case(ours)) {
            return Err(invalid(
                operation,
                "the option \"headers\" must not hold one that is this library's or the platform's to set: ",
                name,
            ));
        }
    }
    Ok(headers)
}

fn invalid(operation: &str, what: &str, which: &str) -> Error {
    Error::new(
        Code::InvalidArgument,
        operation,
        [operation, ": ", what, which, "."].concat(),
    )
}
