//! One attempt: a request that is sent, and what came of it.

use gloo_net::http::{Headers, Method as HttpMethod, RequestBuilder};
use js_sys::{Function, JsString};
use wasm_bindgen::prelude::*;
use web_sys::{AbortSignal, RequestCache, RequestCredentials, RequestRedirect};

use super::timeouts::{Interrupted, Timeouts};
use crate::api::operation::{Method, SuccessBody};
use crate::error::Error;
use crate::exchange::Reason;
use crate::response::{BodyKind, body_kind};
use crate::wasm::convert::arguments::Prepared;
use crate::wasm::convert::options::CallOptions;
use crate::wasm::convert::response::{Head, platform_response, shape};
use crate::wasm::convert::value::{is_array, items, member, parse_json};

/// A call that is ready to be sent.
pub struct Call {
    /// What a success becomes.
    pub answer: SuccessBody,
    /// The request.
    pub prepared: Prepared,
    /// The options.
    pub options: CallOptions,
}

/// What an attempt came to.
pub enum AttemptResult {
    /// A success in the form that callers know.
    Data(JsValue),
    /// A response that is none; the text of its body, none if it has no text.
    Unexpected(Option<String>),
    /// It failed; the platform's codes, one for each address that was tried.
    Network(Vec<String>),
    /// No response for another reason.
    NoResponse(Reason<'static>),
}

impl From<Interrupted> for AttemptResult {
    fn from(interrupted: Interrupted) -> Self {
        match interrupted {
            Interrupted::Threw(thrown) => Self::Network(failure_codes(&thrown)),
            Interrupted::Cancelled(reason) => Self::NoResponse(Reason::Cancelled(reason)),
        }
    }
}

/// Sends the request once and reads the response, whose head comes with it.
///
/// # Errors
/// `invalid_argument` where the platform has no `Request`.
pub async fn attempt_once(
    call: &Call,
    timeouts: &Timeouts,
) -> Result<(AttemptResult, Option<Head>), Error> {
    let platform_fetch = || {
        member(&js_sys::global(), "fetch")
            .dyn_into::<Function>()
            .ok()
    };
    let Some(fetch) = call.options.fetch.clone().or_else(platform_fetch) else {
        return Ok((AttemptResult::NoResponse(Reason::NoFetch), None));
    };
    let Prepared { request, token, .. } = &call.prepared;
    let signal = timeouts.begin(request.timeout_ms);
    let sent = platform_request(&call.prepared, signal.as_ref())?;
    let given = fetch.call1(&JsValue::UNDEFINED, &sent);
    let response = match timeouts.within(given).await {
        Ok(given) => platform_response(given),
        Err(interrupted) => return Ok((interrupted.into(), None)),
    };
    timeouts.headers_arrived();
    let Some(response) = response else {
        return Ok((AttemptResult::NoResponse(Reason::NoResponse), None));
    };
    let head = Head::read(&response, token);
    let ended = read(call, &response.into(), head.status, timeouts).await;
    Ok((ended, Some(head)))
}

async fn read(
    call: &Call,
    response: &web_sys::Response,
    status: u16,
    timeouts: &Timeouts,
) -> AttemptResult {
    let kind = body_kind(status);
    let mut text = JsValue::UNDEFINED;
    if matches!(kind, BodyKind::Data | BodyKind::Error) {
        match timeouts.within(response.text().map(Into::into)).await {
            Ok(read) => text = read,
            // An error whose body broke off is an error all the same.
            Err(Interrupted::Threw(_)) if kind == BodyKind::Error => {}
            Err(interrupted) => return interrupted.into(),
        }
    }
    if matches!(kind, BodyKind::Data | BodyKind::Empty)
        && let Some(body) = parse_body(&text)
        && let Some(data) = shape(call.answer, &body)
    {
        return AttemptResult::Data(data);
    }
    let nothing = || text.is_undefined().then(String::new);
    AttemptResult::Unexpected(text.as_string().or_else(nothing))
}

/// The value of a body; undefined if it is blank, none if it is no JSON. The text stays on the
/// JavaScript side: a list of ten thousand keys costs what `JSON.parse` costs.
fn parse_body(text: &JsValue) -> Option<JsValue> {
    let blank = |text: &JsString| text.trim().length() == 0;
    match parse_json(text) {
        Ok(value) => Some(value),
        Err(_) if text.is_undefined() => Some(JsValue::UNDEFINED),
        Err(_) => (text.dyn_ref().is_some_and(blank)).then_some(JsValue::UNDEFINED),
    }
}

fn platform_request(
    prepared: &Prepared,
    signal: Option<&AbortSignal>,
) -> Result<web_sys::Request, Error> {
    let request = &prepared.request;
    let unusable = || {
        let what = "this platform has no usable Request, which this build of the library needs; the package's main entry does not need it";
        Error::invalid_argument(&request.state.operation, &[what])
    };
    let global = js_sys::global();
    if !["Request", "Headers"]
        .iter()
        .all(|name| member(&global, name).is_function())
    {
        return Err(unusable());
    }
    let headers = Headers::new();
    for (name, value) in &request.headers {
        headers.set(name, value);
    }
    let builder = RequestBuilder::new(&request.url)
        .method(http_method(request.method))
        .headers(headers)
        // Keys and tokens belong in no cache; cookies are not ours; a token must not follow a
        // redirect to another host.
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Manual)
        .abort_signal(signal);
    let built = if prepared.body.is_undefined() {
        builder.build()
    } else {
        builder.body(prepared.body.clone())
    };
    built.map(Into::into).map_err(|_| unusable())
}

fn http_method(method: Method) -> HttpMethod {
    match method {
        Method::GET => HttpMethod::GET,
        Method::POST => HttpMethod::POST,
        Method::PUT => HttpMethod::PUT,
        Method::PATCH => HttpMethod::PATCH,
        Method::DELETE => HttpMethod::DELETE,
    }
}

/// What the platform says about a request without a response: its `code`, its cause's, or those of
/// each address that was tried. Never its message, which may contain the URL.
fn failure_codes(thrown: &JsValue) -> Vec<String> {
    let code = |thrown: &JsValue| member(thrown, "code").as_string();
    let cause = member(thrown, "cause");
    let origin = if cause.is_object() { &cause } else { thrown };
    let tried = member(origin, "errors");
    if is_array(&tried) {
        // One without a code keeps its place: it proves nothing.
        let tried = items(&tried);
        return tried
            .iter()
            .map(|one| code(one).unwrap_or_default())
            .collect();
    }
    code(origin).into_iter().collect()
}
