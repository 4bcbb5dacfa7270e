//! Results as JSON.

use crate::error::Error;
use crate::json::Object;

/// A result, or `{ "error": … }`.
pub fn or_error(result: Result<String, Error>) -> String {
    result.unwrap_or_else(|error| Object::new().json("error", &error.to_json()).finish())
}

/// A result that is a text: `{ "value": … }`.
pub fn value_json(value: String) -> String {
    Object::new().text("value", &value).finish()
}
