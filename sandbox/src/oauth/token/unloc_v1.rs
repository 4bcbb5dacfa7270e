//! Tokens of Unloc v1: for the integrator, or for lock holders.

use serde_json::{Map, Value, json};

use crate::jwt::{self, Audience, Claims};
use crate::oauth::clients::Client;
use crate::oauth::parameters::Parameters;
use crate::oauth::token_error::TokenError;
use crate::store::Store;
use crate::time::{Moment, SECOND};
use crate::v1::scope;

/// Gives a token.
pub(crate) fn answer(
    client: &Client,
    parameters: &Parameters,
    store: &Store,
    now: Moment,
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
    let mut answer = Map::new();
    answer.insert("access_token".to_owned(), json!(access_token));
    answer.insert("token_type".to_owned(), json!("bearer"));
    answer.insert("expires_in".to_owned(), json!(jwt::LIFETIME));
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
