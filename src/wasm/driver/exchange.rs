//! One call: attempts and waits, as the core says.

use std::cell::Cell;

use js_sys::{Date, Math};
use wasm_bindgen::JsValue;

use super::attempt::{AttemptResult, Call, attempt_once};
use super::timeouts::Timeouts;
use crate::error::Error;
use crate::exchange::{
    Circumstances, Reason, Response, State, TransportFailure, on_abort, on_response,
    on_transport_error,
};
use crate::retry::RetryTokenBucket;
use crate::wasm::convert::response::Head;
use crate::wasm::convert::result::Outcome;

thread_local! {
    /// Tokens that are left for retries. Retries take from them, successes add to them.
    static RETRY_TOKENS: Cell<f64> = const { Cell::new(RetryTokenBucket::FULL) };
}

/// Forgets what calls to another API took.
pub fn refill_retry_tokens() {
    RETRY_TOKENS.set(RetryTokenBucket::FULL);
}

impl Call {
    /// Sends the request until the core says that the call has ended.
    pub async fn make(self) -> Outcome {
        let request = &self.prepared.request;
        let timeouts = Timeouts::new(self.options.signal.clone(), request.deadline_ms);
        let mut state = request.state.clone();
        if timeouts.aborted() {
            return on_abort(&state).into();
        }
        loop {
            let (ended, head) = match attempt_once(&self, &timeouts).await {
                Ok(attempt) => attempt,
                Err(error) => return error.into(),
            };
            timeouts.end();
            let result = self.decide(state, ended, head.as_ref(), timeouts.time_left());
            match result {
                Ok(data) => {
                    return Outcome {
                        result: Ok(data),
                        head,
                    };
                }
                Err(Err(error)) => {
                    return Outcome {
                        result: Err(error),
                        head,
                    };
                }
                Err(Ok((next, wait_ms))) => {
                    state = next;
                    if timeouts.sleep(wait_ms).await {
                        return on_abort(&state).into();
                    }
                }
            }
        }
    }

    /// The data of a success, or what follows: another attempt or the error of the call.
    fn decide(
        &self,
        state: State,
        ended: AttemptResult,
        head: Option<&Head>,
        time_left_ms: f64,
    ) -> Result<JsValue, Result<(State, f64), Error>> {
        let mut bucket = RetryTokenBucket {
            left: RETRY_TOKENS.get(),
        };
        let circumstances = Circumstances {
            time_left_ms,
            jitter: Math::random(),
            bucket,
        };
        let failed = |state, reason| {
            let failure = TransportFailure {
                reason,
                status: head.map(|head| head.status),
                request_id: head.and_then(|head| head.request_id.as_deref()),
            };
            on_transport_error(state, failure, circumstances)
        };
        let decision = match ended {
            AttemptResult::Data(data) => {
                bucket.release(state.retry.last_cost);
                RETRY_TOKENS.set(bucket.left);
                return Ok(data);
            }
            AttemptResult::Unexpected(body) => {
                let response = Response {
                    status: head.map_or(0, |head| head.status),
                    header: &|name: &str| head?.header(name),
                    body: body.as_deref(),
                    now_ms: Date::now(),
                    epoch_ms: Date::parse,
                };
                on_response(state, &self.prepared.token, &response, circumstances)
            }
            AttemptResult::Network(codes) => failed(state, Reason::Network(&codes)),
            AttemptResult::NoResponse(reason) => failed(state, reason),
        };
        RETRY_TOKENS.set(decision.bucket.left);
        Err(decision.next)
    }
}
