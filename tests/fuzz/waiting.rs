//! What walks over pages and waits for jobs promise: they end, and no sooner than they must.

use unloc_integrator_client::error::Code;
use unloc_integrator_client::model::KeyState;
use unloc_integrator_client::model::v2::JobStatus;
use unloc_integrator_client::pagination::{self, PageCursor};
use unloc_integrator_client::polling::{self, LAST_LOOK_MS, LONGEST_MS, PollStatus};

use crate::bytes::Bytes;

/// Cursors as a server may send them: some once, then some in a circle.
pub fn pages(bytes: &mut Bytes) {
    let mut cursors: Vec<String> = (0..bytes.byte() % 40)
        .map(|place| match bytes.byte() {
            0..=127 => place.to_string(),
            _ => bytes.text(),
        })
        .collect();
    let circle: Vec<String> = (0..=bytes.byte() % 60)
        .map(|place| format!("circle {place}"))
        .collect();
    let limit = 4 * (cursors.len() + circle.len()) + 4;
    cursors.extend(circle.into_iter().cycle().take(limit));
    let mut walk: Option<PageCursor<String>> = None;
    for (page, cursor) in cursors.iter().enumerate() {
        let seen = &cursors[..page];
        match pagination::follow("keys.list", walk.take(), cursor.clone()) {
            Ok(next) => {
                assert_eq!(next.cursor, *cursor, "goes back as it came");
                assert!(seen.last() != Some(cursor), "twice in a row");
                assert!(seen.contains(&next.anchor) || next.anchor == *cursor);
                walk = Some(next);
            }
            Err(error) => {
                assert_eq!(error.code, Code::CursorRepeated);
                return assert!(seen.contains(cursor), "{cursor:?} was never seen");
            }
        }
    }
    panic!("no circle was found in {limit} pages");
}

/// How a job stands, by the model's words.
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
    let told = bytes.flag().then(|| bytes.number());
    for looks in 0..40 {
        let jitter = bytes.number();
        let Some(wait) = polling::wait(looks, told, left, jitter) else {
            assert!(
                left.is_nan() || left <= LAST_LOOK_MS,
                "gives up with {left} left"
            );
            return;
        };
        assert!(left > LAST_LOOK_MS, "looks with {left} left");
        assert!(
            wait > 0.0 && (wait < left || left.is_infinite()),
            "waits {wait} of {left}"
        );
        let own = told.is_none_or(|told| told.is_nan() || told <= 0.0);
        assert!(wait <= LONGEST_MS || !own, "waits {wait}");
        // Never sooner than told, unless the time is up before.
        let soon = told.is_some_and(|told| told > 0.0 && wait < told && told < left);
        assert!(!soon, "waits {wait}, told {told:?}");
        // And without a word never so shortly that it storms, unless the end is near.
        assert!(
            !own || wait >= polling::FIRST_MS.min(left * 0.75),
            "waits {wait} of {left}"
        );
        left -= wait;
    }
}
