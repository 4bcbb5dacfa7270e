//! `POST /auth/v1/token`: a client id and a secret for an access token.

use serde_json::{Map, Value, json};

use crate::call::Call;
use crate::error::{ApiError, TokenError};
use crate::http::Response;
use crate::scope;
use crate::time::SECOND;
use crate::token::{self, Claims};

/// The id of the one client that has an account.
pub const CLIENT_ID: &str = "sandbox-client";
/// Its secret.
pub const CLIENT_SECRET: &str = "sandbox-secret";

/// Gives a token, or says why not.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    Ok(match answer(call) {
        Ok(answer) => {
            let mut response = Response::json(200, &answer);
            response.set_header("pragma", "no-cache");
            response
        }
        Err(error) => error.into(),
    })
}

fn answer(call: &Call) -> Result<Map<String, Value>, TokenError> {
    let invalid_request =
        |description: &str| TokenError::bad_request("invalid_request", description);
    let Ok(Value::Object(body)) = serde_json::from_slice(call.body) else {
        return Err(invalid_request(
            "The body must be a JSON object (not a form).",
        ));
    };
    let text = |name: &str| match body.get(name) {
        Some(Value::String(text)) if !text.is_empty() => Ok(text.as_str()),
        None | Some(Value::Null) => Err(invalid_request(&format!("Missing parameter: {name}"))),
        Some(_) => Err(invalid_request(&format!(
            "Parameter {name} must be text that is not empty"
        ))),
    };
    let grant_type = text("grant_type")?;
    if grant_type != "client_credentials" {
        return Err(TokenError::bad_request(
            "unsupported_grant_type",
            "The grant type must be client_credentials.",
        ));
    }
    let (client_id, client_secret) = (text("client_id")?, text("client_secret")?);
    // Both are compared in full, so that the time taken tells nothing.
    let same_id = token::same_secret(client_id, CLIENT_ID);
    let same_secret = token::same_secret(client_secret, CLIENT_SECRET);
    if !(same_id && same_secret) {
        return Err(TokenError::invalid_client());
    }
    let scopes = scope::read(body.get("scope"))?;
    let grant = scope::grant(&scopes, call.store)?;

    let issued = call.now.div_euclid(SECOND);
    let access_token = token::sign(&Claims {
        sub: client_id.to_owned(),
        iat: issued,
        exp: issued.saturating_add(token::LIFETIME),
        scope: scopes.clone(),
        integrator: grant.integrator,
        lock_holder_ids: grant.lock_holder_ids.clone(),
    });
    let mut answer = Map::new();
    answer.insert("access_token".to_owned(), json!(access_token));
    answer.insert("token_type".to_owned(), json!("bearer"));
    answer.insert("expires_in".to_owned(), json!(token::LIFETIME));
    if !scopes.is_empty() {
        answer.insert("scope".to_owned(), json!(scopes));
    }
    if grant.by_identifier {
        answer.insert(
            "lock_holder_id".to_owned(),
            json!(grant.lock_holder_ids.first()),
        );
    } else if !grant.lock_holder_ids.is_empty() {
        answer.insert("lock_holder_ids".to_owned(), json!(grant.lock_holder_ids));
    }
    Ok(answer)
}
