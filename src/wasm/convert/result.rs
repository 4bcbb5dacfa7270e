//! Results on their way to JavaScript.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use super::response::Head;
use super::value::{assign, member, parse_json};
use crate::error::Error;

/// What a call came to: data or an error, and status and headers of the last response.
pub struct Outcome {
    /// Data or an error.
    pub result: Result<JsValue, Error>,
    /// Status and headers, if there was a response.
    pub head: Option<Head>,
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        Self {
            result: Err(error),
            head: None,
        }
    }
}

/// What every call resolves to; exactly one of the first two is set.
#[derive(Serialize)]
struct Envelope<'a> {
    #[serde(with = "serde_wasm_bindgen::preserve")]
    data: JsValue,
    #[serde(with = "serde_wasm_bindgen::preserve")]
    error: JsValue,
    response: Option<&'a Head>,
}

impl Outcome {
    /// `{ data, error, response }`.
    pub fn to_javascript(&self) -> JsValue {
        let (data, error) = match &self.result {
            Ok(data) => (data.clone(), JsValue::UNDEFINED),
            Err(error) => (JsValue::UNDEFINED, thrown(&error.message, &plain(error))),
        };
        plain(&Envelope {
            data,
            error,
            response: self.head.as_ref(),
        })
    }
}

/// The value of a result of [`crate::text_api`]: a text, or its error to be thrown.
///
/// # Errors
/// The error, as [`thrown`] makes it.
pub fn value_or_throw(result: String) -> Result<String, JsValue> {
    let result = parse_json(&result.into())?;
    member(&result, "value").as_string().ok_or_else(|| {
        let error = member(&result, "error");
        let message = member(&error, "message").as_string();
        thrown(&message.unwrap_or_default(), &error)
    })
}

/// A plain object; what is absent in it is undefined.
fn plain(value: &impl Serialize) -> JsValue {
    let serializer = Serializer::new().serialize_maps_as_objects(true);
    value.serialize(&serializer).unwrap_or_default()
}

/// A JavaScript `Error` with a stack and the members of ours.
fn thrown(message: &str, members: &JsValue) -> JsValue {
    let error = js_sys::Error::new(message);
    error.set_name("UnlocError");
    let _ = assign(&error, members);
    error.into()
}
