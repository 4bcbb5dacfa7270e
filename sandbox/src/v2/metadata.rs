//! The integrator's own data, and its limits.

use std::collections::BTreeMap;

use serde_json::Value;
use unloc_integrator_client::model::Maybe;

use super::json_body::{Complaints, Input};

/// The most pairs.
const MOST_PAIRS: usize = 20;
/// The longest name of a pair, in characters.
const LONGEST_NAME: usize = 40;
/// The longest value of a pair, in characters.
const LONGEST_VALUE: usize = 256;

type Metadata = BTreeMap<String, String>;

/// Reads the member `metadata`, if it is there; the caller says what `null` means.
pub(crate) fn read(input: &Input, complaints: &mut Complaints) -> Maybe<Metadata> {
    if input.get("metadata").is_some_and(Value::is_null) {
        return Maybe::Null;
    }
    let Some(object) = input.object(complaints, "metadata") else {
        return Maybe::Absent;
    };
    let mut metadata = Metadata::new();
    for name in object.members().keys() {
        check_name(&object, name, complaints);
        if let Some(value) = object.text(complaints, name, 0..=LONGEST_VALUE) {
            metadata.insert(name.clone(), value);
        }
    }
    if metadata.len() > MOST_PAIRS {
        input.complain(complaints, "metadata", "must have at most 20 pairs");
    }
    Maybe::Value(metadata)
}

fn check_name(object: &Input, name: &str, complaints: &mut Complaints) {
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME {
        object.complain(complaints, name, "must have a name of 1 to 40 characters");
    }
}

/// Lays pairs over those that are there: `null` takes one away.
pub(crate) fn merge(
    object: &Input,
    complaints: &mut Complaints,
    there: Option<&Metadata>,
) -> Metadata {
    let mut metadata = there.cloned().unwrap_or_default();
    for (name, value) in object.members() {
        if value.is_null() {
            metadata.remove(name);
            continue;
        }
        check_name(object, name, complaints);
        if let Some(value) = object.text(complaints, name, 0..=LONGEST_VALUE) {
            metadata.insert(name.clone(), value);
        }
    }
    if metadata.len() > MOST_PAIRS {
        complaints.add(
            "metadata".to_owned(),
            "must have at most 20 pairs, those that are there included",
        );
    }
    metadata
}
