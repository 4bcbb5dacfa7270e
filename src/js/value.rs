//! Small questions to JavaScript values, none of which can throw into wasm.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

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
}

/// A member of an object; `undefined` if there is none or its getter throws.
pub fn member(object: &JsValue, name: &str) -> JsValue {
    if object.is_object() || object.is_function() {
        Reflect::get(object, &JsValue::from_str(name)).unwrap_or(JsValue::UNDEFINED)
    } else {
        JsValue::UNDEFINED
    }
}

/// Whether it is an object with members: no array, no `null`.
pub fn is_record(value: &JsValue) -> bool {
    value.is_object() && !js_sys::Array::is_array(value)
}

/// What a value is, for a sentence.
pub fn kind(value: &JsValue) -> &'static str {
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
    } else if js_sys::Array::is_array(value) {
        "an array"
    } else {
        "an object"
    }
}

/// Gives an array a member that neither JSON nor a comparison of its items sees.
pub fn define_hidden(array: &JsValue, name: &str, value: &JsValue) {
    let descriptor = Object::new();
    let set = |name: &str, value: &JsValue| {
        // A fresh plain object takes every member.
        let _ = Reflect::set(&descriptor, &JsValue::from_str(name), value);
    };
    set("value", value);
    set("writable", &JsValue::TRUE);
    set("configurable", &JsValue::TRUE);
    // A frozen array keeps its items and goes without.
    let _ = Reflect::define_property(
        array.unchecked_ref::<Object>(),
        &JsValue::from_str(name),
        &descriptor,
    );
}
