//! Token requests and token responses: credentials arrive unchanged, no token outlives its
//! lifetime, and no error contains a secret.

use oauth2::url::form_urlencoded;
use serde_json::{Value, json};
use unloc_integrator_client::api::operation::Idempotency;
use unloc_integrator_client::auth::authorization_server::{ClientAuthentication, ScopeStyle};
use unloc_integrator_client::auth::token_error::of_token_request;
use unloc_integrator_client::auth::token_request::{self, Client, Grant, Shape};
use unloc_integrator_client::auth::token_response::{Members, token};
use unloc_integrator_client::auth::{base64, basic, form_encoding};
use unloc_integrator_client::error::{Code, Error, InvalidParam};
use unloc_integrator_client::response::redaction::{redact, redacted_excerpt};
use unloc_integrator_client::response::transport_error::{self, CancelReason, TransportError};
use unloc_integrator_client::response::{self, BodyKind, ErrorBody, ResponseContext};

use crate::bytes::Bytes;
use crate::client::holds_none_of;

/// A second implementation of base64, for both alphabets.
fn decoded(text: &str) -> Vec<u8> {
    let (mut bits, mut count, mut bytes) = (0_u32, 0, Vec::new());
    for letter in text.trim_end_matches('=').bytes() {
        let sextet = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            other => panic!("{other} in {text}"),
        };
        bits = bits << 6 | u32::from(sextet);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count) as u8);
            bits &= (1 << count) - 1;
        }
    }
    assert!(count < 6 && bits == 0, "left over in {text}");
    bytes
}

fn read(form: &str) -> Vec<(String, String)> {
    form_urlencoded::parse(form.as_bytes())
        .into_owned()
        .collect()
}

pub fn form(bytes: &mut Bytes) {
    let pairs: Vec<(String, String)> = (0..bytes.byte() % 5)
        .map(|_| (bytes.text(), bytes.text()))
        .collect();
    let mut ours = String::new();
    let mut theirs = form_urlencoded::Serializer::new(String::new());
    for (name, value) in &pairs {
        form_encoding::push(name, value, &mut ours);
        theirs.append_pair(name, value);
    }
    assert_eq!(ours, theirs.finish());
    assert_eq!(read(&ours), pairs);

    let (id, secret) = (bytes.text(), bytes.text());
    let credentials = |raw| {
        let header = basic::header(&id, &secret, raw);
        let value = header.strip_prefix("Basic ").expect("its scheme");
        assert!(
            value.len().is_multiple_of(4) && header.is_ascii(),
            "{header}"
        );
        String::from_utf8(decoded(value)).expect("text")
    };
    assert_eq!(credentials(true), [&*id, ":", &secret].concat());
    let credentials = credentials(false);
    let (sent_id, sent_secret) = credentials.split_once(':').expect("a colon");
    for (sent, expected) in [(sent_id, &id), (sent_secret, &secret)] {
        let read = form_urlencoded::parse(sent.as_bytes()).next();
        assert_eq!(
            read.map(|(text, _)| text.into_owned()).unwrap_or_default(),
            *expected
        );
        assert!(!sent.contains(['&', '=', ':', ' ']), "{sent}");
    }

    let rest = bytes.rest();
    assert_eq!(decoded(&base64::standard(rest)), rest);
    assert_eq!(decoded(&base64::url(rest)), rest);
    let unpadded = base64::url(rest).replace('-', "+").replace('_', "/");
    assert_eq!(base64::standard(rest).trim_end_matches('='), unpadded);
}

const AUTHENTICATIONS: [ClientAuthentication; 4] = [
    ClientAuthentication::Body,
    ClientAuthentication::Basic,
    ClientAuthentication::BasicRaw,
    ClientAuthentication::None,
];

pub fn request(bytes: &mut Bytes) {
    let shape = Shape {
        authentication: bytes.choice(&AUTHENTICATIONS),
        scope_style: bytes.choice(&[ScopeStyle::None, ScopeStyle::String, ScopeStyle::Array]),
        rotates: bytes.flag(),
    };
    // Long enough not to occur in other texts by chance.
    let planted = |text: String| ["planted-", &text].concat();
    let secret = bytes.maybe_text().map(planted);
    let id = bytes.text();
    let client = Client {
        id: &id,
        secret: secret.as_deref(),
    };
    let code = planted(bytes.text());
    let verifier = bytes.maybe_text().map(planted);
    let scopes: Vec<String> = (0..bytes.byte() % 4).map(|_| bytes.text()).collect();
    let (asked, passing, once) = match bytes.byte() % 4 {
        0 => (Grant::Own(&scopes), None, false),
        1 => (
            Grant::Code {
                code: &code,
                redirect_uri: "https://app.example/back",
                verifier: verifier.as_deref(),
            },
            Some(&code),
            true,
        ),
        2 => (Grant::Refresh(&code), Some(&code), shape.rotates),
        _ => (Grant::Discovery, None, false),
    };
    let own = vec![("project_id".to_owned(), bytes.text())];
    let request = token_request::request(shape, client, asked, own);
    assert_eq!(
        request.idempotency == Idempotency::NotIdempotent,
        once,
        "{request:?}"
    );
    let form = request.form();
    assert_eq!(read(&form), request.members);

    // The secret is in the header or in the body. A public client sends its id only.
    let member = |name: &str| {
        let found = request.members.iter().filter(|(known, _)| known == name);
        let found: Vec<_> = found.map(|(_, value)| value.as_str()).collect();
        assert!(found.len() <= 1, "{name} twice");
        found.first().copied()
    };
    let in_body = shape.authentication == ClientAuthentication::Body;
    let in_header = secret.is_some()
        && matches!(
            shape.authentication,
            ClientAuthentication::Basic | ClientAuthentication::BasicRaw
        );
    assert_eq!(request.authorization.is_some(), in_header);
    assert_eq!(
        member("client_secret"),
        secret.as_deref().filter(|_| in_body)
    );
    assert_eq!(member("client_id"), Some(&*id).filter(|_| !in_header));
    assert!(member("code").or(member("refresh_token")) == passing.map(String::as_str));

    // The response of a server may repeat the whole request.
    let header = request.authorization.clone().unwrap_or_default();
    let credentials = header.trim_start_matches("Basic ");
    let repeated: Vec<&str> = request.members.iter().map(|(_, value)| &**value).collect();
    let repeated = [&header, "; ", credentials, "; ", &repeated.join("; ")].concat();
    let clean = redact(&repeated, &request.secrets).unwrap_or(repeated);
    let sent = [
        member("client_secret"),
        passing.map(String::as_str),
        member("code_verifier"),
        Some(credentials),
    ];
    for secret in sent
        .into_iter()
        .flatten()
        .flat_map(|secret| secret.split('\n'))
    {
        // Redaction recognizes the first sixteen bytes, the rest alone is not secret.
        if secret.starts_with("planted-") || secret.len() > 16 {
            holds_none_of(&clean, secret);
        }
    }
}

struct Json(Value);

impl Members for Json {
    fn text(&self, name: &str) -> Option<String> {
        self.0[name].as_str().map(str::to_owned)
    }
    fn number(&self, name: &str) -> Option<f64> {
        // A JavaScript number, of any size.
        let given = &self.0[name];
        given
            .as_f64()
            .or_else(|| given.as_str()?.trim().parse().ok())
    }
    fn list(&self, name: &str) -> Option<Vec<String>> {
        let list = self.0[name].as_array()?;
        Some(
            list.iter()
                .filter_map(|one| Some(one.as_str()?.to_owned()))
                .collect(),
        )
    }
}

pub fn answer(bytes: &mut Bytes) {
    let mut answer = json!({});
    if bytes.byte() != 0 {
        let odd = bytes.byte() < 64;
        answer["access_token"] = json!(if odd { bytes.text() } else { "t-1".to_owned() });
    }
    match bytes.byte() % 8 {
        0 => answer["token_type"] = json!(bytes.text()),
        1..=3 => answer["token_type"] = json!("bEaReR"),
        _ => {}
    }
    let lifetime = bytes.number();
    match bytes.byte() % 4 {
        0 => answer["expires_in"] = json!(bytes.text()),
        1 => answer["expires_in"] = json!(lifetime), // `null` for NaN and infinities
        2 => answer["expires_in"] = json!(lifetime.to_string()),
        _ => {}
    }
    match bytes.byte() % 4 {
        0 => answer["scope"] = json!(bytes.text()),
        1 => answer["scope"] = json!([bytes.text(), bytes.number(), bytes.text()]),
        2 => answer["error"] = json!(bytes.text()),
        _ => {}
    }
    let asked_at = match bytes.byte() {
        0..=199 => 1_767_225_600_000.0 + f64::from(bytes.short()),
        _ => Some(bytes.number())
            .filter(|at| at.is_finite())
            .unwrap_or(0.0),
    };
    let requested = ["asked".to_owned()];
    let answer = Json(answer);
    let read = token(&answer, &requested, asked_at);

    let good = answer.text("access_token").is_some_and(|token| {
        !token.is_empty() && token.bytes().all(|byte| (b'!'..=b'~').contains(&byte))
    });
    let bearer = answer
        .text("token_type")
        .is_none_or(|kind| ["", "bearer", "bearertoken"].contains(&kind.to_lowercase().as_str()));
    let token = match read {
        Ok(token) => token,
        Err(why) => {
            assert!(why.starts_with("sent ") && !why.ends_with('.'), "{why}");
            return assert!(!(good && bearer), "{why}: {}", answer.0);
        }
    };
    assert!(good && bearer, "{}", answer.0);
    let lifetime = answer
        .number("expires_in")
        .filter(|seconds| seconds.is_finite());
    assert_eq!(token.lifetime_assumed, lifetime.is_none());
    let window = token.window;
    assert!(
        window.refresh_after <= window.usable_until && window.usable_until <= window.expires_at,
        "{window:?}"
    );
    // Not longer than the server says, nor than a year.
    let longest = lifetime.unwrap_or(300.0).clamp(0.0, 366.0 * 86_400.0) * 1000.0;
    assert!(window.expires_at <= asked_at + longest, "{window:?}");
    if (0.0..1e14).contains(&asked_at) {
        let tolerance = 0.1; // milliseconds, beyond the precision of f64
        assert!(window.refresh_after >= asked_at - tolerance, "{window:?}");
        assert!(
            window.expires_at > window.usable_until || longest < 1.0,
            "{window:?}"
        );
    }
    let scopes = match (answer.list("scope"), answer.text("scope")) {
        (Some(list), _) => list,
        (None, Some(text)) => {
            let spaces = |text: &str| text.replace(' ', "");
            assert_eq!(token.scopes.concat(), spaces(&text));
            assert!(token.scopes.iter().all(|scope| !scope.is_empty()));
            assert!(token.scopes.iter().all(|scope| !scope.contains(' ')));
            return;
        }
        _ => requested.to_vec(),
    };
    assert_eq!(token.scopes, scopes);
}

const OPERATION: &str = "finish";
const SECRETS: &str = "planted-secret-51c9\n\nplanted-code+/=81f0\nplanted-verifier-77aa";

/// The error of a token request.
fn failure(bytes: &mut Bytes, repeat: Idempotency) -> Error {
    let answered = ResponseContext {
        operation: OPERATION,
        idempotent: repeat == Idempotency::Idempotent,
        status: match bytes.byte() {
            0..=9 => 200 + bytes.short() % 400,
            other => {
                [200, 201, 400, 401, 403, 408, 429, 500, 502, 503, 504][usize::from(other) % 11]
            }
        },
    };
    let planted = |text: String| {
        let secret = SECRETS.split('\n').nth(text.len() % 4).unwrap_or_default();
        text.replace('\u{1}', secret)
    };
    let word = match bytes.byte() {
        0..=63 => Some("invalid_grant".to_owned()),
        64..=95 => Some("temporarily_unavailable".to_owned()),
        _ => bytes.maybe_text().map(planted),
    };
    let sentence = bytes.maybe_text().map(planted);
    let params = vec![InvalidParam {
        name: planted(bytes.text()),
        reason: planted(bytes.text()),
    }];
    let raw = planted([bytes.text(), "\u{1}".to_owned()].concat());
    let text = |name: &str| match name {
        "error" => word.clone(),
        "error_description" => sentence.clone(),
        _ => None,
    };
    let body = ErrorBody::read(&text, params).without(SECRETS);
    let mut error = match (bytes.byte() % 8, response::body_kind(answered.status)) {
        (0, _) => {
            let cut = bytes.choice(&[
                CancelReason::Aborted,
                CancelReason::Timeout,
                CancelReason::Deadline,
            ]);
            transport_error::from_transport_error(OPERATION, TransportError::Cancelled(cut))
        }
        (1, _) => transport_error::from_transport_error(
            OPERATION,
            transport_error::classify_transport_error(&[bytes.text()]),
        ),
        (2, _) => Error::invalid_argument(OPERATION, &["\"x\" is missing"]),
        (_, BodyKind::Error) => {
            response::error_response(answered, &body, &redacted_excerpt(&raw, SECRETS))
        }
        (_, BodyKind::Redirect) => response::redirect_error(answered),
        (_, BodyKind::Data) if bytes.flag() => response::error_in_success_response(answered, &body),
        (_, BodyKind::Data | BodyKind::Empty) => {
            response::invalid_response(answered, "sent nothing")
        }
    };
    let sent = error.code != Code::InvalidArgument && !bytes.byte().is_multiple_of(8);
    error.attempts = u32::from(error.status.is_some() || sent);
    error
}

pub fn refusal(bytes: &mut Bytes) {
    let repeat = bytes.choice(&[Idempotency::NotIdempotent, Idempotency::Idempotent]);
    let before = failure(bytes, repeat);
    let error = of_token_request(before.clone(), repeat);
    assert!(error.message.starts_with("finish: "), "{error:?}");
    assert!(error.message.ends_with('.'), "{error:?}");
    assert!(error.message.chars().count() < 1_400, "{error:?}");
    let value = serde_json::to_value(&error).expect("a serializable error");
    for text in [
        value["message"].as_str(),
        value["error"].as_str(),
        value["errorDescription"].as_str(),
    ] {
        for secret in SECRETS.split('\n').filter(|secret| !secret.is_empty()) {
            holds_none_of(text.expect("a text"), secret);
        }
    }
    for param in &error.invalid_params {
        for secret in SECRETS.split('\n').filter(|secret| !secret.is_empty()) {
            holds_none_of(&param.name, secret);
            holds_none_of(&param.reason, secret);
        }
    }
    // The request was sent and no response denies it: its code or refresh token may have been used up.
    let refused = matches!(before.status, Some(400..=407 | 409..=499))
        || (matches!(before.status, Some(200..=299)) && error.code == Code::TokenError);
    let redirect_error = before.code == Code::Redirected;
    if repeat == Idempotency::NotIdempotent && before.attempts > 0 && !refused && !redirect_error {
        assert!(!error.safe_to_retry, "{error:?} may be used up");
        let says_so =
            error.message.contains("may have been used up") || error.code == Code::Aborted;
        assert!(says_so, "{error:?}");
    } else {
        assert!(
            !error.message.contains("may have been used up"),
            "{error:?}"
        );
    }
    // An error response is always a token error.
    if refused || matches!(before.status, Some(408 | 500..=599)) {
        assert_eq!(error.code, Code::TokenError, "{error:?}");
    }
}

pub fn scope_list(bytes: &mut Bytes) {
    use unloc_integrator_client::auth::scope::{joined, list};
    let text = bytes.text();
    let scopes = list(&text);
    let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
    assert_eq!(scopes, words);
    assert_eq!(list(&joined(&scopes)), scopes);
    assert!(joined(&scopes).len() <= text.len());
}

pub fn token_lifetime(bytes: &mut Bytes) {
    use unloc_integrator_client::auth::expiry::Window;
    let finite = |number: f64| Some(number).filter(|number| number.is_finite());
    let obtained_at = finite(bytes.number()).unwrap_or(0.0);
    let lifetime = finite(bytes.number()).unwrap_or(0.0);
    let window = Window::of(obtained_at, lifetime);
    assert!(
        obtained_at <= window.expires_at
            && window.refresh_after <= window.usable_until
            && window.usable_until <= window.expires_at,
        "{window:?}"
    );
    // A longer lifetime never ends earlier.
    let longer = Window::of(obtained_at, lifetime + bytes.amount());
    assert!(window.expires_at <= longer.expires_at, "{longer:?}");
    assert!(window.usable_until <= longer.usable_until, "{longer:?}");
}

/// The words of a token system's record.
pub fn system_words(bytes: &mut Bytes) {
    use unloc_integrator_client::auth::authorization_server::{BodyEncoding, GrantType};
    let mut word = bytes
        .choice(&[
            "json",
            "form",
            "body",
            "basic-raw",
            "string",
            "refresh_token",
        ])
        .to_owned();
    if bytes.flag() {
        word = [bytes.text(), word, bytes.text()].concat();
    }
    macro_rules! found {
        ($($name:ident),*) => { $(
            let all = $name::ALL.iter().copied();
            assert_eq!($name::of(&word), all.clone().find(|one| one.as_str() == word));
            assert!(all.clone().all(|one| $name::of(one.as_str()) == Some(one)));
        )* };
    }
    found!(BodyEncoding, ClientAuthentication, GrantType, ScopeStyle);
}
