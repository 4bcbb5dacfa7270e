//! The parameters of a token request, from JSON or from a form.

use std::borrow::Cow;

use serde_json::{Map, Value};

use super::endpoints::BodyEncoding;
use crate::http::Request;
use crate::oauth::token_error::TokenError;
use crate::validate::type_name;

/// The parameters of a request. Those without a value are treated as absent (RFC 6749, section 3.2).
#[derive(Clone, Debug)]
pub(crate) struct Parameters(Map<String, Value>);

impl Parameters {
    /// Reads the body of a request in one of the encodings that the endpoint accepts.
    pub(crate) fn read(request: &Request, encodings: &[BodyEncoding]) -> Result<Self, TokenError> {
        let content_type = request.header("content-type").unwrap_or_default();
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        let is_form = essence.eq_ignore_ascii_case("application/x-www-form-urlencoded");
        if is_form && encodings.contains(&BodyEncoding::Form) {
            return Self::from_form(request.body);
        }
        if !encodings.contains(&BodyEncoding::Json) {
            return Err(TokenError::invalid_request(
                "The body must be a form: application/x-www-form-urlencoded.",
            ));
        }
        match serde_json::from_slice(request.body) {
            Ok(Value::Object(members)) => Ok(Self(members)),
            _ => Err(TokenError::invalid_request(
                "The body must be a JSON object, or a form that says so in its content type.",
            )),
        }
    }

    /// Reads a form or a query. No parameter may be repeated.
    pub(crate) fn from_form(bytes: &[u8]) -> Result<Self, TokenError> {
        let mut members = Map::new();
        for (name, value) in form_urlencoded::parse(bytes) {
            if members
                .insert(name.to_string(), Value::String(value.into_owned()))
                .is_some()
            {
                return Err(TokenError::invalid_request(format!(
                    "The parameter {} comes twice",
                    printable(&name)
                )));
            }
        }
        Ok(Self(members))
    }

    /// The value of a parameter. `None` if it is absent, `null` or empty.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| match value {
            Value::Null => false,
            Value::String(text) => !text.is_empty(),
            _ => true,
        })
    }

    /// An optional text.
    pub(crate) fn text(&self, name: &str) -> Result<Option<&str>, TokenError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(TokenError::invalid_request(format!(
                "Parameter {name} must be text, but is {}",
                type_name(other)
            ))),
        }
    }

    /// A required text.
    pub(crate) fn required(&self, name: &str) -> Result<&str, TokenError> {
        self.text(name)?
            .ok_or_else(|| TokenError::invalid_request(format!("Missing parameter: {name}")))
    }

    /// The names and values of all texts.
    pub(crate) fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0
            .iter()
            .filter_map(|(name, value)| Some((name.as_str(), value.as_str()?)))
    }

    /// A required id. A number is accepted too, because one sample of the vendor has one.
    pub(crate) fn id(&self, name: &str) -> Result<Cow<'_, str>, TokenError> {
        match self.get(name) {
            Some(Value::Number(number)) => Ok(number.to_string().into()),
            _ => self.required(name).map(Cow::Borrowed),
        }
    }
}

/// A name of the request for an error text: its first 40 characters, `?` for those not printable.
fn printable(name: &str) -> String {
    name.chars()
        .take(40)
        .map(|letter| {
            if letter.is_ascii_graphic() {
                letter
            } else {
                '?'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(
        content_type: &str,
        body: &str,
        encodings: &[BodyEncoding],
    ) -> Result<Parameters, TokenError> {
        let headers = [("Content-Type".to_owned(), content_type.to_owned())];
        let request = Request {
            method: "POST",
            url: "/",
            headers: &headers,
            body: body.as_bytes(),
        };
        Parameters::read(&request, encodings)
    }

    #[test]
    fn a_form_and_json_say_the_same() {
        let both = [BodyEncoding::Json, BodyEncoding::Form];
        let form = "application/x-www-form-urlencoded; charset=utf-8";
        for parameters in [
            read(form, "a=b+c%2Bd&e=", &both).unwrap(),
            read("application/json", r#"{"a":"b c+d","e":null}"#, &both).unwrap(),
            read("", r#"{"a":"b c+d"}"#, &both).unwrap(),
        ] {
            assert_eq!(parameters.required("a").unwrap(), "b c+d");
            assert_eq!(parameters.text("e").unwrap(), None);
            assert_eq!(
                parameters.required("e").unwrap_err().description,
                "Missing parameter: e"
            );
        }
    }

    #[test]
    fn what_comes_twice_or_in_another_form_is_refused() {
        let form = "application/x-www-form-urlencoded";
        for refused in [
            read(form, "a=1&a=1", &[BodyEncoding::Form]),
            read("application/json", r#"{"a":"1"}"#, &[BodyEncoding::Form]),
            read(form, "a=1", &[BodyEncoding::Json]),
            read("application/json", "[1]", &[BodyEncoding::Json]),
        ] {
            assert_eq!(refused.unwrap_err().error, "invalid_request");
        }
    }

    #[test]
    fn an_id_may_be_a_number() {
        let json = [BodyEncoding::Json];
        let parameters = read("", r#"{"project_id":17,"scope":17}"#, &json).unwrap();
        assert_eq!(parameters.id("project_id").unwrap(), "17");
        assert!(parameters.text("scope").is_err());
    }
}
