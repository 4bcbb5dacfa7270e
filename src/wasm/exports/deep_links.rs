//! App links towards JavaScript. They need no network, so they are synchronous.

use wasm_bindgen::prelude::*;

use crate::deep_links::{Link, PREFETCH_KEYS, ParameterSource, UNLOC_WORK, USE_KEY, link};
use crate::error::Error;
use crate::wasm::convert::error::to_javascript;
use crate::wasm::convert::value::{kind, member};

/// The link that opens the Unloc app at a key:
/// `{ keyId, userId, redirect?, redirectOnError?, encode? }`.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
#[wasm_bindgen(js_name = useKeyUrl)]
pub fn use_key_url(params: JsValue) -> Result<String, JsValue> {
    made(&USE_KEY, &params)
}

/// The link that makes the Unloc app load the person's keys: `{ returnUrl, encode? }`.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
#[wasm_bindgen(js_name = prefetchKeysUrl)]
pub fn prefetch_keys_url(params: JsValue) -> Result<String, JsValue> {
    made(&PREFETCH_KEYS, &params)
}

/// The signed link that opens Unloc Work at a key:
/// `{ keyId, returnUrl, partnerId, hmacSecret, auto? }`.
///
/// # Errors
/// `invalid_argument`, naming the parameter. The secret is in no error.
#[wasm_bindgen(js_name = unlocWorkUrl)]
pub fn unloc_work_url(params: JsValue) -> Result<String, JsValue> {
    made(&UNLOC_WORK, &params)
}

fn made(row: &'static Link, params: &JsValue) -> Result<String, JsValue> {
    link(row, &Params { row, params }).map_err(|error| to_javascript(&error))
}

struct Params<'a> {
    row: &'static Link,
    params: &'a JsValue,
}

impl Params<'_> {
    /// A member by what `read` makes of it; `None` if it is undefined or null.
    fn read<T>(
        &self,
        name: &str,
        wanted: &str,
        read: fn(&JsValue) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let value = member(self.params, name);
        if value.is_undefined() || value.is_null() {
            return Ok(None);
        }
        let what = || [" must be ", wanted, ", not ", kind(&value)].concat();
        read(&value)
            .map(Some)
            .ok_or_else(|| self.row.refusal(name, &what()))
    }
}

impl ParameterSource for Params<'_> {
    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        self.read(name, "a string", JsValue::as_string)
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        self.read(name, "a boolean", JsValue::as_bool)
    }
}
