//! `src/exchange`.

use serde_json::Value;
use unloc_integrator_client::error::Error;
use unloc_integrator_client::exchange::{
    BodyGiven, Call, Circumstances as Of, Config, Decision, Options, Reason, Response, State,
    TransportFailure, on_abort, on_response, on_transport_error, prepare,
};
use unloc_integrator_client::request::{Argument, Arguments, RawQuery};
use unloc_integrator_client::response::transport_error::CancelReason;
use unloc_integrator_client::retry::RetryTokenBucket;

use crate::given::{base_url, body, operation, options, token, type_name};
use crate::{Circumstances, Core, Decided, Failure, Headers, JITTER, Prepared, epoch_ms};

pub struct Exchange;

struct Given<'a> {
    params: &'a Value,
    body: Option<Value>,
}

impl Arguments for Given<'_> {
    fn argument(&self, name: &str) -> Argument {
        match self.params.get(name) {
            None => Argument::Absent,
            Some(Value::String(text)) => Argument::Text(text.clone()),
            Some(Value::Number(number)) => Argument::Number(number.as_f64().unwrap()),
            Some(Value::Bool(truth)) => Argument::Truth(*truth),
            other => Argument::Other(type_name(other)),
        }
    }

    fn in_body(&self, name: &str) -> Option<String> {
        self.body.as_ref()?.get(name)?.as_str().map(str::to_owned)
    }

    fn query(&self) -> RawQuery {
        let Some(query) = self.params["query"].as_object() else {
            return RawQuery::None;
        };
        let text = |value: &Value| match value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let mut pairs = Vec::new();
        for (name, value) in query {
            let values = value
                .as_array()
                .cloned()
                .unwrap_or_else(|| vec![value.clone()]);
            let values = values.iter().filter(|value| !value.is_null());
            pairs.extend(values.map(|value| (name.clone(), Some(text(value)))));
        }
        RawQuery::Pairs(pairs)
    }
}

fn config(call: &Value) -> Result<Config, Error> {
    let mut all = Options {
        base_url: base_url(call).as_str().map(str::to_owned),
        ..Options::default()
    };
    for (name, value) in options(call) {
        let number = Some(value.as_f64().unwrap_or(f64::NAN));
        match name.as_str() {
            "allowInsecure" => all.allow_insecure = value == true,
            "timeoutMs" => all.timeout_ms = number,
            "deadlineMs" => all.deadline_ms = number,
            "maxRetries" => all.max_retries = number,
            "retryAfterCeilingMs" => all.retry_after_ceiling_ms = number,
            _ => all.headers.extend(
                value
                    .as_object()
                    .unwrap()
                    .iter()
                    .map(|(name, value)| (name.clone(), value.as_str().unwrap().to_owned())),
            ),
        }
    }
    Config::new(operation(call).name, all)
}

fn members(error: &Error) -> Value {
    serde_json::from_str(&error.to_json()).unwrap()
}

fn prepared(call: &Value) -> Result<Prepared<State>, Error> {
    let token = token(call);
    let params = call.get("params");
    let arguments = Given {
        params: params.unwrap_or(&Value::Null),
        body: body(call),
    };
    let given = Call {
        operation: operation(call),
        arguments: match params {
            Some(Value::Object(_)) => Ok(&arguments),
            other => Err(type_name(other)),
        },
        body: match &arguments.body {
            None => BodyGiven::None,
            Some(Value::Object(_)) => BodyGiven::Object,
            other => BodyGiven::Other(type_name(other.as_ref())),
        },
    };
    let request = prepare(
        &given,
        token.as_str().ok_or_else(|| type_name(Some(&token))),
        &config(call)?,
    )?;
    Ok(Prepared {
        method: request.method.as_str().to_owned(),
        url: request.url,
        headers: request.headers.into_iter().collect(),
        timeout_ms: request.timeout_ms,
        deadline_ms: request.deadline_ms,
        state: request.state,
    })
}

fn of(circumstances: &Circumstances) -> Of {
    Of {
        time_left_ms: circumstances.time_left_ms,
        jitter: JITTER,
        bucket: RetryTokenBucket {
            left: circumstances.retry_tokens,
        },
    }
}

fn decided(decision: Decision) -> Decided<State> {
    Decided {
        retry_tokens: decision.bucket.left,
        next: decision.next.map_err(|error| members(&error)),
    }
}

impl Core for Exchange {
    type State = State;

    fn prepare(call: &Value) -> Result<Prepared<State>, Value> {
        prepared(call).map_err(|error| members(&error))
    }

    fn on_response(
        state: State,
        secrets: &str,
        (status, headers, body): (u16, &Headers, &str),
        circumstances: Circumstances,
    ) -> Decided<State> {
        let response = Response {
            status,
            header: &|name| headers.get(name).cloned(),
            body: Some(body),
            now_ms: circumstances.now_ms,
            epoch_ms,
        };
        decided(on_response(state, secrets, &response, of(&circumstances)))
    }

    fn on_transport_error(
        state: State,
        failure: Failure<'_>,
        circumstances: Circumstances,
    ) -> Decided<State> {
        let reason = match failure.reason {
            "aborted" => Reason::Cancelled(CancelReason::Aborted),
            "timeout" => Reason::Cancelled(CancelReason::Timeout),
            "deadline" => Reason::Cancelled(CancelReason::Deadline),
            "noResponse" => Reason::NoResponse,
            _ => Reason::Network(&failure.codes),
        };
        let failure = TransportFailure {
            reason,
            status: failure.status,
            request_id: failure.request_id.as_deref(),
        };
        decided(on_transport_error(state, failure, of(&circumstances)))
    }

    fn on_abort(state: &State) -> Value {
        members(&on_abort(state))
    }
}
