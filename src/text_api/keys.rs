//! What must be right about keys before they are sent.

use super::exchange::argument;
use crate::integer::format_integer;
use crate::json::{self, Json, array, quoted};
use crate::key_validation::{self, KeyInput, Metadata, Recurrence};

/// What is wrong with keys (a JSON array) at the time `now_ms`: a list of `[index, member, why]`.
pub fn validate_keys(keys: &str, now_ms: f64) -> String {
    let mut problems = Vec::new();
    let keys = json::read(keys).unwrap_or(Json::NULL);
    for (index, key) in (0_u64..).zip(keys.items()) {
        let of_key = if key.is_object() {
            key_validation::problems(&key_input(key), now_ms)
        } else {
            vec![("", "must be an object")]
        };
        for (name, why) in of_key {
            problems.push(array(
                [format_integer(index), quoted(name), quoted(why)].into_iter(),
            ));
        }
    }
    array(problems.into_iter())
}

/// Which of `count` keys the API means by the name of an invalid parameter; -1 for none of them.
pub fn key_index_in_error(name: &str, count: u32) -> i32 {
    usize::try_from(count)
        .ok()
        .and_then(|count| key_validation::key_named(name, count))
        .and_then(|index| i32::try_from(index).ok())
        .unwrap_or(-1)
}

fn key_input(key: Json<'_>) -> KeyInput {
    let required = |name: &str| argument(key.member(name));
    // `null` for a moment means what its absence does.
    let optional = |name: &str| argument(key.member(name).filter(|it| *it != Json::NULL));
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
    let spans = ["timeSpans", "timespans"]
        .into_iter()
        .filter_map(|name| value.member(name))
        .find(|spans| spans.is_array());
    let Some(spans) = spans else {
        return Recurrence::Other;
    };
    let spans = spans.items().map(|span| {
        let part = |name: &str| argument(span.member(name));
        let times = ["startHour", "startMinute", "endHour", "endMinute"].map(part);
        (part("weekday"), times)
    });
    Recurrence::TimeSpans(spans.collect())
}

fn metadata(value: Json<'_>) -> Metadata {
    if !value.is_object() {
        return Metadata::Other;
    }
    let pairs = value.entries();
    Metadata::Pairs(pairs.map(|(name, value)| (name, value.as_text())).collect())
}
