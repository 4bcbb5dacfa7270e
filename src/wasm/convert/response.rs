//! A response: its status and headers, and the form in which callers get its body.

use gloo_net::http::Response;
use js_sys::Object;
use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;

use super::value::{define_hidden, is_array, is_record, member, pairs, set};
use crate::api::operation::SuccessBody;
use crate::api::v2::ONLY_LIST;
use crate::exchange::{ERROR_MEMBER, TOKEN_MEMBER};
use crate::response::REQUEST_ID_HEADERS;
use crate::response::redaction::redact_header;

/// Status and headers of a response, without the token and phone numbers.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Head {
    /// HTTP status; 0 for an opaque redirect.
    pub status: u16,
    /// Headers, names in lower case.
    #[serde(serialize_with = "as_map")]
    pub headers: Vec<(String, String)>,
    /// The API's id of the request.
    pub request_id: Option<String>,
}

impl Head {
    /// The head of a response. `token` is in none of its headers.
    pub fn read(response: &Response, token: &str) -> Self {
        let headers = response.headers();
        let headers = headers.entries().map(|(name, value)| {
            let redacted = redact_header(&name, &value, token).unwrap_or(value);
            (name, redacted)
        });
        let mut head = Self {
            status: response.status(),
            headers: headers.collect(),
            request_id: None,
        };
        head.request_id = REQUEST_ID_HEADERS
            .into_iter()
            .find_map(|name| head.header(name));
        head
    }

    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<String> {
        let found = self.headers.iter().find(|(own, _)| own == name);
        found.map(|(_, value)| value.clone())
    }
}

fn as_map<S: Serializer>(pairs: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(pairs.iter().map(|(name, value)| (name, value)))
}

/// The platform's response in what `fetch` gave; none if it is something else.
///
/// gloo-net takes any object for one and does not expect it to throw, as an object does that has
/// only the prototype of a response.
pub fn platform_response(given: JsValue) -> Option<Response> {
    member(&given, "status").as_f64()?;
    let readable = member(&given, "headers").is_instance_of::<web_sys::Headers>();
    let response = given.dyn_into::<web_sys::Response>().ok()?;
    readable.then(|| response.into())
}

/// The data of a successful body (undefined if there was none) in the form that callers know, as the
/// table says; none if the body is not what the operation promises: the core says what is wrong.
pub fn shape(answer: SuccessBody, body: &JsValue) -> Option<JsValue> {
    match answer {
        SuccessBody::List { name, wire, .. } => list(name, wire, body),
        SuccessBody::One { name, id, .. } => entity(name, id, body),
        SuccessBody::AsSent if body.is_undefined() || body.is_null() => Some(Object::new().into()),
        SuccessBody::AsSent => (!says_error(body)).then(|| body.clone()),
    }
}

fn says_error(body: &JsValue) -> bool {
    let word = member(body, ERROR_MEMBER).as_string();
    word.is_some_and(|word| !word.is_empty()) && !member(body, TOKEN_MEMBER).is_string()
}

/// The array, which also has its own name as a hidden property, and the cursor of the next page.
fn list(name: &str, wire: &[&str], body: &JsValue) -> Option<JsValue> {
    let items = if is_array(body) {
        body.clone()
    } else {
        let names = std::iter::once(name).chain(wire.iter().copied());
        let mut found = names.map(|name| listed(body, name));
        found.find_map(|items| items)?
    };
    define_hidden(&items, name, &items);
    let cursor = member(body, "startAfterId");
    if !(cursor.is_undefined() || cursor.is_null()) {
        define_hidden(&items, "startAfterId", &cursor);
    }
    Some(items)
}

/// The list under a name, or the only one under any.
fn listed(body: &JsValue, name: &str) -> Option<JsValue> {
    if name != ONLY_LIST {
        return Some(member(body, name)).filter(is_array);
    }
    let members = if is_record(body) {
        pairs(body).ok()?
    } else {
        Vec::new()
    };
    let mut lists = members.into_iter().filter(|(_, value)| is_array(value));
    let (_, first) = lists.next()?;
    lists.next().is_none().then_some(first)
}

/// The entity under its name. The API has sent it both so and bare; a bare one is known by its id.
fn entity(name: &str, id: &str, body: &JsValue) -> Option<JsValue> {
    if !is_record(body) {
        return None;
    }
    let inner = member(body, name);
    if is_record(&inner) {
        return Some(body.clone());
    }
    let id = member(body, id);
    if !inner.is_undefined() || !(id.is_string() || id.as_f64().is_some()) {
        return None;
    }
    let envelope = Object::new();
    set(&envelope, name, body);
    Some(envelope.into())
}
