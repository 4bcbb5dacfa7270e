//! Reads an object of the rules member by member, and names the place of what is wrong.

use serde_json::{Map, Value};

use super::error::FaultsError;
use crate::validate::type_name;

/// The largest whole number that JavaScript holds without rounding.
const LARGEST: u64 = (1 << 53) - 1;

/// An object, and where it stands.
pub(crate) struct Members<'a> {
    place: String,
    members: &'a Map<String, Value>,
}

impl<'a> Members<'a> {
    /// Reads an object that has members of these names only.
    pub(crate) fn read(place: &str, value: &'a Value, known: &[&str]) -> Result<Self, FaultsError> {
        let Value::Object(members) = value else {
            return Err(FaultsError(format!(
                "{place} must be an object, but is {}.",
                type_name(value)
            )));
        };
        let read = Self {
            place: place.to_owned(),
            members,
        };
        match members.keys().find(|name| !known.contains(&name.as_str())) {
            None => Ok(read),
            Some(unknown) => Err(FaultsError(format!(
                "{} is not known here; there are {}.",
                read.place_of(&short(unknown)),
                known.join(", ")
            ))),
        }
    }

    /// Where a member stands.
    pub(crate) fn place_of(&self, name: &str) -> String {
        format!("{}.{name}", self.place)
    }

    /// A complaint about a member: the rest of a sentence, without its full stop.
    pub(crate) fn complaint(&self, name: &str, rest: &str) -> FaultsError {
        FaultsError(format!("{} {rest}.", self.place_of(name)))
    }

    fn wrong_kind(&self, name: &str, wanted: &str, found: &Value) -> FaultsError {
        let found = match found {
            Value::Number(number) => number.to_string(),
            other => type_name(other).to_owned(),
        };
        self.complaint(name, &format!("must be {wanted}, but is {found}"))
    }

    pub(crate) fn get(&self, name: &str) -> Option<&'a Value> {
        self.members.get(name)
    }

    pub(crate) fn text(&self, name: &str) -> Result<Option<&'a str>, FaultsError> {
        match self.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text)),
            Some(other) => Err(self.wrong_kind(name, "text", other)),
        }
    }

    /// `true`, or the same as absent: `false`.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, FaultsError> {
        match self.get(name) {
            None => Ok(false),
            Some(Value::Bool(flag)) => Ok(*flag),
            Some(other) => Err(self.wrong_kind(name, "true or false", other)),
        }
    }

    pub(crate) fn whole_number(&self, name: &str) -> Result<Option<u64>, FaultsError> {
        self.whole_number_up_to(name, LARGEST, "a whole number from 0")
    }

    /// Milliseconds, or another number that is kept in 32 bits.
    pub(crate) fn small_number(
        &self,
        name: &str,
        most: u32,
        wanted: &str,
    ) -> Result<Option<u32>, FaultsError> {
        let number = self.whole_number_up_to(name, u64::from(most), wanted)?;
        Ok(number.map(|number| u32::try_from(number).unwrap_or(most)))
    }

    fn whole_number_up_to(
        &self,
        name: &str,
        most: u64,
        wanted: &str,
    ) -> Result<Option<u64>, FaultsError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match whole(value) {
                Some(number) if number <= most => Ok(Some(number)),
                _ => Err(self.wrong_kind(name, wanted, value)),
            },
        }
    }

    /// A number from 0 to 1.
    pub(crate) fn share(&self, name: &str) -> Result<Option<f64>, FaultsError> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => match value.as_f64() {
                Some(share) if (0.0..=1.0).contains(&share) => Ok(Some(share)),
                _ => Err(self.wrong_kind(name, "a number from 0 to 1", value)),
            },
        }
    }
}

/// A whole number from 0, also if it was written as `3.0`.
fn whole(value: &Value) -> Option<u64> {
    value.as_u64().or_else(|| {
        value
            .as_f64()
            // In range and whole, so nothing is lost.
            .filter(|number| (0.0..=LARGEST as f64).contains(number) && number.fract() == 0.0)
            .map(|number| number as u64)
    })
}

/// A name for a complaint: its first 40 characters, without line breaks.
fn short(name: &str) -> String {
    name.chars()
        .take(40)
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}
