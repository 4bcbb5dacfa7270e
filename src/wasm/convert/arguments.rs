//! A call's arguments: the token, the parameters and the body.

use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

use crate::api::operation::{Body, Method, Operation};
use crate::error::Error;
use crate::request::percent_encoding;
use crate::request::{self, Argument, Arguments};
use crate::wasm::convert::value::{
    is_array, is_record, items, kind, laid_over, member, pairs, to_json,
};

/// The bare access token: trimmed, and nothing a header could not carry.
///
/// # Errors
/// `invalid_argument`, without the token in it.
pub fn token(operation: &str, value: &JsValue) -> Result<String, Error> {
    let Some(text) = value.as_string() else {
        return Err(invalid(
            operation,
            "the token must be a string, not ",
            kind(value),
        ));
    };
    let text = text.trim_ascii();
    if text.is_empty() {
        return Err(invalid(operation, "the token is empty", ""));
    }
    if !text.bytes().all(|b| b.is_ascii_graphic()) {
        return Err(invalid(
            operation,
            "the token holds a space or a character that is not ASCII; it must be the bare access token, without 'Bearer'",
            "",
        ));
    }
    Ok(text.to_owned())
}

/// What is to be sent.
pub struct Prepared {
    /// HTTP method.
    pub method: Method,
    /// Path and query.
    pub target: String,
    /// The body's text, on the JavaScript side.
    pub body: Option<JsValue>,
    /// How it shows that it may.
    pub authorization: Authorization,
}

/// How a request shows that it may.
pub enum Authorization {
    /// By the call's token; the body is JSON.
    Token,
    /// As token requests do: by this header, or by the body alone, which is of this kind.
    Own(Option<String>, &'static str),
}

/// Prepares a call.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
pub fn prepare(operation: &Operation, params: &JsValue) -> Result<Prepared, Error> {
    if !operation.has_row() {
        return prepare_raw(operation.name, params);
    }
    let takes_none =
        !operation.path.bytes().any(|byte| byte == b'{') && operation.body == Body::None;
    if !takes_none && !is_record(params) {
        return Err(invalid(
            operation.name,
            "the second argument must be an object with the call's parameters, not ",
            kind(params),
        ));
    }
    let body = body(operation, params)?;
    let target = request::target(
        operation,
        &Given {
            params,
            body: body.as_ref(),
        },
    )?;
    let body = body.map(|body| json(operation.name, &body)).transpose()?;
    Ok(Prepared {
        method: operation.method,
        target,
        body,
        authorization: Authorization::Token,
    })
}

/// Prepares a call that has no row: `{ method, path, query?, body? }`.
fn prepare_raw(name: &str, params: &JsValue) -> Result<Prepared, Error> {
    if !is_record(params) {
        return Err(invalid(
            name,
            "the second argument must be { method, path, query?, body? }, not ",
            kind(params),
        ));
    }
    let word = member(params, "method").as_string().unwrap_or_default();
    let method = Method::ALL
        .into_iter()
        .find(|method| method.as_str().eq_ignore_ascii_case(&word))
        .ok_or_else(|| {
            invalid(
                name,
                "\"method\" must be GET, POST, PUT, PATCH or DELETE",
                "",
            )
        })?;
    let path = member(params, "path");
    let Some(path) = path.as_string() else {
        return Err(invalid(
            name,
            "\"path\" must be a string, not ",
            kind(&path),
        ));
    };
    let mut target = request::raw_path(name, &path)?;
    push_query(name, &member(params, "query"), &mut target)?;
    let body = member(params, "body");
    let body = if body.is_undefined() {
        None
    } else {
        Some(json(name, &body)?)
    };
    if body.is_some() && method == Method::GET {
        return Err(invalid(name, "a GET has no body; use \"query\"", ""));
    }
    Ok(Prepared {
        method,
        target,
        body,
        authorization: Authorization::Token,
    })
}

fn push_query(name: &str, query: &JsValue, target: &mut String) -> Result<(), Error> {
    if query.is_undefined() || query.is_null() {
        return Ok(());
    }
    if !is_record(query) {
        return Err(invalid(
            name,
            "\"query\" must be an object, not ",
            kind(query),
        ));
    }
    let invalid_response = |_| {
        invalid(
            name,
            "\"query\" cannot be read: a getter or a proxy in it throws",
            "",
        )
    };
    let mut separator = '?';
    for (key, value) in pairs(query).map_err(invalid_response)? {
        let values = if is_array(&value) {
            items(&value)
        } else {
            vec![value]
        };
        for value in values {
            if value.is_undefined() || value.is_null() {
                continue;
            }
            let text = value
                .as_string()
                .or_else(|| value.as_bool().map(|truth| if truth { "true" } else { "false" }.to_owned()))
                .or_else(|| value.as_f64().filter(|number| number.is_finite()).map(|_| number_text(&value)))
                .ok_or_else(|| invalid(name, "\"query\" may hold strings, numbers and booleans, and lists of them; look at ", &key))?;
            target.push(separator);
            separator = '&';
            percent_encoding::encode(&key, target);
            target.push('=');
            percent_encoding::encode(&text, target);
        }
    }
    Ok(())
}

/// A number as JavaScript writes it; Rust's own float printing would cost kilobytes.
pub fn number_text(number: &JsValue) -> String {
    js_sys::Number::from(number.clone())
        .to_string_with_radix(10)
        .map(String::from)
        .unwrap_or_default()
}

/// A value as an argument of a call.
pub fn argument(value: &JsValue) -> Argument {
    if value.is_undefined() {
        Argument::Absent
    } else if let Some(text) = value.as_string() {
        Argument::Text(text)
    } else if let Some(number) = value.as_f64() {
        Argument::Number(number)
    } else if let Some(yes) = value.as_bool() {
        Argument::Truth(yes)
    } else {
        let texts = is_array(value)
            .then(|| items(value).iter().map(JsValue::as_string).collect())
            .flatten();
        texts.map_or(Argument::Other(kind(value)), Argument::Texts)
    }
}

struct Given<'a> {
    params: &'a JsValue,
    body: Option<&'a JsValue>,
}

impl Arguments for Given<'_> {
    fn argument(&self, name: &str) -> Argument {
        argument(&member(self.params, name))
    }

    fn in_body(&self, name: &str) -> Option<String> {
        member(self.body?, name)
            .as_string()
            .filter(|text| !text.is_empty())
    }
}

fn body(operation: &Operation, params: &JsValue) -> Result<Option<JsValue>, Error> {
    match operation.body {
        Body::None => Ok(None),
        Body::Member(name, _) => {
            let value = member(params, name);
            if is_record(&value) {
                Ok(Some(value))
            } else {
                Err(invalid(
                    operation.name,
                    &["\"", name, "\" must be an object, not "].concat(),
                    kind(&value),
                ))
            }
        }
        Body::Flat { wrappers, .. } => flattened(wrappers, params).map(Some).map_err(|_| {
            invalid(
                operation.name,
                "the parameters cannot be read: a getter or a proxy in them throws",
                "",
            )
        }),
    }
}

/// The parameters with the members of each wrapper laid among them.
fn flattened(wrappers: &[&str], params: &JsValue) -> Result<JsValue, JsValue> {
    let mut flat = laid_over(params, &JsValue::UNDEFINED)?;
    for wrapper in wrappers {
        let inner = member(&flat, wrapper);
        if is_record(&inner) {
            let _ = Reflect::delete_property(
                flat.unchecked_ref::<Object>(),
                &JsValue::from_str(wrapper),
            );
            flat = laid_over(&flat, &inner)?;
        }
    }
    Ok(flat)
}

fn json(name: &str, body: &JsValue) -> Result<JsValue, Error> {
    let text = to_json(body).unwrap_or(JsValue::UNDEFINED);
    if text.is_string() {
        Ok(text)
    } else {
        Err(invalid(
            name,
            "the body cannot be written as JSON: it holds a circle, a BigInt or a getter that throws",
            "",
        ))
    }
}

fn invalid(operation: &str, what: &str, which: &str) -> Error {
    Error::invalid_argument(operation, &[what, which])
}
