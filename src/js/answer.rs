//! What `fetch` gave: its head, its body, and the shape callers get it in.

use js_sys::{Array, JsString, Object};
use wasm_bindgen::prelude::*;

use super::transport::settled;
use super::value::{define_hidden, from_entries, is_record, kind, member, parse_json};
use crate::operation::Answer as Shape;
use crate::outcome::REQUEST_ID_HEADERS;

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
    /// The connection broke; what the platform threw.
    Broken(JsValue),
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
    /// Takes what `fetch` gave, if it is anything like an answer.
    pub fn from_javascript(given: JsValue) -> Option<Self> {
        if !given.is_object() {
            return None;
        }
        // The platform's own goes through gloo-net; a stub's look-alike may lack what that needs.
        let (status, headers) = match given.dyn_ref::<web_sys::Response>() {
            Some(response) => {
                let response = gloo_net::http::Response::from(Clone::clone(response));
                (
                    response.status(),
                    JsValue::from(response.headers().into_raw()),
                )
            }
            None => (status_of(&given)?, member(&given, "headers")),
        };
        Some(Self {
            status,
            headers: plain_headers(&headers),
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
                Ok(text) => settled(&text).await.map_err(Unread::Broken)?,
                Err(thrown) => return Err(Unread::Broken(thrown)),
            };
            return read_text(&text);
        }
        if member(body, "json").is_function() {
            let value = match body.json() {
                Ok(value) => settled(&value).await,
                Err(thrown) => Err(thrown),
            };
            return value.map(Content::Json).map_err(|thrown| {
                if member(&thrown, "name") == "SyntaxError" {
                    Unread::NoJson
                } else {
                    Unread::Broken(thrown)
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
        let text = settled(&body.text()?).await?;
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

/// Headers of any make as a plain object; none if there are none.
fn plain_headers(headers: &JsValue) -> Object {
    if !headers.is_object() {
        return Object::new();
    }
    if let Ok(plain) = from_entries(headers) {
        return plain;
    }
    let plain = Object::new();
    for name in Object::keys(headers.unchecked_ref::<Object>())
        .iter()
        .filter_map(|name| name.as_string())
    {
        let value = member(headers, &name);
        if value.is_string() {
            let _ = js_sys::Reflect::set(
                &plain,
                &JsValue::from_str(&name.to_ascii_lowercase()),
                &value,
            );
        }
    }
    plain
}

/// Gives a successful body the shape that callers know, or says what is wrong with it.
///
/// # Errors
/// A part of a sentence: "… but sent no list of locks".
pub fn shaped(shape: Shape, content: Content) -> Result<JsValue, String> {
    let value = match (content, shape) {
        (Content::Json(value), _) => value,
        (Content::Empty, Shape::AsSent) => return Ok(Object::new().into()),
        (Content::Empty, Shape::List { name, .. } | Shape::One { name, .. }) => {
            return Err(["sent nothing where \"", name, "\" was expected"].concat());
        }
    };
    match shape {
        Shape::AsSent => Ok(value),
        Shape::List { name, wire, .. } => list(name, wire, &value)
            .ok_or_else(|| ["sent ", kind(&value), " without a list of \"", name, "\""].concat()),
        Shape::One { name, .. } if is_record(&value) => Ok(one(name, value)),
        Shape::One { name, .. } => {
            Err(["sent ", kind(&value), " where \"", name, "\" was expected"].concat())
        }
    }
}

/// The array itself, which also carries itself under its name, and the cursor where there is one.
fn list(name: &str, wire: &[&str], value: &JsValue) -> Option<JsValue> {
    let items = if Array::is_array(value) {
        value.clone()
    } else {
        std::iter::once(name)
            .chain(wire.iter().copied())
            .map(|name| member(value, name))
            .find(Array::is_array)?
    };
    define_hidden(&items, name, &items);
    let cursor = member(value, "startAfterId");
    if cursor.is_string() {
        define_hidden(&items, "startAfterId", &cursor);
    }
    Some(items)
}

/// The entity under its name: the API has sent it both so and bare.
fn one(name: &str, value: JsValue) -> JsValue {
    if is_record(&member(&value, name)) {
        return value;
    }
    let envelope = Object::new();
    let _ = js_sys::Reflect::set(&envelope, &JsValue::from_str(name), &value);
    envelope.into()
}
