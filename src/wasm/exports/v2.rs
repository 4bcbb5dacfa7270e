//! What the npm package asks while it walks lists, waits for jobs and creates keys. The loops are
//! its own, the decisions are made here.

use js_sys::Array;
use wasm_bindgen::prelude::*;

use crate::error::{Code, Error};
use crate::key_validation::{self, KeyInput, Metadata, Recurrence};
use crate::pagination::{self, PageCursor};
use crate::polling::{self, PollStatus};
use crate::request::Argument;
use crate::wasm::convert::arguments::{argument, number_text};
use crate::wasm::convert::error::to_javascript;
use crate::wasm::convert::value::{is_array, is_record, items, kind, member, pairs};
use crate::wasm::driver::call::retry_after;

/// The walk after a page: what it gave before (`undefined` at first; `[cursor]` to go on where an
/// earlier walk ended) and the cursor that came with the page. Its first item is the next cursor;
/// `undefined` is the end, which no cursor or an empty one says.
///
/// # Errors
/// `cursor_repeated`; `invalid_response` if the cursor is none.
#[wasm_bindgen(js_name = followCursor)]
pub fn follow_cursor(
    operation: &str,
    before: &JsValue,
    cursor: &JsValue,
) -> Result<JsValue, JsValue> {
    let text = if cursor.as_f64().is_some() {
        JsValue::from_str(&number_text(cursor))
    } else {
        cursor.clone()
    };
    if !text.is_truthy() {
        return Ok(JsValue::UNDEFINED);
    }
    if !text.is_string() {
        let text = [
            operation,
            ": the API sent a cursor that is ",
            kind(cursor),
            ".",
        ]
        .concat();
        let error = Error::new(Code::InvalidResponse, operation, text);
        return Err(to_javascript(&error));
    }
    let walk = pagination::follow(operation, walk_of(before), text);
    let walk = walk.map_err(|error| to_javascript(&error))?;
    let (passed, span) = (walk.passed.into(), walk.span.into());
    Ok(Array::of4(&walk.cursor, &walk.anchor, &passed, &span).into())
}

fn walk_of(before: &JsValue) -> Option<PageCursor<JsValue>> {
    let mut before = items(before).into_iter();
    let mut walk = PageCursor::from(before.next()?);
    if let (Some(anchor), Some(passed), Some(span)) = (before.next(), before.next(), before.next())
    {
        walk.anchor = anchor;
        walk.passed = whole(&passed);
        walk.span = whole(&span);
    }
    Some(walk)
}

fn whole(number: &JsValue) -> u32 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    let count = number.as_f64().unwrap_or_default() as u32;
    count
}

/// How a job of this status stands: 0 under way, 1 good, 2 failed.
#[wasm_bindgen(js_name = jobStanding)]
pub fn job_standing(status: &str) -> u32 {
    standing(polling::job(status))
}

/// How a new key of this state stands: 0 under way, 1 good, 2 failed.
#[wasm_bindgen(js_name = keyStanding)]
pub fn key_standing(state: &str) -> u32 {
    standing(polling::key(state))
}

fn standing(standing: PollStatus) -> u32 {
    match standing {
        PollStatus::Pending => 0,
        PollStatus::Succeeded => 1,
        PollStatus::Failed => 2,
    }
}

/// How many milliseconds to wait before the next look at a job; below 0 if the time is up.
/// `headers` are those of the last answer, which may say when to come back; `left` are the
/// milliseconds till the deadline.
#[wasm_bindgen(js_name = waitForJob)]
pub fn wait_for_job(looks: u32, headers: &JsValue, left: f64, jitter: f64) -> f64 {
    let told = retry_after(&|name| member(headers, name).as_string());
    polling::wait(looks, told, left, jitter).unwrap_or(-1.0)
}

/// What is wrong with keys at the time `now`: a list of `[index, member, why]`.
#[wasm_bindgen(js_name = problemsOfKeys)]
pub fn problems_of_keys(keys: &JsValue, now: f64) -> Array {
    let found = Array::new();
    for (index, key) in (0_u32..).zip(items(keys)) {
        let tell = |name: &str, why: &str| {
            found.push(&Array::of3(&index.into(), &name.into(), &why.into()));
        };
        if is_record(&key) {
            for (name, why) in key_validation::problems(&key_input(&key), now) {
                tell(name, why);
            }
        } else {
            tell("", "must be an object");
        }
    }
    found
}

fn key_input(key: &JsValue) -> KeyInput {
    let required = |name: &str| argument(&member(key, name));
    // `null` for a moment means what its absence does.
    let optional = |name: &str| {
        let value = member(key, name);
        if value.is_null() {
            Argument::Absent
        } else {
            argument(&value)
        }
    };
    let given = |name: &str| Some(member(key, name)).filter(|value| !value.is_undefined());
    KeyInput {
        lock_id: required("lockId"),
        app_user_id: required("appUserId"),
        start: optional("start"),
        end: optional("end"),
        duration_minutes: required("durationMinutes"),
        recurrence: given("recurrence").map(|value| recurrence(&value)),
        metadata: given("metadata").map(|value| metadata(&value)),
    }
}

fn recurrence(value: &JsValue) -> Recurrence {
    let spans = ["timeSpans", "timespans"]
        .into_iter()
        .map(|name| member(value, name))
        .find(is_array);
    let Some(spans) = spans else {
        return Recurrence::Other;
    };
    let spans = items(&spans).into_iter().map(|span| {
        let part = |name: &str| argument(&member(&span, name));
        let times = ["startHour", "startMinute", "endHour", "endMinute"].map(part);
        (part("weekday"), times)
    });
    Recurrence::TimeSpans(spans.collect())
}

fn metadata(value: &JsValue) -> Metadata {
    match pairs(value) {
        Ok(pairs) if is_record(value) => Metadata::Pairs(
            pairs
                .into_iter()
                .filter(|(_, value)| !value.is_undefined())
                .map(|(name, value)| (name, value.as_string()))
                .collect(),
        ),
        _ => Metadata::Other,
    }
}

/// Which of `count` keys the API means by the name of an invalid parameter; -1 for none of them.
#[wasm_bindgen(js_name = keyNamed)]
pub fn key_named(name: &str, count: u32) -> i32 {
    usize::try_from(count)
        .ok()
        .and_then(|count| key_validation::key_named(name, count))
        .and_then(|index| i32::try_from(index).ok())
        .unwrap_or(-1)
}
