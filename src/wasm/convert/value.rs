//! JavaScript values that may be hostile or broken: proxies, getters that throw, promises that are
//! none. Whatever JavaScript throws is caught here: an exception that passes through wasm frames
//! leaves the stack where it was and its promise pending.
//!
//! `clippy.toml` forbids the functions of js-sys that cannot catch; these catch.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

#[wasm_bindgen]
extern "C" {
    /// `JSON.parse`, the text staying on the JavaScript side.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = parse)]
    pub fn parse_json(text: &JsValue) -> Result<JsValue, JsValue>;

    /// `JSON.stringify`, the text staying on the JavaScript side; `undefined` for what has no JSON.
    #[wasm_bindgen(catch, js_namespace = JSON, js_name = stringify)]
    pub fn to_json(value: &JsValue) -> Result<JsValue, JsValue>;

    /// `Object.fromEntries`, for `Headers`, maps and lists of pairs.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = fromEntries)]
    pub fn from_entries(entries: &JsValue) -> Result<Object, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Object, js_name = entries)]
    fn entries(object: &JsValue) -> Result<Array, JsValue>;

    /// `Object.assign`.
    #[wasm_bindgen(catch, js_namespace = Object, js_name = assign)]
    pub fn assign(target: &Object, source: &JsValue) -> Result<Object, JsValue>;

    #[wasm_bindgen(catch, js_namespace = Promise, js_name = resolve)]
    fn resolve(value: &JsValue) -> Result<AnyPromise, JsValue>;
    type AnyPromise;
    #[wasm_bindgen(method, getter, js_name = then, catch)]
    fn then_function(this: &AnyPromise) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(thread_local_v2, js_namespace = ["Promise", "prototype"], js_name = then)]
    static THEN: JsValue;

    #[wasm_bindgen(catch, js_namespace = Array, js_name = isArray)]
    fn is_array_or_throw(value: &JsValue) -> Result<bool, JsValue>;

    /// A copy that is no proxy.
    #[wasm_bindgen(catch, js_namespace = Array, js_name = from)]
    fn array_from(value: &JsValue) -> Result<Array, JsValue>;
}

/// A member of an object; `undefined` if there is none or its getter throws.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    readable_member(object, name).unwrap_or(JsValue::UNDEFINED)
}

/// A member of an object; `undefined` if there is none.
///
/// # Errors
/// What its getter throws.
pub fn readable_member(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    if object.is_object() || object.is_function() {
        Reflect::get(object, &JsValue::from_str(name))
    } else {
        Ok(JsValue::UNDEFINED)
    }
}

/// Whether it is an array; a revoked proxy is none.
pub fn is_array(value: &JsValue) -> bool {
    is_array_or_throw(value).unwrap_or(false)
}

/// The items of an array; none if they cannot be had.
pub fn items(value: &JsValue) -> Vec<JsValue> {
    if !is_array(value) {
        return Vec::new();
    }
    array_from(value)
        .map(|copy| copy.to_vec())
        .unwrap_or_default()
}

/// The members of an object as pairs.
///
/// # Errors
/// What a getter or a proxy threw.
pub fn pairs(object: &JsValue) -> Result<Vec<(String, JsValue)>, JsValue> {
    let pairs = entries(object)?.to_vec().into_iter().filter_map(|pair| {
        let pair: Array = pair.unchecked_into();
        Some((pair.get(0).as_string()?, pair.get(1)))
    });
    Ok(pairs.collect())
}

/// A fresh object with the members of `base` and, over them, of `more`.
///
/// # Errors
/// What a getter or a proxy threw.
pub fn merged(base: &JsValue, more: &JsValue) -> Result<JsValue, JsValue> {
    let fresh = assign(&Object::new(), base)?;
    assign(&fresh, more).map(JsValue::from)
}

/// Sets a member of an object that we made, which takes every member.
pub fn set(object: &JsValue, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &JsValue::from_str(name), value);
}

/// A value, or what the promise of one settles to: `Err` is what it rejects with.
///
/// Only a promise of the platform's with the platform's own `then` is waited for as it is; around
/// anything else one is put, because a foreign `then` may throw, or call back twice.
pub fn settled(value: &JsValue) -> JsFuture {
    let promise = match resolve(value) {
        Ok(promise) if THEN.with(|then| promise.then_function().is_ok_and(|own| own == *then)) => {
            promise.unchecked_into()
        }
        _ => Promise::new(&mut |resolve, _| {
            let _ = resolve.call1(&JsValue::UNDEFINED, value);
        }),
    };
    JsFuture::from(promise)
}

/// Whether it is an object with members: no array, no `null`.
pub fn is_record(value: &JsValue) -> bool {
    value.is_object() && !is_array(value)
}

/// What a value is, for a sentence.
pub fn type_name(value: &JsValue) -> &'static str {
    if value.is_undefined() {
        "undefined"
    } else if value.is_null() {
        "null"
    } else if value.is_string() {
        "a string"
    } else if value.as_f64().is_some() {
        "a number"
    } else if value.as_bool().is_some() {
        "a boolean"
    } else if value.is_function() {
        "a function"
    } else if value.is_bigint() {
        "a bigint"
    } else if value.is_symbol() {
        "a symbol"
    } else if is_array(value) {
        "an array"
    } else {
        "an object"
    }
}

/// Gives an array a property that neither JSON nor a comparison of its items sees.
pub fn define_hidden(array: &JsValue, name: &str, value: &JsValue) {
    let descriptor = Object::new();
    set(&descriptor, "value", value);
    set(&descriptor, "writable", &JsValue::TRUE);
    set(&descriptor, "configurable", &JsValue::TRUE);
    let name = JsValue::from_str(name);
    // A frozen array stays without.
    let _ = Reflect::define_property(array.unchecked_ref::<Object>(), &name, &descriptor);
}
