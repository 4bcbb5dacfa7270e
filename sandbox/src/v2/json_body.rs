//! Reads a request's body member by member, and gathers everything that is wrong with it.

use std::ops::RangeInclusive;

use serde_json::{Map, Value};
use unloc_integrator_client::model::Maybe;

use super::problem::{InvalidParam, Problem};
use crate::time::{self, Moment};
use crate::validate;

/// Everything that is wrong with a request.
#[derive(Debug, Default)]
pub(crate) struct Complaints(Vec<InvalidParam>);

impl Complaints {
    /// Notes what is wrong with a member.
    pub(crate) fn add(&mut self, name: String, reason: impl Into<String>) {
        let reason = reason.into();
        self.0.push(InvalidParam { name, reason });
    }

    /// Refuses the request if anything was wrong.
    pub(crate) fn end(self) -> Result<(), Problem> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(Problem::invalid(self.0))
        }
    }
}

/// An object of the body, and where it stands.
#[derive(Clone, Debug)]
pub(crate) struct Input<'a> {
    place: String,
    members: &'a Map<String, Value>,
}

impl<'a> Input<'a> {
    /// The body itself.
    pub(crate) fn of(members: &'a Map<String, Value>) -> Self {
        Self {
            place: String::new(),
            members,
        }
    }

    /// Where a member stands.
    pub(crate) fn name(&self, member: &str) -> String {
        if self.place.is_empty() {
            member.to_owned()
        } else {
            format!("{}.{member}", self.place)
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

    /// Notes what is wrong with a member.
    pub(crate) fn complain(&self, complaints: &mut Complaints, member: &str, reason: &str) {
        complaints.add(self.name(member), reason);
    }

    /// Text of so many characters, if it is there. `null` is no text.
    pub(crate) fn text(
        &self,
        complaints: &mut Complaints,
        member: &str,
        length: RangeInclusive<usize>,
    ) -> Option<String> {
        match self.get(member)? {
            Value::String(text) => {
                if !length.contains(&text.chars().count()) {
                    let (least, most) = (length.start(), length.end());
                    let reason = format!("must have {least} to {most} characters");
                    self.complain(complaints, member, &reason);
                }
                Some(text.clone())
            }
            _ => {
                self.complain(complaints, member, "must be of type string");
                None
            }
        }
    }

    /// Text that must be there.
    pub(crate) fn required_text(
        &self,
        complaints: &mut Complaints,
        member: &str,
        length: RangeInclusive<usize>,
    ) -> String {
        if self.get(member).is_none() {
            self.complain(complaints, member, "is required");
        }
        self.text(complaints, member, length).unwrap_or_default()
    }

    /// Text that `null` takes away.
    pub(crate) fn text_or_null(
        &self,
        complaints: &mut Complaints,
        member: &str,
        length: RangeInclusive<usize>,
    ) -> Maybe<String> {
        match self.get(member) {
            Some(Value::Null) => Maybe::Null,
            _ => self
                .text(complaints, member, length)
                .map_or(Maybe::Absent, Maybe::Value),
        }
    }

    /// A switch; its type is printed as text somewhere, so both are taken.
    pub(crate) fn flag(&self, complaints: &mut Complaints, member: &str) -> Option<bool> {
        match self.get(member)? {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) if text == "true" => Some(true),
            Value::String(text) if text == "false" => Some(false),
            _ => {
                self.complain(complaints, member, "must be of type boolean");
                None
            }
        }
    }

    /// A whole number in a range.
    pub(crate) fn number(
        &self,
        complaints: &mut Complaints,
        member: &str,
        range: RangeInclusive<u32>,
    ) -> Option<u32> {
        let number = self.get(member)?.as_u64();
        let number = number.and_then(|number| u32::try_from(number).ok());
        match number {
            Some(number) if range.contains(&number) => Some(number),
            _ => {
                let (least, most) = (range.start(), range.end());
                let reason = format!("must be a whole number from {least} to {most}");
                self.complain(complaints, member, &reason);
                None
            }
        }
    }

    /// A date with time and zone.
    pub(crate) fn moment(&self, complaints: &mut Complaints, member: &str) -> Option<Moment> {
        let text = self.text(complaints, member, 0..=usize::MAX)?;
        let moment = time::parse(&text);
        if moment.is_none() {
            let reason = "must be a date with time and zone as ISO 8601 writes it";
            self.complain(complaints, member, reason);
        }
        moment
    }

    /// A phone number that must be there.
    pub(crate) fn phone_number(&self, complaints: &mut Complaints, member: &str) -> String {
        let before = complaints.0.len();
        let text = self.required_text(complaints, member, 0..=usize::MAX);
        if complaints.0.len() == before && !validate::is_phone_number(&text) {
            let reason = "must be a phone number as E.164 writes it";
            self.complain(complaints, member, reason);
        }
        text
    }

    /// The entries of a list, if it is there; too many are told and given all the same.
    fn entries(
        &self,
        complaints: &mut Complaints,
        member: &str,
        most: usize,
    ) -> Option<&'a [Value]> {
        let Value::Array(entries) = self.get(member)? else {
            self.complain(complaints, member, "must be of type array");
            return None;
        };
        if entries.len() > most {
            let reason = format!("must have at most {most} entries");
            self.complain(complaints, member, &reason);
        }
        Some(entries)
    }

    /// A list of texts, if it is there; each must pass the check, which gives the reason why not.
    pub(crate) fn texts(
        &self,
        complaints: &mut Complaints,
        member: &str,
        most: usize,
        reason_against: impl Fn(&str) -> Option<&'static str>,
    ) -> Option<Vec<String>> {
        let entries = self.entries(complaints, member, most)?;
        let mut texts = Vec::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            let name = || format!("{}[{place}]", self.name(member));
            match entry {
                Value::String(text) => match reason_against(text) {
                    Some(reason) => complaints.add(name(), reason),
                    None => texts.push(text.clone()),
                },
                _ => complaints.add(name(), "must be of type string"),
            }
        }
        Some(texts)
    }

    /// A list of phone numbers, if it is there.
    pub(crate) fn phone_numbers(
        &self,
        complaints: &mut Complaints,
        member: &str,
        most: usize,
    ) -> Option<Vec<String>> {
        self.texts(complaints, member, most, |text| {
            (!validate::is_phone_number(text))
                .then_some("must be a phone number as E.164 writes it")
        })
    }

    /// A list of objects, if it is there.
    pub(crate) fn objects(
        &self,
        complaints: &mut Complaints,
        member: &str,
        most: usize,
    ) -> Option<Vec<Self>> {
        let entries = self.entries(complaints, member, most)?;
        let mut objects = Vec::with_capacity(entries.len());
        for (place, entry) in entries.iter().enumerate() {
            let place = format!("{}[{place}]", self.name(member));
            match entry {
                Value::Object(members) => objects.push(Self { place, members }),
                _ => complaints.add(place, "must be of type object"),
            }
        }
        Some(objects)
    }

    /// An object, if it is there.
    pub(crate) fn object(&self, complaints: &mut Complaints, member: &str) -> Option<Self> {
        match self.get(member)? {
            Value::Object(members) => Some(Self {
                place: self.name(member),
                members,
            }),
            _ => {
                self.complain(complaints, member, "must be of type object");
                None
            }
        }
    }
}
