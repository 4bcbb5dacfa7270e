//! What `init` or a client said and what a call says beside it.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Function, Reflect};
use wasm_bindgen::prelude::*;

use crate::error::{Code, Error};
use crate::request::base_url::BaseUrl;
use crate::retry::{Policy, RetryTokenBucket};
use crate::wasm::convert::value::{from_entries, is_record, kind, member, pairs};

#[wasm_bindgen]
extern "C" {
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

/// Everything a call needs beside its arguments.
#[derive(Clone, Default)]
pub struct Settings {
    /// Where the API is.
    pub base_url: BaseUrl,
    /// The caller's `fetch`, else the platform's.
    pub fetch: Option<Function>,
    /// The caller's further headers; of two with one name the later counts.
    pub headers: Vec<(String, String)>,
    /// The caller's signal.
    pub signal: Option<Signal>,
    /// How long an attempt may take until its answer's head is there, in milliseconds, if the
    /// caller says.
    pub timeout_ms: Option<f64>,
    /// How long the call may take, all attempts and waits included, in milliseconds, if the caller
    /// says.
    pub deadline_ms: Option<f64>,
    /// How often it may be repeated.
    pub policy: Policy,
    /// Told of each request, answer and retry.
    pub observe: Option<Function>,
    retry_budget: Option<RetryBudget>,
    given_base_url: JsValue,
    allow_insecure: bool,
}

thread_local! {
    /// The client whose settings were read last, and what was read: most programs have one, and
    /// call it again and again.
    static LAST: RefCell<(JsValue, Rc<Settings>)> = RefCell::default();
}

impl Settings {
    /// The settings of a client, from the object that the npm package keeps for it and never
    /// changes, with the call's own over them.
    ///
    /// # Errors
    /// `not_initialized`, `invalid_argument`, `insecure_base_url`.
    pub fn of_client(operation: &str, client: &JsValue, call: &JsValue) -> Result<Rc<Self>, Error> {
        let last = LAST.with_borrow(|(of, settings)| (of == client).then(|| Rc::clone(settings)));
        let settings = match last {
            Some(settings) => settings,
            None => {
                let settings = Rc::new(Self::of_layers(operation, &[client])?);
                LAST.set((client.clone(), Rc::clone(&settings)));
                settings
            }
        };
        if call.is_undefined() || call.is_null() {
            return Ok(settings);
        }
        let mut own = Self::clone(&settings);
        own.lay(operation, call, OF_CALLS)?;
        Ok(Rc::new(own))
    }

    /// The settings of several objects, of which the later ones count more.
    ///
    /// # Errors
    /// As [`Settings::of_client`].
    pub fn of_layers(operation: &str, layers: &[&JsValue]) -> Result<Self, Error> {
        let mut settings = Self::default();
        for layer in layers {
            settings.lay(operation, layer, OF_CALLS)?;
            settings.lay(operation, layer, OF_CLIENTS)?;
        }
        let insecure = settings.allow_insecure;
        settings.base_url = read_base_url(operation, &settings.given_base_url, insecure)?;
        Ok(settings)
    }

    fn lay(
        &mut self,
        operation: &str,
        layer: &JsValue,
        options: &[(&str, Kind)],
    ) -> Result<(), Error> {
        if layer.is_undefined() || layer.is_null() {
            return Ok(());
        }
        if !layer.is_object() {
            return Err(invalid(
                operation,
                "the options must be an object, not ",
                kind(layer),
            ));
        }
        for (name, of) in options {
            let value = Reflect::get(layer, &JsValue::from_str(name)).map_err(|_| {
                let what = "the options cannot be read: a getter or a proxy in them throws";
                invalid(operation, what, "")
            })?;
            if value.is_undefined() || value.is_null() {
                continue;
            }
            let above_zero = matches!(of, Kind::Timeout | Kind::Deadline);
            let number = || number(operation, name, &value, above_zero);
            match of {
                Kind::Fetch => self.fetch = Some(function(operation, value)?),
                Kind::Headers => self.headers.extend(headers(operation, value)?),
                Kind::Signal => self.signal = Some(signal(operation, value)?),
                Kind::Timeout => self.timeout_ms = Some(number()?),
                Kind::Deadline => self.deadline_ms = Some(number()?),
                Kind::MaxRetries => self.policy.max_retries = whole(number()?),
                Kind::RetryAfterCeiling => self.policy.retry_after_ceiling_ms = number()?,
                Kind::BaseUrl => self.given_base_url = value,
                Kind::AllowInsecure => self.allow_insecure = value == true,
                Kind::RetryBudget => self.retry_budget = Some(value.unchecked_into()),
                Kind::Observe => self.observe = value.dyn_into().ok(),
            }
        }
        Ok(())
    }

    /// Lets `work` take from the client's budget for retries, or from a full one of the call's own.
    pub fn with_budget<T>(&self, work: impl FnOnce(&mut RetryTokenBucket) -> T) -> T {
        let kept = self.retry_budget.as_ref();
        let left = kept
            .and_then(|kept| kept.left().ok()?.as_f64())
            .unwrap_or(RetryTokenBucket::FULL);
        let mut budget = RetryTokenBucket { left };
        let result = work(&mut budget);
        if let Some(kept) = kept
            && budget.left != left
        {
            let _ = kept.set_left(budget.left);
        }
        result
    }
}

#[derive(Clone, Copy)]
enum Kind {
    Fetch,
    Headers,
    Signal,
    Timeout,
    Deadline,
    MaxRetries,
    RetryAfterCeiling,
    BaseUrl,
    AllowInsecure,
    RetryBudget,
    Observe,
}

/// What a call may say for itself.
const OF_CALLS: &[(&str, Kind)] = &[
    ("fetch", Kind::Fetch),
    ("headers", Kind::Headers),
    ("signal", Kind::Signal),
    ("timeoutMs", Kind::Timeout),
    ("deadlineMs", Kind::Deadline),
    ("maxRetries", Kind::MaxRetries),
];

/// What only a client, or `init`, may say.
const OF_CLIENTS: &[(&str, Kind)] = &[
    ("retryAfterCeilingMs", Kind::RetryAfterCeiling),
    ("baseUrl", Kind::BaseUrl),
    ("allowInsecure", Kind::AllowInsecure),
    ("retryBudget", Kind::RetryBudget),
    ("observe", Kind::Observe),
];

fn read_base_url(operation: &str, value: &JsValue, insecure: bool) -> Result<BaseUrl, Error> {
    if value.is_undefined() || value.is_null() {
        let what = ": no base URL is known. Call init('https://api.unloc.app') once before.";
        return Err(Error::new(
            Code::NotInitialized,
            operation,
            [operation, what].concat(),
        ));
    }
    let Some(text) = value.as_string() else {
        return Err(invalid(
            operation,
            "the base URL given to init must be a string, not ",
            kind(value),
        ));
    };
    BaseUrl::parse(&text, insecure).map_err(|mut error| {
        operation.clone_into(&mut error.operation);
        error
    })
}

fn number(operation: &str, name: &str, value: &JsValue, above_zero: bool) -> Result<f64, Error> {
    value
        .as_f64()
        .filter(|number| *number > 0.0 || (*number == 0.0 && !above_zero))
        .ok_or_else(|| {
            let least = if above_zero {
                "\" must be a number above 0"
            } else {
                "\" must be a number of 0 or more"
            };
            invalid(operation, &["the option \"", name, least].concat(), "")
        })
}

/// A count out of a number of 0 or more; infinity means as often as can be counted.
fn whole(number: f64) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    let count = number as u32;
    count
}

fn function(operation: &str, value: JsValue) -> Result<Function, Error> {
    value.dyn_into().map_err(|value| {
        let what = "the option \"fetch\" must be a function, not ";
        invalid(operation, what, kind(&value))
    })
}

fn signal(operation: &str, value: JsValue) -> Result<Signal, Error> {
    if value.is_object() && member(&value, "aborted").as_bool().is_some() {
        return Ok(value.unchecked_into());
    }
    let what = "the option \"signal\" must be an AbortSignal, not ";
    Err(invalid(operation, what, kind(&value)))
}

/// Headers that a caller cannot set: the token is the call's first argument, the body is JSON.
const RESERVED_HEADERS: [&str; 6] = [
    "authorization",
    "content-length",
    "content-type",
    "cookie",
    "host",
    "transfer-encoding",
];

fn headers(operation: &str, value: JsValue) -> Result<Vec<(String, String)>, Error> {
    let wrong = |what: &str, name: &str| {
        invalid(operation, &["the option \"headers\" ", what].concat(), name)
    };
    let bad = || wrong("must hold texts by name", "");
    if !is_record(&value) {
        return Err(bad());
    }
    // Both a plain object and the platform's `Headers` become pairs.
    let plain = from_entries(&value).map_or(value, JsValue::from);
    let mut headers = Vec::new();
    for (name, text) in pairs(&plain).map_err(|_| bad())? {
        if text.is_undefined() {
            continue;
        }
        let text = text.as_string().ok_or_else(bad)?;
        let sayable = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&b);
        if name.is_empty() || !name.bytes().all(sayable) {
            return Err(wrong("holds a name that HTTP does not allow", ""));
        }
        if text.chars().any(|c| c.is_control() || u32::from(c) > 255) {
            return Err(wrong("holds a value that HTTP does not allow, in ", &name));
        }
        if RESERVED_HEADERS
            .iter()
            .any(|ours| name.eq_ignore_ascii_case(ours))
        {
            return Err(wrong(
                "must not hold one that is this library's or the platform's to set: ",
                &name,
            ));
        }
        headers.push((name, text));
    }
    Ok(headers)
}

fn invalid(operation: &str, what: &str, which: &str) -> Error {
    Error::invalid_argument(operation, &[what, which])
}
