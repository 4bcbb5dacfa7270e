//! Reads and validates a JSON body member by member. The first error is the response.

use serde_json::{Map, Value};

use super::error::ApiError;
use crate::validate::{self, type_name};

/// A JSON object as it was sent.
#[derive(Debug)]
pub(crate) struct Body(Map<String, Value>);

impl From<Map<String, Value>> for Body {
    fn from(members: Map<String, Value>) -> Self {
        Self(members)
    }
}

impl Body {
    /// Parses the body, which must be a JSON object.
    pub(crate) fn read(bytes: &[u8]) -> Result<Self, ApiError> {
        if bytes.is_empty() {
            return Err(ApiError::bad_request(
                "The body is empty; send a JSON object.",
            ));
        }
        match serde_json::from_slice(bytes) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            Ok(_) => Err(ApiError::bad_request(
                "The body is JSON, but no object; send {…}.",
            )),
            Err(error) => Err(ApiError::bad_request(format!(
                "The body is no JSON (line {}, column {}).",
                error.line(),
                error.column()
            ))),
        }
    }

    /// All members.
    pub(crate) fn into_members(self) -> Map<String, Value> {
        self.0
    }

    /// The object in a member, or this object if there is none. Some clients nest what others send flat.
    pub(crate) fn nested_or_self(&self, name: &str) -> Self {
        match self.0.get(name) {
            Some(Value::Object(members)) => Self(members.clone()),
            _ => Self(self.0.clone()),
        }
    }

    /// The value of a member; `None` when it is absent.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The value of a member; `None` when it is absent or `null`.
    pub(crate) fn value(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// A text whose length in characters is in the range. `None` when it is absent or `null`.
    pub(crate) fn text(
        &self,
        name: &str,
        min_length: usize,
        max_length: usize,
    ) -> Result<Option<String>, ApiError> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::String(text)) => {
                let length = text.chars().count();
                if length < min_length || length > max_length {
                    return Err(ApiError::bad_request(format!(
                        "{name} has {length} characters; allowed are {min_length} to {max_length}."
                    )));
                }
                Ok(Some(text.clone()))
            }
            Some(other) => Err(wrong_type(name, "text", other)),
        }
    }

    /// A required text.
    pub(crate) fn required_text(
        &self,
        name: &str,
        min_length: usize,
        max_length: usize,
    ) -> Result<String, ApiError> {
        self.text(name, min_length, max_length)?
            .ok_or_else(|| missing(name))
    }

    /// A boolean. Old clients send `"true"` and `"false"` as text.
    pub(crate) fn flag(&self, name: &str) -> Result<Option<bool>, ApiError> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Bool(flag)) => Ok(Some(*flag)),
            Some(Value::String(text)) if text == "true" => Ok(Some(true)),
            Some(Value::String(text)) if text == "false" => Ok(Some(false)),
            Some(other) => Err(wrong_type(name, "true or false", other)),
        }
    }

    /// A number.
    pub(crate) fn number(&self, name: &str) -> Result<Option<f64>, ApiError> {
        match self.value(name) {
            None => Ok(None),
            Some(Value::Number(number)) => Ok(number.as_f64()),
            Some(other) => Err(wrong_type(name, "a number", other)),
        }
    }

    /// A required phone number. Old samples send it as a JSON number.
    pub(crate) fn phone_number(&self, name: &str) -> Result<String, ApiError> {
        let text = match self.value(name) {
            None => return Err(missing(name)),
            Some(Value::String(text)) => text.clone(),
            Some(Value::Number(number)) => format!("+{number}"),
            Some(other) => return Err(wrong_type(name, "a phone number", other)),
        };
        if validate::is_phone_number(&text) {
            Ok(text)
        } else {
            Err(invalid_phone_number(name))
        }
    }

    /// A required country.
    pub(crate) fn country(&self, name: &str) -> Result<String, ApiError> {
        let code = self.required_text(name, 1, 1024)?;
        if validate::is_country(&code) {
            Ok(code)
        } else {
            Err(ApiError::bad_request(format!(
                "{name} is no country; write it as ISO 3166-1 alpha-2 does, such as NO."
            )))
        }
    }
}

/// The error for a missing member.
pub(crate) fn missing(name: &str) -> ApiError {
    ApiError::bad_request(format!("{name} is missing."))
}

/// The error for an invalid phone number.
pub(crate) fn invalid_phone_number(name: &str) -> ApiError {
    ApiError::bad_request(format!(
        "{name} is no phone number; write it as E.164 does, such as +447700900123."
    ))
}

fn wrong_type(name: &str, expected: &str, found: &Value) -> ApiError {
    let found = type_name(found);
    ApiError::bad_request(format!("{name} must be {expected}, but is {found}."))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(json: &str) -> Body {
        Body::read(json.as_bytes()).unwrap()
    }

    #[test]
    fn what_is_no_json_object_is_refused_with_the_place() {
        assert!(Body::read(b"").unwrap_err().description.contains("empty"));
        assert!(
            Body::read(b"[1]")
                .unwrap_err()
                .description
                .contains("object")
        );
        let error = Body::read(b"{\"a\": 1,}").unwrap_err();
        assert!(
            error.description.contains("line 1"),
            "{}",
            error.description
        );
    }

    #[test]
    fn old_clients_forms_are_taken() {
        let body = body(r#"{"userId": 447700900123, "canShare": "true", "no": "false"}"#);
        assert_eq!(body.phone_number("userId").unwrap(), "+447700900123");
        assert_eq!(body.flag("canShare").unwrap(), Some(true));
        assert_eq!(body.flag("no").unwrap(), Some(false));
    }

    #[test]
    fn an_error_names_the_member() {
        let body = body(r#"{"name": "abc", "flag": 1, "userId": "12", "countryIso": "XX"}"#);
        for error in [
            body.text("name", 4, 10).unwrap_err(),
            body.flag("flag").unwrap_err(),
            body.phone_number("userId").unwrap_err(),
            body.country("countryIso").unwrap_err(),
            body.required_text("other", 1, 2).unwrap_err(),
        ] {
            assert_eq!(error.status, 400);
            let named = ["name", "flag", "userId", "countryIso", "other"];
            assert!(named.iter().any(|name| error.description.starts_with(name)));
        }
    }
}
