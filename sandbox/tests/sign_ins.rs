//! Unidy and LockitNetwork: authorization endpoint, codes, PKCE, refresh tokens, client authentication.
#![allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test may panic: that is how it fails"
)]

mod common;

use common::{Api, NOW};
use serde_json::{Value, json};
use unloc_sandbox::{Request, Response, Seed};

const FORM: &str = "application/x-www-form-urlencoded";
const BACK: &str = "https://app.example/back";
/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
/// `lockit-client:lockit-secret`.
const LOCKIT: &str = "Basic bG9ja2l0LWNsaWVudDpsb2NraXQtc2VjcmV0";
/// `sandbox-client:sandbox-secret`.
const SHARED: &str = "Basic c2FuZGJveC1jbGllbnQ6c2FuZGJveC1zZWNyZXQ=";
/// `unidy-client:unidy-secret`.
const UNIDY: &str = "Basic dW5pZHktY2xpZW50OnVuaWR5LXNlY3JldA==";

type Pairs<'a> = &'a [(&'a str, &'a str)];

/// A sandbox with all authorization servers.
fn all_systems() -> Api {
    with_settings(json!({ "also": ["unidy", "lockit"] }))
}

fn with_settings(settings: Value) -> Api {
    let mut api = Api::seeded(Seed::Empty);
    api.sandbox = api
        .sandbox
        .with_settings(settings.as_object().unwrap())
        .unwrap();
    api
}

fn encoded(pairs: Pairs) -> String {
    form_urlencoded::Serializer::new(String::new())
        .extend_pairs(pairs)
        .finish()
}

fn plain(api: &mut Api, method: &str, url: &str, headers: Pairs, body: &str) -> Response {
    let headers: Vec<(String, String)> = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    let request = Request {
        method,
        url,
        headers: &headers,
        body: body.as_bytes(),
    };
    api.sandbox.handle(request, NOW)
}

fn show(api: &mut Api, pairs: Pairs) -> Response {
    plain(
        api,
        "GET",
        &format!("/oauth/authorize?{}", encoded(pairs)),
        &[],
        "",
    )
}

fn press(api: &mut Api, decision: &str, pairs: Pairs) -> Response {
    let body = format!("{}&decision={decision}", encoded(pairs));
    plain(
        api,
        "POST",
        "/oauth/authorize",
        &[("content-type", FORM)],
        &body,
    )
}

/// The parameters of the redirect URI.
fn sent_back(response: &Response, separator: char) -> Vec<(String, String)> {
    assert_eq!(
        response.status,
        303,
        "{}",
        String::from_utf8_lossy(&response.body)
    );
    let location = response.header("location").unwrap();
    let (address, query) = location.split_once(separator).unwrap();
    assert_eq!(address, BACK);
    form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect()
}

fn value<'a>(pairs: &'a [(String, String)], name: &str) -> &'a str {
    &pairs
        .iter()
        .find(|(candidate, _)| candidate == name)
        .unwrap()
        .1
}

fn code(api: &mut Api, pairs: Pairs) -> String {
    value(&sent_back(&press(api, "allow", pairs), '?'), "code").to_owned()
}

fn token(api: &mut Api, path: &str, headers: Pairs, pairs: Pairs) -> (u16, Value, Response) {
    let mut all = vec![("content-type", FORM)];
    all.extend(headers);
    let response = plain(api, "POST", path, &all, &encoded(pairs));
    let body = serde_json::from_slice(&response.body).unwrap();
    (response.status, body, response)
}

fn unidy(api: &mut Api, pairs: Pairs) -> (u16, Value) {
    let (status, body, _) = token(api, "/oauth/token", &[("Authorization", UNIDY)], pairs);
    (status, body)
}

fn lockit(api: &mut Api, pairs: Pairs) -> (u16, Value) {
    let (status, body, _) = token(
        api,
        "/oauth/access-token",
        &[("Authorization", LOCKIT)],
        pairs,
    );
    (status, body)
}

const UNIDY_QUESTION: Pairs = &[
    ("response_type", "code"),
    ("client_id", "unidy-client"),
    ("redirect_uri", BACK),
    ("scope", "openid users:read"),
    ("state", "a state & more"),
    ("nonce", "once"),
    ("code_challenge", CHALLENGE),
    ("code_challenge_method", "S256"),
];
const LOCKIT_QUESTION: Pairs = &[
    ("response_type", "code"),
    ("client_id", "lockit-client"),
    ("redirect_uri", BACK),
    ("state", "s"),
    ("code_challenge", CHALLENGE),
    ("code_challenge_method", "S256"),
];

/// A request with one parameter changed, or removed if the value is empty.
fn but<'a>(
    question: &[(&'a str, &'a str)],
    name: &'a str,
    value: &'a str,
) -> Vec<(&'a str, &'a str)> {
    let mut changed: Vec<_> = question
        .iter()
        .copied()
        .filter(|(candidate, _)| *candidate != name)
        .collect();
    if !value.is_empty() {
        changed.push((name, value));
    }
    changed
}

fn exchange<'a>(code: &'a str, verifier: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("grant_type", "authorization_code"),
        ("code", code),
        ("redirect_uri", BACK),
        ("code_verifier", verifier),
    ]
}

fn refresh(token: &str) -> Vec<(&str, &str)> {
    vec![("grant_type", "refresh_token"), ("refresh_token", token)]
}

fn text<'a>(body: &'a Value, name: &str) -> &'a str {
    body[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} in {body}"))
}

#[test]
fn nothing_of_the_other_systems_is_there_unless_it_is_asked_for() {
    let mut api = Api::empty();
    for (method, path) in [
        ("GET", "/oauth/authorize"),
        ("POST", "/oauth/token"),
        ("POST", "/oauth/access-token"),
    ] {
        let response = plain(&mut api, method, path, &[], "");
        assert_eq!(response.status, 404, "{path}");
        assert!(String::from_utf8_lossy(&response.body).contains("--also"));
    }
    let mut api = with_settings(json!({ "also": ["lockit"] }));
    assert_eq!(plain(&mut api, "POST", "/oauth/token", &[], "").status, 404);
    assert_eq!(show(&mut api, LOCKIT_QUESTION).status, 200);
    assert_eq!(show(&mut api, UNIDY_QUESTION).status, 400);
}

#[test]
fn the_page_asks_with_two_buttons_and_carries_the_question() {
    let mut api = all_systems();
    let page = show(
        &mut api,
        &but(UNIDY_QUESTION, "state", "\"><script>x</script>"),
    );
    assert_eq!(page.status, 200);
    assert_eq!(
        page.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(
        page.header("content-security-policy")
            .unwrap()
            .contains("frame-ancestors 'none'")
    );
    let html = String::from_utf8(page.body).unwrap();
    for part in [
        "Sign in with Unidy",
        "value=\"allow\">Allow<",
        "value=\"deny\">Deny<",
        "<code>unidy-client</code>",
        "<code>users:read</code>",
        "name=\"code_challenge\"",
        "method=\"post\"",
        "&quot;&gt;&lt;script&gt;",
    ] {
        assert!(html.contains(part), "{part} in {html}");
    }
    assert!(!html.contains("<script"));
    let html = String::from_utf8(show(&mut api, LOCKIT_QUESTION).body).unwrap();
    assert!(html.contains("Sign in with LockitNetwork"));
}

#[test]
fn a_code_of_unidy_becomes_tokens_once() {
    let mut api = all_systems();
    let back = sent_back(&press(&mut api, "allow", UNIDY_QUESTION), '?');
    assert_eq!(value(&back, "state"), "a state & more");
    let code = value(&back, "code").to_owned();
    let (status, body) = unidy(&mut api, &exchange(&code, VERIFIER));
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["token_type"], "Bearer");
    assert_eq!(body["expires_in"], 7200);
    assert_eq!(body["scope"], "openid users:read");
    assert_eq!(body["created_at"], NOW / 1000);
    assert_ne!(body["access_token"], body["refresh_token"]);
    assert_eq!(text(&body, "id_token").split('.').count(), 3);
    let (status, body) = unidy(&mut api, &exchange(&code, VERIFIER));
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));
}

#[test]
fn unidy_rotates_and_a_used_refresh_token_is_refused() {
    let mut api = all_systems();
    let code = code(&mut api, UNIDY_QUESTION);
    let (_, first) = unidy(&mut api, &exchange(&code, VERIFIER));
    let (status, second) = unidy(&mut api, &refresh(text(&first, "refresh_token")));
    assert_eq!(status, 200, "{second}");
    assert_ne!(first["refresh_token"], second["refresh_token"]);
    assert_ne!(first["access_token"], second["access_token"]);
    assert_eq!(second["scope"], "openid users:read");
    let (status, again) = unidy(&mut api, &refresh(text(&first, "refresh_token")));
    assert_eq!((status, text(&again, "error")), (400, "invalid_grant"));
    // A refresh may narrow the scope, but not widen it. The narrower scope is for that token only.
    let mut less = refresh(text(&second, "refresh_token"));
    less.push(("scope", "users:read"));
    let (_, third) = unidy(&mut api, &less);
    assert_eq!(third["scope"], "users:read");
    let mut more = refresh(text(&third, "refresh_token"));
    more.push(("scope", "users:read admin:write"));
    let (status, refused) = unidy(&mut api, &more);
    assert_eq!((status, text(&refused, "error")), (400, "invalid_scope"));
    let (_, fourth) = unidy(&mut api, &refresh(text(&third, "refresh_token")));
    assert_eq!(fourth["scope"], "openid users:read");
}

#[test]
fn lockitnetwork_refreshes_in_each_of_its_forms() {
    for form in ["rotate", "same", "omit"] {
        let mut api = with_settings(json!({ "also": ["lockit"], "lockitRefreshToken": form }));
        let code = code(&mut api, LOCKIT_QUESTION);
        let (status, first) = lockit(&mut api, &exchange(&code, VERIFIER));
        assert_eq!(status, 200, "{first}");
        assert_eq!(first["expires_in"], 604_800);
        assert_eq!((first.get("scope"), first.get("created_at")), (None, None));
        let token = text(&first, "refresh_token").to_owned();
        let (_, second) = lockit(&mut api, &refresh(&token));
        assert_ne!(first["access_token"], second["access_token"]);
        let (again, _) = lockit(&mut api, &refresh(&token));
        match form {
            "rotate" => {
                assert_ne!(text(&second, "refresh_token"), token);
                assert_eq!(again, 400);
            }
            "same" => {
                assert_eq!(text(&second, "refresh_token"), token);
                assert_eq!(again, 200);
            }
            _ => {
                assert_eq!(second.get("refresh_token"), None);
                assert_eq!(again, 200);
            }
        }
    }
}

#[test]
fn only_who_asked_for_a_code_can_use_it() {
    let mut api = all_systems();
    let other = "b".repeat(43);
    let cases = [
        ("code_verifier", other.as_str(), "match"),
        ("code_verifier", "", "missing"),
        ("code_verifier", "short", "43"),
        ("redirect_uri", "https://app.example/other", "redirect_uri"),
        ("code", "nothing", "not known"),
    ];
    for (name, value, words) in cases {
        let code = code(&mut api, UNIDY_QUESTION);
        let (status, body) = unidy(&mut api, &but(&exchange(&code, VERIFIER), name, value));
        let case = format!("{name}={value}: {body}");
        assert_eq!(
            (status, text(&body, "error")),
            (400, "invalid_grant"),
            "{case}"
        );
        assert!(text(&body, "error_description").contains(words), "{case}");
    }
    // A verifier for a code without challenge.
    let question = but(UNIDY_QUESTION, "code_challenge_method", "");
    let without = code(&mut api, &but(&question, "code_challenge", ""));
    let (_, body) = unidy(&mut api, &exchange(&without, VERIFIER));
    assert_eq!(text(&body, "error"), "invalid_grant");
    // Another system, with the right secret of its own client.
    let foreign = code(&mut api, UNIDY_QUESTION);
    let (_, body) = lockit(&mut api, &exchange(&foreign, VERIFIER));
    assert_eq!(text(&body, "error"), "invalid_grant");
    // An expired code.
    let late = code(&mut api, UNIDY_QUESTION);
    api.advance(600.0);
    let (_, body) = unidy(&mut api, &exchange(&late, VERIFIER));
    assert_eq!(text(&body, "error"), "invalid_grant");
}

#[test]
fn unidy_takes_plain_challenges_and_lockitnetwork_does_not() {
    let mut api = all_systems();
    for method in ["plain", ""] {
        let question = but(UNIDY_QUESTION, "code_challenge_method", method);
        let question = but(&question, "code_challenge", VERIFIER);
        let code = code(&mut api, &question);
        assert_eq!(unidy(&mut api, &exchange(&code, VERIFIER)).0, 200);
        let question = but(LOCKIT_QUESTION, "code_challenge_method", method);
        let back = sent_back(&show(&mut api, &question), '?');
        assert_eq!(value(&back, "error"), "invalid_request");
    }
}

#[test]
fn a_client_without_secret_needs_a_proof_and_gets_tokens_for_people_only() {
    let mut api = all_systems();
    let question = but(UNIDY_QUESTION, "client_id", "unidy-public");
    let bare = but(&question, "code_challenge", "");
    let back = sent_back(
        &show(&mut api, &but(&bare, "code_challenge_method", "")),
        '?',
    );
    assert_eq!(value(&back, "error"), "invalid_request");
    let code = code(&mut api, &question);
    let mut pairs = exchange(&code, VERIFIER);
    pairs.push(("client_id", "unidy-public"));
    let (status, body, _) = token(&mut api, "/oauth/token", &[], &pairs);
    assert_eq!(status, 200, "{body}");
    let mut pairs = refresh(text(&body, "refresh_token"));
    pairs.push(("client_id", "unidy-public"));
    assert_eq!(token(&mut api, "/oauth/token", &[], &pairs).0, 200);
    let pairs = [
        ("grant_type", "client_credentials"),
        ("client_id", "unidy-public"),
    ];
    let (status, body, _) = token(&mut api, "/oauth/token", &[], &pairs);
    assert_eq!((status, text(&body, "error")), (400, "unauthorized_client"));
    // A confidential client must send its secret.
    let pairs = [
        ("grant_type", "client_credentials"),
        ("client_id", "unidy-client"),
    ];
    let (status, body, _) = token(&mut api, "/oauth/token", &[], &pairs);
    assert_eq!((status, text(&body, "error")), (401, "invalid_client"));
}

#[test]
fn unidy_takes_credentials_in_body_or_header_as_json_or_form() {
    let mut api = all_systems();
    let in_body = json!({
        "grant_type": "client_credentials", "client_id": "unidy-client", "client_secret": "unidy-secret",
        "scope": "users:read subscriptions:read",
    });
    let answer = api.control("POST", "/oauth/token", &in_body);
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(answer.body["scope"], "users:read subscriptions:read");
    assert_eq!(answer.body.get("refresh_token"), None);
    let pairs = [("grant_type", "client_credentials")];
    let (status, body) = unidy(&mut api, &pairs);
    assert_eq!((status, body.get("scope")), (200, None));
    // `unidy%2Dclient:unidy%2Dsecret`: over-encoded, but a server that decodes understands it.
    let over = "Basic dW5pZHklMkRjbGllbnQ6dW5pZHklMkRzZWNyZXQ=";
    assert_eq!(
        token(&mut api, "/oauth/token", &[("authorization", over)], &pairs).0,
        200
    );
    // The secret in the header and in the body.
    let both = [
        ("grant_type", "client_credentials"),
        ("client_secret", "unidy-secret"),
    ];
    assert_eq!(text(&unidy(&mut api, &both).1, "error"), "invalid_request");
    let others = [
        ("grant_type", "client_credentials"),
        ("client_id", "unidy-public"),
    ];
    assert_eq!(
        text(&unidy(&mut api, &others).1, "error"),
        "invalid_request"
    );
    let twice = plain(
        &mut api,
        "POST",
        "/oauth/token",
        &[("content-type", FORM), ("authorization", UNIDY)],
        "grant_type=client_credentials&grant_type=client_credentials",
    );
    assert!(String::from_utf8_lossy(&twice.body).contains("invalid_request"));
}

#[test]
fn lockitnetwork_takes_forms_with_basic_only() {
    let mut api = all_systems();
    let path = "/oauth/access-token";
    let pairs = refresh("unknown");
    let basic = Some("Basic realm=\"Unloc sandbox\"");
    // `lockit%2Dclient:lockit%2Dsecret`: LockitNetwork does not decode.
    let over = "Basic bG9ja2l0JTJEY2xpZW50OmxvY2tpdCUyRHNlY3JldA==";
    // `lockit-client:wrong`.
    let wrong = "Basic bG9ja2l0LWNsaWVudDp3cm9uZw==";
    for header in [over, wrong, "Basic !", "Bearer x", UNIDY] {
        let (status, body, response) = token(&mut api, path, &[("authorization", header)], &pairs);
        assert_eq!(
            (status, text(&body, "error")),
            (401, "invalid_client"),
            "{header}"
        );
        assert_eq!(response.header("www-authenticate"), basic);
    }
    let mut in_body = pairs.clone();
    in_body.extend([
        ("client_id", "lockit-client"),
        ("client_secret", "lockit-secret"),
    ]);
    let (status, body, response) = token(&mut api, path, &[], &in_body);
    assert_eq!((status, text(&body, "error")), (401, "invalid_client"));
    assert_eq!(response.header("www-authenticate"), basic);
    let json = api.with_headers(
        "POST",
        path,
        &[("authorization", LOCKIT)],
        b"{\"grant_type\":\"refresh_token\"}",
    );
    assert_eq!(
        (json.status, &json.body["error"]),
        (400, &json!("invalid_request"))
    );
    let (status, body) = lockit(&mut api, &[("grant_type", "client_credentials")]);
    assert_eq!(
        (status, text(&body, "error")),
        (400, "unsupported_grant_type")
    );
    let (status, body) = lockit(&mut api, &pairs);
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));
}

#[test]
fn who_says_no_is_sent_back_with_that() {
    let mut api = all_systems();
    for question in [UNIDY_QUESTION, LOCKIT_QUESTION] {
        let back = sent_back(&press(&mut api, "deny", question), '?');
        assert_eq!(value(&back, "error"), "access_denied");
        assert!(!value(&back, "state").is_empty());
    }
    assert_eq!(press(&mut api, "perhaps", UNIDY_QUESTION).status, 400);
}

#[test]
fn a_broken_question_is_told_to_the_client_or_to_the_person() {
    let mut api = all_systems();
    for (name, broken, error) in [
        ("response_type", "token", "unsupported_response_type"),
        ("response_type", "", "invalid_request"),
        ("scope", "\"", "invalid_scope"),
        ("code_challenge", "short", "invalid_request"),
        ("code_challenge", "", "invalid_request"),
        ("code_challenge_method", "S512", "invalid_request"),
        ("response_mode", "form_post", "invalid_request"),
    ] {
        let back = sent_back(&show(&mut api, &but(UNIDY_QUESTION, name, broken)), '?');
        assert_eq!(value(&back, "error"), error, "{name}={broken}");
        assert_eq!(value(&back, "state"), "a state & more");
    }
    for (name, broken) in [
        ("client_id", "nobody"),
        ("client_id", ""),
        ("redirect_uri", ""),
        ("redirect_uri", "/back"),
        ("redirect_uri", "javascript:alert(1)"),
        ("redirect_uri", "https://app.example/#x"),
    ] {
        let page = show(&mut api, &but(UNIDY_QUESTION, name, broken));
        assert_eq!(
            (page.status, page.header("location")),
            (400, None),
            "{name}={broken}"
        );
        assert!(
            page.header("content-type")
                .unwrap()
                .starts_with("text/html")
        );
    }
    let url = format!("/oauth/authorize?{}&state=again", encoded(UNIDY_QUESTION));
    assert_eq!(plain(&mut api, "GET", &url, &[], "").status, 400);
}

#[test]
fn people_are_sent_to_registered_addresses_only_if_there_are_some() {
    let mut api = with_settings(json!({ "also": ["unidy"], "redirectUris": [BACK] }));
    assert_eq!(show(&mut api, UNIDY_QUESTION).status, 200);
    let near = but(UNIDY_QUESTION, "redirect_uri", "https://app.example/back/");
    assert_eq!(show(&mut api, &near).status, 400);
}

#[test]
fn the_code_comes_in_the_fragment_where_it_is_told_to() {
    let mut api =
        with_settings(json!({ "also": ["unidy", "lockit"], "unidyCallback": "fragment" }));
    let back = sent_back(&press(&mut api, "allow", UNIDY_QUESTION), '#');
    assert_eq!(value(&back, "state"), "a state & more");
    let code = value(&back, "code").to_owned();
    assert_eq!(unidy(&mut api, &exchange(&code, VERIFIER)).0, 200);
    sent_back(&press(&mut api, "allow", LOCKIT_QUESTION), '?');
    let request = but(UNIDY_QUESTION, "response_mode", "query");
    sent_back(&press(&mut api, "deny", &request), '?');
    // The other way round, and with a query in the client's redirect URI.
    let mut api = all_systems();
    let request = but(UNIDY_QUESTION, "response_mode", "fragment");
    sent_back(&press(&mut api, "allow", &request), '#');
    let request = but(
        UNIDY_QUESTION,
        "redirect_uri",
        "https://app.example/back?a=1",
    );
    let response = press(&mut api, "allow", &request);
    assert!(
        response
            .header("location")
            .unwrap()
            .starts_with("https://app.example/back?a=1&code=")
    );
}

#[test]
fn each_error_of_oauth_comes_on_demand_from_every_system() {
    let mut api = all_systems();
    for (error, status) in [
        ("invalid_request", 400),
        ("invalid_client", 401),
        ("invalid_grant", 400),
        ("unauthorized_client", 400),
        ("unsupported_grant_type", 400),
        ("invalid_scope", 400),
        ("server_error", 500),
        ("temporarily_unavailable", 503),
        ("something_new", 400),
    ] {
        api.control(
            "POST",
            "/_sandbox/faults",
            &json!([{ "fault": { "oauthError": error } }]),
        );
        for path in [
            "/auth/v1/token",
            "/v2/auth/token/",
            "/v2/auth/resources-discovery/",
            "/oauth/token",
            "/oauth/access-token",
        ] {
            let (answered, body, response) =
                token(&mut api, path, &[("authorization", LOCKIT)], &[]);
            assert_eq!((answered, text(&body, "error")), (status, error), "{path}");
            let asks = response.header("www-authenticate").is_some();
            assert_eq!(asks, error == "invalid_client", "{path}");
        }
        for question in [UNIDY_QUESTION, LOCKIT_QUESTION] {
            let back = sent_back(&show(&mut api, question), '?');
            assert_eq!(value(&back, "error"), error);
            assert!(!value(&back, "state").is_empty());
        }
        // Invalid redirect URIs are rejected nevertheless.
        assert_eq!(
            show(&mut api, &but(UNIDY_QUESTION, "client_id", "nobody")).status,
            400
        );
        assert_eq!(
            api.control("GET", "/integrators/v1/lock-holders/", &json!({}))
                .status,
            401
        );
    }
    let rule = json!([{ "fault": { "oauthError": "invalid_grant", "status": 200, "members": { "error_uri": "https://example.com" } } }]);
    api.control("POST", "/_sandbox/faults", &rule);
    let (status, body) = unidy(&mut api, &refresh("x"));
    assert_eq!(
        (status, text(&body, "error"), text(&body, "error_uri")),
        (200, "invalid_grant", "https://example.com")
    );
}

#[test]
fn an_answer_can_be_made_odd_and_is_real_otherwise() {
    let mut api = all_systems();
    let pairs = [("grant_type", "client_credentials")];
    let rule = json!([{ "path": "/oauth/token", "fault": {
        "status": 201, "members": { "expires_in": "7200", "token_type": null, "extra": [1] },
    } }]);
    assert_eq!(api.control("POST", "/_sandbox/faults", &rule).status, 200);
    let (status, body) = unidy(&mut api, &pairs);
    assert_eq!(
        (status, &body["expires_in"], &body["extra"]),
        (201, &json!("7200"), &json!([1]))
    );
    assert_eq!(body.get("token_type"), None);
    assert!(body["access_token"].is_string() && body["created_at"].is_number());
    for (fault, words) in [
        (
            json!({ "members": 1 }),
            "rules[0].fault.members must be an object",
        ),
        (json!({ "members": {}, "body": "" }), "neither body"),
        (
            json!({ "oauthError": "a", "workDone": true, "status": 500 }),
            "workDone",
        ),
        (json!({ "oauthError": "\"" }), "no error of OAuth"),
        (
            json!({ "oauthError": "a", "expireTokens": true }),
            "expireTokens",
        ),
        (json!({ "oauthError": "a", "hang": true }), "hang"),
    ] {
        let refused = api.control("POST", "/_sandbox/faults", &json!([{ "fault": fault }]));
        assert_eq!(refused.status, 400, "{fault}");
        assert!(
            text(&refused.body, "errorDescription").contains(words),
            "{}",
            refused.body
        );
    }
}

#[test]
fn settings_change_while_it_runs_and_come_back_with_a_reset() {
    let mut api = with_settings(json!({ "also": ["unidy"] }));
    let changed = api.control(
        "POST",
        "/_sandbox/settings",
        &json!({ "also": ["lockit"], "lockitRefreshToken": "omit" }),
    );
    assert_eq!(changed.status, 200, "{}", changed.body);
    assert_eq!(changed.body["also"], json!(["lockit"]));
    assert_eq!(show(&mut api, LOCKIT_QUESTION).status, 200);
    assert_eq!(api.state()["settings"]["lockitRefreshToken"], "omit");
    let refused = api.control("POST", "/_sandbox/settings", &json!({ "also": ["star"] }));
    assert_eq!(refused.status, 400);
    assert!(text(&refused.body, "errorDescription").contains("star"));
    api.control("POST", "/_sandbox/reset", &json!({}));
    let settings = api.control("GET", "/_sandbox/settings", &json!({})).body;
    assert_eq!(settings["also"], json!(["unidy"]));
    assert_eq!(settings.get("lockitRefreshToken"), None);
}

#[test]
fn who_signed_in_is_part_of_the_state() {
    let mut api = all_systems();
    let code_before = code(&mut api, UNIDY_QUESTION);
    let other = code(&mut api, LOCKIT_QUESTION);
    let (_, body) = lockit(&mut api, &exchange(&other, VERIFIER));
    let state = api.state();
    let mut copy = Api::seeded(Seed::read(&state.to_string()).unwrap());
    assert_eq!(copy.state(), state);
    let (status, tokens) = unidy(&mut copy, &exchange(&code_before, VERIFIER));
    assert_eq!(status, 200, "{tokens}");
    assert_eq!(
        lockit(&mut copy, &refresh(text(&body, "refresh_token"))).0,
        200
    );
    let mut broken = state;
    broken["signIns"]["codes"][0]["expiresAt"] = json!("soon");
    let error = Seed::read(&broken.to_string())
        .and_then(|seed| unloc_sandbox::Sandbox::new(seed, None, NOW))
        .unwrap_err();
    assert!(
        error.to_string().contains("signIns.codes[0].expiresAt"),
        "{error}"
    );
}

#[test]
fn one_client_is_known_to_all_systems() {
    let header: Pairs = &[("authorization", SHARED)];
    let client: Pairs = &[("grant_type", "client_credentials")];
    for also in [
        json!(["unidy", "lockit"]),
        json!(["unidy"]),
        json!(["lockit"]),
    ] {
        let mut api = with_settings(json!({ "also": also }));
        let has = |name: &str| also.as_array().unwrap().contains(&json!(name));
        assert!(api.token(None).len() > 20);
        if has("unidy") {
            let (status, body, _) = token(&mut api, "/oauth/token", header, client);
            assert_eq!(status, 200, "{body}");
        }
        for (name, question, path) in [
            ("unidy", UNIDY_QUESTION, "/oauth/token"),
            ("lockit", LOCKIT_QUESTION, "/oauth/access-token"),
        ] {
            if !has(name) {
                continue;
            }
            // Unidy's scope is optional: without it the question may be either's.
            for scope in ["users:read", ""] {
                let mut question = but(question, "client_id", "sandbox-client");
                if name == "unidy" {
                    question = but(&question, "scope", scope);
                }
                let code = code(&mut api, &question);
                let (status, body, _) = token(&mut api, path, header, &exchange(&code, VERIFIER));
                assert_eq!(status, 200, "{name}: {body}");
                let refreshed = refresh(text(&body, "refresh_token"));
                let (status, body, _) = token(&mut api, path, header, &refreshed);
                assert_eq!(status, 200, "{name}: {body}");
            }
        }
    }
}

#[test]
fn a_refresh_token_of_one_system_is_none_of_the_other() {
    let mut api = all_systems();
    let header: Pairs = &[("authorization", SHARED)];
    let question = but(UNIDY_QUESTION, "client_id", "sandbox-client");
    let code = code(&mut api, &question);
    let (_, body, _) = token(&mut api, "/oauth/token", header, &exchange(&code, VERIFIER));
    let pairs = refresh(text(&body, "refresh_token"));
    let (status, body, _) = token(&mut api, "/oauth/access-token", header, &pairs);
    assert_eq!((status, text(&body, "error")), (400, "invalid_grant"));
}

#[test]
fn a_scope_that_unidy_does_not_have_is_refused() {
    let mut api = with_settings(json!({ "also": ["unidy"], "unidyScopes": ["unloc:all"] }));
    for (scope, status) in [("users:read", 200), ("unloc:all", 200), ("unloc:none", 400)] {
        let pairs = [("grant_type", "client_credentials"), ("scope", scope)];
        let (found, body) = unidy(&mut api, &pairs);
        assert_eq!(found, status, "{body}");
        if status == 400 {
            assert_eq!(text(&body, "error"), "invalid_scope");
            assert!(text(&body, "error_description").contains(scope));
        }
    }
    let question = but(UNIDY_QUESTION, "scope", "users:all");
    let back = sent_back(&press(&mut api, "allow", &question), '?');
    assert_eq!(value(&back, "error"), "invalid_scope");
}

#[test]
fn response_type_in_a_token_request_is_told_to_be_grant_type() {
    let mut api = all_systems();
    let (status, body) = unidy(&mut api, &[("response_type", "client_credentials")]);
    assert_eq!((status, text(&body, "error")), (400, "invalid_request"));
    assert!(text(&body, "error_description").contains("grant_type, not response_type"));
    let (_, body) = unidy(&mut api, &[]);
    assert_eq!(
        text(&body, "error_description"),
        "Missing parameter: grant_type"
    );
    let both = [
        ("grant_type", "client_credentials"),
        ("response_type", "token"),
    ];
    assert_eq!(unidy(&mut api, &both).0, 200);
}

fn access_token(api: &mut Api, scope: &str) -> String {
    let pairs = [("grant_type", "client_credentials"), ("scope", scope)];
    text(&unidy(api, &pairs).1, "access_token").to_owned()
}

#[test]
fn unidys_users_are_listed_and_created_with_its_tokens() {
    let mut api = all_systems();
    let token = access_token(&mut api, "users:read users:write");
    let kim = json!({"email": "ola@example.com", "first_name": "Ola", "last_name": null});
    let created = api.send(&token, "POST", "/api/v1/users", &kim);
    assert_eq!(created.status, 201, "{}", created.body);
    let listed = api.get(&token, "/api/v1/users/");
    let results = listed.body["results"].as_array().unwrap().clone();
    assert_eq!((listed.status, results.len()), (200, 2));
    assert_eq!(results[1], created.body);
    let one = api.get(&token, "/api/v1/users?email=OLA%40example.com");
    assert_eq!(one.body["results"], json!([created.body]));
    for body in [
        kim,
        json!({"email": "kim@example.com"}),
        json!({}),
        json!([]),
        json!({"email": 7}),
    ] {
        let refused = api.send(&token, "POST", "/api/v1/users", &body);
        assert_eq!(
            (refused.status, &refused.body["error"]),
            (422, &json!("invalid_user")),
            "{body}"
        );
    }
    let state = api.state();
    let mut copy = Api::seeded(Seed::read(&state.to_string()).unwrap());
    assert_eq!(copy.state(), state);
    assert_eq!(copy.get(&token, "/api/v1/users").body, listed.body);
    api.control("POST", "/_sandbox/reset", &json!({}));
    assert_eq!(
        api.get(&token, "/api/v1/users").body["results"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(
        api.send(&token, "PUT", "/api/v1/users", &json!({}))
            .header("allow"),
        Some("GET, POST")
    );
}

#[test]
fn a_resource_takes_only_a_token_of_its_system_and_scope() {
    let mut api = all_systems();
    let code = code(&mut api, LOCKIT_QUESTION);
    let (_, body) = lockit(&mut api, &exchange(&code, VERIFIER));
    let lockit = text(&body, "access_token").to_owned();
    let me = api.get(&lockit, "/api/me");
    assert_eq!(me.status, 200, "{}", me.body);
    assert!(text(&me.body, "note").contains("sandbox's own"));
    let users = access_token(&mut api, "users:read");
    let by_email = access_token(&mut api, "users:read_by_email");
    let unloc = api.token(None);
    for (token, method, path, status, error) in [
        (&lockit, "GET", "/api/v1/users", 401, "invalid_token"),
        (&users, "GET", "/api/me", 401, "invalid_token"),
        (&unloc, "GET", "/api/v1/users", 401, "invalid_token"),
        (&unloc, "GET", "/api/me", 401, "invalid_token"),
        (&users, "POST", "/api/v1/users", 403, "insufficient_scope"),
        (&by_email, "GET", "/api/v1/users", 403, "insufficient_scope"),
    ] {
        let refused = api.send(token, method, path, &json!({"email": "a@example.com"}));
        assert_eq!(
            (refused.status, &refused.body["error"]),
            (status, &json!(error)),
            "{method} {path}"
        );
        let challenge = format!("Bearer realm=\"Unloc sandbox\", error=\"{error}\"");
        assert_eq!(refused.header("www-authenticate"), Some(challenge.as_str()));
    }
    assert_eq!(api.get(&by_email, "/api/v1/users?email=x").status, 200);
    assert_eq!(api.get(&users, "/integrators/v1/lock-holders/").status, 401);
    assert_eq!(api.call(None, "GET", "/api/me", b"").status, 401);
    let rules = json!([{ "count": 1, "fault": { "expireTokens": true } }]);
    api.control("POST", "/_sandbox/faults", &rules);
    assert_eq!(api.get(&lockit, "/api/me").status, 401);
    assert_eq!(api.get(&lockit, "/api/me").status, 200);
    api.advance(7_200.0);
    assert_eq!(api.get(&users, "/api/v1/users").status, 401);
    assert_eq!(api.get(&lockit, "/api/me").status, 200);
    let mut plain = Api::seeded(Seed::Empty);
    assert_eq!(plain.get(&users, "/api/v1/users").status, 404);
    assert_eq!(plain.get(&lockit, "/api/me").status, 404);
}
