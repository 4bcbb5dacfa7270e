//! Reads the keys that shall be made. One that breaks a rule refuses them all.

use std::collections::BTreeMap;

use unloc_integrator_client::model::{Maybe, Recurrence};

use super::context::Call;
use super::json_body::{Complaints, Input};
use super::problem::Problem;
use super::{metadata, recurrence};
use crate::time::{HOUR, MINUTE, Moment};

/// How far in the past a key may start.
const LATEST_START: i64 = HOUR;
/// The longest time in `durationMinutes`: a hundred years.
const LONGEST_DURATION: u32 = 100 * 366 * 24 * 60;

/// A key that shall be made.
#[derive(Clone, Debug)]
pub(crate) struct NewKey {
    pub lock_id: String,
    pub app_user_id: String,
    pub start: Moment,
    pub end: Option<Moment>,
    pub recurrence: Maybe<Recurrence>,
    pub metadata: Maybe<BTreeMap<String, String>>,
}

/// Reads `{"keys": […]}`.
pub(crate) fn read(call: &Call) -> Result<Vec<NewKey>, Problem> {
    let members = call.members()?;
    let body = Input::of(&members);
    let mut complaints = Complaints::default();
    if body.get("keys").is_none() {
        body.complain(&mut complaints, "keys", "is required");
    }
    let inputs = body.objects(&mut complaints, "keys", usize::MAX);
    if inputs.as_ref().is_some_and(Vec::is_empty) && members.get("keys").is_some_and(is_empty_list)
    {
        body.complain(&mut complaints, "keys", "must have at least 1 entry");
    }
    let keys = inputs
        .unwrap_or_default()
        .iter()
        .map(|input| read_one(call, input, &mut complaints))
        .collect();
    complaints.end()?;
    Ok(keys)
}

fn is_empty_list(value: &serde_json::Value) -> bool {
    value.as_array().is_some_and(Vec::is_empty)
}

fn read_one(call: &Call, input: &Input, complaints: &mut Complaints) -> NewKey {
    let lock_id = input.required_text(complaints, "lockId", 0..=usize::MAX);
    if input.get("lockId").is_some_and(|id| id.is_string()) && !call.has_lock(&lock_id) {
        let reason = if call.access.owner.subproject.is_none() {
            "does not belong to the project"
        } else {
            "does not belong to the subproject"
        };
        input.complain(complaints, "lockId", reason);
    }
    let app_user_id = input.phone_number(complaints, "appUserId");
    let start = input.moment(complaints, "start");
    if start.is_some_and(|start| start < call.now.saturating_sub(LATEST_START)) {
        input.complain(
            complaints,
            "start",
            "must not be more than an hour in the past",
        );
    }
    let start = start.unwrap_or(call.now);
    let mut end = input.moment(complaints, "end");
    let minutes = input.number(complaints, "durationMinutes", 1..=LONGEST_DURATION);
    match (minutes, end) {
        (Some(_), Some(_)) => {
            input.complain(complaints, "durationMinutes", "must not stand beside end");
        }
        (Some(minutes), None) => {
            end = Some(start.saturating_add(i64::from(minutes).saturating_mul(MINUTE)));
        }
        _ => {}
    }
    if end.is_some_and(|end| end <= start) {
        input.complain(complaints, "end", "must be after start");
    }
    let recurrence = recurrence::read(input, complaints);
    if recurrence == Maybe::Null {
        input.complain(complaints, "recurrence", "must be of type object");
    }
    let metadata = metadata::read(input, complaints);
    if metadata == Maybe::Null {
        input.complain(complaints, "metadata", "must be of type object");
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
