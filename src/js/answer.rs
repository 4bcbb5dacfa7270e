//! What `fetch` gave: its head, its body, and the shape callers get it in.

use js_sys::{JsString, Object};
use wasm_bindgen::prelude::*;

use super::value::{
    define_hidden, from_entries, is_array, is_record, kind, member, pairs, parse_json, set, settled,
};
use crate::operation::Answer as Shape;
use crate::outcome::REQUEST_ID_HEADERS;
use crate::redaction::cleaned;
use crate::v2::ONLY_LIST;

#[wasm_bindgen]
extern "C" {
    /// A `Response`, or a stub's object that behaves as one.
    #[derive(Clone)]
    type Body;

    #[wasm_bindgen(method, catch)]
    fn text(this: &Body) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn json(this: &Body) -> Result<JsValue, JsValue>;
}

/// An answer whose head has arrived.
pub struct Answer {
    /// HTTP status; 0 for an opaque redirect.
    pub status: u16,
    /// Headers as a plain object, names in lower case.
    pub headers: Object,
    body: JsValue,
}

/// Why a body could not be read.
pub enum Unread {
    /// The connection broke, or its own reading threw.
    Broken,
    /// It is no JSON.
    NoJson,
}

/// A body that was read.
pub enum Content {
    /// There was none.
    Empty,
    /// JSON.
    Json(JsValue),
}

impl Answer {
    /// Takes what `fetch` gave, if it is anything like an answer. What its headers repeat of the
    /// token or of a phone number is left out.
    pub fn from_javascript(given: JsValue, token: &str) -> Option<Self> {
        if !given.is_object() {
            return None;
        }
        let status = status_of(&given)?;
        Some(Self {
            status,
            headers: discreet(headers_of(&given), token),
            body: given,
        })
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<String> {
        member(&self.headers, name).as_string()
    }

    /// The API's id of the request.
    pub fn request_id(&self) -> Option<String> {
        REQUEST_ID_HEADERS
            .into_iter()
            .find_map(|name| self.header(name))
    }

    /// The head as callers see it: `{ status, headers, requestId }`.
    pub fn head(&self) -> JsValue {
        let head: Head = Object::new().unchecked_into();
        head.set_status(self.status);
        head.set_headers(&self.headers);
        head.set_request_id(self.request_id());
        head.into()
    }

    /// Reads the body as JSON. The text never enters wasm, and the value stays as the engine made
    /// it: a list of ten thousand keys costs what `fetch` and `JSON.parse` cost.
    ///
    /// # Errors
    /// See [`Unread`].
    pub async fn content(&self) -> Result<Content, Unread> {
        let body: &Body = self.body.unchecked_ref();
        if member(body, "text").is_function() {
            let text = match body.text() {
                Ok(text) => settled(text).await.map_err(|_| Unread::Broken)?,
                Err(_) => return Err(Unread::Broken),
            };
            return read_text(&text);
        }
        if member(body, "json").is_function() {
            let value = match body.json() {
                Ok(value) => settled(value).await,
                Err(thrown) => Err(thrown),
            };
            return value.map(Content::Json).map_err(|thrown| {
                if member(&thrown, "name") == "SyntaxError" {
                    Unread::NoJson
                } else {
                    Unread::Broken
                }
            });
        }
        Ok(Content::Empty)
    }

    /// Reads the body of a refusal: as JSON where it is some, else as text.
    ///
    /// # Errors
    /// What the platform threw when the connection broke.
    pub async fn refusal(&self) -> Result<(JsValue, String), JsValue> {
        let body: &Body = self.body.unchecked_ref();
        if !member(body, "text").is_function() {
            return Ok(match self.content().await {
                Ok(Content::Json(value)) => (value, String::new()),
                _ => (JsValue::UNDEFINED, String::new()),
            });
        }
        let text = settled(body.text()?).await?;
        let value = parse_json(&text).unwrap_or(JsValue::UNDEFINED);
        Ok((value, text.as_string().unwrap_or_default()))
    }
}

#[wasm_bindgen]
extern "C" {
    type Head;

    #[wasm_bindgen(method, setter)]
    fn set_status(this: &Head, status: u16);
    #[wasm_bindgen(method, setter)]
    fn set_headers(this: &Head, headers: &Object);
    #[wasm_bindgen(method, setter, js_name = requestId)]
    fn set_request_id(this: &Head, request_id: Option<String>);
}

fn read_text(text: &JsValue) -> Result<Content, Unread> {
    match parse_json(text) {
        Ok(value) => Ok(Content::Json(value)),
        Err(_) => match text.dyn_ref::<JsString>() {
            Some(text) if text.trim().length() == 0 => Ok(Content::Empty),
            _ => Err(Unread::NoJson),
        },
    }
}

fn status_of(given: &JsValue) -> Option<u16> {
    let status = member(given, "status").as_f64()?;
    if status.fract() != 0.0 || !(0.0..=999.0).contains(&status) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
    Some(status as u16)
}

fn discreet(headers: Object, token: &str) -> Object {
    for (name, value) in pairs(&headers).unwrap_or_default() {
        let Some(text) = value.as_string() else {
            continue;
        };
        if let Some(clean) = cleaned(&text, token) {
            set(&headers, &name, &JsValue::from_str(&clean));
        }
    }
    headers
}

/// An answer's headers as a plain object, names in lower case; none if there are none.
///
/// The platform's own are read through gloo-net. A stub's may be a map, a plain object, or have
/// nothing but `get`.
fn headers_of(given: &JsValue) -> Object {
    let headers = member(given, "headers");
    // Asked once without throwing, the platform's own will not throw when gloo-net asks again.
    if headers.is_instance_of::<web_sys::Headers>() && given.is_instance_of::<web_sys::Response>() {
        let response: web_sys::Response = given.clone().unchecked_into();
        let headers = gloo_net::http::Response::from(response).headers();
        return from_entries(&headers.into_raw()).unwrap_or_default();
    }
    if !headers.is_object() {
        return Object::new();
    }
    let found = from_entries(&headers)
        .map(JsValue::from)
        .or_else(|_| pairs(&headers).map(|_| headers.clone()))
        .and_then(|found| pairs(&found))
        .unwrap_or_default();
    let plain = Object::new();
    for (name, value) in found {
        if value.is_string() || value.as_f64().is_some() {
            let text = value
                .as_string()
                .unwrap_or_else(|| super::arguments::number_text(&value));
            set(
                &plain,
                &name.to_ascii_lowercase(),
                &JsValue::from_str(&text),
            );
        }
    }
    if let Ok(get) = member(&headers, "get").dyn_into::<js_sys::Function>() {
        for name in REQUEST_ID_HEADERS
            .into_iter()
            .chain(["retry-after", "retry-after-ms", "date"])
        {
            let told = get.call1(&headers, &JsValue::from_str(name));
            if let Some(text) = told.ok().and_then(|told| told.as_string()) {
                set(&plain, name, &JsValue::from_str(&text));
            }
        }
    }
    plain
}

/// What a successful body is not.
pub enum Misshapen {
    /// A part of a sentence: "sent an object without a list of locks".
    Odd(String),
    /// The API says in it that the call failed.
    Refusal(JsValue),
}

/// Gives a successful body the shape that callers know, or says what is wrong with it.
///
/// # Errors
/// See [`Misshapen`].
pub fn shaped(shape: Shape, content: Content) -> Result<JsValue, Misshapen> {
    let expected = |what: &str, name: &str| {
        Err(Misshapen::Odd(
            ["sent ", what, " where \"", name, "\" was expected"].concat(),
        ))
    };
    let value = match (content, shape) {
        (Content::Json(value), Shape::AsSent) if value.is_null() || value.is_undefined() => {
            return Ok(Object::new().into());
        }
        (Content::Json(value), _) => value,
        (Content::Empty, Shape::AsSent) => return Ok(Object::new().into()),
        (Content::Empty, Shape::List { name, .. } | Shape::One { name, .. }) => {
            return expected("nothing", name);
        }
    };
    let found = match shape {
        Shape::AsSent => Some(value.clone()),
        Shape::List { name, wire, .. } => list(name, wire, &value),
        Shape::One { name, id, .. } => one(name, id, &value),
    };
    let says_error = member(&value, "error")
        .as_string()
        .is_some_and(|word| !word.is_empty());
    match (found, shape) {
        (None, _) | (Some(_), Shape::AsSent) if says_error => Err(Misshapen::Refusal(value)),
        (Some(found), _) => Ok(found),
        (None, Shape::List { name, .. } | Shape::One { name, .. }) => expected(kind(&value), name),
        (None, Shape::AsSent) => Ok(value),
    }
}

/// The array itself, which also carries itself under its name, and the cursor where there is one.
fn list(name: &str, wire: &[&str], value: &JsValue) -> Option<JsValue> {
    let items = if is_array(value) {
        value.clone()
    } else {
        std::iter::once(name)
            .chain(wire.iter().copied())
            .find_map(|name| listed(value, name))?
    };
    define_hidden(&items, name, &items);
    let cursor = member(value, "startAfterId");
    if !(cursor.is_undefined() || cursor.is_null()) {
        define_hidden(&items, "startAfterId", &cursor);
    }
    Some(items)
}

/// The list under a name, or the only one under any.
fn listed(value: &JsValue, name: &str) -> Option<JsValue> {
    if name == ONLY_LIST {
        let pairs = pairs(value).ok()?;
        let mut lists = pairs.into_iter().filter(|(_, value)| is_array(value));
        let (_, first) = lists.next()?;
        return lists.next().is_none().then_some(first);
    }
    Some(member(value, name)).filter(is_array)
}

/// The entity under its name. The API has sent it both so and bare; a bare one is known by its id.
fn one(name: &str, id: &str, value: &JsValue) -> Option<JsValue> {
    if !is_record(value) {
        return None;
    }
    let inner = member(value, name);
    if is_record(&inner) {
        return Some(value.clone());
    }
    let known = member(value, id);
    if !inner.is_undefined() || !(known.is_string() || known.as_f64().is_some()) {
        return None;
    }
    let envelope = Object::new();
    set(&envelope, name, value);
    Some(envelope.into())
}
