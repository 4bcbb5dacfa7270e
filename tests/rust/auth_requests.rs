//! Token requests: recorded vectors, documented samples, and an independent implementation (the
//! crate `oauth2`).
#![cfg(all(not(target_family = "wasm"), feature = "auth"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test

mod support;

use oauth2::basic::BasicClient;
use oauth2::{
    AuthUrl, AuthorizationCode, ClientId, ClientSecret, HttpRequest, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RefreshToken, Scope, TokenUrl,
};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::sample;
use unloc_integrator_client::api::operation::Idempotency;
use unloc_integrator_client::auth::authorization_server::{
    BodyEncoding, ClientAuthentication, GrantType, SYSTEMS, ScopeStyle, System,
};
use unloc_integrator_client::auth::token_request::{Client, Grant, Shape, TokenRequest, request};
use unloc_integrator_client::auth::{basic, form_encoding, lock_holder_scope, pkce, scope};
use unloc_integrator_client::error::{Code, Error};

const EXAMPLE: Client<'_> = Client {
    id: "example-client",
    secret: Some("example-secret"),
};

fn text<'a>(vector: &'a Value, name: &str) -> &'a str {
    vector[name].as_str().unwrap()
}

fn shape(system: &System) -> Shape {
    Shape {
        authentication: system.client_authentication,
        scope_style: system.scope_style,
        rotates: system.rotates_refresh_tokens,
    }
}

fn texts(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter()
        .map(|pair| (pair.0.to_owned(), pair.1.to_owned()))
        .collect()
}

fn as_json(request: &TokenRequest) -> Value {
    let member = |(name, text): &(String, String)| {
        let list = request.scope_as_list && name == "scope";
        let value = if list {
            json!(text.split(' ').collect::<Vec<_>>())
        } else {
            json!(text)
        };
        (name.clone(), value)
    };
    Value::Object(request.members.iter().map(member).collect())
}

#[test]
fn every_vector_of_basic_forms_and_pkce_holds() {
    let vectors = sample("auth/vectors.json");
    for vector in vectors["basic"].as_array().unwrap() {
        assert_eq!(
            basic::header(text(vector, "id"), text(vector, "secret"), false),
            text(vector, "header")
        );
    }
    for vector in vectors["basicAvoid"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|vector| vector["id"].is_string())
    {
        for raw in [false, true] {
            assert_ne!(
                basic::header(text(vector, "id"), text(vector, "secret"), raw),
                text(vector, "header")
            );
        }
    }
    for vector in vectors["form"].as_array().unwrap() {
        let mut out = String::new();
        form_encoding::encode(text(vector, "input"), &mut out);
        assert_eq!(out, text(vector, "output"));
    }
    for vector in vectors["pkceS256"].as_array().unwrap() {
        assert_eq!(
            pkce::hashed(text(vector, "verifier")),
            text(vector, "challenge")
        );
    }
}

#[test]
fn the_requests_to_unloc_are_those_of_its_documentation() {
    let v1 = |scopes: &[&str]| {
        let shape = shape(&SYSTEMS[0]);
        as_json(&request(
            shape,
            EXAMPLE,
            Grant::Own(&texts(scopes)),
            Vec::new(),
        ))
    };
    assert_eq!(v1(&[]), sample("auth/unloc-v1-request.json"));
    assert_eq!(
        v1(&["lockHolder.identifier:NO.EXAMPLE-001.east"]),
        sample("auth/unloc-v1-request-scoped.json")
    );
    assert_eq!(
        v1(&[
            "lockHolder.admin:96896638-e0d7-4cfd-a2c0-8e3448f32e3d",
            "lockHolder.admin:9a9904af-c1fc-44db-8628-2ecdc86cbcaa"
        ]),
        sample("auth/unloc-v1-request-array-scope.json"),
    );
    let v2 = |scope: &str, member: &str, id: &str| {
        let (shape, members) = (shape(&SYSTEMS[1]), pairs(&[(member, id)]));
        as_json(&request(
            shape,
            EXAMPLE,
            Grant::Own(&texts(&[scope])),
            members,
        ))
    };
    assert_eq!(
        v2(
            "organization.admin",
            "organization_id",
            "e87cb45c-05ad-489d-9890-4ea398345c24"
        ),
        sample("auth/unloc-v2-request-organization.json"),
    );
    assert_eq!(
        v2(
            "project.admin",
            "project_id",
            "72dfd83d-1aec-44bc-b9cf-7c7e77264b0f"
        ),
        sample("auth/unloc-v2-request-project.json"),
    );
    let discovery = request(shape(&SYSTEMS[1]), EXAMPLE, Grant::Discovery, Vec::new());
    assert_eq!(
        as_json(&discovery),
        sample("auth/unloc-v2-discovery-request.json")
    );
}

#[test]
fn only_idempotent_requests_are_sent_again() {
    let code = Grant::Code {
        code: "c",
        redirect_uri: "https://app.example",
        verifier: None,
    };
    let idempotency = |shape, grant| request(shape, EXAMPLE, grant, Vec::new()).idempotency;
    let [v1, v2, unidy, lockit] = SYSTEMS.each_ref().map(shape);
    assert_eq!(idempotency(v1, Grant::Own(&[])), Idempotency::Idempotent);
    assert_eq!(idempotency(v2, Grant::Discovery), Idempotency::Idempotent);
    assert_eq!(idempotency(unidy, code), Idempotency::NotIdempotent);
    assert_eq!(
        idempotency(unidy, Grant::Refresh("r")),
        Idempotency::NotIdempotent
    );
    assert_eq!(
        idempotency(lockit, Grant::Refresh("r")),
        Idempotency::NotIdempotent
    );
    let keeps = Shape {
        rotates: false,
        ..unidy
    };
    assert_eq!(
        idempotency(keeps, Grant::Refresh("r")),
        Idempotency::Idempotent
    );
}

#[test]
fn a_public_client_sends_its_id_only_and_extra_members_are_kept() {
    let public = Client {
        id: "page",
        secret: None,
    };
    for system in &SYSTEMS {
        let asked = Grant::Code {
            code: "c",
            redirect_uri: "https://app.example/back",
            verifier: Some("v"),
        };
        let request = request(
            shape(system),
            public,
            asked,
            pairs(&[("audience", "doors")]),
        );
        assert_eq!(request.authorization, None);
        assert_eq!(
            as_json(&request),
            json!({"grant_type": "authorization_code", "code": "c", "redirect_uri": "https://app.example/back", "code_verifier": "v", "client_id": "page", "audience": "doors"}),
        );
    }
}

#[test]
fn a_request_lists_its_secrets() {
    let secrets = |system: usize, asked| {
        let request = request(shape(&SYSTEMS[system]), EXAMPLE, asked, Vec::new());
        let lines = request.secrets.split_whitespace().map(str::to_owned);
        lines.collect::<Vec<_>>()
    };
    let code = Grant::Code {
        code: "c",
        redirect_uri: "https://app.example",
        verifier: Some("v"),
    };
    assert_eq!(secrets(0, Grant::Own(&[])), ["example-secret"]);
    assert_eq!(secrets(2, code), ["example-secret", "c", "v"]);
    let basic = "ZXhhbXBsZS1jbGllbnQ6ZXhhbXBsZS1zZWNyZXQ=";
    assert_eq!(
        secrets(3, Grant::Refresh("r")),
        ["example-secret", basic, "r"]
    );
}

#[test]
fn the_words_of_the_records_are_read_back() {
    for one in BodyEncoding::ALL {
        assert_eq!(BodyEncoding::of(one.as_str()), Some(*one));
    }
    for one in ClientAuthentication::ALL {
        assert_eq!(ClientAuthentication::of(one.as_str()), Some(*one));
    }
    for one in ScopeStyle::ALL {
        assert_eq!(ScopeStyle::of(one.as_str()), Some(*one));
    }
    for one in GrantType::ALL {
        assert_eq!(GrantType::of(one.as_str()), Some(*one));
    }
    assert_eq!(GrantType::of("password"), None);
}

#[test]
fn a_lock_holder_is_named_by_its_parts_or_by_its_id() {
    for (suffix, expected) in [
        ("east", "lockHolder.identifier:NO.EXAMPLE-001.east"),
        ("", "lockHolder.identifier:NO.EXAMPLE-001."),
    ] {
        let scope = lock_holder_scope::identifier("NO", "EXAMPLE-001", suffix);
        assert_eq!(scope.unwrap(), expected);
    }
    assert_eq!(
        lock_holder_scope::admin("96896638-e0d7").unwrap(),
        "lockHolder.admin:96896638-e0d7"
    );
}

#[test]
fn no_part_of_a_lock_holder_widens_its_scope_and_the_error_says_which_one_tried() {
    let refused = |scope: Result<String, Error>, name: &str| {
        let error = scope.unwrap_err();
        assert_eq!(error.code, Code::InvalidArgument);
        assert!(error.message.contains(name), "{}", error.message);
    };
    for odd in ["a.b", "a b", "a\u{a0}b", "a\tb", "a\0b", "a\u{85}b"] {
        refused(lock_holder_scope::identifier(odd, "o", ""), "countryIso");
        refused(
            lock_holder_scope::identifier("NO", odd, ""),
            "organizationId",
        );
        refused(
            lock_holder_scope::identifier("NO", "o", odd),
            "organizationIdSuffix",
        );
        refused(lock_holder_scope::admin(odd), "id");
    }
    refused(lock_holder_scope::identifier("", "o", ""), "countryIso");
    refused(
        lock_holder_scope::identifier("NO", "", ""),
        "organizationId",
    );
    refused(lock_holder_scope::admin(""), "id");
}

#[test]
fn scopes_are_words_between_spaces_and_a_list_in_json() {
    assert_eq!(scope::list(" a  b "), ["a", "b"]);
    assert_eq!(scope::list(""), Vec::<String>::new());
    let two = texts(&["a", "b"]);
    assert_eq!(scope::joined(&two), "a b");
    assert_eq!(scope::to_json(&two), r#"["a","b"]"#);
    assert_eq!(scope::to_json(&[]), "[]");
}

// Comparison with an independent implementation, the oracle.

type Made = (String, Option<String>, Vec<(String, String)>);

fn oracle_request(request: &HttpRequest) -> Made {
    let body = String::from_utf8(request.body().clone()).unwrap();
    let authorization = request
        .headers()
        .get("authorization")
        .map(|value| value.to_str().unwrap().to_owned());
    (request.uri().to_string(), authorization, sorted(&body))
}

fn sorted(body: &str) -> Vec<(String, String)> {
    let mut pairs: Vec<_> = oauth2::url::form_urlencoded::parse(body.as_bytes())
        .into_owned()
        .collect();
    pairs.sort();
    pairs
}

/// The request of the oracle, captured instead of sent.
fn captured(
    make: impl FnOnce(
        &dyn Fn(
            HttpRequest,
        ) -> Result<oauth2::HttpResponse, oauth2::HttpClientError<std::io::Error>>,
    ),
) -> Made {
    let seen = std::cell::RefCell::new(None);
    make(&|request: HttpRequest| {
        seen.replace(Some(oracle_request(&request)));
        Err(oauth2::HttpClientError::Other("captured".to_owned()))
    });
    seen.into_inner().unwrap()
}

fn ours(asked: Grant<'_>, id: &str, secret: &str, authentication: ClientAuthentication) -> Made {
    let shape = Shape {
        authentication,
        scope_style: ScopeStyle::String,
        rotates: true,
    };
    let client = Client {
        id,
        secret: Some(secret),
    };
    let made = request(shape, client, asked, Vec::new());
    (
        "https://id.example/token".to_owned(),
        made.authorization.clone(),
        sorted(&made.form()),
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn basic_and_the_form_of_client_credentials_are_the_oracles(id in "\\PC{1,12}", secret in "\\PC{1,12}", scope in "[!#-~]{1,9}") {
        for (authentication, kind) in [(ClientAuthentication::Basic, oauth2::AuthType::BasicAuth), (ClientAuthentication::Body, oauth2::AuthType::RequestBody)] {
            let client = BasicClient::new(ClientId::new(id.clone())).set_client_secret(ClientSecret::new(secret.clone()))
                .set_token_uri(TokenUrl::new("https://id.example/token".to_owned()).unwrap()).set_auth_type(kind);
            let theirs = captured(|send| { let _ = client.exchange_client_credentials().add_scope(Scope::new(scope.clone())).request(&|request| send(request)); });
            prop_assert_eq!(ours(Grant::Own(&texts(&[&scope])), &id, &secret, authentication), theirs);
        }
    }

    #[test]
    fn the_forms_of_a_code_and_of_a_refresh_token_are_the_oracles(code in "\\PC{1,20}", id in "\\PC{1,9}", random in proptest::array::uniform32(any::<u8>())) {
        let verifier = pkce::unguessable(&random);
        let redirect = "https://app.example/back?a=1";
        let client = BasicClient::new(ClientId::new(id.clone())).set_client_secret(ClientSecret::new("s".to_owned()))
            .set_token_uri(TokenUrl::new("https://id.example/token".to_owned()).unwrap())
            .set_redirect_uri(RedirectUrl::new(redirect.to_owned()).unwrap());
        let theirs = captured(|send| {
            let _ = client.exchange_code(AuthorizationCode::new(code.clone())).set_pkce_verifier(PkceCodeVerifier::new(verifier.clone())).request(&|request| send(request));
        });
        let asked = Grant::Code { code: &code, redirect_uri: redirect, verifier: Some(&verifier) };
        prop_assert_eq!(ours(asked, &id, "s", ClientAuthentication::Basic), theirs);
        let theirs = captured(|send| { let _ = client.exchange_refresh_token(&RefreshToken::new(code.clone())).request(&|request| send(request)); });
        prop_assert_eq!(ours(Grant::Refresh(&code), &id, "s", ClientAuthentication::Basic), theirs);
    }

    #[test]
    fn challenges_are_the_oracles(random in proptest::array::uniform32(any::<u8>())) {
        let verifier = pkce::unguessable(&random);
        let theirs = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier.clone()));
        prop_assert_eq!(pkce::hashed(&verifier), theirs.as_str());
    }
}

#[test]
fn the_address_of_a_sign_in_says_what_the_oracle_says() {
    use unloc_integrator_client::auth::authorization_url::{Begin, begin};
    use unloc_integrator_client::request::base_url::BaseUrl;
    let redirect = "https://app.example/bäck?a=ü+b%20c&d";
    let base_url = BaseUrl::parse("https://id.example", false).unwrap();
    let given = Begin {
        base_url: &base_url,
        path: "/oauth/authorize",
        client_id: "a b+c",
        redirect_uri: redirect,
        scope: Some("openid email"),
        parameters: &[],
        pkce: true,
    };
    let begun = begin(given, &[7; 32], &[9; 32]).unwrap();
    let verifier = PkceCodeVerifier::new(begun.verifier.unwrap());
    let state = begun.state.clone();
    let (theirs, _) = BasicClient::new(ClientId::new("a b+c".to_owned()))
        .set_auth_uri(AuthUrl::new("https://id.example/oauth/authorize".to_owned()).unwrap())
        .authorize_url(|| oauth2::CsrfToken::new(state))
        .add_scope(Scope::new("openid email".to_owned()))
        .add_extra_param("redirect_uri", redirect)
        .set_pkce_challenge(PkceCodeChallenge::from_code_verifier_sha256(&verifier))
        .url();
    let query = |url: &str| sorted(url.split_once('?').unwrap().1);
    assert_eq!(query(&begun.url), query(theirs.as_str()));
}
