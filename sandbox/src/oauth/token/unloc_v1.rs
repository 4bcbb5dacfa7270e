//! Tokens of Unloc v1: for the integrator, or for lock holders.

use serde_json::{Map, Value, json};

use crate::jwt::{self, Audience, Claims};
use crate::oauth::clients::Client;
use crate::oauth::parameters::Parameters;
use crate::oauth::token_error::TokenError;
use crate::store::Store;
use crate::time::{SECOND, Timestamp};
use crate::v1::scope;

/// Issues a token.
pub(crate) fn issue(
    client: &Client,
    parameters: &Parameters,
    store: &Store,
    now: Timestamp,
) -> Result<Map<String, Value>, TokenError> {
    let scopes = scope::read(parameters.get("scope")).map_err(TokenError::invalid_scope)?;
    let grant = scope::grant(&scopes, store).map_err(TokenError::invalid_scope)?;
    let issued = now.div_euclid(SECOND);
    let access_token = jwt::sign(&Claims {
        aud: Audience::UnlocV1,
        sub: client.id.to_owned(),
        iat: issued,
        exp: issued.saturating_add(jwt::LIFETIME),
        scope: scopes.clone(),
        integrator: grant.integrator,
        lock_holder_ids: grant.lock_holder_ids.clone(),
    });
    let mut response = Map::new();
    response.insert("access_token".to_owned(), json!(access_token));
    response.insert("token_type".to_owned(), json!("bearer"));
    response.insert("expires_in".to_owned(), json!(jwt::LIFETIME));
    if !scopes.is_empty() {
        response.insert("scope".to_owned(), json!(scopes));
    }
    if grant.by_identifier {
        response.insert(
            "lock_holder_id".to_owned(),
            json!(grant.lock_holder_ids.first()),
        );
    } else if !grant.lock_holder_ids.is_empty() {
        response.insert("lock_holder_ids".to_owned(), json!(grant.lock_holder_ids));
    }
    Ok(response)
}
