//! Requests to token endpoints, and the two ends of a sign-in.

use super::exchange::{read_config, state_json, status};
use super::result::value_json;
use crate::api::operation::Idempotency;
use crate::auth::authorization_server::{BodyEncoding, ClientAuthentication, ScopeStyle};
use crate::auth::authorization_url::{Begin, begin};
use crate::auth::callback::{Callback, Issuer};
use crate::auth::scope;
use crate::auth::token_request::{Client, Grant, Shape};
use crate::auth::token_response::Members;
use crate::error::Error;
use crate::exchange::Request;
use crate::exchange::token::{
    Endpoint, PreparedToken, invalid_record, operation, prepare_token, read_token,
};
use crate::json::{self, Json, Object};
use crate::request::base_url::BaseUrl;
use crate::text::concat;

/// Prepares a token request.
///
/// `server` is the authorization server's record, `client` is `{ clientId, clientSecret }`; `grant`
/// has `scopes` for a token of the client's own, `code`, `redirectUri` and `verifier` for one of a
/// sign-in, `refreshToken` for a fresh one, `discovery` for what there is, and `members` for the body.
/// `options` are those of a call.
///
/// Gives what the preparation of a call gives, and `body` and `secrets`.
pub(super) fn prepare_token_request(given: Json<'_>) -> Result<String, Error> {
    let prepared = prepared(given)?;
    Ok(request_json(&prepared.request)
        .text("body", &prepared.body)
        .text("secrets", &prepared.secrets)
        .finish())
}

fn prepared(request: Json<'_>) -> Result<PreparedToken, Error> {
    let (server, client) = (request.get("server"), request.get("client"));
    let given = request.get("grant");
    let scopes = given.get("scopes").texts();
    let (code, refresh_token) = (given.text("code"), given.text("refreshToken"));
    let redirect_uri = given.text_or_empty("redirectUri");
    let verifier = given.text("verifier");
    let mut path = "tokenPath";
    let grant = if let Some(code) = &code {
        Grant::Code {
            code,
            redirect_uri: &redirect_uri,
            verifier: verifier.as_deref(),
        }
    } else if let Some(token) = &refresh_token {
        Grant::Refresh(token)
    } else if given.is_true("discovery") {
        path = "discoveryPath";
        Grant::Discovery
    } else {
        Grant::Own(&scopes)
    };
    let name = operation(grant);
    let config =
        read_config(name, request.get("options")).map_err(|error| of_operation(name, error))?;
    let word = |name: &str| server.text_or_empty(name);
    let (Some(encoding), Some(authentication), Some(scope_style)) = (
        BodyEncoding::of(&word("bodyEncoding")),
        ClientAuthentication::of(&word("clientAuthentication")),
        ScopeStyle::of(&word("scopeStyle")),
    ) else {
        return Err(invalid_record(name));
    };
    let endpoint = Endpoint {
        path: &word(path),
        encoding,
        shape: Shape {
            authentication,
            scope_style,
            rotates: server.is_true("rotatesRefreshTokens"),
        },
    };
    let id = client.text_or_empty("clientId");
    let secret = client.text("clientSecret");
    let client = Client {
        id: &id,
        secret: secret.as_deref(),
    };
    let members = given.get("members");
    prepare_token(&endpoint, client, grant, members.text_entries(), &config)
}

/// Errors of the base URL speak of `init`.
fn of_operation(operation: &str, mut error: Error) -> Error {
    if let Some(what) = error.message.strip_prefix("init: ") {
        error.message = concat(&[operation, ": ", what]);
        error.error_description = error.message.clone();
    }
    error
}

/// Reads the `body` of a token endpoint's success. `operation`, `status` and `idempotent` are those of the
/// request, `requested` are the scopes that were asked for, `requestedAtMs` is when.
///
/// Gives `{ expiresAt, refreshAfter, usableUntil, lifetimeAssumed, scope }`.
pub(super) fn read_token_response(given: Json<'_>) -> Result<String, Error> {
    let idempotency = if given.is_true("idempotent") {
        Idempotency::Idempotent
    } else {
        Idempotency::NotIdempotent
    };
    let token = read_token(
        &given.text_or_empty("operation"),
        idempotency,
        &Body(given.get("body")),
        &given.get("requested").texts(),
        given.number("requestedAtMs").unwrap_or_default(),
        status(given).unwrap_or_default(),
    )?;
    Ok(Object::new()
        .number("expiresAt", token.window.expires_at)
        .number("refreshAfter", token.window.refresh_after)
        .number("usableUntil", token.window.usable_until)
        .flag("lifetimeAssumed", token.lifetime_assumed)
        .json("scope", &scope::to_json(&token.scopes))
        .finish())
}

struct Body<'a>(Json<'a>);

impl Members for Body<'_> {
    fn text(&self, name: &str) -> Option<String> {
        self.0.text(name)
    }

    fn number(&self, name: &str) -> Option<f64> {
        let value = self.0.member(name)?;
        let text = value.as_text();
        text.as_deref().map_or(Some(value), json::read)?.as_number()
    }

    fn list(&self, name: &str) -> Option<Vec<String>> {
        let list = self.0.member(name)?;
        list.is_array().then(|| list.texts())
    }
}

/// Begins a sign-in at the `server`: `request` is `{ redirectUri, scope, parameters, pkce }`, `random` are
/// 64 bytes. Gives `{ url, state, verifier }`.
pub(super) fn begin_sign_in(given: Json<'_>) -> Result<String, Error> {
    const OPERATION: &str = "authorizationUrl";
    let mut random = Vec::new();
    for number in given.get("random").items() {
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` saturates
        let byte = number.as_number().unwrap_or_default() as u8;
        random.push(byte);
    }
    let (Some(state), Some(verifier)) = (random.first_chunk::<32>(), random.last_chunk::<32>())
    else {
        let what = "64 random bytes are needed";
        return Err(Error::invalid_argument(OPERATION, &[what]));
    };
    let (server, request) = (given.get("server"), given.get("request"));
    let base_url = server.text_or_empty("baseUrl");
    let base_url = BaseUrl::parse(&base_url, given.is_true("allowInsecure"))
        .map_err(|error| of_operation(OPERATION, error))?;
    let scope = request.text("scope");
    let begun = begin(
        Begin {
            base_url: &base_url,
            path: &server.text_or_empty("authorizePath"),
            client_id: &given.text_or_empty("clientId"),
            redirect_uri: &request.text_or_empty("redirectUri"),
            scope: scope.as_deref(),
            parameters: &request.get("parameters").text_entries(),
            pkce: request.get("pkce").as_bool() != Some(false),
        },
        state,
        verifier,
    )?;
    Ok(Object::new()
        .text("url", &begun.url)
        .text("state", &begun.state)
        .optional_text("verifier", begun.verifier.as_deref())
        .finish())
}

/// The code of a callback, whose `state` and `issuer` are compared with what was kept. `parameters` are
/// arrays of values by name, `issuerPromised` says whether the server names itself in callbacks.
pub(super) fn sign_in_code(given: Json<'_>) -> Result<String, Error> {
    let parameters = given.get("parameters");
    let issuer = Issuer {
        identifier: &given.text_or_empty("issuer"),
        promised: given.is_true("issuerPromised"),
    };
    let state = given.text_or_empty("state");
    let callback = Callback::read(|name| parameters.get(name).texts())?;
    callback.code(&state, issuer).map(value_json)
}

/// The members of a request that is ready to leave.
fn request_json(request: &Request) -> Object {
    let mut headers = Object::new();
    for (name, value) in &request.headers {
        headers.text(name, value);
    }
    let mut object = Object::new();
    object
        .text("method", request.method.as_str())
        .text("url", &request.url)
        .json("headers", &headers.finish())
        .number("timeoutMs", request.timeout_ms)
        .number("deadlineMs", request.deadline_ms)
        .json("state", &state_json(&request.state));
    object
}
