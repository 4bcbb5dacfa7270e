//! The exchange of a call, as the driver in JavaScript asks for it.

use super::result::value_json;
use crate::api;
use crate::api::operation::{Idempotency, Operation};
use crate::error::Error;
use crate::exchange::{
    ACCEPT, BodyGiven, Call, Circumstances, Config, Decision, JSON, Options, Reason, Response,
    State, Target, TransportFailure, authorization, bad_headers, describe, on_abort, on_response,
    on_transport_error, target,
};
use crate::json::{Json, Kind, Object, quoted};
use crate::request::{Argument, Arguments, RawQuery};
use crate::response::redaction::{redact_header, redacted_excerpt};
use crate::response::transport_error::CancelReason;
use crate::response::{self, BodyKind};
use crate::retry::retry_after::ReadDate;
use crate::retry::{Policy, RetryState, RetryTokenBucket};

/// What a driver must know of an operation: see [`describe`].
pub(super) fn describe_operation(name: Json<'_>) -> Result<String, Error> {
    Ok(describe(&api::unpacked(
        &name.as_text().unwrap_or_default(),
    )))
}

/// Checks the options of a client and of a call: the members of [`Options`], and `fetch`, `signal`,
/// `baseUrlType` and `options` with a type if one of them is of a wrong one.
///
/// Gives `{ baseUrl, headers, timeoutMs, deadlineMs, maxRetries, retryAfterCeilingMs }`, without
/// `timeoutMs` if the operation decides. `given` is `{ operation, options }`.
pub(super) fn check_options(given: Json<'_>) -> Result<String, Error> {
    let operation = given.text_or_empty("operation");
    let config = read_config(&operation, given.get("options"))?;
    let mut headers = Object::new();
    headers.text(ACCEPT, JSON);
    for (name, value) in &config.headers {
        headers.text(name, value);
    }
    let mut object = Object::new();
    object
        .text("baseUrl", config.base_url.as_str())
        .json("headers", &headers.finish())
        .number("deadlineMs", config.deadline_ms);
    if let Some(timeout_ms) = config.timeout_ms {
        object.number("timeoutMs", timeout_ms);
    }
    push_policy(&mut object, config.policy);
    Ok(object.finish())
}

/// The header "authorization" of calls with a token: `{ value }`. `given` is `{ operation, token }`, or
/// `{ operation, type }` with the type of what was given instead of a string.
pub(super) fn authorize(given: Json<'_>) -> Result<String, Error> {
    let operation = given.text_or_empty("operation");
    let (token, token_type) = (given.text("token"), given.text_or_empty("type"));
    let token = token.as_deref().ok_or(token_type.as_str());
    authorization(&operation, token).map(value_json)
}

/// Prepares a call. `given` is `{ operation, params, body }`: the described members of both. A text in
/// the place of one is the type of what was given instead of an object. `notWritable` says that the
/// body has no JSON, `lost` which member of it and what JSON cannot hold, `unreadable` that a getter threw.
/// `phoneNumbers` are those of the body, each with its place, without separators.
///
/// Gives `{ target }`: path and query below the base URL; of a call without a row also what an
/// operation's description says of others: `method`, `idempotent`, `writes`.
pub(super) fn prepare_call(given: Json<'_>) -> Result<String, Error> {
    let operation = &api::unpacked(&given.text_or_empty("operation"));
    let target = target_of(operation, given)?;
    let mut object = Object::new();
    object.text("target", &target.path);
    if !operation.has_row() {
        let idempotent = target.idempotency(operation) == Idempotency::Idempotent;
        object
            .text("method", target.method.as_str())
            .flag("idempotent", idempotent)
            .flag("writes", target.writes());
    }
    Ok(object.finish())
}

fn target_of(operation: &Operation, given: Json<'_>) -> Result<Target, Error> {
    if given.is_true("unreadable") {
        let what = "the parameters cannot be read: a getter or a proxy in them throws";
        return Err(Error::invalid_argument(operation.name, &[what]));
    }
    let arguments = JsonArguments {
        params: given.get("params"),
        body: given.get("body"),
        phone_numbers: given.get("phoneNumbers"),
    };
    let lost = given.get("lost");
    let (place, what) = (lost.text_or_empty("place"), lost.text_or_empty("what"));
    let (params_type, body_type) = (arguments.params.as_text(), arguments.body.as_text());
    let body = match &body_type {
        _ if !what.is_empty() => BodyGiven::Lost(&place, &what),
        _ if given.is_true("notWritable") => BodyGiven::NotWritable,
        Some(type_name) => BodyGiven::Other(type_name),
        None if arguments.body.is_object() => BodyGiven::Object,
        None => BodyGiven::None,
    };
    target(&Call {
        operation,
        arguments: params_type.as_deref().map_or(Ok(&arguments), Err),
        body,
    })
}

struct JsonArguments<'a> {
    params: Json<'a>,
    body: Json<'a>,
    phone_numbers: Json<'a>,
}

impl Arguments for JsonArguments<'_> {
    fn argument(&self, name: &str) -> Argument {
        argument(self.params.get(name))
    }

    fn in_body(&self, name: &str) -> Option<String> {
        self.body.text(name).filter(|text| !text.is_empty())
    }

    fn query(&self) -> RawQuery {
        let query = self.params.get("query");
        match query.kind() {
            Kind::Null => return RawQuery::None,
            Kind::Object => {}
            _ => return RawQuery::Other(query.type_name()),
        }
        let mut pairs = Vec::new();
        for (name, value) in query.entries() {
            if value.is_array() {
                for item in value.items() {
                    push_pair(&name, item, &mut pairs);
                }
            } else {
                push_pair(&name, value, &mut pairs);
            }
        }
        RawQuery::Pairs(pairs)
    }

    fn phone_numbers(&self) -> Vec<(String, String)> {
        let all = self.phone_numbers.items();
        let pair = |item: Json<'_>| (item.text_or_empty("place"), item.text_or_empty("text"));
        all.map(pair).collect()
    }
}

fn push_pair(name: &str, value: Json<'_>, pairs: &mut Vec<(String, Option<String>)>) {
    let text = match value.kind() {
        Kind::Null => return,
        Kind::String => value.as_text(),
        Kind::Number | Kind::Bool => Some(value.raw().to_owned()),
        Kind::Array | Kind::Object => None,
    };
    pairs.push((name.to_owned(), text));
}

/// A value as an argument of a call.
pub(crate) fn argument(value: Json<'_>) -> Argument {
    let argument = match value.kind() {
        Kind::Null if value == Json::UNDEFINED => Some(Argument::Absent),
        Kind::String => value.as_text().map(Argument::Text),
        Kind::Number => value.as_number().map(Argument::Number),
        Kind::Bool => value.as_bool().map(Argument::Truth),
        Kind::Array => all_texts(value).map(Argument::Texts),
        Kind::Null | Kind::Object => None,
    };
    argument.unwrap_or(Argument::Other(value.type_name()))
}

/// The items of an array, if all of them are strings.
fn all_texts(array: Json<'_>) -> Option<Vec<String>> {
    let mut texts = Vec::new();
    for item in array.items() {
        texts.push(item.as_text()?);
    }
    Some(texts)
}

/// Reads and checks the options of a client and of a call.
///
/// # Errors
/// `invalid_argument`, `not_initialized`, `insecure_base_url`.
pub(super) fn read_config(operation: &str, config: Json<'_>) -> Result<Config, Error> {
    let mut options = Options::default();
    for (name, value) in config.entries() {
        match name.as_str() {
            "headers" => options.headers = headers(operation, value)?,
            "timeoutMs" => options.timeout_ms = number(value),
            "deadlineMs" => options.deadline_ms = number(value),
            "maxRetries" => options.max_retries = number(value),
            "retryAfterCeilingMs" => options.retry_after_ceiling_ms = number(value),
            "allowInsecure" => options.allow_insecure = value.as_bool() == Some(true),
            "baseUrl" => options.base_url = value.as_text(),
            wrong => {
                let given = value.as_text().unwrap_or_default();
                return Err(Error::invalid_argument(
                    operation,
                    &match wrong {
                        "baseUrlType" => {
                            ["the base URL given to init must be a string, not ", &given]
                        }
                        "fetch" => ["the option \"fetch\" must be a function, not ", &given],
                        "signal" => ["the option \"signal\" must be an AbortSignal, not ", &given],
                        "options" => ["the options must be an object, not ", &given],
                        _ => [
                            "the options cannot be read: a getter or a proxy in them throws",
                            "",
                        ],
                    },
                ));
            }
        }
    }
    Config::new(operation, options)
}

/// A number; what is none becomes one that no option may be.
fn number(value: Json<'_>) -> Option<f64> {
    match value.kind() {
        Kind::Number => value.as_number(),
        // JSON has no infinity.
        Kind::String if value.raw() == "\"Infinity\"" => Some(f64::INFINITY),
        _ => Some(f64::NAN),
    }
}

fn headers(operation: &str, headers: Json<'_>) -> Result<Vec<(String, String)>, Error> {
    let mut texts = Vec::new();
    let mut good = headers.is_object();
    for (name, value) in headers.entries() {
        match value.as_text() {
            Some(text) => texts.push((name, text)),
            None => good = false,
        }
    }
    let wrong = || bad_headers(operation, "must map names to strings", "");
    if good { Ok(texts) } else { Err(wrong()) }
}

/// What to read of a response: its body is the data (0), there is none (1), it says what went wrong
/// (2), or the server points elsewhere (3).
pub fn body_kind(status: u16) -> u32 {
    match response::body_kind(status) {
        BodyKind::Data => 0,
        BodyKind::Empty => 1,
        BodyKind::Error => 2,
        BodyKind::Redirect => 3,
    }
}

/// The retry tokens of a client after a success. `last_cost` is `lastCost` of the call's state.
pub fn release_retry_tokens(left: f64, last_cost: f64) -> f64 {
    let mut bucket = RetryTokenBucket { left };
    bucket.release(last_cost);
    bucket.left
}

/// Headers without secrets and phone numbers. `given` is `{ headers, secrets }`, with one secret a line.
pub(super) fn redact_headers(given: Json<'_>) -> String {
    let secrets = given.text_or_empty("secrets");
    let mut redacted = Object::new();
    for (name, value) in &given.get("headers").text_entries() {
        let clean = redact_header(name, value, &secrets);
        redacted.text(name, clean.as_deref().unwrap_or(value));
    }
    redacted.finish()
}

/// Words of the API as an error may show them. `given` is `{ text, secrets }`, with one secret a line.
pub(super) fn redact_text(given: Json<'_>) -> String {
    let (text, secrets) = (given.text_or_empty("text"), given.text_or_empty("secrets"));
    quoted(&redacted_excerpt(&text, &secrets))
}

/// Decides after a response that is no success.
///
/// `given` is `{ state, secrets, status, headers, body, timeLeftMs, nowMs, jitter, retryTokens }`: `secrets`
/// are one a line, `body` is the response's text, `null` if it is no JSON and has no text. Gives
/// `{ code, retryTokens }` with `retryAfterMs` and `state`, or with `error`.
pub(super) fn decide_on_response(given: Json<'_>, epoch_ms: ReadDate) -> Result<String, Error> {
    let headers = given.get("headers");
    let body = given.member("body");
    let text = body.map_or(Some(String::new()), Json::as_text);
    let response = Response {
        status: status(given).unwrap_or_default(),
        header: &|name: &str| headers.text(name),
        body: text.as_deref(),
        now_ms: given.number("nowMs").unwrap_or_default(),
        epoch_ms,
    };
    let state = read_state(given.get("state"));
    let secrets = given.text_or_empty("secrets");
    let decision = on_response(state, &secrets, &response, circumstances(given));
    Ok(decision_json(decision))
}

/// Decides after an attempt that got no response, or not the whole of one.
///
/// `given` is `{ state, reason, codes, status, requestId, timeLeftMs, jitter, retryTokens }`, `reason` one
/// of `aborted`, `timeout`, `deadline`, `network`, `noResponse`, `noFetch`, `refused` (then `words` are the platform's, without
/// `secrets`). Gives what
/// [`decide_on_response`] does.
pub(super) fn decide_on_transport_error(given: Json<'_>) -> Result<String, Error> {
    let codes = given.get("codes").texts();
    let request_id = given.text("requestId");
    let (words, secrets) = (given.text_or_empty("words"), given.text_or_empty("secrets"));
    let words = redacted_excerpt(&words, &secrets);
    let reason = match given.text_or_empty("reason").as_str() {
        "aborted" => Reason::Cancelled(CancelReason::Aborted),
        "timeout" => Reason::Cancelled(CancelReason::Timeout),
        "deadline" => Reason::Cancelled(CancelReason::Deadline),
        "noResponse" => Reason::NoResponse,
        "noFetch" => Reason::NoFetch,
        "refused" => Reason::Refused(&words),
        _ => Reason::Network(&codes),
    };
    let failure = TransportFailure {
        reason,
        status: status(given),
        request_id: request_id.as_deref(),
    };
    let state = read_state(given.get("state"));
    let decision = on_transport_error(state, failure, circumstances(given));
    Ok(decision_json(decision))
}

/// The error of a call with this `state` whose caller ended it between two attempts, or before the first.
pub(super) fn abort_error(given: Json<'_>) -> Result<String, Error> {
    Err(on_abort(&read_state(given.get("state"))))
}

pub(super) fn status(json: Json<'_>) -> Option<u16> {
    let status = json.count("status")?;
    Some(u16::try_from(status).unwrap_or(u16::MAX))
}

fn circumstances(json: Json<'_>) -> Circumstances {
    Circumstances {
        // JSON has no infinity.
        time_left_ms: json.number("timeLeftMs").unwrap_or(f64::INFINITY),
        jitter: json.number("jitter").unwrap_or_default(),
        bucket: RetryTokenBucket {
            left: json.number("retryTokens").unwrap_or(RetryTokenBucket::FULL),
        },
    }
}

fn decision_json(decision: Decision) -> String {
    let mut object = Object::new();
    object
        .text("code", decision.code.as_str())
        .number("retryTokens", decision.bucket.left);
    match decision.next {
        Ok((state, wait_ms)) => object
            .number("retryAfterMs", wait_ms)
            .json("state", &state_json(&state)),
        Err(error) => object.json("error", &error.to_json()),
    }
    .finish()
}

fn push_policy(object: &mut Object, policy: Policy) {
    object
        .number("maxRetries", policy.max_retries.into())
        .number("retryAfterCeilingMs", policy.retry_after_ceiling_ms);
}

/// A state as JSON.
pub(crate) fn state_json(state: &State) -> String {
    let retry = &state.retry;
    let mut object = Object::new();
    object
        .text("operation", &state.operation)
        .flag("tokenRequest", state.token_request)
        .flag("idempotent", state.is_idempotent())
        .flag("writes", retry.writes);
    push_policy(&mut object, retry.policy);
    object
        .number("attempts", retry.attempts.into())
        .flag("mayHaveArrived", retry.may_have_arrived)
        .number("lastCost", retry.last_cost)
        .finish()
}

fn read_state(json: Json<'_>) -> State {
    let number = |name: &str| json.number(name).unwrap_or(f64::INFINITY);
    let count = |name: &str| json.count(name).unwrap_or(u32::MAX);
    let policy = Policy {
        max_retries: count("maxRetries"),
        retry_after_ceiling_ms: number("retryAfterCeilingMs"),
    };
    let idempotency = if json.is_true("idempotent") {
        Idempotency::Idempotent
    } else {
        Idempotency::NotIdempotent
    };
    State {
        operation: json.text_or_empty("operation"),
        token_request: json.is_true("tokenRequest"),
        retry: RetryState {
            attempts: count("attempts"),
            may_have_arrived: json.is_true("mayHaveArrived"),
            last_cost: json.number("lastCost").unwrap_or_default(),
            ..RetryState::new(policy, idempotency, json.is_true("writes"))
        },
    }
}
