//! `POST /v2/auth/resources-discovery/`: the organizations and projects that a client has access to.

use serde_json::{Map, Value, json};

use super::endpoints::TOKEN_ENDPOINTS;
use super::parameters::Parameters;
use super::system::System;
use super::token::client_authentication::authenticate;
use crate::http::Request;
use crate::oauth::token_error::TokenError;
use crate::store::Store;

/// Lists them with the scope of a token for each. The client has access to all.
pub(crate) fn discover(store: &Store, request: &Request) -> Result<Map<String, Value>, TokenError> {
    // The client authenticates as at the token endpoint.
    let endpoint = TOKEN_ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.system == System::UnlocV2)
        .ok_or_else(|| TokenError::new("server_error", "There is no token endpoint."))?;
    let parameters = Parameters::read(request, endpoint.bodies)?;
    authenticate(endpoint, request, &parameters)?;
    let projects: Vec<Value> = store
        .lock_holders
        .keys()
        .map(|id| json!({ "projectId": id, "scope": "project.admin" }))
        .collect();
    let organizations =
        json!([{ "organizationId": store.integrator.id, "scope": "organization.admin" }]);
    let mut response = Map::new();
    response.insert(
        "resources".to_owned(),
        json!({ "projects": projects, "organizations": organizations }),
    );
    Ok(response)
}
