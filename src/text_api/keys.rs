//! What must be right about keys before they are sent.

use super::exchange::argument;
use crate::error::Error;
use crate::integer::format_integer;
use crate::json::{Array, Json};
use crate::key_validation::{self, KeyInput, Metadata, Recurrence};
use crate::request::Argument;

/// What is wrong with the `keys` at the time `nowMs`: a list of `[index, member, why]`.
pub(super) fn validate_keys(given: Json<'_>) -> Result<String, Error> {
    let now_ms = given.number("nowMs").unwrap_or_default();
    let mut problems = Array::new();
    let keys = given.member("keys").unwrap_or(Json::NULL);
    for (index, key) in (0_u64..).zip(keys.items()) {
        let of_key = if key.is_object() {
            key_validation::problems(&key_input(key), now_ms)
        } else {
            vec![("", "must be an object")]
        };
        for (name, why) in &of_key {
            let mut problem = Array::new();
            problem.json(&format_integer(index));
            problem.text(name);
            problem.text(why);
            problems.json(&problem.finish());
        }
    }
    Ok(problems.finish())
}

/// Which of `count` keys the API means by the `name` of an invalid parameter; -1 for none of them.
pub(super) fn key_index_in_error(given: Json<'_>) -> Result<String, Error> {
    let name = given.text_or_empty("name");
    let count = given.count("count").unwrap_or_default();
    let index = key_validation::key_index_in_error(&name, count as usize);
    Ok(index.map_or("-1".to_owned(), |index| format_integer(index as u64)))
}

fn key_input(key: Json<'_>) -> KeyInput {
    let required = |name: &str| argument(key.get(name));
    // `null` for a moment means what its absence does.
    let optional = |name: &str| match key.get(name) {
        Json::NULL => Argument::Absent,
        value => argument(value),
    };
    KeyInput {
        lock_id: required("lockId"),
        app_user_id: required("appUserId"),
        start: optional("start"),
        end: optional("end"),
        duration_minutes: required("durationMinutes"),
        recurrence: key.member("recurrence").map(recurrence),
        metadata: key.member("metadata").map(metadata),
    }
}

fn recurrence(value: Json<'_>) -> Recurrence {
    let list = |name: &str| value.member(name).filter(|spans| spans.is_array());
    let Some(spans) = list("timeSpans").or_else(|| list("timespans")) else {
        return Recurrence::Other;
    };
    let mut found = Vec::new();
    for span in spans.items() {
        let part = |name: &str| argument(span.get(name));
        let times = [
            part("startHour"),
            part("startMinute"),
            part("endHour"),
            part("endMinute"),
        ];
        found.push((part("weekday"), times));
    }
    Recurrence::TimeSpans(found)
}

fn metadata(value: Json<'_>) -> Metadata {
    if !value.is_object() {
        return Metadata::Other;
    }
    let mut pairs = Vec::new();
    for (name, value) in value.entries() {
        pairs.push((name, value.as_text()));
    }
    Metadata::Pairs(pairs)
}
