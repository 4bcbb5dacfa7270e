//! Whether and when a failed attempt is repeated, and the error of the call if it is not.
//!
//! Pure: time left, random number and retry tokens are arguments. Each call has its own [`RetryState`].

pub mod retry_after;

use crate::api::operation::Idempotency;
use crate::error::{Code, Error};

/// The first wait is a random number from zero to this, in milliseconds (full jitter). The range doubles
/// with each retry.
pub const BASE_MS: f64 = 250.0;
/// The largest range of a random wait, in milliseconds.
pub const CAP_MS: f64 = 8_000.0;

/// The options of retries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// Retries after the first attempt.
    pub max_retries: u32,
    /// The longest `Retry-After` that is waited for, in milliseconds.
    pub retry_after_ceiling_ms: f64,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            max_retries: 3,
            retry_after_ceiling_ms: 60_000.0,
        }
    }
}

/// Whether a failed attempt can have had an effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SideEffect {
    /// It was not sent, or the API rejected it.
    None,
    /// It may have arrived, and its effect may have happened.
    Possible,
}

/// An attempt that failed.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What went wrong.
    pub error: Error,
    /// Whether it can have had an effect all the same.
    pub side_effect: SideEffect,
}

impl Failure {
    /// Classifies an error by its code, and by its status if it has one.
    pub fn of(error: Error, never_connected: bool) -> Self {
        let side_effect = match error.code {
            Code::ServerError | Code::Timeout | Code::DeadlineExceeded | Code::Aborted => {
                SideEffect::Possible
            }
            Code::Network if !never_connected => SideEffect::Possible,
            Code::InvalidResponse => SideEffect::Possible,
            _ => SideEffect::None,
        };
        Self { error, side_effect }
    }

    /// Whether a further attempt may succeed.
    fn is_transient(&self) -> bool {
        match self.error.status {
            Some(status) => matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504),
            None => matches!(self.error.code, Code::Network | Code::Timeout),
        }
    }
}

/// The retry tokens of a client. Retries take some, successes return some, so that many failures stop the
/// retries. The numbers are those of the AWS SDKs' standard mode.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct RetryTokenBucket {
    /// The tokens that are left, of [`RetryTokenBucket::FULL`].
    pub left: f64,
}

impl RetryTokenBucket {
    /// The capacity.
    pub const FULL: f64 = 500.0;
    const RETRY: f64 = 14.0;
    const THROTTLED_RETRY: f64 = 5.0;
    const SUCCESS: f64 = 1.0;

    fn try_acquire(&mut self, cost: f64) -> bool {
        if self.left < cost {
            return false;
        }
        self.left -= cost;
        true
    }

    /// Returns tokens after a success: those that the last retry took, or one.
    pub fn release(&mut self, last_cost: f64) {
        let amount = if last_cost > 0.0 {
            last_cost
        } else {
            Self::SUCCESS
        };
        self.left = (self.left + amount).min(Self::FULL);
    }
}

/// What to do after a failed attempt.
#[derive(Clone, Debug, PartialEq)]
pub enum RetryDecision {
    /// Wait so many milliseconds and try again.
    RetryAfter(f64),
    /// The call ends with this error.
    Fail(Error),
}

/// What is known of one call between two attempts. Plain values: a driver may keep them as a text and
/// pass them to another instance of the core.
#[derive(Clone, Debug, PartialEq)]
pub struct RetryState {
    /// The options of the call.
    pub policy: Policy,
    /// Whether the call may be sent twice.
    pub idempotency: Idempotency,
    /// Whether it changes anything at the API.
    pub writes: bool,
    /// Attempts that have failed.
    pub attempts: u32,
    /// Whether one of them may have arrived.
    pub may_have_arrived: bool,
    /// The tokens that the last retry took.
    pub last_cost: f64,
}

impl RetryState {
    /// A call without attempts.
    pub fn new(policy: Policy, idempotency: Idempotency, writes: bool) -> Self {
        Self {
            policy,
            idempotency,
            writes,
            attempts: 0,
            may_have_arrived: false,
            last_cost: 0.0,
        }
    }

    /// Whether it is a write that one of the attempts may have done.
    pub fn may_be_done(&self) -> bool {
        self.writes && self.may_have_arrived
    }

    /// Decides after a failed attempt. `time_left_ms` is the time until the call's deadline, `jitter` a
    /// random number from 0 to 1.
    pub fn failed(
        &mut self,
        failure: Failure,
        time_left_ms: f64,
        jitter: f64,
        bucket: &mut RetryTokenBucket,
    ) -> RetryDecision {
        self.attempts = self.attempts.saturating_add(1);
        if failure.side_effect == SideEffect::Possible {
            self.may_have_arrived = true;
        }
        let wait = self
            .wait(&failure, jitter)
            .filter(|wait| *wait < time_left_ms);
        match wait {
            Some(wait) if self.try_acquire(&failure, bucket) => RetryDecision::RetryAfter(wait),
            _ => RetryDecision::Fail(self.final_error(failure.error)),
        }
    }

    /// The wait before the next attempt, if there is to be one.
    fn wait(&self, failure: &Failure, jitter: f64) -> Option<f64> {
        let retries = self.attempts.saturating_sub(1);
        if retries >= self.policy.max_retries || !failure.is_transient() || !self.can_retry(failure)
        {
            return None;
        }
        let range = (0..retries.min(16))
            .fold(BASE_MS, |range, _| range * 2.0)
            .min(CAP_MS);
        let drawn = range * jitter.clamp(0.0, 1.0);
        match failure.error.retry_after_ms {
            Some(retry_after_ms) if retry_after_ms > self.policy.retry_after_ceiling_ms => None,
            // `Retry-After: 0` does not mean without any wait.
            Some(0.0) => Some(drawn),
            Some(retry_after_ms) => Some(retry_after_ms),
            None => Some(drawn),
        }
    }

    /// A call that is not idempotent is sent again only if no attempt can have had an effect.
    fn can_retry(&self, failure: &Failure) -> bool {
        self.idempotency == Idempotency::Idempotent
            || (!self.may_have_arrived
                && (failure.error.code == Code::RateLimited || failure.error.status.is_none()))
    }

    fn try_acquire(&mut self, failure: &Failure, bucket: &mut RetryTokenBucket) -> bool {
        let cost = if failure.error.code == Code::RateLimited {
            RetryTokenBucket::THROTTLED_RETRY
        } else {
            RetryTokenBucket::RETRY
        };
        self.last_cost = cost;
        bucket.try_acquire(cost)
    }

    /// The error of the whole call. If any attempt of a write may have arrived, it is `outcome_unknown`,
    /// whatever the last attempt's error is.
    pub fn final_error(&self, mut error: Error) -> Error {
        error.attempts = self.attempts;
        let unknown = self.may_be_done();
        match error.code {
            Code::Aborted => error.safe_to_retry = !unknown,
            // The response was a success, if an unreadable one: the write is done.
            Code::InvalidResponse => {}
            _ if unknown => {
                error.code = Code::OutcomeUnknown;
                error.safe_to_retry = self.idempotency == Idempotency::Idempotent;
                error
                    .message
                    .push_str(" The write may have been done: read back before you call again.");
            }
            _ => {}
        }
        error
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::operation::Method;
    use proptest::prelude::*;

    fn status(code: Code, status: u16, retry_after_ms: Option<f64>) -> Failure {
        let mut error = Error::new(code, "op", "op: x.".to_owned());
        error.status = Some(status);
        error.retry_after_ms = retry_after_ms;
        Failure::of(error, false)
    }

    fn lost(never_connected: bool) -> Failure {
        Failure::of(
            Error::new(Code::Network, "op", "op: x.".to_owned()),
            never_connected,
        )
    }

    fn unavailable() -> Failure {
        status(Code::ServerError, 503, None)
    }

    fn attempts(method: Method, repeat: Idempotency) -> RetryState {
        RetryState::new(Policy::default(), repeat, method != Method::GET)
    }

    fn full() -> RetryTokenBucket {
        RetryTokenBucket {
            left: RetryTokenBucket::FULL,
        }
    }

    fn given_up(step: RetryDecision) -> Error {
        match step {
            RetryDecision::Fail(error) => error,
            RetryDecision::RetryAfter(wait) => panic!("waits {wait}"),
        }
    }

    #[test]
    fn reads_wait_250_500_and_1000_milliseconds_at_most_and_then_give_up() {
        for jitter in [0.0, 0.5, 1.0] {
            let mut calls = attempts(Method::GET, Idempotency::Idempotent);
            let mut budget = full();
            for range in [250.0, 500.0, 1000.0] {
                assert_eq!(
                    calls.failed(unavailable(), 60_000.0, jitter, &mut budget),
                    RetryDecision::RetryAfter(range * jitter)
                );
            }
            let error = given_up(calls.failed(unavailable(), 60_000.0, jitter, &mut budget));
            assert_eq!(
                (error.attempts, error.code, error.safe_to_retry),
                (4, Code::ServerError, true)
            );
        }
    }

    #[test]
    fn waits_never_grow_beyond_the_cap() {
        let policy = Policy {
            max_retries: 20,
            ..Policy::default()
        };
        let mut calls = RetryState::new(policy, Idempotency::Idempotent, false);
        let mut budget = full();
        let mut last = 0.0;
        for _ in 0..12 {
            let RetryDecision::RetryAfter(wait) =
                calls.failed(unavailable(), 60_000.0, 1.0, &mut budget)
            else {
                panic!()
            };
            last = wait;
        }
        assert_eq!(last, CAP_MS);
    }

    #[test]
    fn what_will_not_pass_is_not_repeated() {
        for failure in [
            status(Code::BadRequest, 400, None),
            status(Code::Unauthorized, 401, None),
            status(Code::NotFound, 404, None),
            status(Code::Conflict, 409, None),
            status(Code::ServerError, 501, None),
            status(Code::InvalidResponse, 200, None),
            Failure::of(Error::new(Code::Aborted, "op", String::new()), false),
            Failure::of(
                Error::new(Code::DeadlineExceeded, "op", String::new()),
                false,
            ),
        ] {
            let mut calls = attempts(Method::GET, Idempotency::Idempotent);
            assert_eq!(
                given_up(calls.failed(failure, 60_000.0, 0.5, &mut full())).attempts,
                1
            );
        }
    }

    #[test]
    fn a_post_is_repeated_after_429_and_where_no_connection_was_made_and_never_else() {
        for (failure, repeated) in [
            (status(Code::RateLimited, 429, None), true),
            (lost(true), true),
            (lost(false), false),
            (unavailable(), false),
            (status(Code::Timeout, 408, None), false),
            (status(Code::HttpError, 425, None), false),
        ] {
            let mut calls = attempts(Method::POST, Idempotency::NotIdempotent);
            let step = calls.failed(failure.clone(), 60_000.0, 0.5, &mut full());
            assert_eq!(
                matches!(step, RetryDecision::RetryAfter(_)),
                repeated,
                "{failure:?}"
            );
        }
    }

    #[test]
    fn a_write_that_may_have_arrived_is_unknown_whatever_comes_later() {
        let mut calls = attempts(Method::DELETE, Idempotency::Idempotent);
        let mut budget = full();
        assert!(matches!(
            calls.failed(lost(false), 60_000.0, 0.0, &mut budget),
            RetryDecision::RetryAfter(_)
        ));
        let error = given_up(calls.failed(
            status(Code::NotFound, 404, None),
            60_000.0,
            0.0,
            &mut budget,
        ));
        assert_eq!(
            (error.code, error.status, error.safe_to_retry),
            (Code::OutcomeUnknown, Some(404), true)
        );

        let mut calls = attempts(Method::POST, Idempotency::NotIdempotent);
        let error = given_up(calls.failed(unavailable(), 60_000.0, 0.0, &mut budget));
        assert_eq!(
            (error.code, error.safe_to_retry),
            (Code::OutcomeUnknown, false)
        );
    }

    #[test]
    fn a_refused_write_is_refused() {
        let mut calls = attempts(Method::POST, Idempotency::NotIdempotent);
        let mut budget = full();
        assert!(matches!(
            calls.failed(
                status(Code::RateLimited, 429, None),
                60_000.0,
                0.0,
                &mut budget
            ),
            RetryDecision::RetryAfter(_)
        ));
        assert_eq!(
            given_up(calls.failed(
                status(Code::BadRequest, 400, None),
                60_000.0,
                0.0,
                &mut budget
            ))
            .code,
            Code::BadRequest
        );
    }

    #[test]
    fn an_aborted_write_is_aborted_and_not_safe_to_repeat() {
        let mut calls = attempts(Method::PUT, Idempotency::Idempotent);
        let aborted = Failure::of(Error::new(Code::Aborted, "op", String::new()), false);
        let error = given_up(calls.failed(aborted, 60_000.0, 0.0, &mut full()));
        assert_eq!((error.code, error.safe_to_retry), (Code::Aborted, false));
    }

    #[test]
    fn retry_after_is_waited_for_to_the_millisecond_up_to_the_ceiling() {
        for (told, step) in [
            (2000.0, Some(2000.0)),
            (50_000.0, Some(50_000.0)),
            (60_001.0, None),
        ] {
            let mut calls = attempts(Method::GET, Idempotency::Idempotent);
            match calls.failed(
                status(Code::RateLimited, 429, Some(told)),
                60_000.0,
                0.5,
                &mut full(),
            ) {
                RetryDecision::RetryAfter(wait) => assert_eq!(Some(wait), step),
                RetryDecision::Fail(error) => {
                    assert_eq!((step, error.retry_after_ms), (None, Some(told)))
                }
            }
        }
    }

    #[test]
    fn a_retry_after_as_long_as_the_ceiling_is_waited_for_and_none_longer() {
        for (told, waits) in [(60_000.0, true), (60_000.5, false)] {
            let mut calls = attempts(Method::GET, Idempotency::Idempotent);
            let limited = status(Code::RateLimited, 429, Some(told));
            let step = calls.failed(limited, 120_000.0, 0.5, &mut full());
            assert_eq!(step == RetryDecision::RetryAfter(told), waits, "{told}");
        }
    }

    #[test]
    fn a_retry_after_of_zero_waits_like_none_at_all() {
        for jitter in [0.5, 1.0] {
            let mut calls = attempts(Method::GET, Idempotency::Idempotent);
            let limited = status(Code::RateLimited, 429, Some(0.0));
            let step = calls.failed(limited, 60_000.0, jitter, &mut full());
            assert_eq!(step, RetryDecision::RetryAfter(BASE_MS * jitter));
        }
    }

    #[test]
    fn a_write_whose_response_was_unreadable_may_be_done() {
        let mut calls = attempts(Method::POST, Idempotency::NotIdempotent);
        let unreadable = status(Code::InvalidResponse, 200, None);
        let error = given_up(calls.failed(unreadable, 60_000.0, 0.0, &mut full()));
        assert!(calls.may_be_done());
        assert_eq!(error.code, Code::InvalidResponse);
    }

    #[test]
    fn no_wait_goes_past_the_deadline() {
        let mut calls = attempts(Method::GET, Idempotency::Idempotent);
        let step = calls.failed(
            status(Code::RateLimited, 429, Some(2000.0)),
            2_000.0,
            0.5,
            &mut full(),
        );
        assert_eq!(given_up(step).code, Code::RateLimited);
        let mut calls = attempts(Method::GET, Idempotency::Idempotent);
        let step = calls.failed(
            status(Code::RateLimited, 429, Some(1999.0)),
            2_000.0,
            0.5,
            &mut full(),
        );
        assert_eq!(step, RetryDecision::RetryAfter(1999.0));
    }

    /// How many of 1,000 calls may be repeated while every attempt fails.
    fn retries_in_a_storm(budget: &mut RetryTokenBucket) -> usize {
        let repeated = |_: &u32| {
            let mut calls = attempts(Method::GET, Idempotency::Idempotent);
            let step = calls.failed(unavailable(), 60_000.0, 0.0, budget);
            matches!(step, RetryDecision::RetryAfter(_))
        };
        (0..1_000).take_while(repeated).count()
    }

    #[test]
    fn a_storm_is_held_after_a_long_good_time_too() {
        let mut budget = full();
        for _ in 0..10_000 {
            budget.release(0.0);
        }
        assert_eq!(retries_in_a_storm(&mut budget), 35);
    }

    #[test]
    fn an_empty_budget_ends_the_storm_and_successes_fill_it_again() {
        let mut budget = full();
        assert_eq!(retries_in_a_storm(&mut budget), 35); // 500 / 14
        // 10 are left; a retry takes 14, a success gives back 1.
        for _ in 0..3 {
            budget.release(0.0);
        }
        assert_eq!(retries_in_a_storm(&mut budget), 0);
        budget.release(0.0);
        let mut calls = attempts(Method::GET, Idempotency::Idempotent);
        assert!(matches!(
            calls.failed(unavailable(), 60_000.0, 0.0, &mut budget),
            RetryDecision::RetryAfter(_)
        ));
        budget.release(calls.last_cost);
        assert!(budget.left >= 14.0, "a retry that helped is given back");
    }

    proptest! {
        #[test]
        fn however_it_fails_a_post_that_may_have_arrived_never_leaves_again(
            codes in proptest::collection::vec(0..6_usize, 1..8), jitter in 0.0..1.0_f64,
        ) {
            let mut calls = attempts(Method::POST, Idempotency::NotIdempotent);
            let mut budget = full();
            let mut arrived = false;
            for code in codes {
                let failure = match code {
                    0 => lost(true),
                    1 => status(Code::RateLimited, 429, None),
                    2 => lost(false),
                    3 => unavailable(),
                    4 => status(Code::BadRequest, 400, None),
                    _ => status(Code::Timeout, 408, None),
                };
                arrived |= matches!(code, 2 | 3 | 5);
                match calls.failed(failure, 60_000.0, jitter, &mut budget) {
                    RetryDecision::RetryAfter(wait) => {
                        prop_assert!(!arrived);
                        prop_assert!((0.0..=CAP_MS).contains(&wait));
                    }
                    RetryDecision::Fail(error) => {
                        prop_assert_eq!(error.code == Code::OutcomeUnknown, arrived);
                        break;
                    }
                }
            }
        }
    }
}
