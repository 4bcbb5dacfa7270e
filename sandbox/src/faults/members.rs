//! Reads an object of a rule member by member. Errors name the path of the member.

use serde_json::{Map, Value};

use super::error::FaultsError;
use crate::validate::type_name;

/// The largest integer that JavaScript holds exactly.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// An object, and its path in the rules.
pub(crate) struct Members<'a> {
    path: String,
    members: &'a Map<String, Value>,
}

impl<'a> Members<'a> {
    /// Reads an object. Other members than the known ones are an error.
    pub(crate) fn read(path: &str, value: &'a Value, known: &[&str]) -> Result<Self, FaultsError> {
        let Value::Object(members) = value else {
            return Err(FaultsError(format!(
                "{path} must be an object, but is {}.",
                type_name(value)
            )));
        };
        let read = Self {
            path: path.to_owned(),
            members,
        };
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(read),
            Some(unknown) => Err(FaultsError(format!(
                "{} is not known here; there are {}.",
                read.path_to(&printable(unknown)),
                known.join(", ")
            ))),
        }
    }

    /// The path of a member.
    pub(crate) fn path_to(&self, name: &str) -> String {
        format!("{}.{name}", self.path)
    }

    /// An error about a member. `rest` is the rest of the sentence, without its full stop.
    pub(crate) fn error(&self, name: &str, rest: &str) -> FaultsError {
        FaultsError(format!("{} {rest}.", self.path_to(name)))
    }

    fn wrong_type(&self, name: &str, expected: &str, found: &Value) -> FaultsError {
        let found = match found {
            Value::Number(number) => number.to_string(),
            other => type_name(other).to_owned(),
        };
        self.error(name, &format!("must be {expected}, but is {found}"))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name)
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<&'a str>, FaultsError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong_type(name, "text", other)),
        }
    }

    /// A boolean. Default: `false`.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, FaultsError> {
        match self.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(self.wrong_type(name, "true or false", other)),
        }
    }

    pub(crate) fn integer(&self, name: &str) -> Result<Option<u64>, FaultsError> {
        self.integer_up_to(name, MAX_SAFE_INTEGER, "a whole number from 0")
    }

    /// An integer up to a maximum. `expected` describes it in the error.
    pub(crate) fn integer_u32(
        &self,
        name: &str,
        max: u32,
        expected: &str,
    ) -> Result<Option<u32>, FaultsError> {
        let number = self.integer_up_to(name, u64::from(max), expected)?;
        Ok(number.map(|number| u32::try_from(number).unwrap_or(max)))
    }

    fn integer_up_to(
        &self,
        name: &str,
        max: u64,
        expected: &str,
    ) -> Result<Option<u64>, FaultsError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match as_integer(value) {
                Some(number) if number <= max => Ok(Some(number)),
                _ => Err(self.wrong_type(name, expected, value)),
            },
        }
    }

    /// A number from 0 to 1.
    pub(crate) fn fraction(&self, name: &str) -> Result<Option<f64>, FaultsError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_f64() {
                Some(fraction) if (0.0..=1.0).contains(&fraction) => Ok(Some(fraction)),
                _ => Err(self.wrong_type(name, "a number from 0 to 1", value)),
            },
        }
    }
}

/// A non-negative integer, also if it is written as `3.0`.
fn as_integer(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        value
            .as_f64()
            // The number is whole and in range, so the cast is exact.
            .filter(|number| {
                (0.0..=MAX_SAFE_INTEGER as f64).contains(number) && number.fract() == 0.0
            })
            .map(|number| number as u64)
    })
}

/// A name for an error text: its first 40 characters, without line breaks.
fn printable(name: &str) -> String {
    name.chars()
        .take(40)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}
