//! One call from its arguments to the envelope `{ data, error, response }`.

use js_sys::{Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{future_to_promise, spawn_local};

use super::answer::{Answer, Content, Misshapen, Unread, shaped};
use super::arguments::{self, Prepared};
use super::bounds::{Bounds, now};
use super::breakdown::Settle;
use super::error::to_javascript;
use super::observer::{self, Observed};
use super::settings::{Settings, Signal};
use super::transport;
use super::value::{items, member};
use crate::error::{Code, Error, InvalidParam};
use crate::lost::{Cut, Lost, lost, unanswered};
use crate::operation::{Answer as Shape, Operation, Repeat, TIMEOUT_MS};
use crate::outcome::{
    Answered, ErrorBody, Reading, reading, redirected, refusal, refused_in_success, unreadable,
};
use crate::redaction::redacted;
use crate::retry::{Attempts, Failure, Step};
use crate::retry_after::retry_after_ms;
use crate::{v1, v2};

/// Makes a call of the table. The promise always resolves.
pub fn call(
    operation: &'static Operation,
    token: &JsValue,
    params: &JsValue,
    options: &JsValue,
) -> Promise {
    promised(begin(operation, token, params, options))
}

/// Makes a call that has no row. The promise always resolves.
pub fn call_raw(token: &JsValue, params: &JsValue, options: &JsValue) -> Promise {
    promised(begin_raw(token, params, options))
}

/// Makes a call by its name and hands its envelope to `settle`, for the npm package.
///
/// It returns nothing on purpose: V8 (seen in Node 20) ends the whole process when it has to leave
/// optimised code in the middle of an inlined call into wasm that returns an object.
pub fn call_and_settle(
    name: &str,
    token: &JsValue,
    params: &JsValue,
    options: &JsValue,
    settle: Settle,
) {
    #[cfg(feature = "sabotage")]
    super::sabotage::at("begin", name);
    let mut begun = match v1::OPERATIONS
        .iter()
        .chain(v2::OPERATIONS)
        .find(|row| row.name == name)
    {
        Some(operation) => begin(operation, token, params, options),
        None => begin_raw(token, params, options),
    };
    if let Ok(call) = &mut begun {
        call.settle = Some(settle.clone());
    }
    spawn_local(async move {
        let envelope = concluded(begun).await;
        let _ = settle.call1(&JsValue::UNDEFINED, &envelope);
    });
}

fn begin(
    operation: &'static Operation,
    token: &JsValue,
    params: &JsValue,
    options: &JsValue,
) -> Result<Call, Error> {
    let settings = Settings::read(operation.name, options)?;
    let token = arguments::token(operation.name, token)?;
    Ok(Call {
        operation: operation.name,
        repeat: operation.repeat,
        timeout_ms: operation.timeout_ms,
        path: operation.path,
        shape: operation.answer,
        settle: None,
        token,
        settings,
        prepared: arguments::prepare(operation, params)?,
    })
}

fn begin_raw(token: &JsValue, params: &JsValue, options: &JsValue) -> Result<Call, Error> {
    const NAME: &str = "request";
    let settings = Settings::read(NAME, options)?;
    let token = arguments::token(NAME, token)?;
    let prepared = arguments::prepare_raw(NAME, params)?;
    Ok(Call {
        operation: NAME,
        repeat: prepared.method.repeat(),
        timeout_ms: TIMEOUT_MS,
        path: "",
        shape: Shape::AsSent,
        settle: None,
        token,
        settings,
        prepared,
    })
}

fn promised(begun: Result<Call, Error>) -> Promise {
    future_to_promise(async move { Ok(concluded(begun).await) })
}

async fn concluded(begun: Result<Call, Error>) -> JsValue {
    match begun {
        Ok(call) => {
            let (outcome, head) = call.make().await;
            envelope(outcome, head)
        }
        Err(error) => envelope(Err(error), JsValue::UNDEFINED),
    }
}

struct Call {
    operation: &'static str,
    /// The path with its parameters' names, for observers; empty where it is the caller's own.
    path: &'static str,
    repeat: Repeat,
    timeout_ms: f64,
    shape: Shape,
    /// Where the call leaves what is to be known if this instance breaks down.
    settle: Option<Settle>,
    token: String,
    settings: Settings,
    prepared: Prepared,
}

impl Call {
    async fn make(&self) -> (Result<JsValue, Error>, JsValue) {
        let settings = &self.settings;
        if settings.signal.as_ref().is_some_and(Signal::is_aborted) {
            let error = Error::new(
                Code::Aborted,
                self.operation,
                [
                    self.operation,
                    ": ended by the caller's signal before anything was sent.",
                ]
                .concat(),
            );
            return (
                Err(Error {
                    safe_to_retry: true,
                    ..error
                }),
                JsValue::UNDEFINED,
            );
        }
        if !transport::can_send(settings) {
            let text = ": there is no fetch on this platform. Give one with the option \"fetch\".";
            let error = Error::new(
                Code::InvalidArgument,
                self.operation,
                [self.operation, text].concat(),
            );
            return (Err(error), JsValue::UNDEFINED);
        }
        let deadline = now() + settings.deadline_ms;
        let bounds = Bounds::new(settings.signal.as_ref(), deadline);
        let mut attempts =
            Attempts::new(settings.policy, self.prepared.method, self.repeat, deadline);
        loop {
            observer::request(self.observed(), attempts.made().saturating_add(1));
            if settings.signal.as_ref().is_some_and(Signal::is_aborted) {
                let error = unanswered(self.operation, Lost::Cut(Cut::Aborted));
                return (Err(attempts.aborted(error)), JsValue::UNDEFINED);
            }
            attempts.begin();
            let (outcome, head) = self.attempt(&bounds, &attempts).await;
            bounds.end_attempt();
            let failure = match outcome {
                Ok(data) => {
                    settings.with_budget(|budget| attempts.succeeded(budget));
                    observer::response(self.observed(), attempts.made(), &head, None);
                    return (Ok(data), head);
                }
                Err(failure) => failure,
            };
            observer::response(
                self.observed(),
                attempts.made(),
                &head,
                Some(failure.error.code),
            );
            let dice = js_sys::Math::random();
            let step = settings.with_budget(|budget| attempts.failed(failure, now(), dice, budget));
            match step {
                Step::GiveUp(error) => return (Err(*error), head),
                Step::Retry(wait) => {
                    if let Some(settle) = &self.settle {
                        settle.waits(&attempts, self.repeat);
                    }
                    observer::retry(self.observed(), attempts.made(), wait);
                    if let Err(cut) = bounds.sleep(wait).await {
                        let error = unanswered(self.operation, Lost::Cut(cut));
                        return (Err(attempts.aborted(error)), JsValue::UNDEFINED);
                    }
                }
            }
        }
    }

    fn observed(&self) -> Observed<'_> {
        Observed {
            observe: self.settings.observe.as_ref(),
            operation: self.operation,
            method: self.prepared.method,
            path: self.path,
        }
    }

    /// One request and its answer.
    async fn attempt(
        &self,
        bounds: &Bounds,
        attempts: &Attempts,
    ) -> (Result<JsValue, Failure>, JsValue) {
        let timeout = self.settings.timeout_ms.unwrap_or(self.timeout_ms);
        let (controller, signal) = bounds.begin_attempt(timeout);
        if let Some(settle) = &self.settle {
            settle.leaves(attempts, self.repeat, &controller);
        }
        #[cfg(feature = "sabotage")]
        super::sabotage::at("leaving", self.operation);
        let sent = transport::send(&self.prepared, &self.token, &self.settings, &signal);
        let given = match bounds.within(sent).await {
            Ok(Ok(given)) => given,
            Ok(Err(thrown)) => return (Err(self.broken(&thrown)), JsValue::UNDEFINED),
            Err(cut) => return (Err(self.cut(cut)), JsValue::UNDEFINED),
        };
        #[cfg(feature = "sabotage")]
        super::sabotage::at("answered", self.operation);
        bounds.head_arrived();
        let Some(answer) = Answer::from_javascript(given, &self.token) else {
            let text = ": fetch gave something that is no Response. Check the \"fetch\" option.";
            let error = Error::new(
                Code::InvalidResponse,
                self.operation,
                [self.operation, text].concat(),
            );
            let safe_to_retry = self.repeat == Repeat::Idempotent;
            return (
                Err(Failure::of(
                    Error {
                        safe_to_retry,
                        ..error
                    },
                    false,
                )),
                JsValue::UNDEFINED,
            );
        };
        let outcome = match bounds.within(self.outcome(&answer)).await {
            Ok(outcome) => outcome,
            Err(cut) => Err(self.cut(cut)),
        };
        #[cfg(feature = "sabotage")]
        super::sabotage::at("read", self.operation);
        let outcome = outcome.map_err(|mut failure| {
            failure.error.request_id = answer.request_id();
            failure
        });
        (outcome, answer.head())
    }

    async fn outcome(&self, answer: &Answer) -> Result<JsValue, Failure> {
        let answered = Answered {
            operation: self.operation,
            idempotent: self.repeat == Repeat::Idempotent,
            status: answer.status,
        };
        let content = match reading(answer.status) {
            Reading::Redirect => return Err(Failure::of(redirected(answered), false)),
            Reading::Refusal => {
                return Err(Failure::of(self.refused(answered, answer).await, false));
            }
            Reading::Nothing => Content::Empty,
            Reading::Data => answer.content().await.map_err(|unread| match unread {
                // The head was there, so a connection was.
                Unread::Broken => {
                    let mut error = unanswered(self.operation, Lost::Somewhere(None));
                    error.status = Some(answer.status);
                    Failure::of(error, false)
                }
                Unread::NoJson => Failure::of(
                    unreadable(answered, "sent something that is no JSON"),
                    false,
                ),
            })?,
        };
        shaped(self.shape, content).map_err(|misshapen| {
            let error = match misshapen {
                Misshapen::Odd(what) => unreadable(answered, &what),
                Misshapen::Refusal(body) => {
                    refused_in_success(answered, &error_body(&body).without(&self.token))
                }
            };
            Failure::of(error, false)
        })
    }

    async fn refused(&self, answered: Answered<'_>, answer: &Answer) -> Error {
        // A refusal whose body broke off is a refusal all the same.
        let (body, raw) = answer.refusal().await.unwrap_or_default();
        let body = error_body(&body).without(&self.token);
        let mut error = refusal(answered, &body, &redacted(&raw, &self.token));
        error.retry_after_ms = retry_after(|name| answer.header(name));
        error
    }

    fn broken(&self, thrown: &JsValue) -> Failure {
        let words = transport::why(thrown);
        let lost = lost(&words);
        let never_connected = matches!(lost, Lost::NeverConnected(_));
        Failure::of(unanswered(self.operation, lost), never_connected)
    }

    fn cut(&self, cut: Cut) -> Failure {
        Failure::of(unanswered(self.operation, Lost::Cut(cut)), false)
    }
}

/// When to come back, in milliseconds, if the headers say so.
pub fn retry_after(header: impl Fn(&str) -> Option<String>) -> Option<f64> {
    let epoch_ms = |date: &str| Some(js_sys::Date::parse(date)).filter(|epoch| epoch.is_finite());
    retry_after_ms(header, epoch_ms, js_sys::Date::now())
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
    ErrorBody::read(|name| text(body, name), params)
}

#[wasm_bindgen]
extern "C" {
    type Envelope;

    #[wasm_bindgen(method, setter)]
    fn set_data(this: &Envelope, data: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_error(this: &Envelope, error: &JsValue);
    #[wasm_bindgen(method, setter)]
    fn set_response(this: &Envelope, response: &JsValue);
}

/// `{ data, error, response }`, exactly one of the first two set.
fn envelope(outcome: Result<JsValue, Error>, head: JsValue) -> JsValue {
    let envelope: Envelope = Object::new().unchecked_into();
    match outcome {
        Ok(data) => {
            envelope.set_data(&data);
            envelope.set_error(&JsValue::UNDEFINED);
        }
        Err(error) => {
            envelope.set_data(&JsValue::UNDEFINED);
            envelope.set_error(&to_javascript(&error));
        }
    }
    envelope.set_response(&head);
    envelope.into()
}
