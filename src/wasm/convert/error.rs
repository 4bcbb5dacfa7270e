//! Errors on their way to JavaScript.

use wasm_bindgen::prelude::*;

use crate::error::Error;
use crate::wasm::convert::value::assign;

/// The members of an error as a plain object, of which the npm package makes an `UnlocError`.
pub fn members(error: &Error) -> JsValue {
    let serializer = serde_wasm_bindgen::Serializer::json_compatible();
    serde::Serialize::serialize(error, &serializer).unwrap_or_default()
}

/// A JavaScript `Error` with a stack and those members, for users of the bare wasm.
pub fn to_javascript(error: &Error) -> JsValue {
    let thrown = js_sys::Error::new(&error.message);
    thrown.set_name("UnlocError");
    let _ = assign(&thrown, &members(error));
    thrown.into()
}
