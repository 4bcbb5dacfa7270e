//! Errors on their way to JavaScript.

use serde::Serialize;
use wasm_bindgen::prelude::*;

use super::value::assign;
use crate::error::Error;

/// A JavaScript `Error` with a stack and the members of [`Error`]. The npm package makes an
/// `UnlocError` of it.
pub fn to_javascript(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.message);
    thrown.set_name("UnlocError");
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    if let Ok(members) = error.serialize(&serializer) {
        let _ = assign(&thrown, &members);
    }
    thrown.into()
}
