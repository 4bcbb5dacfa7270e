//! The client's core: base URL, paths, scopes, redaction, errors, retries, links.

use std::cell::Cell;

use unloc_integrator_client::api::operation::{Idempotency, Method};
use unloc_integrator_client::api::v1;
use unloc_integrator_client::auth::lock_holder_scope;
use unloc_integrator_client::deep_links;
use unloc_integrator_client::error::{Code, Error, InvalidParam};
use unloc_integrator_client::request::base_url::BaseUrl;
use unloc_integrator_client::request::{self, Argument, Arguments};
use unloc_integrator_client::response::redaction::{redact, redacted_excerpt};
use unloc_integrator_client::response::transport_error::{self, CancelReason, TransportError};
use unloc_integrator_client::response::{self, BodyKind, ErrorBody, ResponseContext};
use unloc_integrator_client::retry::retry_after::retry_after_ms;
use unloc_integrator_client::retry::{
    CAP_MS, Failure, Policy, RetryDecision, RetryState, RetryTokenBucket,
};

use crate::bytes::Bytes;

/// An error that this library makes before anything is sent: it names the call and does not quote
/// long arguments.
pub fn assert_own_error(error: &Error, operation: &str, codes: &[Code]) {
    assert!(codes.contains(&error.code), "{error:?}");
    assert!(
        error.message.starts_with(&format!("{operation}: ")),
        "{error:?}"
    );
    assert!(
        error.message.ends_with('.') && error.message.len() < 400,
        "{error:?}"
    );
    assert_eq!((error.status, error.attempts), (None, 0));
}

/// Whether a URL parser removes the segment (RFC 3986, section 5.2.4).
pub fn is_dot_segment(segment: &str) -> bool {
    matches!(
        segment.to_ascii_lowercase().replace("%2e", ".").as_str(),
        "." | ".."
    )
}

/// Whether the text is a valid segment of a URL's path.
fn is_segment(segment: &str) -> bool {
    !segment.is_empty()
        && !is_dot_segment(segment)
        && segment
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@%".contains(&byte))
}

pub fn base_url(bytes: &mut Bytes) {
    let insecure = bytes.flag();
    let text = bytes.text();
    let url = match BaseUrl::parse(&text, insecure) {
        Ok(url) => url,
        Err(error) => {
            return assert_own_error(
                &error,
                "init",
                &[Code::InvalidArgument, Code::InsecureBaseUrl],
            );
        }
    };
    let rest = match url.as_str().strip_prefix("https://") {
        Some(rest) => rest,
        None => url
            .as_str()
            .strip_prefix("http://")
            .expect("a scheme that tokens travel by"),
    };
    let (authority, path) = rest
        .split_once('/')
        .map_or((rest, None), |(one, other)| (one, Some(other)));
    assert!(
        !authority.is_empty() && !authority.contains(['@', '?', '#', '\\', ' ', '%', '"', '<']),
        "{url:?}"
    );
    assert!(!authority.chars().any(char::is_control), "{url:?}");
    if let Some(path) = path {
        assert!(path.split('/').all(is_segment), "{url:?}");
    }
    if !insecure && url.as_str().starts_with("http://") {
        let host = authority.rsplit_once(':').map_or(authority, |(host, _)| {
            if host.ends_with(']') || !host.contains(':') {
                host
            } else {
                authority
            }
        });
        let local = host.eq_ignore_ascii_case("localhost")
            || host == "[::1]"
            || host
                .strip_prefix("127.")
                .is_some_and(|rest| rest.split('.').count() == 3);
        assert!(local, "{url:?} would receive a token without TLS");
    }
    assert_eq!(BaseUrl::parse(url.as_str(), insecure), Ok(url));
}

pub fn raw_path(bytes: &mut Bytes) {
    let path = bytes.text();
    match request::raw_path("request", &path) {
        Ok(url) => {
            let inner = url.strip_prefix('/').expect("below the base URL");
            assert!(
                inner
                    .strip_suffix('/')
                    .unwrap_or(inner)
                    .split('/')
                    .all(is_segment),
                "{url}"
            );
            assert_eq!(request::raw_path("request", &url), Ok(url));
        }
        Err(error) => assert_own_error(&error, "request", &[Code::InvalidArgument]),
    }
}

/// Arguments by name, each with the member of the body of the same name.
pub struct Given(pub Vec<(String, Argument, Option<String>)>);

impl Arguments for Given {
    fn argument(&self, name: &str) -> Argument {
        let found = self.0.iter().find(|(known, _, _)| known == name);
        found.map_or(Argument::Absent, |(_, argument, _)| argument.clone())
    }
    fn in_body(&self, name: &str) -> Option<String> {
        self.0.iter().find(|(known, _, _)| known == name)?.2.clone()
    }
}

/// A second implementation of percent-encoding (RFC 3986).
pub fn encoded(text: &str) -> String {
    spelled(text, |byte| format!("%{byte:02X}"))
}

fn spelled(text: &str, escape: impl Fn(u8) -> String) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    text.bytes()
        .map(|byte| {
            if plain(byte) {
                char::from(byte).to_string()
            } else {
                escape(byte)
            }
        })
        .collect()
}

/// What a parameter's text leaves as; `None` if it is refused. A second implementation of the rule for
/// phone numbers: E.164, after spaces, hyphens and brackets, and no zero in brackets.
pub fn as_sent(name: &str, text: &str) -> Option<String> {
    if !["userId", "appUserId"].contains(&name) {
        return Some(text.to_owned());
    }
    let zero_in_brackets = text.replace(' ', "").contains("(0");
    let bare: String = text.chars().filter(|c| !" -()".contains(*c)).collect();
    let digits = bare.strip_prefix('+')?;
    let is_number = (7..=15).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !digits.starts_with('0');
    (is_number && !zero_in_brackets).then_some(bare)
}

/// A phone number as somebody may have written it.
pub fn written_number(bytes: &mut Bytes) -> String {
    const WRITTEN: [&str; 6] = [
        "+4799887766",
        "+47 (99) 88-77-66",
        "+47 (0)99887766",
        "004799887766",
        "4799887766",
        "+47 998",
    ];
    bytes.choice(&WRITTEN).to_owned()
}

pub fn target(bytes: &mut Bytes) {
    let operation = bytes.choice(v1::OPERATIONS);
    let names: Vec<&str> = operation
        .path
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}').map(|(name, _)| name))
        .chain(operation.query.iter().copied())
        .collect();
    let given = Given(
        names
            .iter()
            .map(|name| {
                let argument = match bytes.byte() {
                    0 => Argument::Absent,
                    1 => Argument::Number(bytes.number()),
                    2 => Argument::Other("an array"),
                    3..=31 => Argument::Text(written_number(bytes)),
                    _ => Argument::Text(bytes.text()),
                };
                (
                    (*name).to_owned(),
                    argument,
                    if bytes.byte() == 7 {
                        bytes.maybe_text()
                    } else {
                        None
                    },
                )
            })
            .collect(),
    );
    let target = match request::target(operation, &given) {
        Ok(target) => target,
        Err(error) => {
            assert_own_error(&error, operation.name, &[Code::InvalidArgument]);
            return assert!(
                names.iter().any(|name| error.message.contains(name)),
                "{error:?} names no parameter"
            );
        }
    };
    let (path, query) = target.split_once('?').unwrap_or((&target, ""));
    // The expected path, made by a second implementation.
    let mut expected = operation.path.to_owned();
    let optional = expected
        .split_once('[')
        .map(|(_, after)| after.split_once(']').expect("a pair").0.to_owned());
    for name in &names {
        match given.argument(name) {
            Argument::Text(id) => {
                let sent = as_sent(name, &id).expect("it was accepted");
                expected = expected.replace(&format!("{{{name}}}"), &encoded(&sent))
            }
            _ => {
                if let Some(part) = optional
                    .as_ref()
                    .filter(|part| part.contains(&format!("{{{name}}}")))
                {
                    expected = expected.replace(part, "");
                }
            }
        }
    }
    assert_eq!(path, expected.replace(['[', ']'], ""));
    assert!(
        path.starts_with('/') && path.trim_matches('/').split('/').all(is_segment),
        "{path}"
    );
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').expect("a pair");
        assert!(operation.query.contains(&name), "{pair}");
        match given.argument(name) {
            Argument::Text(text) => assert_eq!(value, encoded(&text)),
            Argument::Number(number) => assert_eq!(value.parse::<f64>(), Ok(number)),
            other => panic!("{pair} from {other:?}"),
        }
    }
}

pub fn scopes(bytes: &mut Bytes) {
    let (country, organization, suffix) = (bytes.text(), bytes.text(), bytes.text());
    match lock_holder_scope::identifier(&country, &organization, &suffix) {
        Ok(scope) => {
            let parts: Vec<&str> = scope
                .strip_prefix("lockHolder.identifier:")
                .expect("its name")
                .split('.')
                .collect();
            assert_eq!(parts, [country.as_str(), &organization, &suffix]);
            assert_eq!(
                scope.split_whitespace().count(),
                1,
                "one scope, not several: {scope}"
            );
        }
        Err(error) => assert_own_error(&error, "lockHolderScope", &[Code::InvalidArgument]),
    }
    match lock_holder_scope::admin(&country) {
        Ok(scope) => {
            assert_eq!(
                scope.strip_prefix("lockHolder.admin:"),
                Some(country.as_str())
            );
            assert_eq!(
                scope.split_whitespace().count(),
                1,
                "one scope, not several: {scope}"
            );
        }
        Err(error) => assert_own_error(&error, "lockHolderAdminScope", &[Code::InvalidArgument]),
    }
}

/// What redaction puts in the place of a secret.
const PLACEHOLDERS: [&str; 2] = ["[token]", "[phone number]"];

/// The text without the placeholders of redaction.
fn between_placeholders(clean: &str) -> impl Iterator<Item = &str> {
    clean
        .split(PLACEHOLDERS[0])
        .flat_map(|part| part.split(PLACEHOLDERS[1]))
}

pub fn holds_none_of(clean: &str, secret: &str) {
    let spellings = [
        secret.to_owned(),
        encoded(secret),
        spelled(secret, |byte| format!("%{byte:02x}")),
    ];
    for part in between_placeholders(clean) {
        for spelling in &spellings {
            assert!(!part.contains(spelling), "{spelling:?} in {clean:?}");
        }
    }
}

pub fn redaction(bytes: &mut Bytes) {
    let (secret, before, after) = (bytes.text(), bytes.text(), bytes.text());
    let planted = [&before, &*secret, &after, &*encoded(&secret), &before].concat();
    for text in [&planted, &after] {
        let changed = redact(text, &secret);
        let clean = changed.clone().unwrap_or_else(|| text.clone());
        // A text of several secrets has one per line; what has less than 8 bytes is none.
        for one in secret.split('\n').filter(|one| one.len() >= 8) {
            holds_none_of(&clean, one);
        }
        assert_eq!(
            changed.is_some(),
            clean != *text || between_placeholders(text).count() > 1 && changed.is_some()
        );
        let short = redacted_excerpt(text, &secret);
        assert!(short.chars().count() <= 501);
        assert!(!short.contains(char::is_control));
        let spaced = clean.replace(char::is_control, " ");
        assert!(spaced.starts_with(short.strip_suffix('…').unwrap_or(&short)));
    }
}

pub fn phone_number(bytes: &mut Bytes) {
    const SPELLINGS: [&str; 10] = [
        "+4799887766",
        "%2B4799887766",
        "%252b4799887766",
        "+47 998 87 766",
        "+47-99-88-77-66",
        "+47 (998) 87.766",
        "/users/4799887766/",
        "/users%2F4799887766%2F",
        "\"userId\":\"4799887766\"",
        "+47\u{a0}99887766",
    ];
    let spelling = bytes.choice(&SPELLINGS);
    let (before, after) = (bytes.text(), bytes.text());
    // Digits or signs beside the number would make it another one.
    let joins = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '%';
    if before.ends_with(|c: char| joins(c) || "+&\\".contains(c)) || after.starts_with(joins) {
        return;
    }
    let text = [&before, spelling, &after].concat();
    let clean = redact(&text, "planted-token-7f3a").expect("the text has a phone number");
    assert!(clean.contains(PLACEHOLDERS[1]), "{clean}");
    let left = clean.matches("87").count() + clean.matches("766").count();
    let others = before.matches("87").count()
        + before.matches("766").count()
        + after.matches("87").count()
        + after.matches("766").count();
    assert!(left <= others, "{text:?} became {clean:?}");
}

pub fn outcome(bytes: &mut Bytes) {
    let secret = bytes.choice(&[
        "planted-token-7f3a",
        "b+c/d=planted",
        "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln",
    ]);
    let answered = ResponseContext {
        operation: "createKey",
        idempotent: bytes.flag(),
        status: bytes.short(),
    };
    let members: Vec<(&str, String)> = [
        "error",
        "errorDescription",
        "error_description",
        "detail",
        "title",
        "message",
    ]
    .into_iter()
    .filter_map(|name| Some((name, bytes.maybe_text()?)))
    .map(|(name, text)| (name, text.replace('\u{1}', secret)))
    .collect();
    let params = (0..bytes.byte() % 4)
        .map(|_| InvalidParam {
            name: bytes.text(),
            reason: bytes.text(),
        })
        .collect();
    let raw = [bytes.text().as_str(), secret, &bytes.text()].concat();
    let text = |name: &str| {
        members
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, text)| text.clone())
    };
    let body = ErrorBody::read(&text, params).without(secret);
    let error = match response::body_kind(answered.status) {
        BodyKind::Error => {
            response::error_response(answered, &body, &redacted_excerpt(&raw, secret))
        }
        BodyKind::Redirect => response::redirect_error(answered),
        BodyKind::Data if bytes.flag() => response::error_in_success_response(answered, &body),
        BodyKind::Data | BodyKind::Empty => response::invalid_response(answered, "sent nothing"),
    };
    assert!(
        error.message.starts_with("createKey: ") && error.message.ends_with('.'),
        "{error:?}"
    );
    assert!(error.message.chars().count() < 1_400, "{error:?}");
    for text in [&error.message, &error.error, &error.error_description]
        .into_iter()
        .chain(
            error
                .invalid_params
                .iter()
                .flat_map(|param| [&param.name, &param.reason]),
        )
    {
        holds_none_of(text, secret);
    }
    let late = answered.status == 408
        || (500..=599).contains(&answered.status)
        || (200..=299).contains(&answered.status);
    assert!(
        !late || error.safe_to_retry == answered.idempotent,
        "{error:?}"
    );
    serde_json::to_string(&error).expect("a serializable error");
}

pub fn lost(bytes: &mut Bytes) {
    let words: Vec<String> = (0..bytes.byte() % 5)
        .map(|_| match bytes.byte() % 8 {
            0 => "ENOTFOUND".to_owned(),
            1 => "ECONNREFUSED".to_owned(),
            2 => "ECONNRESET".to_owned(),
            _ => bytes.text(),
        })
        .collect();
    let lost = transport_error::classify_transport_error(&words);
    let proof = ["ENOTFOUND", "EAI_AGAIN", "ECONNREFUSED"];
    let never = !words.is_empty() && words.iter().all(|word| proof.contains(&word.as_str()));
    assert_eq!(matches!(lost, TransportError::NeverConnected(_)), never);
    for lost in [
        lost,
        TransportError::Cancelled(bytes.choice(&[
            CancelReason::Aborted,
            CancelReason::Timeout,
            CancelReason::Deadline,
        ])),
    ] {
        let error = transport_error::from_transport_error("getLocks", lost);
        assert!(
            error.message.starts_with("getLocks: ") && error.message.len() < 250,
            "{error:?}"
        );
        assert!(
            error.message.ends_with('.') && !error.message.contains("()"),
            "{error:?}"
        );
        assert!(
            error
                .message
                .chars()
                .all(|c| c == ' ' || c.is_ascii_graphic()),
            "{error:?}"
        );
        assert!(
            !error.message.bytes().any(|byte| byte.is_ascii_digit()),
            "no address: {error:?}"
        );
    }
}

pub fn retry(bytes: &mut Bytes) {
    let policy = Policy {
        max_retries: u32::from(bytes.byte() % 12),
        retry_after_ceiling_ms: bytes.number(),
    };
    let method = bytes.choice(&Method::ALL);
    let idempotency = bytes.choice(&[Idempotency::Idempotent, Idempotency::NotIdempotent]);
    let deadline = bytes.number();
    let mut attempts = RetryState::new(policy, idempotency, method != Method::GET);
    let mut bucket = RetryTokenBucket {
        left: bytes.amount().min(RetryTokenBucket::FULL),
    };
    let mut arrived = false;
    for _ in 0..20 {
        if bytes.byte() == 3 {
            bucket.release(attempts.last_cost);
            break;
        }
        let (code, status) = bytes.choice(&[
            (Code::Network, None),
            (Code::Timeout, None),
            (Code::Aborted, None),
            (Code::DeadlineExceeded, None),
            (Code::RateLimited, Some(429)),
            (Code::ServerError, Some(503)),
            (Code::ServerError, Some(501)),
            (Code::Timeout, Some(408)),
            (Code::HttpError, Some(425)),
            (Code::Conflict, Some(409)),
            (Code::InvalidResponse, Some(200)),
            (Code::Unauthorized, Some(401)),
        ]);
        let mut error = Error::new(code, "createKey", "createKey: x.".to_owned());
        error.status = status;
        error.retry_after_ms = bytes.flag().then(|| bytes.amount());
        let retry_after = error.retry_after_ms;
        let never_connected = bytes.flag();
        let time_left = deadline - bytes.number();
        let jitter = bytes.number();
        arrived |= matches!(
            code,
            Code::Timeout
                | Code::ServerError
                | Code::Aborted
                | Code::DeadlineExceeded
                | Code::InvalidResponse
        ) || (code == Code::Network && !never_connected);
        match attempts.failed(
            Failure::of(error, never_connected),
            time_left,
            jitter,
            &mut bucket,
        ) {
            RetryDecision::RetryAfter(wait) => {
                assert!(wait >= 0.0 && wait.is_finite(), "waits {wait}");
                assert!(wait < time_left, "waits past the deadline");
                assert!(wait <= CAP_MS || retry_after == Some(wait), "waits {wait}");
                assert!(
                    idempotency == Idempotency::Idempotent || !arrived,
                    "{code:?} may have arrived and is sent again"
                );
                assert!(attempts.attempts <= policy.max_retries);
            }
            RetryDecision::Fail(error) => {
                assert_eq!(error.attempts, attempts.attempts);
                let unknown = arrived && method != Method::GET;
                if unknown
                    && idempotency == Idempotency::NotIdempotent
                    && error.code != Code::InvalidResponse
                {
                    assert!(!error.safe_to_retry, "{error:?}");
                }
                if unknown {
                    assert!(
                        matches!(
                            error.code,
                            Code::OutcomeUnknown | Code::Aborted | Code::InvalidResponse
                        ),
                        "{error:?}"
                    );
                }
                break;
            }
        }
        assert!(
            (0.0..=RetryTokenBucket::FULL).contains(&bucket.left),
            "{bucket:?}"
        );
    }
    assert!(
        (0.0..=RetryTokenBucket::FULL).contains(&bucket.left),
        "{bucket:?}"
    );
}

thread_local! {
    /// What `epoch_ms` returns for a text that is not an HTTP date.
    static EPOCHS: Cell<[f64; 2]> = const { Cell::new([0.0; 2]) };
}

/// JavaScript engines parse nearly every text as a date.
fn epoch_ms(date: &str) -> f64 {
    match httpdate::parse_http_date(date) {
        Ok(moment) => moment
            .duration_since(std::time::UNIX_EPOCH)
            .map_or(f64::NAN, |since| since.as_secs_f64() * 1000.0),
        Err(_) => EPOCHS.get()[date.len() % 2],
    }
}

pub fn retry_after(bytes: &mut Bytes) {
    let headers: Vec<(&str, String)> = ["retry-after-ms", "retry-after", "date"]
        .into_iter()
        .filter_map(|name| Some((name, bytes.maybe_text()?)))
        .collect();
    let now = bytes.number();
    EPOCHS.set([bytes.number(), bytes.number()]);
    let delay = retry_after_ms(
        &|name| {
            headers
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, text)| text.clone())
        },
        epoch_ms,
        now,
    );
    if let Some(delay) = delay {
        assert!(delay >= 0.0, "retries after {delay}");
        assert!(
            headers
                .iter()
                .any(|(name, _)| name.starts_with("retry-after"))
        );
    }
}

/// The parameters of a link.
struct LinkParameters(Vec<(&'static str, Option<String>)>, [Option<bool>; 2]);

impl deep_links::ParameterSource for LinkParameters {
    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        let found = self.0.iter().find(|(known, _)| *known == name);
        Ok(found.and_then(|(_, text)| text.clone()))
    }
    fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        Ok(self.1[usize::from(name == "auto")])
    }
}

pub fn app_link(bytes: &mut Bytes) {
    let links = [
        &deep_links::USE_KEY,
        &deep_links::PREFETCH_KEYS,
        &deep_links::UNLOC_WORK,
    ];
    let link = links[usize::from(bytes.byte() % 3)];
    let names = [
        "keyId",
        "userId",
        "redirect",
        "redirectOnError",
        "returnUrl",
        "partnerId",
    ];
    let mut texts: Vec<(&str, Option<String>)> = names
        .into_iter()
        .map(|name| (name, bytes.maybe_text()))
        .collect();
    texts.push(("hmacSecret", Some("planted-secret-51c9".to_owned())));
    let given = LinkParameters(
        texts,
        [
            bytes.flag().then(|| bytes.flag()),
            bytes.flag().then(|| bytes.flag()),
        ],
    );
    let url = match deep_links::link(link, &given) {
        Ok(url) => url,
        Err(error) => return assert_own_error(&error, link.name, &[Code::InvalidArgument]),
    };
    assert!(
        !url.contains(' ') && !url.chars().any(char::is_control),
        "{url:?}"
    );
    let (start, query) = url.split_once('?').expect("a query");
    assert!(
        [
            "https://dl.unloc.app/use-key",
            "https://dl.unloc.app/prefetch-keys",
            "ai.unloc.pro://use-key"
        ]
        .contains(&start),
        "{url}"
    );
    // No value can add a second key, person, partner or signature.
    for name in ["id", "userid", "n", "s"] {
        let times = query
            .split('&')
            .filter(|pair| pair.split('=').next() == Some(name))
            .count();
        assert!(times <= 1, "{name} twice in {url}");
    }
    let without_given = given
        .0
        .iter()
        .take(6)
        .filter_map(|(_, text)| text.as_ref())
        .all(|text| !text.contains("planted-secret"));
    assert!(
        !without_given || !url.contains("planted-secret-51c9"),
        "{url}"
    );
}

pub fn operation_name(bytes: &mut Bytes) {
    use unloc_integrator_client::api::operation::REQUEST;
    use unloc_integrator_client::api::{named, v2};
    let rows = || v1::OPERATIONS.iter().chain(v2::OPERATIONS);
    let known: Vec<&str> = rows().map(|row| row.name).collect();
    let mut name = bytes.choice(&known).to_owned();
    match bytes.byte() % 4 {
        0 => name.truncate(bytes.below(name.len())),
        1 => name += &bytes.text(),
        2 => name = bytes.text(),
        _ => {}
    }
    let found = named(&name);
    if known.contains(&&*name) {
        assert_eq!(found.name, name);
        assert_eq!(rows().filter(|row| row.name == name).count(), 1);
    } else {
        assert_eq!(found, &REQUEST, "{name}");
    }
}

pub fn text_search(bytes: &mut Bytes) {
    use unloc_integrator_client::response::redaction::contains;
    let (text, what) = (bytes.text(), bytes.text());
    for text in [&text, &[&text, &*what, &text].concat()] {
        let expected = !what.is_empty() && text.contains(&what);
        assert_eq!(contains(text, &what), expected, "{what:?} in {text:?}");
    }
}
