//! Requests to token endpoints, and the two ends of a sign-in.

use super::exchange::{read_config, request_json};
use super::result::{error_json, value_json};
use crate::api::operation::Idempotency;
use crate::auth::authorization_server::{BodyEncoding, ClientAuthentication, ScopeStyle};
use crate::auth::authorization_url::{Begin, Begun, begin};
use crate::auth::callback::{Callback, Issuer};
use crate::auth::token_request::{Client, Grant, Shape};
use crate::auth::token_response::Members;
use crate::error::Error;
use crate::exchange::token::{
    Endpoint, PreparedToken, invalid_record, operation, prepare_token, read_token,
};
use crate::json::{self, Json, Object, array, quoted};
use crate::request::base_url::BaseUrl;

/// Prepares a token request.
///
/// `server` is the authorization server's record, `client` is `{ clientId, clientSecret }`; `grant`
/// has `scopes` for a token of the client's own, `code`, `redirectUri` and `verifier` for one of a
/// sign-in, `refreshToken` for a fresh one, `discovery` for what there is, and `members` for the body.
/// `config` is that of a call.
///
/// Gives what the preparation of a call gives, and `body` and `secrets`.
pub fn prepare_token_request(server: &str, client: &str, grant: &str, config: &str) -> String {
    let prepared = prepared(server, client, grant, config);
    match prepared {
        Ok(prepared) => request_json(&prepared.request)
            .text("body", &prepared.body)
            .text("secrets", &prepared.secrets)
            .finish(),
        Err(error) => error_json(&error),
    }
}

fn prepared(server: &str, client: &str, grant: &str, config: &str) -> Result<PreparedToken, Error> {
    let [server, client, given] =
        [server, client, grant].map(|it| json::read(it).unwrap_or(Json::NULL));
    let scopes = given.member("scopes").unwrap_or(Json::NULL).texts();
    let (code, refresh_token) = (given.text("code"), given.text("refreshToken"));
    let redirect_uri = given.text("redirectUri").unwrap_or_default();
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
    let config = read_config(name, config).map_err(|error| of_operation(name, error))?;
    let word = |name: &str| server.text(name).unwrap_or_default();
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
    let id = client.text("clientId").unwrap_or_default();
    let secret = client.text("clientSecret");
    let client = Client {
        id: &id,
        secret: secret.as_deref(),
    };
    let members = given.member("members").unwrap_or(Json::NULL);
    prepare_token(&endpoint, client, grant, members.text_entries(), &config)
}

/// Errors of the base URL speak of `init`.
fn of_operation(operation: &str, mut error: Error) -> Error {
    if let Some(what) = error.message.strip_prefix("init: ") {
        error.message = [operation, ": ", what].concat();
        error.error_description = error.message.clone();
    }
    error
}

/// Reads the body of a token endpoint's success, as JSON. `requested` are the scopes that were asked
/// for, `requested_at_ms` is when, `idempotent` is that of the call's state.
///
/// Gives `{ expiresAt, refreshAfter, usableUntil, lifetimeAssumed, scope }`.
pub fn read_token_response(
    operation: &str,
    body: &str,
    requested: &str,
    requested_at_ms: f64,
    status: u16,
    idempotent: bool,
) -> String {
    let body = Body(json::read(body).unwrap_or(Json::NULL));
    let requested = json::read(requested).unwrap_or(Json::NULL).texts();
    let idempotency = if idempotent {
        Idempotency::Idempotent
    } else {
        Idempotency::NotIdempotent
    };
    let token = read_token(
        operation,
        idempotency,
        &body,
        &requested,
        requested_at_ms,
        status,
    );
    match token {
        Ok(token) => Object::new()
            .number("expiresAt", token.window.expires_at)
            .number("refreshAfter", token.window.refresh_after)
            .number("usableUntil", token.window.usable_until)
            .flag("lifetimeAssumed", token.lifetime_assumed)
            .json(
                "scope",
                &array(token.scopes.iter().map(|scope| quoted(scope))),
            )
            .finish(),
        Err(error) => error_json(&error),
    }
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

/// Begins a sign-in: `request` is `{ redirectUri, scope, parameters, pkce }`, `random` are 64 bytes.
/// Gives `{ url, state, verifier }`.
pub fn begin_sign_in(
    server: &str,
    client_id: &str,
    request: &str,
    allow_insecure: bool,
    random: &[u8],
) -> String {
    match begun(server, client_id, request, allow_insecure, random) {
        Ok(begun) => Object::new()
            .text("url", &begun.url)
            .text("state", &begun.state)
            .optional_text("verifier", begun.verifier.as_deref())
            .finish(),
        Err(error) => error_json(&error),
    }
}

fn begun(
    server: &str,
    client_id: &str,
    request: &str,
    allow_insecure: bool,
    random: &[u8],
) -> Result<Begun, Error> {
    const OPERATION: &str = "authorizationUrl";
    let (Some(state), Some(verifier)) = (random.first_chunk::<32>(), random.last_chunk::<32>())
    else {
        let what = "64 random bytes are needed";
        return Err(Error::invalid_argument(OPERATION, &[what]));
    };
    let [server, request] = [server, request].map(|it| json::read(it).unwrap_or(Json::NULL));
    let base_url = BaseUrl::parse(&server.text("baseUrl").unwrap_or_default(), allow_insecure)
        .map_err(|error| of_operation(OPERATION, error))?;
    let parameters = request.member("parameters").unwrap_or(Json::NULL);
    let scope = request.text("scope");
    let given = Begin {
        base_url: &base_url,
        path: &server.text("authorizePath").unwrap_or_default(),
        client_id,
        redirect_uri: &request.text("redirectUri").unwrap_or_default(),
        scope: scope.as_deref(),
        parameters: &parameters.text_entries(),
        pkce: request.member("pkce").and_then(Json::as_bool) != Some(false),
    };
    begin(given, state, verifier)
}

/// The code of a callback, whose state and issuer are compared with what was kept. `parameters` are
/// arrays of values by name.
pub fn sign_in_code(parameters: &str, issuer: &str, issuer_promised: bool, state: &str) -> String {
    let parameters = json::read(parameters).unwrap_or(Json::NULL);
    let issuer = Issuer {
        identifier: issuer,
        promised: issuer_promised,
    };
    let callback = Callback::read(|name| parameters.member(name).unwrap_or(Json::NULL).texts());
    value_json(callback.and_then(|callback| callback.code(state, issuer)))
}
