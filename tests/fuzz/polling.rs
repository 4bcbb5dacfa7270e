//! Pagination and polling: both end, and not before they must.

use unloc_integrator_client::error::Code;
use unloc_integrator_client::model::KeyState;
use unloc_integrator_client::model::v2::JobStatus;
use unloc_integrator_client::pagination::{self, PageCursor};
use unloc_integrator_client::polling::{self, LAST_POLL_MS, LONGEST_MS, PollStatus};

use crate::bytes::Bytes;

/// The cursors of a server: some distinct ones, then a cycle.
pub fn pages(bytes: &mut Bytes) {
    let mut cursors: Vec<String> = (0..bytes.byte() % 40)
        .map(|index| match bytes.byte() {
            0..=127 => index.to_string(),
            _ => bytes.text(),
        })
        .collect();
    let cycle: Vec<String> = (0..=bytes.byte() % 60)
        .map(|index| format!("cycle {index}"))
        .collect();
    let limit = 4 * (cursors.len() + cycle.len()) + 4;
    cursors.extend(cycle.into_iter().cycle().take(limit));
    let mut walk: Option<PageCursor<String>> = None;
    for (page, cursor) in cursors.iter().enumerate() {
        let seen = &cursors[..page];
        match pagination::follow("keys.list", walk.take(), cursor.clone()) {
            Ok(next) => {
                assert_eq!(next.cursor, *cursor, "the cursor is returned unchanged");
                assert!(
                    seen.last() != Some(cursor),
                    "the same cursor twice in a row"
                );
                assert!(seen.contains(&next.anchor) || next.anchor == *cursor);
                walk = Some(next);
            }
            Err(error) => {
                assert_eq!(error.code, Code::CursorRepeated);
                return assert!(seen.contains(cursor), "{cursor:?} is not a repetition");
            }
        }
    }
    panic!("no cycle was found in {limit} pages");
}

/// The status of a job, derived from the model.
fn standing(status: &JobStatus) -> PollStatus {
    match status {
        JobStatus::Succeeded => PollStatus::Succeeded,
        JobStatus::FailedValidation | JobStatus::FailedJob | JobStatus::Timeout => {
            PollStatus::Failed
        }
        JobStatus::Pending | JobStatus::InProgress | JobStatus::Other(_) => PollStatus::Pending,
    }
}

fn standing_of_key(state: &KeyState) -> PollStatus {
    match state {
        KeyState::Creating => PollStatus::Pending,
        KeyState::Error | KeyState::Revoked | KeyState::Expired => PollStatus::Failed,
        _ => PollStatus::Succeeded,
    }
}

pub fn jobs(bytes: &mut Bytes) {
    const WORDS: [&str; 12] = [
        "pending",
        "inProgress",
        "succeeded",
        "failedValidation",
        "failedJob",
        "timeout",
        "creating",
        "scheduled",
        "active",
        "revoked",
        "expired",
        "error",
    ];
    let mut word = bytes.choice(&WORDS).to_owned();
    if bytes.flag() {
        word = [bytes.text(), word, bytes.text()].concat();
    }
    assert_eq!(
        polling::job(&word),
        standing(&JobStatus::from(word.clone()))
    );
    assert_eq!(polling::key(&word), standing_of_key(&KeyState::from(word)));

    let mut left = bytes.number();
    let retry_after = bytes.flag().then(|| bytes.number());
    for attempt in 0..40 {
        let jitter = bytes.number();
        let Some(wait) = polling::wait(attempt, retry_after, left, jitter) else {
            assert!(
                left.is_nan() || left <= LAST_POLL_MS,
                "gives up with {left} left"
            );
            return;
        };
        assert!(left > LAST_POLL_MS, "polls with {left} left");
        assert!(
            wait > 0.0 && (wait < left || left.is_infinite()),
            "waits {wait} of {left}"
        );
        let own = retry_after.is_none_or(|delay| delay.is_nan() || delay <= 0.0);
        assert!(wait <= LONGEST_MS || !own, "waits {wait}");
        // Not before `Retry-After`, unless the deadline is earlier.
        let early = retry_after.is_some_and(|delay| delay > 0.0 && wait < delay && delay < left);
        assert!(!early, "waits {wait}, Retry-After is {retry_after:?}");
        // Without `Retry-After` not shorter than the first delay, unless the deadline is near.
        assert!(
            !own || wait >= polling::FIRST_MS.min(left * 0.75),
            "waits {wait} of {left}"
        );
        left -= wait;
    }
}
