//! Token endpoints: Unloc's own two, and what stands beside them.

mod authentication;
mod clients;
mod endpoints;
mod parameters;
mod resource_grant;
mod resources_discovery;
mod token_endpoint;
mod unloc_v1;
mod unloc_v2;

pub use clients::{CLIENT_ID, CLIENT_SECRET};
pub(crate) use resource_grant::ResourceGrant;

use crate::error::ApiError;
use crate::http::{Request, Response};
use crate::store::Store;
use crate::time::Moment;
use endpoints::{Endpoint, TOKEN_ENDPOINTS};

/// Where Unloc v2 tells what a client has rights on.
const RESOURCES_DISCOVERY: &str = "/v2/auth/resources-discovery";

/// One slash at the end may be there or not.
fn without_last_slash(path: &str) -> &str {
    path.strip_suffix('/').unwrap_or(path)
}

fn token_endpoint_at(path: &str) -> Option<&'static Endpoint> {
    let path = without_last_slash(path);
    TOKEN_ENDPOINTS
        .iter()
        .find(|endpoint| endpoint.path == path)
}

/// Whether what is answered at a path speaks the language of OAuth.
pub(crate) fn is_endpoint(path: &str) -> bool {
    token_endpoint_at(path).is_some() || without_last_slash(path) == RESOURCES_DISCOVERY
}

/// Answers a request to one of the endpoints; `None` for every other path.
pub(crate) fn answer(store: &Store, request: &Request, now: Moment) -> Option<Response> {
    let path = request.path();
    if !is_endpoint(path) {
        return None;
    }
    if !request.method.eq_ignore_ascii_case("POST") {
        let mut response =
            Response::from(ApiError::method_not_allowed("This path knows POST only."));
        response.set_header("allow", "POST");
        return Some(response);
    }
    let answer = match token_endpoint_at(path) {
        Some(endpoint) => token_endpoint::answer(endpoint, store, request, now),
        None => resources_discovery::answer(store, request),
    };
    Some(answer.map_or_else(Response::from, |answer| {
        let mut response = Response::json(200, &answer);
        response.set_header("pragma", "no-cache");
        response
    }))
}
