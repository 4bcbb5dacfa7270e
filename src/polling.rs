//! Polling of jobs, and of keys that are being created.
//!
//! Pure: time left and random number are arguments.

/// The status of a job or key that is polled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PollStatus {
    /// Not done.
    Pending,
    /// Done.
    Succeeded,
    /// Ended without success.
    Failed,
}

/// The poll status of a job. An unknown status counts as pending: the deadline ends the wait.
pub fn job(status: &str) -> PollStatus {
    match status {
        "succeeded" => PollStatus::Succeeded,
        "failedValidation" | "failedJob" | "timeout" => PollStatus::Failed,
        _ => PollStatus::Pending,
    }
}

/// The poll status of a new key. `inactive`, which is outside its weekly window, is a success. So is an
/// unknown state: only `creating` is pending.
pub fn key(state: &str) -> PollStatus {
    match state {
        "creating" => PollStatus::Pending,
        "error" | "revoked" | "expired" => PollStatus::Failed,
        _ => PollStatus::Succeeded,
    }
}

/// The first wait is at least this, in milliseconds. Each wait is 1.5 times the one before.
pub const FIRST_MS: f64 = 400.0;
/// The longest wait, unless the server asks for a longer one, in milliseconds.
pub const LONGEST_MS: f64 = 10_000.0;
/// With less time left than this, in milliseconds, there is no further poll.
pub const LAST_POLL_MS: f64 = 50.0;

/// The wait before the next poll, in milliseconds; `None` if the time is up.
///
/// `retry_after` is what the server asked for. Without it the wait grows from 400 to 10,000 ms with the number
/// of polls so far, plus up to a quarter by the `jitter` (0 to 1). `time_left` is the time until the
/// deadline: a longer wait becomes three quarters of it, so that there is a last poll.
pub fn wait(polls: u32, retry_after: Option<f64>, time_left: f64, jitter: f64) -> Option<f64> {
    let grown = (0..polls.min(16)).fold(FIRST_MS, |wait, _| wait * 1.5);
    let own = (grown * (1.0 + jitter.clamp(0.0, 1.0) / 4.0)).min(LONGEST_MS);
    // `Retry-After: 0` does not mean without any wait.
    let wait = retry_after
        .filter(|retry_after| *retry_after > 0.0)
        .unwrap_or(own);
    (time_left > LAST_POLL_MS).then_some(if wait < time_left {
        wait
    } else {
        time_left * 0.75
    })
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_states_of_jobs_and_keys_are_told_apart_and_unknown_words_do_no_harm() {
        for status in ["pending", "inProgress", "paused", ""] {
            assert_eq!(job(status), PollStatus::Pending, "{status}");
        }
        assert_eq!(job("succeeded"), PollStatus::Succeeded);
        for status in ["failedValidation", "failedJob", "timeout"] {
            assert_eq!(job(status), PollStatus::Failed, "{status}");
        }
        assert_eq!(key("creating"), PollStatus::Pending);
        for state in ["active", "scheduled", "inactive", "paused"] {
            assert_eq!(key(state), PollStatus::Succeeded, "{state}");
        }
        for state in ["error", "revoked", "expired"] {
            assert_eq!(key(state), PollStatus::Failed, "{state}");
        }
    }

    #[test]
    fn the_waits_grow_from_400_ms_to_10_s_and_no_further() {
        let waits: Vec<_> = (0..10)
            .map(|polls| wait(polls, None, f64::INFINITY, 0.0).unwrap())
            .collect();
        assert_eq!(
            waits,
            [
                400.0, 600.0, 900.0, 1350.0, 2025.0, 3037.5, 4556.25, 6834.375, 10_000.0, 10_000.0
            ]
        );
        assert_eq!(wait(0, None, 60_000.0, 1.0), Some(500.0));
        assert_eq!(wait(u32::MAX, None, 60_000.0, 0.5), Some(10_000.0));
    }

    #[test]
    fn what_the_server_asked_for_comes_first_and_at_once_means_our_own_wait() {
        assert_eq!(wait(0, Some(3_000.0), 60_000.0, 0.5), Some(3_000.0));
        assert_eq!(wait(9, Some(20.0), 60_000.0, 0.5), Some(20.0));
        assert_eq!(wait(0, Some(20_000.0), 60_000.0, 0.5), Some(20_000.0));
        assert_eq!(wait(0, Some(0.0), 60_000.0, 0.0), Some(400.0));
    }

    #[test]
    fn before_the_deadline_there_is_a_last_look_and_after_it_none() {
        assert_eq!(wait(9, None, 8_000.0, 0.0), Some(6_000.0));
        assert_eq!(wait(0, Some(30_000.0), 1_000.0, 0.0), Some(750.0));
        for time_left in [LAST_POLL_MS, 0.0, -1.0, f64::NAN] {
            assert_eq!(wait(0, None, time_left, 0.0), None);
        }
    }

    proptest! {
        #[test]
        fn every_wait_for_a_deadline_comes_to_an_end_before_it(mut time_left in 0.0..1e7_f64, jitter in 0.0..1.0_f64, retry_after in proptest::option::of(1.0..1e6_f64)) {
            let mut polls = 0;
            while let Some(wait) = wait(polls, retry_after, time_left, jitter) {
                prop_assert!(wait > 0.0 && wait < time_left);
                time_left -= wait;
                polls += 1;
                if retry_after.is_some() && polls > 100 { break; }
            }
            prop_assert!(time_left >= 0.0);
            prop_assert!(polls < 1_100, "{polls}");
        }
    }
}
