//! One call from its arguments to the envelope `{ data, error, response }`.

use js_sys::{Array, Object, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::future_to_promise;

use super::answer::{Answer, Content, Unread, shaped};
use super::arguments::{self, Prepared};
use super::error::to_javascript;
use super::settings::Settings;
use super::transport;
use super::value::member;
use crate::error::{Code, Error, InvalidParam};
use crate::operation::{Answer as Shape, Operation, Repeat};
use crate::outcome::{
    Answered, ErrorBody, Reading, reading, redacted, redirected, refusal, retry_after_ms,
    unanswered, unreadable,
};

/// Makes a call of the table. The promise always resolves.
pub fn call(
    operation: &'static Operation,
    token: JsValue,
    params: JsValue,
    options: JsValue,
) -> Promise {
    let started = start(operation.name, &token, &options, || {
        arguments::prepare(operation, &params)
    })
    .map(|(token, settings, prepared)| Call {
        operation: operation.name,
        idempotent: operation.repeat == Repeat::Idempotent,
        shape: operation.answer,
        token,
        settings,
        prepared,
    });
    finish(started)
}

/// Makes a call that has no row. The promise always resolves.
pub fn call_raw(token: JsValue, params: JsValue, options: JsValue) -> Promise {
    let started = start("request", &token, &options, || {
        arguments::prepare_raw("request", &params)
    })
    .map(|(token, settings, prepared)| Call {
        operation: "request",
        idempotent: prepared.method.repeat() == Repeat::Idempotent,
        shape: Shape::AsSent,
        token,
        settings,
        prepared,
    });
    finish(started)
}

fn start(
    operation: &str,
    token: &JsValue,
    options: &JsValue,
    prepare: impl FnOnce() -> Result<Prepared, Error>,
) -> Result<(String, Settings, Prepared), Error> {
    let settings = Settings::read(operation, options)?;
    let token = arguments::token(operation, token)?;
    Ok((token, settings, prepare()?))
}

fn finish(started: Result<Call, Error>) -> Promise {
    match started {
        Ok(call) => future_to_promise(async move {
            let (outcome, head) = call.make().await;
            Ok(envelope(outcome, head))
        }),
        Err(error) => Promise::resolve(&envelope(Err(error), JsValue::UNDEFINED)),
    }
}

struct Call {
    operation: &'static str,
    idempotent: bool,
    shape: Shape,
    token: String,
    settings: Settings,
    prepared: Prepared,
}

impl Call {
    async fn make(&self) -> (Result<JsValue, Error>, JsValue) {
        if self
            .settings
            .signal
            .as_ref()
            .is_some_and(super::settings::Signal::is_aborted)
        {
            let text = [
                self.operation,
                ": ended by the caller's signal before anything was sent.",
            ]
            .concat();
            let mut error = Error::new(Code::Aborted, self.operation, text);
            error.safe_to_retry = true;
            return (Err(error), JsValue::UNDEFINED);
        }
        let given = match transport::send(&self.prepared, &self.token, &self.settings).await {
            Ok(given) => given,
            Err(thrown) => return (Err(self.broken(&thrown)), JsValue::UNDEFINED),
        };
        let Some(answer) = Answer::from_javascript(given) else {
            let text = [
                self.operation,
                ": fetch gave something that is no Response. Check the \"fetch\" option.",
            ]
            .concat();
            let mut error = Error::new(Code::InvalidResponse, self.operation, text);
            error.attempts = 1;
            error.safe_to_retry = self.idempotent;
            return (Err(error), JsValue::UNDEFINED);
        };
        let outcome = self.outcome(&answer).await.map_err(|mut error| {
            error.request_id = answer.request_id().map(|id| redacted(&id, &self.token));
            error
        });
        (outcome, answer.head())
    }

    async fn outcome(&self, answer: &Answer) -> Result<JsValue, Error> {
        let answered = Answered {
            operation: self.operation,
            idempotent: self.idempotent,
            status: answer.status,
        };
        let content = match reading(answer.status) {
            Reading::Redirect => return Err(redirected(answered)),
            Reading::Refusal => return Err(self.refused(answered, answer).await),
            Reading::Nothing => Content::Empty,
            Reading::Data => answer.content().await.map_err(|unread| match unread {
                Unread::Broken(thrown) => self.broken(&thrown),
                Unread::NoJson => unreadable(answered, "sent something that is no JSON"),
            })?,
        };
        shaped(self.shape, content).map_err(|what| unreadable(answered, &what))
    }

    async fn refused(&self, answered: Answered<'_>, answer: &Answer) -> Error {
        // A refusal whose body broke off is a refusal all the same.
        let (body, raw) = answer.refusal().await.unwrap_or_default();
        let body = error_body(&body).without(&self.token);
        let mut error = refusal(answered, &body, &redacted(&raw, &self.token));
        error.retry_after_ms = retry_after_ms(
            answer.header("retry-after-ms").as_deref(),
            answer.header("retry-after").as_deref(),
        );
        error
    }

    fn broken(&self, thrown: &JsValue) -> Error {
        let words = transport::why(thrown, &self.settings);
        unanswered(
            self.operation,
            self.idempotent,
            transport::lost_by(&words, &self.settings),
        )
    }
}

fn error_body(body: &JsValue) -> ErrorBody {
    let params = member(body, "invalidParams");
    let params = if Array::is_array(&params) {
        params.unchecked_into()
    } else {
        Array::new()
    };
    let text = |object: &JsValue, name: &str| member(object, name).as_string();
    let params = params.iter().map(|param| InvalidParam {
        name: text(&param, "name").unwrap_or_default(),
        reason: text(&param, "reason").unwrap_or_default(),
    });
    ErrorBody::read(|name| text(body, name), params.collect())
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
