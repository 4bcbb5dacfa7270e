//! One request to a token endpoint: what leaves, and what its success says.

use super::config::Config;
use super::prepare::{ACCEPT, CONTENT_TYPE, JSON, Request};
use super::state::State;
use crate::api::operation::{Idempotency, Method, TIMEOUT_MS};
use crate::auth::authorization_server::{BodyEncoding, is_path};
use crate::auth::scope;
use crate::auth::token_request::{Client, Grant, Shape, TokenRequest, request};
use crate::auth::token_response::{Members, Token, token};
use crate::error::Error;
use crate::json::Object;
use crate::response::{ResponseContext, invalid_response};
use crate::retry::RetryState;
use crate::text::concat;

/// What an authorization server's record says about one of its endpoints.
pub struct Endpoint<'a> {
    /// Path below the base URL.
    pub path: &'a str,
    /// How the body is written.
    pub encoding: BodyEncoding,
    /// How the client says who it is, and how scopes are sent.
    pub shape: Shape,
}

/// A token request that is ready to leave.
#[derive(Debug)]
pub struct PreparedToken {
    /// What leaves.
    pub request: Request,
    /// Its body.
    pub body: String,
    /// What must be in no error, one a line.
    pub secrets: String,
}

/// The name that errors of a grant bear: that of the caller's function.
pub fn operation(grant: Grant<'_>) -> &'static str {
    match grant {
        Grant::Code { .. } => "finish",
        Grant::Discovery => "discoverResources",
        Grant::Own(_) | Grant::Refresh(_) => "getToken",
    }
}

/// Prepares a token request. `members` are the server's own and the resource's.
///
/// # Errors
/// `invalid_argument` if the path is none, or if a scope is several.
pub fn prepare_token(
    endpoint: &Endpoint<'_>,
    client: Client<'_>,
    grant: Grant<'_>,
    members: Vec<(String, String)>,
    config: &Config,
) -> Result<PreparedToken, Error> {
    let operation = operation(grant);
    let path = endpoint.path;
    if !is_path(path) {
        return Err(invalid_record(operation));
    }
    if let Grant::Own(scopes) = grant
        && !scopes.iter().all(|text| scope::is_scope(text))
    {
        let what = "a scope must be printable ASCII without space, quote and backslash";
        return Err(Error::invalid_argument(operation, &[what]));
    }
    let of_grant = request(endpoint.shape, client, grant, members);
    let (content_type, body) = match endpoint.encoding {
        BodyEncoding::Form => ("application/x-www-form-urlencoded", of_grant.form()),
        BodyEncoding::Json => (JSON, json_body(&of_grant)),
    };
    let authorization = of_grant.authorization.as_deref().unwrap_or_default();
    let headers = config.headers_with(&[
        (ACCEPT, JSON),
        ("authorization", authorization),
        (CONTENT_TYPE, content_type),
    ]);
    Ok(PreparedToken {
        request: Request {
            method: Method::POST,
            url: concat(&[config.base_url.as_str(), path]),
            headers,
            timeout_ms: config.timeout_ms.unwrap_or(TIMEOUT_MS),
            deadline_ms: config.deadline_ms,
            state: State {
                operation: operation.to_owned(),
                token_request: true,
                // One token more changes nothing at the API.
                retry: RetryState::new(config.policy, of_grant.idempotency, false),
            },
        },
        body,
        secrets: of_grant.secrets,
    })
}

/// The error of a server's record that cannot be used.
pub fn invalid_record(operation: &str) -> Error {
    let what = "the AuthorizationServer is not valid. Check its bodyEncoding, clientAuthentication, scopeStyle and paths, which must begin with a slash";
    Error::invalid_argument(operation, &[what])
}

fn json_body(request: &TokenRequest) -> String {
    let mut object = Object::new();
    for (name, value) in &request.members {
        if request.scope_as_list && name == "scope" {
            object.json(name, &scope::to_json(&scope::list(value)));
        } else {
            object.text(name, value);
        }
    }
    object.finish()
}

/// Reads the body of a success. `requested_at_ms` is when the request left.
///
/// # Errors
/// `invalid_response`, which becomes `token_error` where the server said why.
pub fn read_token(
    operation: &str,
    idempotency: Idempotency,
    body: &impl Members,
    requested: &[String],
    requested_at_ms: f64,
    status: u16,
) -> Result<Token, Error> {
    token(body, requested, requested_at_ms).map_err(|what| {
        let context = ResponseContext {
            operation,
            idempotent: true,
            status,
        };
        let mut error = invalid_response(context, what);
        error.attempts = 1;
        crate::auth::token_error::of_token_request(error, idempotency)
    })
}
