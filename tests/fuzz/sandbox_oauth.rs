//! The token endpoints of the embedded Unloc: every code is used once and by the client it was
//! issued to, and no response contains a secret.

use std::cell::RefCell;
use std::collections::BTreeMap;

use oauth2::url::form_urlencoded;
use serde_json::{Value, json};
use unloc_integrator_client::auth::{basic, pkce};
use unloc_sandbox::{Request, Response, Sandbox, Seed};

use crate::bytes::Bytes;
use crate::sandbox::NOW;
use crate::sandbox_v2::{SECRETS, assert_readable};

const TOKEN_PATHS: [&str; 5] = [
    "/auth/v1/token",
    "/v2/auth/token/",
    "/v2/auth/resources-discovery/",
    "/oauth/token",
    "/oauth/access-token",
];
const CLIENTS: [(&str, &str); 4] = [
    ("sandbox-client", "sandbox-secret"),
    ("unidy-client", "unidy-secret"),
    ("unidy-public", ""),
    ("lockit-client", "lockit-secret"),
];
const REDIRECTS: [&str; 3] = [
    "https://app.example/back",
    "https://app.example/b?x=1",
    "app:/cb",
];
/// Text that would become an element if a page did not escape it.
const MARKUP: &str = "\"'><x-planted ";

/// An issued code or refresh token: its client, and the parameters that its use must repeat.
#[derive(Clone, Debug, Default)]
struct Grant {
    client: String,
    redirect_uri: String,
    verifier: Option<String>,
    used: bool,
}

/// The embedded Unloc and what it issued.
#[derive(Clone)]
struct Issuer {
    sandbox: Sandbox,
    /// Scope, member of the token request, and id of the resources of API v2.
    resources: [(&'static str, &'static str, String); 2],
    codes: BTreeMap<String, Grant>,
    refresh_tokens: BTreeMap<String, Grant>,
    /// All issued codes and tokens, used ones too.
    secrets: Vec<String>,
    used: u32,
}

impl Issuer {
    fn new() -> Self {
        let also = json!({ "also": ["unidy", "lockit"] });
        let sandbox = Sandbox::new(Seed::Demo, None, NOW).expect("the demo");
        let sandbox = sandbox.with_settings(also.as_object().expect("an object"));
        let mut sandbox = sandbox.expect("settings");
        let state = sandbox.state(NOW).expect("a small state");
        let project = state.lock_holders.first().expect("one").id.clone();
        let organization = state.integrator.id;
        Self {
            sandbox,
            resources: [
                ("project.admin", "project_id", project),
                ("organization.admin", "organization_id", organization),
            ],
            codes: BTreeMap::new(),
            refresh_tokens: BTreeMap::new(),
            secrets: Vec::new(),
            used: 0,
        }
    }

    /// Sends a request and checks what holds of every response.
    fn send(
        &mut self,
        method: &str,
        url: &str,
        headers: &[(String, String)],
        body: &str,
    ) -> Response {
        let body = body.as_bytes();
        let request = Request {
            method,
            url,
            headers,
            body,
        };
        let answer = self.sandbox.handle(request, NOW);
        assert_readable(&answer, url);
        let location = answer.header("location").unwrap_or_default();
        assert!(
            location.bytes().all(|byte| byte.is_ascii_graphic()),
            "{location:?}"
        );
        let text = String::from_utf8_lossy(&answer.body);
        let body = String::from_utf8_lossy(body);
        for part in [&text, location] {
            assert!(!part.contains("<x-planted"), "{part}");
            let secrets = self.secrets.iter().map(String::as_str).chain(SECRETS);
            for secret in secrets.filter(|secret| part.contains(secret)) {
                // A response may repeat the request: the form of a page, a refresh token that stays valid.
                let repeated = body.contains(secret) || url.contains(secret);
                assert!(repeated, "{secret} in {part}");
            }
        }
        answer
    }
}

thread_local! {
    static ISSUERS: RefCell<(Issuer, Issuer)> = RefCell::new((Issuer::new(), Issuer::new()));
}

/// A key of the map, or any text.
fn known(map: &BTreeMap<String, Grant>, bytes: &mut Bytes) -> String {
    match bytes.byte() {
        0..=31 => bytes.text(),
        _ if map.is_empty() => bytes.text(),
        _ => {
            let index = bytes.below(map.len());
            map.keys().nth(index).cloned().expect("a key")
        }
    }
}

fn hostile(bytes: &mut Bytes) -> String {
    bytes.text().replace('\u{1}', MARKUP)
}

pub fn request(bytes: &mut Bytes) {
    ISSUERS.with_borrow_mut(|(unchanged, issuer)| {
        issuer.used += 1;
        if issuer.used % 64 == 0 {
            issuer.clone_from(unchanged);
        }
        if bytes.byte() < 110 {
            sign_in(issuer, bytes);
        } else {
            request_token(issuer, bytes);
        }
    });
}

fn sign_in(issuer: &mut Issuer, bytes: &mut Bytes) {
    let client = match bytes.byte() {
        0..=15 => hostile(bytes),
        _ => bytes.choice(&CLIENTS).0.to_owned(),
    };
    let redirect_uri = match bytes.byte() {
        0..=31 => hostile(bytes),
        _ => bytes.choice(&REDIRECTS).to_owned(),
    };
    let verifier = pkce::hashed(&bytes.text());
    let challenge = bytes.byte() > 40;
    let mut pairs = vec![
        ("response_type", "code".to_owned()),
        ("client_id", client.clone()),
        ("redirect_uri", redirect_uri.clone()),
        ("state", hostile(bytes)),
    ];
    if challenge {
        pairs.push(("code_challenge", pkce::hashed(&verifier)));
        pairs.push(("code_challenge_method", "S256".to_owned()));
    }
    match bytes.byte() {
        0..=99 => pairs.push(("scope", "openid users:read".to_owned())),
        100..=119 => pairs.push(("scope", hostile(bytes))),
        120..=129 => pairs.push(("response_mode", bytes.text())),
        130..=149 => pairs.push(("nonce", hostile(bytes))),
        150..=159 => pairs.push((bytes.choice(&["state", "client_id"]), hostile(bytes))),
        _ => {}
    }
    let allows = bytes.byte() > 100;
    if allows {
        pairs.push(("decision", "allow".to_owned()));
    }
    let form = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(&pairs)
        .finish();
    let form_type = (
        "content-type".to_owned(),
        "application/x-www-form-urlencoded".to_owned(),
    );
    let answer = match allows {
        true => issuer.send("POST", "/oauth/authorize", &[form_type], &form),
        false => issuer.send("GET", &format!("/oauth/authorize?{form}"), &[], ""),
    };
    let Some(location) = answer.header("location") else {
        return;
    };
    // The redirect URI, followed by the parameters of the authorization response.
    let rest = location.strip_prefix(&*redirect_uri).expect(location);
    let form = rest.strip_prefix(['?', '&', '#']).expect(location);
    let parameters: Vec<_> = form_urlencoded::parse(form.as_bytes())
        .into_owned()
        .collect();
    let web = ["https://", "http://"]
        .iter()
        .find_map(|scheme| redirect_uri.strip_prefix(scheme));
    assert!(
        web.is_none_or(|web| !web.starts_with([':', '/'])),
        "no host: {location}"
    );
    let value = |name: &str| {
        let found = parameters.iter().rev().find(|(known, _)| known == name);
        found.map(|(_, value)| value.clone())
    };
    let state = pairs
        .iter()
        .rev()
        .find(|(name, _)| *name == "state")
        .expect("one");
    assert_eq!(value("state").unwrap_or_default(), state.1);
    let Some(code) = value("code").filter(|_| value("error").is_none()) else {
        return;
    };
    assert!(allows, "a code without consent");
    assert!(!issuer.secrets.contains(&code), "{code} was issued before");
    issuer.secrets.push(code.clone());
    let given = Grant {
        client,
        redirect_uri,
        verifier: challenge.then_some(verifier),
        used: false,
    };
    issuer.codes.insert(code, given);
}

fn request_token(issuer: &mut Issuer, bytes: &mut Bytes) {
    let grant = match bytes.byte() {
        0..=15 => bytes.text(),
        16..=79 => "client_credentials".to_owned(),
        80..=179 => "authorization_code".to_owned(),
        _ => "refresh_token".to_owned(),
    };
    let code = known(&issuer.codes, bytes);
    let token = known(&issuer.refresh_tokens, bytes);
    let given = match grant.as_str() {
        "authorization_code" => issuer.codes.get(&code),
        "refresh_token" => issuer.refresh_tokens.get(&token),
        _ => None,
    };
    let given = given.cloned().unwrap_or_default();
    // Mostly the client that it was issued to.
    let (id, secret) = match CLIENTS.iter().find(|(id, _)| *id == given.client) {
        Some(client) if bytes.byte() > 60 => *client,
        _ => bytes.choice(&CLIENTS),
    };
    let path = match (id, bytes.byte()) {
        (_, 0..=31) => bytes.choice(&TOKEN_PATHS),
        ("sandbox-client", _) => bytes.choice(&TOKEN_PATHS),
        ("lockit-client", _) => "/oauth/access-token",
        _ => "/oauth/token",
    };
    let secret = match bytes.byte() {
        0..=15 => bytes.text(),
        16..=23 => SECRETS[bytes.below(3)].to_owned(),
        _ => secret.to_owned(),
    };
    let good = CLIENTS.contains(&(id, &secret));
    let redirect_uri = match bytes.byte() {
        0..=31 => bytes.choice(&REDIRECTS).to_owned(),
        _ => given.redirect_uri.clone(),
    };
    let verifier = match bytes.byte() {
        0..=31 => Some(pkce::hashed(&bytes.text())),
        32..=39 => None,
        _ => given.verifier.clone(),
    };
    let mut pairs = vec![("grant_type", grant.clone())];
    match grant.as_str() {
        "authorization_code" => {
            pairs.push(("code", code.clone()));
            pairs.push(("redirect_uri", redirect_uri.clone()));
            pairs.extend(verifier.clone().map(|verifier| ("code_verifier", verifier)));
        }
        "refresh_token" => pairs.push(("refresh_token", token.clone())),
        _ => {}
    }
    let (scope, name, id_of_resource) = &issuer.resources[bytes.below(2)];
    match bytes.byte() {
        0..=31 => pairs.push(("scope", bytes.text())),
        32..=63 => pairs.push((*name, bytes.text())),
        64..=159 => pairs.extend([
            ("scope", (*scope).to_owned()),
            (*name, id_of_resource.clone()),
        ]),
        _ => {}
    }
    let mut headers = Vec::new();
    let by_header = path == "/oauth/access-token" || bytes.byte() < 32;
    if by_header {
        let header = basic::header(id, &secret, path == "/oauth/access-token");
        headers.push(("authorization".to_owned(), header));
    } else {
        pairs.push(("client_id", id.to_owned()));
        if !secret.is_empty() {
            pairs.push(("client_secret", secret.clone()));
        }
    }
    let as_json = path != "/oauth/access-token" && bytes.flag();
    let (kind, body) = if as_json {
        let members = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), json!(value)));
        (
            "application/json",
            Value::Object(members.collect()).to_string(),
        )
    } else {
        let form = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(&pairs)
            .finish();
        ("application/x-www-form-urlencoded", form)
    };
    headers.push(("content-type".to_owned(), kind.to_owned()));
    let answer = issuer.send("POST", path, &headers, &body);
    let body: Value = serde_json::from_slice(&answer.body).expect("JSON");
    if answer.status != 200 {
        return assert!(body["access_token"].is_null(), "{body}");
    }
    assert!(good, "{id} with {secret:?} got {body}");
    if path.contains("discovery") {
        return;
    }
    assert!(body["access_token"].is_string(), "{body}");
    match grant.as_str() {
        "client_credentials" => assert!(body["refresh_token"].is_null(), "{body}"),
        "authorization_code" => {
            let known = issuer.codes.get_mut(&code).expect("an issued code");
            assert!(!std::mem::replace(&mut known.used, true), "{code} twice");
            assert_eq!((&*known.client, &known.redirect_uri), (id, &redirect_uri));
            assert_eq!(known.verifier, verifier);
        }
        _ => {
            let known = issuer.refresh_tokens.get_mut(&token);
            let known = known.expect("an issued token");
            assert!(!std::mem::replace(&mut known.used, true), "{token} twice");
            assert_eq!(known.client, id);
        }
    }
    for name in ["access_token", "refresh_token"] {
        issuer.secrets.extend(
            body[name]
                .as_str()
                .filter(|_| grant != "client_credentials")
                .map(str::to_owned),
        );
    }
    if let Some(next) = body["refresh_token"].as_str() {
        let given = Grant {
            client: id.to_owned(),
            ..Grant::default()
        };
        issuer.refresh_tokens.insert(next.to_owned(), given);
    }
}
