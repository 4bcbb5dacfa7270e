//! The rows of `tests/samples/exchanges.json` against the core, in virtual time: through
//! `src/exchange` (`core`) and through `src/text_api` (`text`). `tests/support/scripted-exchange.mjs`
//! says what a row is. The data of a success are a driver's to shape; here they need only be what the
//! operation promises.
#![cfg(not(target_family = "wasm"))]
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)] // a test

mod exchange;
mod given;
#[path = "../support/mod.rs"]
mod support;
mod text;

use std::collections::BTreeMap;

use serde_json::{Value, json};
use support::sample;
use unloc_integrator_client::exchange::{Found, check_shape};
use unloc_integrator_client::response::redaction::redact;
use unloc_integrator_client::response::{BodyKind, REQUEST_ID_HEADERS, body_kind};
use unloc_integrator_client::retry::RetryTokenBucket;
use unloc_integrator_client::{api, json};

/// The clock begins here, in milliseconds since 1970.
const START_MS: f64 = 1_767_225_600_000.0; // 2026-01-01T00:00:00Z
const JITTER: f64 = 0.5;

type Headers = BTreeMap<String, String>;

/// What a driver sends and keeps.
struct Prepared<State> {
    method: String,
    url: String,
    headers: Headers,
    timeout_ms: f64,
    deadline_ms: f64,
    state: State,
}

/// What a decision depends on.
struct Circumstances {
    time_left_ms: f64,
    now_ms: f64,
    retry_tokens: f64,
}

/// Another attempt after so many milliseconds, or the error of the call.
struct Decided<State> {
    retry_tokens: f64,
    next: Result<(State, f64), Value>,
}

/// An attempt without a whole response.
struct Failure<'a> {
    reason: &'a str,
    codes: Vec<String>,
    status: Option<u16>,
    request_id: Option<String>,
}

/// The functions that a driver asks.
trait Core {
    type State;
    fn prepare(call: &Value) -> Result<Prepared<Self::State>, Value>;
    fn on_response(
        state: Self::State,
        secrets: &str,
        response: (u16, &Headers, &str),
        circumstances: Circumstances,
    ) -> Decided<Self::State>;
    fn on_transport_error(
        state: Self::State,
        failure: Failure<'_>,
        circumstances: Circumstances,
    ) -> Decided<Self::State>;
    fn on_abort(state: &Self::State) -> Value;
}

fn epoch_ms(date: &str) -> f64 {
    httpdate::parse_http_date(date).map_or(f64::NAN, |at| {
        at.duration_since(std::time::UNIX_EPOCH)
            .unwrap()
            .as_secs_f64()
            * 1000.0
    })
}

/// What was observed of a call.
#[derive(Default)]
struct Seen {
    requests: Vec<Value>,
    waits: Vec<f64>,
    now: f64,
    /// Status and id of the last response.
    response: Option<(u16, Option<String>)>,
}

/// Drives a call as a driver does; none is a success.
fn drive<C: Core>(row: &Value, seen: &mut Seen) -> Option<Value> {
    let call = &row["call"];
    let prepared = match C::prepare(call) {
        Ok(prepared) => prepared,
        Err(error) => return Some(error),
    };
    let secrets = given::token(call).as_str().unwrap_or_default().to_owned();
    let abort_at = row["abortAfterMs"].as_f64().unwrap_or(f64::INFINITY);
    let mut state = prepared.state;
    let mut retry_tokens = RetryTokenBucket::FULL;
    if abort_at == 0.0 {
        return Some(C::on_abort(&state));
    }
    loop {
        let origin = prepared
            .url
            .split('/')
            .take(3)
            .collect::<Vec<_>>()
            .join("/");
        let mut request = json!({
            "method": prepared.method,
            "path": prepared.url.strip_prefix(&origin),
            "headers": prepared.headers,
        });
        if let Some(body) = given::body(call) {
            request["body"] = body;
        }
        seen.requests.push(request);
        let script = row["script"].as_array().unwrap();
        let step = &script[(seen.requests.len() - 1).min(script.len() - 1)];

        let timeout_at = seen.now + prepared.timeout_ms;
        let mut cuts = [
            (abort_at, "aborted"),
            (prepared.deadline_ms, "deadline"),
            (timeout_at, "timeout"),
        ];
        cuts.sort_by(|one, other| one.0.total_cmp(&other.0));
        let arrives_at = seen.now + step["afterMs"].as_f64().unwrap_or(0.0);
        let hangs = step["hang"] == true;
        let attempt = if hangs || arrives_at >= cuts[0].0 {
            seen.now = cuts[0].0;
            seen.response = None;
            Err(failure(cuts[0].1))
        } else {
            seen.now = arrives_at;
            receive(step, &secrets, seen, abort_at, prepared.deadline_ms)
        };
        let circumstances = Circumstances {
            time_left_ms: (prepared.deadline_ms - seen.now).max(0.0),
            now_ms: START_MS + seen.now,
            retry_tokens,
        };
        let decided = match attempt {
            Ok((status, headers, body)) if is_success(call, status, &body) => {
                seen.response = Some((status, request_id(&headers)));
                return None;
            }
            Ok((status, headers, body)) => {
                C::on_response(state, &secrets, (status, &headers, &body), circumstances)
            }
            Err(failure) => C::on_transport_error(state, failure, circumstances),
        };
        retry_tokens = decided.retry_tokens;
        let (next, wait_ms) = match decided.next {
            Ok(next) => next,
            Err(error) => return Some(error),
        };
        state = next;
        if seen.now + wait_ms >= abort_at {
            seen.now = abort_at;
            seen.response = None;
            return Some(C::on_abort(&state));
        }
        seen.now += wait_ms;
        seen.waits.push(wait_ms);
    }
}

fn failure(reason: &str) -> Failure<'_> {
    Failure {
        reason,
        codes: Vec::new(),
        status: None,
        request_id: None,
    }
}

/// What a step of the script gives: status, headers and body, or a failure.
fn receive(
    step: &Value,
    secrets: &str,
    seen: &mut Seen,
    abort_at: f64,
    deadline_at: f64,
) -> Result<(u16, Headers, String), Failure<'static>> {
    seen.response = None;
    if let Some(error) = step.get("error") {
        let codes = error["codes"].as_array().unwrap().iter();
        return Err(Failure {
            codes: codes
                .map(|code| code.as_str().unwrap().to_owned())
                .collect(),
            ..failure("network")
        });
    }
    if step["noResponse"] == true {
        return Err(failure("noResponse"));
    }
    let status = u16::try_from(step["status"].as_u64().unwrap()).unwrap();
    let given = step["headers"].as_object().cloned().unwrap_or_default();
    let headers = given.into_iter().map(|(name, value)| {
        let value = value.as_str().unwrap().to_owned();
        let redacted = redact(&value, secrets).unwrap_or(value);
        (name.to_ascii_lowercase(), redacted)
    });
    let headers: Headers = headers.collect();
    let id = request_id(&headers);
    seen.response = Some((status, id.clone()));
    let broken = |reason| Failure {
        status: Some(status),
        request_id: id.clone(),
        ..failure(reason)
    };
    if step["bodyHangs"] == true {
        seen.now = abort_at.min(deadline_at);
        let aborted = abort_at < deadline_at;
        return Err(broken(if aborted { "aborted" } else { "deadline" }));
    }
    let breaks = step["bodyBreaks"] == true;
    if breaks && body_kind(status) == BodyKind::Data {
        return Err(broken("network"));
    }
    let body = match &step["body"] {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Ok((status, headers, if breaks { String::new() } else { body }))
}

fn request_id(headers: &Headers) -> Option<String> {
    let mut found = REQUEST_ID_HEADERS
        .iter()
        .filter_map(|name| headers.get(*name));
    found.next().cloned()
}

fn is_success(call: &Value, status: u16, body: &str) -> bool {
    let answer = api::named(call["operation"].as_str().unwrap()).answer;
    let value = json::read(body);
    let readable = value.is_some() || body.trim().is_empty();
    matches!(body_kind(status), BodyKind::Data | BodyKind::Empty)
        && readable
        && check_shape(answer, value) == Found::Promised
}

/// The members of `value` that `wanted` names.
fn named(value: &Value, wanted: &Value) -> Value {
    let wanted = wanted.as_object().unwrap().keys();
    wanted
        .map(|name| (name.clone(), value[name].clone()))
        .collect()
}

/// What was observed, in the form of what the row expects.
fn observed(expect: &Value, seen: &Seen, error: Option<&Value>) -> Value {
    let wanted = |index: usize| expect["requests"].get(index).unwrap_or(&Value::Null);
    let requests = seen.requests.iter().enumerate().map(|(index, request)| {
        let complete = wanted(index).is_null()
            || (request.get("body").is_some() && wanted(index).get("body").is_none());
        if complete {
            request.clone()
        } else {
            named(request, wanted(index))
        }
    });
    let outcome = match error {
        Some(error) if expect["outcome"].get("error").is_some() => {
            json!({ "error": named(error, &expect["outcome"]["error"]) })
        }
        Some(error) => json!({ "error": error }),
        None if expect["outcome"].get("data").is_some() => expect["outcome"].clone(),
        None => json!({ "data": "what was promised" }),
    };
    let response = seen.response.clone().map_or(
        Value::Null,
        |(status, request_id)| json!({ "status": status, "requestId": request_id }),
    );
    let mut all = json!({
        "requests": requests.collect::<Vec<_>>(),
        "waits": seen.waits.iter().map(|wait| *wait as u64).collect::<Vec<_>>(),
        "elapsedMs": seen.now as u64,
        "outcome": outcome,
    });
    if let Some(wanted) = expect.get("response") {
        all["response"] = named(&response, wanted);
    }
    named(&all, expect)
}

fn run<C: Core>(driver: &str) {
    let rows = sample("exchanges.json");
    let rows = rows.as_array().unwrap();
    assert!(rows.len() >= 40);
    for row in rows {
        if row["except"].get(driver).is_some() {
            continue;
        }
        let mut seen = Seen::default();
        let error = drive::<C>(row, &mut seen);
        let expect = &row["expect"];
        assert_eq!(
            &observed(expect, &seen, error.as_ref()),
            expect,
            "{}",
            row["name"]
        );
    }
}

#[test]
fn every_row_comes_to_what_it_expects_through_the_exchange() {
    run::<exchange::Exchange>("core");
}

#[test]
fn every_row_comes_to_what_it_expects_through_the_texts() {
    run::<text::Texts>("text");
}
