//! Metadata of the integrator, and its limits.

use std::collections::BTreeMap;

use serde_json::Value;
use unloc_integrator_client::model::Nullable;

use super::json_body::{Input, ValidationErrors};

/// The maximum number of pairs.
const MAX_PAIRS: usize = 20;
/// The maximum length of a name in characters.
const MAX_NAME_LENGTH: usize = 40;
/// The maximum length of a value in characters.
const MAX_VALUE_LENGTH: usize = 256;

type Metadata = BTreeMap<String, String>;

/// Reads the optional member `metadata`. What `null` means depends on the endpoint.
pub(crate) fn read(input: &Input, errors: &mut ValidationErrors) -> Nullable<Metadata> {
    if input.get("metadata").is_some_and(Value::is_null) {
        return Nullable::Null;
    }
    let Some(object) = input.object(errors, "metadata") else {
        return Nullable::Absent;
    };
    let mut metadata = Metadata::new();
    for name in object.members().keys() {
        check_name(&object, name, errors);
        if let Some(value) = object.text(errors, name, 0..=MAX_VALUE_LENGTH) {
            metadata.insert(name.clone(), value);
        }
    }
    if metadata.len() > MAX_PAIRS {
        input.reject(errors, "metadata", "must have at most 20 pairs");
    }
    Nullable::Value(metadata)
}

fn check_name(object: &Input, name: &str, errors: &mut ValidationErrors) {
    let length = name.chars().count();
    if length == 0 || length > MAX_NAME_LENGTH {
        object.reject(errors, name, "must have a name of 1 to 40 characters");
    }
}

/// Merges pairs into existing ones. `null` removes a pair.
pub(crate) fn merge(
    object: &Input,
    errors: &mut ValidationErrors,
    existing: Option<&Metadata>,
) -> Metadata {
    let mut metadata = existing.cloned().unwrap_or_default();
    for (name, value) in object.members() {
        if value.is_null() {
            metadata.remove(name);
            continue;
        }
        check_name(object, name, errors);
        if let Some(value) = object.text(errors, name, 0..=MAX_VALUE_LENGTH) {
            metadata.insert(name.clone(), value);
        }
    }
    if metadata.len() > MAX_PAIRS {
        errors.add(
            "metadata".to_owned(),
            "must have at most 20 pairs, those that are there included",
        );
    }
    metadata
}
