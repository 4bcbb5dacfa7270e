//! The next page of a list, and the next look at a job.

use super::result::error_json;
use crate::error::{Code, Error};
use crate::json::{self, Json, Kind, Object};
use crate::pagination::{self, PageCursor};
use crate::polling::{self, PollStatus};
use crate::retry::retry_after::retry_after_ms;

/// The cursor after a page. `before` is what this function gave after the page before it, empty at
/// first, `{ "cursor": … }` to go on where an earlier walk ended; `cursor` is what came with the page,
/// empty if nothing did. Empty is the end; else `{ cursor, anchor, passed, span }`, of which `cursor`
/// asks for the next page.
///
/// It fails with `cursor_repeated`, and with `invalid_response` if the cursor is none.
pub fn advance_cursor(operation: &str, before: &str, cursor: &str) -> String {
    let cursor = json::read(cursor).unwrap_or(Json::NULL);
    let text = match cursor.kind() {
        Kind::Null => String::new(),
        Kind::String => cursor.as_text().unwrap_or_default(),
        Kind::Number if cursor.raw() != "0" => cursor.raw().to_owned(),
        Kind::Number => String::new(),
        Kind::Bool if cursor.raw() == "false" => String::new(),
        _ => {
            let parts = [
                operation,
                ": the API sent a cursor that is ",
                cursor.type_name(),
                ".",
            ];
            let error = Error::new(Code::InvalidResponse, operation, parts.concat());
            return error_json(&error);
        }
    };
    if text.is_empty() {
        return text;
    }
    let before = json::read(before).and_then(page_cursor);
    match pagination::follow(operation, before, text) {
        Ok(PageCursor {
            cursor,
            anchor,
            passed,
            span,
        }) => Object::new()
            .text("cursor", &cursor)
            .text("anchor", &anchor)
            .number("passed", passed.into())
            .number("span", span.into())
            .finish(),
        Err(error) => error_json(&error),
    }
}

fn page_cursor(json: Json<'_>) -> Option<PageCursor<String>> {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    let count = |name: &str| Some(json.number(name)? as u32);
    let start = PageCursor::from(json.text("cursor")?);
    Some(
        match (json.text("anchor"), count("passed"), count("span")) {
            (Some(anchor), Some(passed), Some(span)) => PageCursor {
                anchor,
                passed,
                span,
                ..start
            },
            _ => start,
        },
    )
}

/// Whether a job of this status is pending (0), has succeeded (1) or has failed (2).
pub fn job_status(status: &str) -> u32 {
    number(polling::job(status))
}

/// Whether a new key of this state is pending (0), usable (1) or failed (2).
pub fn key_status(state: &str) -> u32 {
    number(polling::key(state))
}

fn number(status: PollStatus) -> u32 {
    match status {
        PollStatus::Pending => 0,
        PollStatus::Succeeded => 1,
        PollStatus::Failed => 2,
    }
}

/// Milliseconds to wait before the next look at a job; below 0 if the time is up. `headers` are those
/// of the last response as JSON, `attempts` the looks so far, `now_ms` is the wall clock.
pub fn next_poll_delay(
    attempts: u32,
    headers: &str,
    time_left_ms: f64,
    jitter: f64,
    now_ms: f64,
    epoch_ms: fn(&str) -> f64,
) -> f64 {
    let headers = json::read(headers);
    let header = |name: &str| headers?.text(name);
    let retry_after_ms = retry_after_ms(&header, epoch_ms, now_ms);
    polling::wait(attempts, retry_after_ms, time_left_ms, jitter).unwrap_or(-1.0)
}
