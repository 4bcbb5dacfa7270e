//! What `init` said and what a call says beside it.

use std::cell::RefCell;

use js_sys::{Function, Object};
use wasm_bindgen::prelude::*;

use super::value::kind;
use crate::base_url::BaseUrl;
use crate::error::{Code, Error};

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

    /// An `AbortSignal`, or what behaves as one.
    #[derive(Clone)]
    pub type Signal;

    #[wasm_bindgen(method, getter, catch)]
    fn aborted(this: &Signal) -> Result<JsValue, JsValue>;
}

impl Signal {
    /// Whether the caller has ended the call.
    pub fn is_aborted(&self) -> bool {
        self.aborted().is_ok_and(|aborted| aborted.is_truthy())
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
}

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
        let find = |get: fn(&Options) -> Result<JsValue, JsValue>| {
            layers
                .into_iter()
                .filter(|layer| layer.is_object())
                .filter_map(|layer| get(layer.unchecked_ref()).ok())
                .find(|value| !value.is_undefined() && !value.is_null())
        };
        let insecure = find(Options::allow_insecure).is_some_and(|value| value == true);
        let base_url = find(Options::base_url).unwrap_or(init_base_url);
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
        })
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

fn read_headers(operation: &str, value: JsValue) -> Result<Vec<(String, String)>, Error> {
    if !super::value::is_record(&value) {
        return Err(invalid(
            operation,
            "the option \"headers\" must be an object, not ",
            kind(&value),
        ));
    }
    let bad = || {
        invalid(
            operation,
            "the option \"headers\" must hold texts by name",
            "",
        )
    };
    // Both a plain object and the platform's `Headers` become pairs.
    let plain = super::value::from_entries(&value).unwrap_or_else(|_| value.unchecked_into());
    let mut headers = Vec::new();
    for pair in Object::entries(&plain).iter() {
        let pair: js_sys::Array = pair.unchecked_into();
        let name = pair.get(0).as_string().ok_or_else(bad)?;
        let text = pair.get(1);
        if text.is_undefined() {
            continue;
        }
        headers.push((name, text.as_string().ok_or_else(bad)?));
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
        if name.eq_ignore_ascii_case("authorization") {
            return Err(invalid(
                operation,
                "the option \"headers\" must not hold authorization: the token is the call's first argument",
                "",
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
