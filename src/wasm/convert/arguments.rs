//! A call's arguments: the token, the parameters and the body.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use super::body::{Found, copied};
use super::value::{
    is_array, is_record, items, member, merged, pairs, readable_member, to_json, type_name,
};
use crate::api::operation::{Body, Operation};
use crate::error::Error;
use crate::exchange::{BodyGiven, Call, Config, Request, prepare};
use crate::request::phone_number::PHONE_NUMBERS;
use crate::request::{Argument, Arguments, RawQuery};

/// A request, and the text of its body on the JavaScript side; undefined if it has none.
pub struct Prepared {
    /// The request.
    pub request: Request,
    /// The body's text.
    pub body: JsValue,
    /// What must be in no error and no header.
    pub token: String,
}

/// Prepares a call.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
pub fn prepare_call(
    operation: &'static Operation,
    token: &JsValue,
    params: &JsValue,
    config: &Config,
) -> Result<Prepared, Error> {
    let body = body(operation, params).map_err(|_| {
        let what = "the parameters cannot be read: a getter or a proxy in them throws";
        Error::invalid_argument(operation.name, &[what])
    })?;
    let mut found = Found::default();
    let phone_numbers: &[&str] = if operation.has_row() {
        &PHONE_NUMBERS
    } else {
        &[]
    };
    let text = copied(&body, name_of_body(operation), phone_numbers, &mut found)
        .and_then(|copy| to_json(&copy))
        .unwrap_or_default();
    let body_given = if body.is_undefined() {
        BodyGiven::None
    } else if let Some((place, what)) = &found.lost {
        BodyGiven::Lost(place, what)
    } else if !text.is_string() {
        BodyGiven::NotWritable
    } else if is_record(&body) {
        BodyGiven::Object
    } else {
        BodyGiven::Other(type_name(&body))
    };
    let token_text = token.as_string();
    let given = JsArguments {
        params,
        body: &body,
        phone_numbers: &found.phone_numbers,
    };
    let call = Call {
        operation,
        arguments: if is_record(params) {
            Ok(&given)
        } else {
            Err(type_name(params))
        },
        body: body_given,
    };
    Ok(Prepared {
        request: prepare(
            &call,
            token_text.as_deref().ok_or_else(|| type_name(token)),
            config,
        )?,
        body: text,
        token: token_text.unwrap_or_default().trim_ascii().to_owned(),
    })
}

/// The body that a caller gave; undefined if there is none.
fn body(operation: &Operation, params: &JsValue) -> Result<JsValue, JsValue> {
    match operation.body {
        Body::Member(name, _) => readable_member(params, name),
        Body::Flat { wrappers, .. } if is_record(params) => flattened(wrappers, params),
        Body::None if !operation.has_row() => readable_member(params, "body"),
        Body::Flat { .. } | Body::None => Ok(JsValue::UNDEFINED),
    }
}

/// The parameters with the members of each wrapper among them.
fn flattened(wrappers: &[&str], params: &JsValue) -> Result<JsValue, JsValue> {
    let mut flat = merged(params, &JsValue::UNDEFINED)?;
    for wrapper in wrappers {
        let inner = member(&flat, wrapper);
        if is_record(&inner) {
            let name = JsValue::from_str(wrapper);
            let _ = Reflect::delete_property(flat.unchecked_ref::<Object>(), &name);
            flat = merged(&flat, &inner)?;
        }
    }
    Ok(flat)
}

/// What a body is called before the names of its members: nothing, if its members are parameters.
fn name_of_body(operation: &Operation) -> &'static str {
    match operation.body {
        Body::Member("body", _) | Body::Flat { .. } => "",
        Body::Member(name, _) => name,
        Body::None => "body",
    }
}

struct JsArguments<'a> {
    params: &'a JsValue,
    body: &'a JsValue,
    phone_numbers: &'a [(String, String)],
}

impl Arguments for JsArguments<'_> {
    fn argument(&self, name: &str) -> Argument {
        let Ok(value) = readable_member(self.params, name) else {
            return Argument::Other("a value whose getter throws");
        };
        if value.is_undefined() {
            return Argument::Absent;
        }
        let texts = || {
            let texts = items(&value);
            let texts: Option<_> = texts.iter().map(JsValue::as_string).collect();
            texts.filter(|_| is_array(&value))
        };
        let argument = value.as_string().map(Argument::Text);
        let argument = argument.or_else(|| value.as_f64().map(Argument::Number));
        let argument = argument.or_else(|| value.as_bool().map(Argument::Truth));
        let argument = argument.or_else(|| texts().map(Argument::Texts));
        argument.unwrap_or(Argument::Other(type_name(&value)))
    }

    fn in_body(&self, name: &str) -> Option<String> {
        let text = member(self.body, name).as_string();
        text.filter(|text| !text.is_empty())
    }

    fn query(&self) -> RawQuery {
        let Ok(query) = readable_member(self.params, "query") else {
            return RawQuery::Unreadable;
        };
        if query.is_undefined() || query.is_null() {
            return RawQuery::None;
        }
        if !is_record(&query) {
            return RawQuery::Other(type_name(&query));
        }
        let Ok(members) = pairs(&query) else {
            return RawQuery::Unreadable;
        };
        let mut all = Vec::new();
        for (name, value) in members {
            let values = if is_array(&value) {
                items(&value)
            } else {
                vec![value]
            };
            let values = values
                .iter()
                .filter(|it| !(it.is_undefined() || it.is_null()));
            all.extend(values.map(|value| (name.clone(), query_text(value))));
        }
        RawQuery::Pairs(all)
    }

    fn phone_numbers(&self) -> Vec<(String, String)> {
        self.phone_numbers.to_vec()
    }
}

/// A value as a query has it: a text, or a number or a boolean as JavaScript writes it.
fn query_text(value: &JsValue) -> Option<String> {
    let written = value.as_bool().is_some() || value.as_f64().is_some_and(f64::is_finite);
    let json = || written.then(|| to_json(value).ok()?.as_string()).flatten();
    value.as_string().or_else(json)
}
