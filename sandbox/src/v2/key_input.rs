//! Reads and validates the keys to create. If one is invalid, none is created.

use std::collections::BTreeMap;

use unloc_integrator_client::model::{Nullable, Recurrence};

use super::context::Call;
use super::json_body::{Input, ValidationErrors};
use super::problem::Problem;
use super::{metadata, recurrence};
use crate::time::{HOUR, MINUTE, Timestamp};

/// How far in the past a key may start.
const MAX_START_AGE: i64 = HOUR;
/// The maximum of `durationMinutes`: a hundred years.
const MAX_DURATION_MINUTES: u32 = 100 * 366 * 24 * 60;

/// A key to create.
#[derive(Clone, Debug)]
pub(crate) struct NewKey {
    pub lock_id: String,
    pub app_user_id: String,
    pub start: Timestamp,
    pub end: Option<Timestamp>,
    pub recurrence: Nullable<Recurrence>,
    pub metadata: Nullable<BTreeMap<String, String>>,
}

/// Reads `{"keys": […]}`.
pub(crate) fn read(call: &Call) -> Result<Vec<NewKey>, Problem> {
    let members = call.members()?;
    let body = Input::of(&members);
    let mut errors = ValidationErrors::default();
    if body.get("keys").is_none() {
        body.reject(&mut errors, "keys", "is required");
    }
    let inputs = body.objects(&mut errors, "keys", usize::MAX);
    if inputs.as_ref().is_some_and(Vec::is_empty) && members.get("keys").is_some_and(is_empty_list)
    {
        body.reject(&mut errors, "keys", "must have at least 1 entry");
    }
    let keys = inputs
        .unwrap_or_default()
        .iter()
        .map(|input| read_one(call, input, &mut errors))
        .collect();
    errors.into_result()?;
    Ok(keys)
}

fn is_empty_list(value: &serde_json::Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

fn read_one(call: &Call, input: &Input, errors: &mut ValidationErrors) -> NewKey {
    let lock_id = input.required_text(errors, "lockId", 0..=usize::MAX);
    if input.get("lockId").is_some_and(|id| id.is_string()) && !call.has_lock(&lock_id) {
        let reason = if call.access.owner.subproject.is_none() {
            "does not belong to the project"
        } else {
            "does not belong to the subproject"
        };
        input.reject(errors, "lockId", reason);
    }
    let app_user_id = input.phone_number(errors, "appUserId");
    let start = input.timestamp(errors, "start");
    if start.is_some_and(|start| start < call.now.saturating_sub(MAX_START_AGE)) {
        input.reject(errors, "start", "must not be more than an hour in the past");
    }
    let start = start.unwrap_or(call.now);
    let mut end = input.timestamp(errors, "end");
    let minutes = input.number(errors, "durationMinutes", 1..=MAX_DURATION_MINUTES);
    match (minutes, end) {
        (Some(_), Some(_)) => {
            input.reject(errors, "durationMinutes", "must not stand beside end");
        }
        (Some(minutes), None) => {
            end = Some(start.saturating_add(i64::from(minutes).saturating_mul(MINUTE)));
        }
        _ => {}
    }
    if end.is_some_and(|end| end <= start) {
        input.reject(errors, "end", "must be after start");
    }
    let recurrence = recurrence::read(input, errors);
    if recurrence == Nullable::Null {
        input.reject(errors, "recurrence", "must be of type object");
    }
    let metadata = metadata::read(input, errors);
    if metadata == Nullable::Null {
        input.reject(errors, "metadata", "must be of type object");
    }
    NewKey {
        lock_id,
        app_user_id,
        start,
        end,
        recurrence,
        metadata,
    }
}
