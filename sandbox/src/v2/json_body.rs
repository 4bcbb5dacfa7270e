//! Reads and validates a JSON body member by member. The response lists all errors.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};
use unloc_integrator_client::model::Nullable;

use super::problem::{InvalidParam, Problem};
use crate::time::{self, Timestamp};
use crate::validate;

/// All validation errors of a request.
#[derive(Debug, Default)]
pub(crate) struct ValidationErrors(Vec<InvalidParam>);

impl ValidationErrors {
    /// Adds an error about a member.
    pub(crate) fn add(&mut self, name: String, reason: impl Into<String>) {
        let reason = reason.into();
        self.0.push(InvalidParam { name, reason });
    }

    /// The response with all errors, if there is one.
    pub(crate) fn into_result(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Problem::invalid(self.0))
        }
    }
}

/// An object of the body, and its path.
#[derive(Clone, Debug)]
pub(crate) struct Input<'a> {
    path: String,
    members: &'a Map<String, Value>,
}

impl<'a> Input<'a> {
    /// The body itself.
    pub(crate) fn of(members: &'a Map<String, Value>) -> Self {
        Self {
            path: String::new(),
            members,
        }
    }

    /// The path of a member.
    pub(crate) fn path_to(&self, member: &str) -> String {
        if self.path.is_empty() {
            member.to_owned()
        } else {
            format!("{}.{member}", self.path)
        }
    }

    /// A member as it was sent.
    pub(crate) fn get(&self, member: &str) -> Option<&'a Value> {
        self.members.get(member)
    }

    /// All members.
    pub(crate) fn members(&self) -> &'a Map<String, Value> {
        self.members
    }

    /// Adds an error about a member.
    pub(crate) fn reject(&self, errors: &mut ValidationErrors, member: &str, reason: &str) {
        errors.add(self.path_to(member), reason);
    }

    /// An optional text with a length in characters. `null` is an error.
    pub(crate) fn text(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        length: RangeInclusive<usize>,
    ) -> Option<String> {
        match self.get(member)? {
            Value::String(text) => {
                if !length.contains(&text.chars().count()) {
                    let (min, max) = (length.start(), length.end());
                    let reason = format!("must have {min} to {max} characters");
                    self.reject(errors, member, &reason);
                }
                Some(text.clone())
            }
            _ => {
                self.reject(errors, member, "must be of type string");
                None
            }
        }
    }

    /// A required text.
    pub(crate) fn required_text(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        length: RangeInclusive<usize>,
    ) -> String {
        if self.get(member).is_none() {
            self.reject(errors, member, "is required");
        }
        self.text(errors, member, length).unwrap_or_default()
    }

    /// An optional text that `null` removes.
    pub(crate) fn text_or_null(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        length: RangeInclusive<usize>,
    ) -> Nullable<String> {
        match self.get(member) {
            Some(Value::Null) => Nullable::Null,
            _ => self
                .text(errors, member, length)
                .map_or(Nullable::Absent, Nullable::Value),
        }
    }

    /// An optional boolean. One page of the documentation has it as text, so both are accepted.
    pub(crate) fn flag(&self, errors: &mut ValidationErrors, member: &str) -> Option<bool> {
        match self.get(member)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text == "true" => Some(true),
            Value::String(text) if text == "false" => Some(false),
            _ => {
                self.reject(errors, member, "must be of type boolean");
                None
            }
        }
    }

    /// An optional integer in a range.
    pub(crate) fn number(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let number = self.get(member)?.as_u64();
        let number = number.and_then(|number| u32::try_from(number).ok());
        match number {
            Some(number) if range.contains(&number) => Some(number),
            _ => {
                let (min, max) = (range.start(), range.end());
                let reason = format!("must be a whole number from {min} to {max}");
                self.reject(errors, member, &reason);
                None
            }
        }
    }

    /// An optional date with time and zone.
    pub(crate) fn timestamp(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
    ) -> Option<Timestamp> {
        let text = self.text(errors, member, 0..=usize::MAX)?;
        let timestamp = time::parse(&text);
        if timestamp.is_none() {
            let reason = "must be a date with time and zone as ISO 8601 writes it";
            self.reject(errors, member, reason);
        }
        timestamp
    }

    /// A required phone number.
    pub(crate) fn phone_number(&self, errors: &mut ValidationErrors, member: &str) -> String {
        let before = errors.0.len();
        let text = self.required_text(errors, member, 0..=usize::MAX);
        if errors.0.len() == before && !validate::is_phone_number(&text) {
            let reason = "must be a phone number as E.164 writes it";
            self.reject(errors, member, reason);
        }
        text
    }

    /// The entries of an optional list. Too many are an error, and returned nevertheless.
    fn entries(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        max: usize,
    ) -> Option<&'a [Value]> {
        let Value::Array(entries) = self.get(member)? else {
            self.reject(errors, member, "must be of type array");
            return None;
        };
        if entries.len() > max {
            let reason = format!("must have at most {max} entries");
            self.reject(errors, member, &reason);
        }
        Some(entries)
    }

    /// An optional list of texts. `check` returns why a text is invalid.
    pub(crate) fn texts(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        max: usize,
        check: impl Fn(&str) -> Option<&'static str>,
    ) -> Option<Vec<String>> {
        let entries = self.entries(errors, member, max)?;
        let mut texts = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let name = || format!("{}.{index}", self.path_to(member));
            match entry {
                Value::String(text) => match check(text) {
                    Some(reason) => errors.add(name(), reason),
                    None => texts.push(text.clone()),
                },
                _ => errors.add(name(), "must be of type string"),
            }
        }
        Some(texts)
    }

    /// An optional list of phone numbers.
    pub(crate) fn phone_numbers(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        max: usize,
    ) -> Option<Vec<String>> {
        self.texts(errors, member, max, |text| {
            (!validate::is_phone_number(text))
                .then_some("must be a phone number as E.164 writes it")
        })
    }

    /// An optional list of objects.
    pub(crate) fn objects(
        &self,
        errors: &mut ValidationErrors,
        member: &str,
        max: usize,
    ) -> Option<Vec<Self>> {
        let entries = self.entries(errors, member, max)?;
        let mut objects = Vec::with_capacity(entries.len());
        for (index, entry) in entries.iter().enumerate() {
            let path = format!("{}.{index}", self.path_to(member));
            match entry {
                Value::Object(members) => objects.push(Self { path, members }),
                _ => errors.add(path, "must be of type object"),
            }
        }
        Some(objects)
    }

    /// An optional object.
    pub(crate) fn object(&self, errors: &mut ValidationErrors, member: &str) -> Option<Self> {
        match self.get(member)? {
            Value::Object(members) => Some(Self {
                path: self.path_to(member),
                members,
            }),
            _ => {
                self.reject(errors, member, "must be of type object");
                None
            }
        }
    }
}
