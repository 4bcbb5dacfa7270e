//! One call from its arguments to its outcome.

use std::rc::Rc;

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::api;
use crate::api::operation::{Idempotency, Method, Operation};
use crate::error::{Code, Error, InvalidParam};
use crate::response::redaction::redacted;
use crate::response::transport_error::{
    CancelReason, TransportError, classify_transport_error, from_transport_error,
};
use crate::response::{
    BodyKind, ErrorBody, ResponseContext, error_in_success_response, invalid_response, reading,
    redirect_error, refusal,
};
use crate::retry::retry_after::retry_after_ms;
use crate::retry::{Failure, RetryDecision, RetryState};
use crate::wasm::convert::arguments::{self, Authorization, Prepared};
use crate::wasm::convert::error::members;
use crate::wasm::convert::options::{Settings, Signal};
use crate::wasm::convert::response::{Body, Head, Misshapen, shaped};
use crate::wasm::convert::value::{items, member, settled};
use crate::wasm::driver::fetch as transport;
use crate::wasm::driver::hooks::{self as observer, Told};
use crate::wasm::driver::recovery::Settle;
use crate::wasm::driver::timeouts::{Bounds, Ended, now};

/// How long a call may take where the caller says nothing, in milliseconds.
const DEADLINE_MS: f64 = 60_000.0;

/// What a call came to, and the head of the last answer.
pub struct Outcome {
    /// The data, or what went wrong.
    pub result: Result<JsValue, Error>,
    /// The head, if there was an answer.
    pub head: Option<Head>,
}

impl From<Error> for Outcome {
    fn from(error: Error) -> Self {
        Self {
            result: Err(error),
            head: None,
        }
    }
}

/// Makes a call by its name and hands its outcome to `settle`: data, error, and status, headers
/// and request id of the answer, `undefined` where there is none.
///
/// It returns nothing on purpose: V8 (seen in Node 20) ends the whole process when it has to leave
/// optimised code in the middle of an inlined call into wasm that returns an object.
pub fn call_and_settle(
    name: &str,
    token: &JsValue,
    params: &JsValue,
    options: &JsValue,
    client: &JsValue,
    settle: Settle,
) {
    #[cfg(feature = "sabotage")]
    crate::wasm::driver::fault_injection::at("begin", name);
    let operation = api::named(name);
    let begun = Settings::of_client(operation.name, client, options)
        .and_then(|settings| Call::begin(operation, token, params, settings))
        .map(|mut call| {
            call.settle = Some(settle.clone());
            call
        });
    spawn_local(async move {
        let outcome = Call::concluded(begun).await;
        let (data, error) = match outcome.result {
            Ok(data) => (data, JsValue::UNDEFINED),
            Err(error) => (JsValue::UNDEFINED, members(&error)),
        };
        let (status, headers, request_id) = Head::parts(outcome.head.as_ref());
        settle.settle(&data, &error, &status, &headers, &request_id);
    });
}

/// A call whose arguments are in order.
pub struct Call {
    operation: &'static Operation,
    repeat: Idempotency,
    /// The token; of a token request all that is secret, a line each.
    token: String,
    settings: Rc<Settings>,
    prepared: Prepared,
    /// Where the call leaves what is to be known if this instance breaks down.
    settle: Option<Settle>,
}

impl Call {
    /// Checks token and parameters.
    ///
    /// # Errors
    /// `invalid_argument`.
    pub fn begin(
        operation: &'static Operation,
        token: &JsValue,
        params: &JsValue,
        settings: Rc<Settings>,
    ) -> Result<Self, Error> {
        let token = arguments::token(operation.name, token)?;
        let prepared = arguments::prepare(operation, params)?;
        let repeat = if operation.has_row() {
            operation.repeat
        } else {
            prepared.method.repeat()
        };
        Ok(Self {
            operation,
            repeat,
            token,
            settings,
            prepared,
            settle: None,
        })
    }

    /// A token request. `secrets` are what must not be told of it, one a line.
    #[cfg(feature = "auth")]
    pub fn of_token(
        operation: &'static Operation,
        repeat: Idempotency,
        secrets: String,
        settings: Settings,
        prepared: Prepared,
        settle: &Settle,
    ) -> Self {
        Self {
            operation,
            repeat,
            token: secrets,
            settings: Rc::new(settings),
            prepared,
            settle: Some(settle.clone()),
        }
    }

    /// What a call comes to, if it was one.
    pub async fn concluded(begun: Result<Self, Error>) -> Outcome {
        match begun {
            Ok(call) => call.make().await,
            Err(error) => error.into(),
        }
    }

    async fn make(self) -> Outcome {
        let settings = &self.settings;
        if self.is_aborted() {
            let text = ": ended by the caller's signal before anything was sent.";
            let mut error = self.error(Code::Aborted, text);
            error.safe_to_retry = true;
            return error.into();
        }
        if !transport::can_send(settings.fetch.as_ref()) {
            let text = ": there is no fetch on this platform. Give one with the option \"fetch\".";
            return self.error(Code::InvalidArgument, text).into();
        }
        let deadline = now() + settings.deadline_ms.unwrap_or(DEADLINE_MS);
        let bounds = Bounds::new(settings.signal.as_ref(), deadline);
        // One token more changes nothing at the API.
        let reads = self.prepared.method == Method::GET
            || !matches!(self.prepared.authorization, Authorization::Token);
        let mut attempts = RetryState::new(settings.policy, reads, self.repeat, deadline);
        loop {
            self.tell(attempts.made().saturating_add(1), Told::Request);
            if self.is_aborted() {
                return attempts
                    .aborted(self.cut(CancelReason::Aborted).error)
                    .into();
            }
            attempts.begin();
            let timeout_ms = settings.timeout_ms.unwrap_or(self.operation.timeout_ms);
            let (controller, signal) = bounds.begin_attempt(now(), timeout_ms);
            if let Some(settle) = &self.settle {
                settle.leaves(&attempts, self.repeat, &controller);
            }
            #[cfg(feature = "sabotage")]
            crate::wasm::driver::fault_injection::at("leaving", self.operation.name);
            let given = match transport::send(&self.prepared, &self.token, settings, &signal) {
                Ok(given) => bounds.within(Some(settled(&given))).await,
                Err(thrown) => Err(Ended::Thrown(thrown)),
            };
            let mut head = None;
            let outcome = match given {
                Ok(given) => {
                    #[cfg(feature = "sabotage")]
                    crate::wasm::driver::fault_injection::at("answered", self.operation.name);
                    bounds.head_arrived();
                    head = Head::read(&given, &self.token);
                    match &head {
                        Some(head) => {
                            let body = self.body(&given, head.status, &bounds).await;
                            body.and_then(|body| self.read(head, body))
                        }
                        None => Err(self.no_response()),
                    }
                }
                Err(ended) => Err(self.unanswered(ended)),
            };
            bounds.end_attempt();
            #[cfg(feature = "sabotage")]
            crate::wasm::driver::fault_injection::at("read", self.operation.name);
            let outcome = outcome.map_err(|mut failure| {
                failure.error.request_id = head.as_ref().and_then(|head| head.request_id.clone());
                failure
            });
            let code = outcome.as_ref().err().map(|failure| failure.error.code);
            self.tell(attempts.made(), Told::Response(head.as_ref(), code));
            let step = settings.with_budget(|budget| match outcome {
                Ok(data) => {
                    attempts.succeeded(budget);
                    Ok(data)
                }
                Err(failure) => Err(attempts.failed(failure, now(), random(), budget)),
            });
            let result = match step {
                Ok(data) => Ok(data),
                Err(RetryDecision::Fail(error)) => Err(*error),
                Err(RetryDecision::RetryAfter(wait)) => {
                    if let Some(settle) = &self.settle {
                        settle.waits(&attempts, self.repeat);
                    }
                    self.tell(attempts.made(), Told::Retry(wait));
                    if bounds.sleep(wait).await {
                        return attempts
                            .aborted(self.cut(CancelReason::Aborted).error)
                            .into();
                    }
                    continue;
                }
            };
            return Outcome { result, head };
        }
    }

    /// The body of an answer, where it says anything.
    async fn body(&self, given: &JsValue, status: u16, bounds: &Bounds) -> Result<Body, Failure> {
        let body = match reading(status) {
            BodyKind::Redirect | BodyKind::Empty => Body::Empty,
            BodyKind::Data | BodyKind::Error => Body::begin(given),
        };
        let Some(awaited) = body.awaited().map(settled) else {
            return Ok(body);
        };
        match bounds.within(Some(awaited)).await {
            Ok(value) => Ok(body.settled(Ok(value))),
            Err(Ended::Thrown(thrown)) => Ok(body.settled(Err(thrown))),
            Err(Ended::CancelReason(cut)) => Err(self.cut(cut)),
        }
    }

    /// From an answer that is whole to data or what is wrong with it.
    fn read(&self, head: &Head, body: Body) -> Result<JsValue, Failure> {
        let answered = ResponseContext {
            operation: self.operation.name,
            idempotent: self.repeat == Idempotency::Idempotent,
            status: head.status,
        };
        let error = match reading(head.status) {
            BodyKind::Redirect => redirect_error(answered),
            BodyKind::Error => self.refused(answered, head, body),
            BodyKind::Data | BodyKind::Empty => match self.shaped(answered, body) {
                Ok(data) => return Ok(data),
                Err(error) => error,
            },
        };
        Err(Failure::of(error, false))
    }

    fn shaped(&self, answered: ResponseContext<'_>, body: Body) -> Result<JsValue, Error> {
        let value = match body.parsed() {
            Body::Json(value) => Some(value),
            Body::Empty => None,
            Body::NoJson | Body::Text(_) => {
                return Err(invalid_response(answered, "sent something that is no JSON"));
            }
            // The head was there, so a connection was.
            Body::Broken => {
                let mut error =
                    from_transport_error(answered.operation, TransportError::Unknown(None));
                error.status = Some(answered.status);
                return Err(error);
            }
        };
        shaped(self.operation.answer, value).map_err(|misshapen| match misshapen {
            Misshapen::Odd(what) => invalid_response(answered, &what),
            Misshapen::Refusal(body) => {
                error_in_success_response(answered, &error_body(&body).without(&self.token))
            }
        })
    }

    fn refused(&self, answered: ResponseContext<'_>, head: &Head, body: Body) -> Error {
        let (body, raw) = body.refusal();
        let body = error_body(&body).without(&self.token);
        let mut error = refusal(answered, &body, &redacted(&raw, &self.token));
        error.retry_after_ms = retry_after(&|name| head.header(name));
        error
    }

    fn unanswered(&self, ended: Ended) -> Failure {
        let thrown = match ended {
            Ended::CancelReason(cut) => return self.cut(cut),
            Ended::Thrown(thrown) => thrown,
        };
        let words = transport::why(&thrown);
        let lost = classify_transport_error(&words);
        let never_connected = matches!(lost, TransportError::NeverConnected(_));
        Failure::of(
            from_transport_error(self.operation.name, lost),
            never_connected,
        )
    }

    fn cut(&self, cut: CancelReason) -> Failure {
        Failure::of(
            from_transport_error(self.operation.name, TransportError::Cancelled(cut)),
            false,
        )
    }

    fn no_response(&self) -> Failure {
        let text = ": fetch gave something that is no Response. Check the \"fetch\" option.";
        let mut error = self.error(Code::InvalidResponse, text);
        error.safe_to_retry = self.repeat == Idempotency::Idempotent;
        Failure::of(error, false)
    }

    fn error(&self, code: Code, text: &str) -> Error {
        let name = self.operation.name;
        Error::new(code, name, [name, text].concat())
    }

    fn is_aborted(&self) -> bool {
        let signal = self.settings.signal.as_ref();
        signal.is_some_and(Signal::is_aborted)
    }

    fn tell(&self, attempt: u32, told: Told<'_>) {
        observer::tell(
            &self.settings,
            self.operation,
            self.prepared.method,
            attempt,
            told,
        );
    }
}

fn random() -> f64 {
    js_sys::Math::random()
}

/// When to come back, in milliseconds, if the headers say so.
pub fn retry_after(header: &dyn Fn(&str) -> Option<String>) -> Option<f64> {
    let epoch_ms = |date: &str| Some(js_sys::Date::parse(date)).filter(|epoch| epoch.is_finite());
    retry_after_ms(header, &epoch_ms, js_sys::Date::now())
}

fn error_body(body: &JsValue) -> ErrorBody {
    let text = |object: &JsValue, name: &str| member(object, name).as_string();
    let params = items(&member(body, "invalidParams"))
        .iter()
        .map(|param| InvalidParam {
            name: text(param, "name").unwrap_or_default(),
            reason: text(param, "reason").unwrap_or_default(),
        })
        .collect();
    ErrorBody::read(&|name| text(body, name), params)
}
