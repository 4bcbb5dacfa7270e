//! The next page of a list, and the next look at a job.

use crate::error::{Code, Error};
use crate::integer::format_integer;
use crate::json::{Json, Kind, Object, quoted};
use crate::pagination::{self, PageCursor};
use crate::polling::{self, PollStatus};
use crate::retry::retry_after::{ReadDate, retry_after_ms};

/// The cursor after a page of the list `operation`. `before` is what this function gave after the page
/// before it, absent at first, `{ cursor }` to go on where an earlier walk ended; `cursor` is what came
/// with the page. Gives `{ cursor, anchor, passed, span }`, of which `cursor` asks for the next page, and
/// `null` at the end.
///
/// It fails with `cursor_repeated`, and with `invalid_response` if the cursor is none.
pub(super) fn advance_cursor(given: Json<'_>) -> Result<String, Error> {
    let operation = given.text_or_empty("operation");
    let cursor = given.get("cursor");
    let digits;
    let next = match (cursor.kind(), cursor.raw()) {
        (Kind::Null, _) | (_, "\"\"" | "0" | "false") => return Ok("null".to_owned()),
        (Kind::String, text) => text,
        (Kind::Number, number) => {
            digits = quoted(number);
            &digits
        }
        _ => {
            let parts = ["the API sent a cursor that is ", cursor.type_name(), "."];
            return Err(Error::of(Code::InvalidResponse, &operation, &parts));
        }
    };
    let before = given.member("before").and_then(page_cursor);
    let next = pagination::follow(&operation, before, next)?;
    Ok(Object::new()
        .json("cursor", next.cursor)
        .json("anchor", next.anchor)
        .number("passed", next.passed.into())
        .number("span", next.span.into())
        .finish())
}

/// The position in a walk. Its cursors stay as JSON writes them.
fn page_cursor(json: Json<'_>) -> Option<PageCursor<&str>> {
    let text = |name: &str| {
        let text = json.get(name);
        (text.kind() == Kind::String).then_some(text.raw())
    };
    let mut walk = PageCursor::from(text("cursor")?);
    if let Some(anchor) = text("anchor") {
        walk.anchor = anchor;
        walk.passed = json.count("passed").unwrap_or(walk.passed);
        walk.span = json.count("span").unwrap_or(walk.span);
    }
    Some(walk)
}

/// Whether a job of this status is pending (0), has succeeded (1) or has failed (2).
pub(super) fn job_status(status: Json<'_>) -> Result<String, Error> {
    number(polling::job(&status.as_text().unwrap_or_default()))
}

/// Whether a new key of this state is pending (0), usable (1) or failed (2).
pub(super) fn key_status(state: Json<'_>) -> Result<String, Error> {
    number(polling::key(&state.as_text().unwrap_or_default()))
}

fn number(status: PollStatus) -> Result<String, Error> {
    let number = match status {
        PollStatus::Pending => "0",
        PollStatus::Succeeded => "1",
        PollStatus::Failed => "2",
    };
    Ok(number.to_owned())
}

/// Milliseconds to wait before the next look at a job, -1 if the time is up. `headers` are those of the
/// last response, `attempt` the looks so far, `timeLeftMs` what is left until the deadline, `nowMs` is
/// the wall clock.
pub(super) fn next_poll_delay(given: Json<'_>, epoch_ms: ReadDate) -> Result<String, Error> {
    let number = |name: &str| given.number(name).unwrap_or_default();
    let headers = given.member("headers");
    let header = |name: &str| headers?.text(name);
    let retry_after_ms = retry_after_ms(&header, epoch_ms, number("nowMs"));
    // JSON has no infinity.
    let time_left_ms = given.number("timeLeftMs").unwrap_or(f64::INFINITY);
    let attempt = given.count("attempt").unwrap_or_default();
    let delay = polling::wait(attempt, retry_after_ms, time_left_ms, number("jitter"));
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
    let delay = delay.map_or("-1".to_owned(), |delay| format_integer(delay as u64));
    Ok(delay)
}
