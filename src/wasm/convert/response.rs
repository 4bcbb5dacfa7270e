//! What `fetch` gave: its head, its body, and the shape callers get it in.

use js_sys::{JsString, Object};
use wasm_bindgen::prelude::*;

use crate::api::operation::Answer as Shape;
use crate::api::v2::ONLY_LIST;
use crate::response::REQUEST_ID_HEADERS;
use crate::response::redaction::{cleaned, contains};
use crate::wasm::convert::value::{
    define_hidden, from_entries, is_array, is_record, kind, member, pairs, parse_json, set, to_json,
};

#[wasm_bindgen]
extern "C" {
    /// A `Response`, or a stub's object that behaves as one.
    type Given;

    #[wasm_bindgen(method, getter, catch)]
    fn status(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, getter, catch)]
    fn headers(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn text(this: &Given) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn json(this: &Given) -> Result<JsValue, JsValue>;
}

/// The head of an answer. What its headers repeat of the token or of a phone number is left out.
pub struct Head {
    /// HTTP status; 0 for an opaque redirect.
    pub status: u16,
    /// The API's id of the request.
    pub request_id: Option<String>,
    /// Headers as a plain object, names in lower case.
    headers: Object,
}

impl Head {
    /// Takes the head of what `fetch` gave, if that is anything like an answer.
    pub fn read(given: &JsValue, token: &str) -> Option<Self> {
        if !given.is_object() {
            return None;
        }
        let given: &Given = given.unchecked_ref();
        let status = given.status().ok()?.as_f64()?;
        if status.fract() != 0.0 || !(0.0..=999.0).contains(&status) {
            return None;
        }
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
        let status = status as u16;
        let headers = headers_of(given);
        // All headers at once: one text instead of two for each. A token with what JSON escapes
        // would not be found in it.
        let text = to_json(&headers).ok().and_then(|json| json.as_string());
        let text = text.unwrap_or_default();
        if token.contains(['"', '\\']) || cleaned(&text, token).is_some() {
            make_discreet(&headers, token);
        }
        let request_id = REQUEST_ID_HEADERS
            .into_iter()
            .filter(|name| contains(&text, name))
            .find_map(|name| member(&headers, name).as_string());
        Some(Self {
            status,
            request_id,
            headers,
        })
    }

    /// A header's text.
    pub fn header(&self, name: &str) -> Option<String> {
        member(&self.headers, name).as_string()
    }

    /// Status, headers and the request's id, `undefined` where there is none.
    pub fn parts(head: Option<&Self>) -> (JsValue, JsValue, JsValue) {
        head.map_or_else(Default::default, |head| {
            let request_id = head.request_id.as_deref();
            (
                JsValue::from(head.status),
                head.headers.clone().into(),
                request_id.map_or(JsValue::UNDEFINED, JsValue::from_str),
            )
        })
    }
}

/// A body, on its way or read. The text never enters wasm unless it is an error's, and the value
/// stays as the engine made it: a list of ten thousand keys costs what `fetch` and `JSON.parse`
/// cost.
pub enum Body {
    /// There is none.
    Empty,
    /// The connection broke, or its own reading threw.
    Broken,
    /// It is no JSON.
    NoJson,
    /// Its text.
    Text(JsValue),
    /// Its value, from a stub that has no `text`.
    Json(JsValue),
}

impl Body {
    /// Begins to read: a text or a value is a promise as a rule.
    pub fn begin(given: &JsValue) -> Self {
        let body: &Given = given.unchecked_ref();
        match body.text() {
            Ok(text) => return Self::Text(text),
            Err(_) if member(given, "text").is_function() => return Self::Broken,
            Err(_) => {}
        }
        match body.json() {
            Ok(value) => Self::Json(value),
            Err(thrown) if member(given, "json").is_function() => Self::thrown(&thrown),
            Err(_) => Self::Empty,
        }
    }

    /// What there is to wait for.
    pub fn awaited(&self) -> Option<&JsValue> {
        match self {
            Self::Text(promise) | Self::Json(promise) => Some(promise),
            _ => None,
        }
    }

    /// The body, once what was awaited has settled.
    #[must_use]
    pub fn settled(self, outcome: Result<JsValue, JsValue>) -> Self {
        match (self, outcome) {
            (Self::Text(_), Ok(text)) => Self::Text(text),
            (Self::Json(_), Ok(value)) => Self::Json(value),
            (Self::Json(_), Err(thrown)) => Self::thrown(&thrown),
            _ => Self::Broken,
        }
    }

    fn thrown(thrown: &JsValue) -> Self {
        if member(thrown, "name") == "SyntaxError" {
            Self::NoJson
        } else {
            Self::Broken
        }
    }

    /// The body as JSON: a text that is some becomes `Json`, a blank one `Empty`, another `NoJson`.
    #[must_use]
    pub fn parsed(self) -> Self {
        match self {
            Self::Text(text) => match parse_json(&text) {
                Ok(value) => Self::Json(value),
                Err(_) => match text.dyn_ref::<JsString>() {
                    Some(text) if text.trim().length() == 0 => Self::Empty,
                    _ => Self::NoJson,
                },
            },
            other => other,
        }
    }

    /// The body of a refusal: its JSON where it is some, and its text.
    pub fn refusal(self) -> (JsValue, String) {
        match self {
            Self::Text(text) => (
                parse_json(&text).unwrap_or_default(),
                text.as_string().unwrap_or_default(),
            ),
            Self::Json(value) => (value, String::new()),
            // A refusal whose body broke off is a refusal all the same.
            _ => Default::default(),
        }
    }
}

fn make_discreet(headers: &Object, token: &str) {
    for (name, value) in pairs(headers).unwrap_or_default() {
        let clean = value.as_string().and_then(|text| cleaned(&text, token));
        if let Some(clean) = clean {
            set(headers, &name, &JsValue::from_str(&clean));
        }
    }
}

/// An answer's headers as a plain object, names in lower case; none if there are none.
///
/// The platform's own are read through gloo-net. A stub's may be a map, a plain object, or have
/// nothing but `get`.
fn headers_of(given: &Given) -> Object {
    let headers = given.headers().unwrap_or_default();
    // Grant once without throwing, the platform's own will not throw when gloo-net asks again.
    let platform: &JsValue = given.as_ref();
    if headers.is_instance_of::<web_sys::Headers>()
        && platform.is_instance_of::<web_sys::Response>()
    {
        let response: web_sys::Response = platform.clone().unchecked_into();
        let headers = gloo_net::http::Response::from(response).headers();
        return from_entries(&headers.into_raw()).unwrap_or_default();
    }
    let plain = Object::new();
    if !headers.is_object() {
        return plain;
    }
    let found = from_entries(&headers)
        .map(JsValue::from)
        .or_else(|_| pairs(&headers).map(|_| headers.clone()))
        .and_then(|found| pairs(&found))
        .unwrap_or_default();
    for (name, value) in found {
        if value.is_string() || value.as_f64().is_some() {
            let text = value
                .as_string()
                .unwrap_or_else(|| crate::wasm::convert::arguments::number_text(&value));
            let name = name.to_ascii_lowercase();
            set(&plain, &name, &JsValue::from_str(&text));
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

/// Gives a successful body (`None` if there was none) the shape that callers know, or says what is
/// wrong with it.
///
/// # Errors
/// See [`Misshapen`].
pub fn shaped(shape: Shape, value: Option<JsValue>) -> Result<JsValue, Misshapen> {
    let (name, found) = match (shape, &value) {
        (Shape::List { name, wire, .. }, Some(value)) => (name, list(name, wire, value)),
        (Shape::One { name, id, .. }, Some(value)) => (name, one(name, id, value)),
        (Shape::List { name, .. } | Shape::One { name, .. }, None) => (name, None),
        (Shape::AsSent, _) => ("", None),
    };
    if let Some(found) = found {
        return Ok(found);
    }
    let sent = match value {
        Some(value) if says_error(&value) => return Err(Misshapen::Refusal(value)),
        Some(value) if shape == Shape::AsSent && !(value.is_null() || value.is_undefined()) => {
            return Ok(value);
        }
        _ if shape == Shape::AsSent => return Ok(Object::new().into()),
        Some(value) => kind(&value),
        None => "nothing",
    };
    Err(Misshapen::Odd(
        ["sent ", sent, " where \"", name, "\" was expected"].concat(),
    ))
}

/// Whether the API says in a success that it is none. A token is one, whatever stands beside it.
fn says_error(value: &JsValue) -> bool {
    member(value, "error")
        .as_string()
        .is_some_and(|word| !word.is_empty())
        && !member(value, "access_token").is_string()
}

/// The array itself, which also carries itself under its name, and the cursor where there is one.
fn list(name: &str, wire: &[&str], value: &JsValue) -> Option<JsValue> {
    if is_array(value) {
        define_hidden(value, name, value);
        return Some(value.clone());
    }
    let items = std::iter::once(name)
        .chain(wire.iter().copied())
        .find_map(|name| listed(value, name))?;
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
