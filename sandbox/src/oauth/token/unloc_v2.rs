//! Tokens of Unloc v2: each for one organization or one project.
//!
//! One store serves both APIs: the integrator is the organization, and a lock holder's id is its
//! project's id.

use serde_json::{Map, Value, json};

use super::resource_grant::{ResourceClaims, ResourceGrant, ResourceScope};
use crate::jwt::{self, Audience, LIFETIME};
use crate::oauth::clients::Client;
use crate::oauth::parameters::Parameters;
use crate::oauth::token_error::TokenError;
use crate::store::Store;
use crate::time::{SECOND, Timestamp};

/// Issues a token.
pub(crate) fn issue(
    client: &Client,
    parameters: &Parameters,
    store: &Store,
    now: Timestamp,
) -> Result<Map<String, Value>, TokenError> {
    let scope = scope(parameters)?;
    let of_organization = scope == ResourceScope::OrganizationAdmin;
    let (required, other) = if of_organization {
        ("organization_id", "project_id")
    } else {
        ("project_id", "organization_id")
    };
    if parameters.get(other).is_some() {
        return Err(TokenError::invalid_request(format!(
            "A token is for one organization or one project: this scope goes with {required}, leave {other} out"
        )));
    }
    let id = parameters.id(required)?;
    let known = if of_organization {
        store.integrator.id == id
    } else {
        store.lock_holders.contains_key(id.as_ref())
    };
    if !known {
        return Err(TokenError::invalid_scope(format!(
            "The client has no rights on what {required} names; resources-discovery tells on what it has"
        )));
    }
    let grant = ResourceGrant {
        scope: vec![scope],
        organization_id: store.integrator.id.clone(),
        project_id: (!of_organization).then(|| id.into_owned()),
    };
    let issued = now.div_euclid(SECOND);
    let mut response = Map::new();
    response.insert("token_type".to_owned(), json!("bearer"));
    response.insert("expires_in".to_owned(), json!(LIFETIME));
    response.insert("scope".to_owned(), json!(grant.scope));
    response.insert("organization_id".to_owned(), json!(grant.organization_id));
    if let Some(project_id) = &grant.project_id {
        response.insert("project_id".to_owned(), json!(project_id));
    }
    let access_token = jwt::sign(&ResourceClaims {
        aud: Audience::UnlocV2,
        sub: client.id.to_owned(),
        iat: issued,
        exp: issued.saturating_add(LIFETIME),
        grant,
    });
    response.insert("access_token".to_owned(), json!(access_token));
    Ok(response)
}

/// The scope of a request, as text. A token has exactly one.
fn scope(parameters: &Parameters) -> Result<ResourceScope, TokenError> {
    let named = match parameters.get("scope") {
        None => return Err(TokenError::invalid_request("Missing parameter: scope")),
        Some(Value::String(text)) => ResourceScope::named(text.trim()),
        Some(_) => None,
    };
    named.ok_or_else(|| {
        let names: Vec<&str> = ResourceScope::ALL.iter().map(|(name, _)| *name).collect();
        TokenError::invalid_scope(format!(
            "scope must be one of {}, as text",
            names.join(", ")
        ))
    })
}
