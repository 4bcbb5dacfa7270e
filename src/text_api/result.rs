//! Results that can be an error.

use crate::error::Error;
use crate::json::Object;

/// A result that is an error.
pub fn error_json(error: &Error) -> String {
    Object::new().json("error", &error.to_json()).finish()
}

/// A result that is a text or an error: `{ "value": … }`.
pub fn value_json(result: Result<String, Error>) -> String {
    match result {
        Ok(value) => Object::new().text("value", &value).finish(),
        Err(error) => error_json(&error),
    }
}
