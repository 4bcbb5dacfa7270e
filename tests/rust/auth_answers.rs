//! Responses of token endpoints: every documented one, and malformed ones.
#![cfg(all(not(target_family = "wasm"), feature = "auth"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test

mod support;

use serde_json::{Value, json};
use support::sample;
use unloc_integrator_client::api::operation::Idempotency;
use unloc_integrator_client::auth::token_error::of_token_request;
use unloc_integrator_client::auth::token_response::{Members, Token, token};
use unloc_integrator_client::error::{Code, Error};
use unloc_integrator_client::response::{ErrorBody, ResponseContext, error_response};

struct Json(Value);

impl Members for Json {
    fn text(&self, name: &str) -> Option<String> {
        self.0[name].as_str().map(str::to_owned)
    }
    fn number(&self, name: &str) -> Option<f64> {
        self.0[name]
            .as_f64()
            .or_else(|| self.0[name].as_str()?.trim().parse().ok())
    }
    fn list(&self, name: &str) -> Option<Vec<String>> {
        Some(
            self.0[name]
                .as_array()?
                .iter()
                .filter_map(|one| one.as_str().map(str::to_owned))
                .collect(),
        )
    }
}

fn read(answer: Value) -> Result<Token, &'static str> {
    token(&Json(answer), &["asked".to_owned()], 1000.0)
}

fn lives(answer: Value) -> (f64, bool) {
    let token = read(answer).unwrap();
    (
        (token.window.expires_at - 1000.0) / 1000.0,
        token.lifetime_assumed,
    )
}

#[test]
fn every_documented_answer_is_a_token() {
    for (file, seconds, scopes) in [
        (
            "auth/unloc-v1-token.json",
            3600.0,
            &["lockHolder.identifier:NO.EXAMPLE-001.east"][..],
        ),
        ("auth/unloc-v1-token-unscoped.json", 3600.0, &["asked"]),
        (
            "auth/unloc-v1-token-lock-holder-admin.json",
            3600.0,
            &[
                "lockHolder.admin:96896638-e0d7-4cfd-a2c0-8e3448f32e3d",
                "lockHolder.admin:9a9904af-c1fc-44db-8628-2ecdc86cbcaa",
            ],
        ),
        (
            "auth/unloc-v2-token-project.json",
            3600.0,
            &["project.admin"],
        ),
        (
            "auth/unloc-v2-token-organization.json",
            3600.0,
            &["organization.admin"],
        ),
        (
            "auth/unidy-token.json",
            7200.0,
            &["users:read", "users:write"],
        ),
        ("auth/unidy-token-code.json", 7200.0, &["openid", "email"]),
        ("auth/lockit-token.json", 604_800.0, &["asked"]),
    ] {
        let answer = sample(file);
        let token = read(answer.clone()).unwrap();
        assert_eq!(token.scopes, scopes, "{file}");
        assert_eq!(lives(answer), (seconds, false), "{file}");
    }
}

#[test]
fn lifetimes_are_read_as_numbers_and_as_texts_of_numbers() {
    for (expires_in, seconds) in [
        (json!(3600), (3600.0, false)),
        (json!(3599.5), (3599.5, false)),
        (json!("3600"), (3600.0, false)),
        (json!(" 3600.9 "), (3600.9, false)),
        (json!(0), (0.0, false)),
        (json!(-1), (0.0, false)),
        (json!(1e300), (31_536_000.0, false)),
        (json!(null), (300.0, true)),
        (json!("soon"), (300.0, true)),
        (json!("1.x"), (300.0, true)),
        (json!(""), (300.0, true)),
        (json!(true), (300.0, true)),
        (json!([3600]), (300.0, true)),
    ] {
        assert_eq!(
            lives(json!({"access_token": "t", "expires_in": expires_in})),
            seconds,
            "{expires_in}"
        );
    }
    assert_eq!(lives(json!({"access_token": "t"})), (300.0, true));
}

#[test]
fn scopes_are_read_from_a_text_a_list_or_the_request() {
    let scopes = |scope: Value| {
        read(json!({"access_token": "t", "scope": scope}))
            .unwrap()
            .scopes
    };
    assert_eq!(scopes(json!(" a  b ")), ["a", "b"]);
    assert_eq!(scopes(json!(["a b", "c", 5])), ["a b", "c"]);
    assert_eq!(scopes(json!([])), Vec::<String>::new());
    assert_eq!(scopes(json!(null)), ["asked"]);
    assert_eq!(
        read(json!({"access_token": "t"})).unwrap().scopes,
        ["asked"]
    );
}

#[test]
fn only_bearer_tokens_are_accepted() {
    for kind in [
        json!("bearer"),
        json!("Bearer"),
        json!("BEARER"),
        json!(""),
        json!("BearerToken"),
        json!("bearertoken"),
        json!(null),
    ] {
        assert!(read(json!({"access_token": "t", "token_type": kind})).is_ok());
    }
    for kind in ["mac", "DPoP", "Bearer Token"] {
        assert_eq!(
            read(json!({"access_token": "t", "token_type": kind})),
            Err("sent a token_type other than Bearer"),
            "{kind}"
        );
    }
    for odd in [json!("t t"), json!("t\n"), json!("tü")] {
        assert_eq!(
            read(json!({"access_token": odd})),
            Err("sent an access_token that a header cannot carry")
        );
    }
}

#[test]
fn a_success_without_a_token_is_an_error() {
    assert_eq!(
        read(json!({"error": "invalid_client"})),
        Err("sent an error")
    );
    assert!(read(json!({"error": "odd", "access_token": "t"})).is_ok());
    for nothing in [
        json!({}),
        json!([]),
        json!("t"),
        json!(null),
        json!({"access_token": ""}),
        json!({"access_token": 5}),
        json!({"error": ""}),
    ] {
        assert_eq!(read(nothing), Err("sent no access_token"));
    }
}

// Errors.

fn answered(status: u16, code: Code, word: Option<&str>, sentence: Option<&str>) -> Error {
    let mut error = Error::new(code, "getToken", "getToken: the API answered.".to_owned());
    error.status = Some(status);
    error.attempts = 1;
    if let Some(word) = word {
        error.error = word.to_owned();
    }
    if let Some(sentence) = sentence {
        error.error_description = sentence.to_owned();
    }
    error
}

#[test]
fn every_documented_error_is_a_token_error_with_the_servers_words() {
    for (file, status, word, sentence) in [
        (
            "auth/unloc-v1-error.json",
            400,
            "invalid_request",
            "Missing parameter: grant_type",
        ),
        (
            "auth/unloc-v2-error.json",
            401,
            "invalid_client",
            "Unknown client or wrong secret",
        ),
        (
            "auth/rfc6749-error.json",
            400,
            "invalid_grant",
            "The refresh token is no longer valid",
        ),
        ("v2/error-401.json", 401, "JsonWebTokenError", "JWT expired"),
    ] {
        let answer = sample(file);
        let body = ErrorBody::read(&|name| answer[name].as_str().map(str::to_owned), Vec::new());
        let context = ResponseContext {
            operation: "getToken",
            idempotent: true,
            status,
        };
        let error = of_token_request(error_response(context, &body, ""), Idempotency::Idempotent);
        assert_eq!(error.code, Code::TokenError, "{file}");
        assert_eq!((&*error.error, &*error.error_description), (word, sentence));
    }
}

#[test]
fn an_error_keeps_the_servers_words_and_says_what_to_do() {
    for (status, code, word, sentence, message) in [
        (
            401,
            Code::Unauthorized,
            Some("invalid_client"),
            Some("Unknown client"),
            "getToken: the token endpoint answered 401 (invalid_client: Unknown client). Check clientId and clientSecret.",
        ),
        (
            400,
            Code::BadRequest,
            Some("invalid_grant"),
            None,
            "getToken: the token endpoint answered 400 (invalid_grant). Sign in again.",
        ),
        (
            400,
            Code::BadRequest,
            Some("JsonWebTokenError"),
            Some("JWT expired"),
            "getToken: the token endpoint answered 400 (JsonWebTokenError: JWT expired). Check the AuthorizationServer, and any proxy between you and the server.",
        ),
        (
            429,
            Code::RateLimited,
            None,
            None,
            "getToken: the token endpoint answered 429. Wait before you call again.",
        ),
        (
            502,
            Code::ServerError,
            None,
            Some("Bad gateway"),
            "getToken: the token endpoint answered 502 (Bad gateway). Try again later.",
        ),
        (
            503,
            Code::ServerError,
            Some("maintenance"),
            None,
            "getToken: the token endpoint answered 503 (maintenance). Try again later.",
        ),
        (
            200,
            Code::InvalidResponse,
            Some("invalid_scope"),
            None,
            "getToken: the token endpoint answered 200 (invalid_scope). Request a scope that this client was granted.",
        ),
    ] {
        let error = of_token_request(
            answered(status, code, word, sentence),
            Idempotency::Idempotent,
        );
        assert_eq!(
            (error.code, error.message.as_str()),
            (Code::TokenError, message)
        );
        assert_eq!(error.error, word.unwrap_or("token_error"));
        assert_eq!(error.error_description, sentence.unwrap_or(message));
        assert!(error.safe_to_retry);
    }
}

#[test]
fn an_error_without_a_response_keeps_its_code_and_an_authorization_code_may_be_used_up() {
    for code in [
        Code::Network,
        Code::Timeout,
        Code::DeadlineExceeded,
        Code::InvalidResponse,
    ] {
        let lost = || {
            let mut error = Error::new(code, "finish", "finish: lost.".to_owned());
            error.attempts = 1;
            error
        };
        let error = of_token_request(lost(), Idempotency::NotIdempotent);
        assert_eq!((error.code, error.safe_to_retry), (code, false));
        assert!(
            error.message.ends_with("sign in again."),
            "{}",
            error.message
        );
        let error = of_token_request(lost(), Idempotency::Idempotent);
        assert_eq!(
            (error.code, error.safe_to_retry, error.message.as_str()),
            (code, true, "finish: lost.")
        );
    }
    // What was never sent used nothing up.
    let unsent = || Error::new(Code::Aborted, "finish", "finish: aborted.".to_owned());
    let error = of_token_request(unsent(), Idempotency::NotIdempotent);
    assert_eq!((error.code, error.safe_to_retry), (Code::Aborted, true));
    let mut sent = unsent();
    sent.attempts = 1;
    assert!(!of_token_request(sent, Idempotency::NotIdempotent).safe_to_retry);
    // A gateway timeout does not say whether the server handled the request.
    for (status, code) in [(408, Code::Timeout), (504, Code::ServerError)] {
        let error = of_token_request(
            answered(status, code, None, None),
            Idempotency::NotIdempotent,
        );
        assert_eq!((error.code, error.safe_to_retry), (Code::TokenError, false));
        assert!(
            error.message.ends_with("sign in again."),
            "{}",
            error.message
        );
        let error = of_token_request(answered(status, code, None, None), Idempotency::Idempotent);
        assert!(error.safe_to_retry && !error.message.contains("used up"));
    }
    for code in [
        Code::InvalidArgument,
        Code::Redirected,
        Code::InsecureBaseUrl,
    ] {
        let error = of_token_request(
            Error::new(code, "getToken", "x".to_owned()),
            Idempotency::Idempotent,
        );
        assert_eq!((error.code, error.safe_to_retry), (code, false));
    }
}
