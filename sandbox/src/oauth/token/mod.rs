//! The token endpoint: what all authorization servers have in common.

pub(crate) mod client_authentication;
mod code_grant;
pub(crate) mod opaque_claims;
pub(crate) mod resource_grant;
mod unloc_v1;
mod unloc_v2;

use serde_json::{Map, Value};

use super::endpoints::Endpoint;
use super::parameters::Parameters;
use super::system::System;
use crate::http::Request;
use crate::oauth::token_error::TokenError;
use crate::store::Store;
use crate::time::Timestamp;
use client_authentication::authenticate;
use code_grant::TokenRequest;

/// Issues a token.
pub(crate) fn issue(
    endpoint: &'static Endpoint,
    store: &mut Store,
    request: &Request,
    now: Timestamp,
) -> Result<Map<String, Value>, TokenError> {
    let parameters = Parameters::read(request, endpoint.bodies)?;
    let grant = grant_type(&parameters)?;
    if !endpoint.grants.contains(&grant) {
        return Err(TokenError::new(
            "unsupported_grant_type",
            format!("The grant type must be {}.", endpoint.grants.join(" or ")),
        ));
    }
    let client = authenticate(endpoint, request, &parameters)?;
    match endpoint.system {
        System::UnlocV1 => return unloc_v1::issue(client, &parameters, store, now),
        System::UnlocV2 => return unloc_v2::issue(client, &parameters, store, now),
        System::Unidy | System::Lockit => {}
    }
    let mut token_request = TokenRequest {
        endpoint,
        client,
        parameters: &parameters,
        store,
        now,
    };
    match grant {
        "client_credentials" => token_request.client_credentials(),
        "authorization_code" => token_request.authorization_code(),
        _ => token_request.refresh_token(),
    }
}

/// The grant type. One page of Unidy's documentation has it under the name `response_type`, which is a
/// parameter of the authorization endpoint.
fn grant_type(parameters: &Parameters) -> Result<&str, TokenError> {
    let has_response_type = parameters.get("response_type").is_some();
    if has_response_type && parameters.get("grant_type").is_none() {
        return Err(TokenError::invalid_request(
            "Missing parameter: grant_type. A token request says grant_type, not response_type",
        ));
    }
    parameters.required("grant_type")
}
