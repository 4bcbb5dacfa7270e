//! The body of a call: a copy of it that JSON can hold, or what of it JSON would lose.

use js_sys::{Array, Function, Object, Reflect};
use wasm_bindgen::prelude::*;

use super::value::{is_array, pairs, readable_member, type_name};
use crate::request::phone_number::phone_number;
use crate::text::concat;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(thread_local_v2, js_namespace = ["Object", "prototype"], js_name = toString)]
    static TO_STRING: Function;
}

/// What is nested deeper is no body of a call, but an attempt to exhaust the stack.
const DEEPEST: usize = 200;

/// What was found in a body.
#[derive(Default)]
pub struct Found {
    /// A member that JSON would turn into `null` or leave out, and what it is.
    pub lost: Option<(String, String)>,
    /// Phone numbers, each with its place. Without separators, if it is one.
    pub phone_numbers: Vec<(String, String)>,
}

/// A copy of a body as JSON has it. `name` is what the body is called, before the names of its members;
/// `places` are those of phone numbers.
///
/// # Errors
/// What a getter, a proxy or `toJSON` throws, and `undefined` for a circle.
pub fn copied(
    body: &JsValue,
    name: &str,
    places: &[&str],
    found: &mut Found,
) -> Result<JsValue, JsValue> {
    let mut copying = Copying {
        name,
        places,
        found,
        ancestors: Vec::new(),
    };
    copying.copy(body, "", "", false)
}

struct Copying<'a> {
    name: &'a str,
    places: &'a [&'a str],
    found: &'a mut Found,
    ancestors: Vec<JsValue>,
}

impl Copying<'_> {
    fn copy(
        &mut self,
        given: &JsValue,
        key: &str,
        place: &str,
        in_list: bool,
    ) -> Result<JsValue, JsValue> {
        let to_json = if given.is_object() {
            readable_member(given, "toJSON")?
        } else {
            JsValue::UNDEFINED
        };
        let value = match to_json.dyn_ref::<Function>() {
            Some(to_json) => to_json.call1(given, &JsValue::from_str(key))?,
            None => given.clone(),
        };
        if let Some(what) = lost(given, &value, in_list) {
            let place = joined(self.name, place);
            let place = if place.is_empty() {
                "body".to_owned()
            } else {
                place
            };
            self.found.lost.get_or_insert((place, what));
            return Ok(JsValue::NULL);
        }
        if value.is_object() && matches!(kind(&value).as_str(), "Object" | "Array") {
            return self.copy_members(&value, place);
        }
        let is_phone_number = self.places.contains(&pattern(place).as_str());
        if is_phone_number && !value.is_undefined() && !value.is_null() {
            let text = value.as_string().unwrap_or_default();
            let text = phone_number(&text).unwrap_or(text);
            let written = JsValue::from_str(&text);
            self.found
                .phone_numbers
                .push((joined(self.name, place), text));
            return Ok(written);
        }
        Ok(value)
    }

    fn copy_members(&mut self, value: &JsValue, place: &str) -> Result<JsValue, JsValue> {
        if self.ancestors.contains(value) || self.ancestors.len() > DEEPEST {
            return Err(JsValue::UNDEFINED);
        }
        self.ancestors.push(value.clone());
        let copy = if is_array(value) {
            let copy = Array::new();
            let length = readable_member(value, "length")?
                .as_f64()
                .unwrap_or_default();
            let mut index = 0_u32;
            while f64::from(index) < length {
                let item = Reflect::get_u32(value, index)?;
                let key = index.to_string();
                let place = concat(&[place, "[", &key, "]"]);
                copy.push(&self.copy(&item, &key, &place, true)?);
                index = index.saturating_add(1);
            }
            copy.into()
        } else {
            // Without a prototype, "__proto__" is a name as any other.
            let copy: Object = Object::create(JsValue::NULL.unchecked_ref());
            for (name, member) in pairs(value)? {
                let written = self.copy(&member, &name, &joined(place, &name), false)?;
                if !written.is_undefined() {
                    Reflect::set(&copy, &JsValue::from_str(&name), &written)?;
                }
            }
            copy.into()
        };
        self.ancestors.pop();
        Ok(copy)
    }
}

fn joined(before: &str, name: &str) -> String {
    let dot = if before.is_empty() || name.is_empty() {
        ""
    } else {
        "."
    };
    concat(&[before, dot, name])
}

/// The place with `[]` for each index.
fn pattern(place: &str) -> String {
    let mut pattern = String::new();
    let mut in_index = false;
    for character in place.chars() {
        in_index = in_index && character != ']';
        if !in_index {
            pattern.push(character);
        }
        in_index = in_index || character == '[';
    }
    pattern
}

/// What a value is that JSON cannot hold. `value` is what `toJSON` made of it, if it has one.
fn lost(given: &JsValue, value: &JsValue, in_list: bool) -> Option<String> {
    if let Some(number) = value.as_f64() {
        let word = match number.is_nan() {
            true => "NaN",
            false if number < 0.0 => "-Infinity",
            false => "Infinity",
        };
        return (!number.is_finite()).then(|| word.to_owned());
    }
    if value.is_bigint() || value.is_function() || value.is_symbol() {
        return Some(type_name(value).to_owned());
    }
    if value.is_undefined() {
        let what = if given.is_undefined() {
            "undefined, in a list"
        } else {
            "a value whose toJSON returns undefined"
        };
        return (in_list || !given.is_undefined()).then(|| what.to_owned());
    }
    if value.is_null() {
        let what = if kind(given) == "Date" {
            "an invalid date"
        } else {
            "a value whose toJSON returns null"
        };
        return (!given.is_null()).then(|| what.to_owned());
    }
    let kind = if value.is_object() {
        kind(value)
    } else {
        return None;
    };
    let plain = ["Object", "Array", "String", "Boolean", "Number"].contains(&kind.as_str());
    (!plain).then(|| concat(&["of the type ", &kind]))
}

/// The class of an object, such as `Date`.
fn kind(value: &JsValue) -> String {
    let text = TO_STRING.with(|to_string| to_string.call0(value));
    let text = text
        .ok()
        .and_then(|text| text.as_string())
        .unwrap_or_default();
    let kind = text.strip_prefix("[object ").unwrap_or_default();
    kind.strip_suffix(']').unwrap_or_default().to_owned()
}
