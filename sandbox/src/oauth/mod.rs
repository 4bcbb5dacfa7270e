//! The authorization servers: Unloc v1 and v2, and, if enabled, Unidy and LockitNetwork with their
//! authorization endpoint.

mod authorize;
mod clients;
pub(crate) mod endpoints;
mod parameters;
pub(crate) mod pkce;
pub(crate) mod protected_resources;
mod resources_discovery;
mod scopes;
pub(crate) mod system;
mod token;
pub(crate) mod token_error;

pub use clients::{CLIENT_ID, CLIENT_SECRET, CLIENTS, Client};
pub use pkce::{Challenge, ChallengeMethod};
pub use system::System;
pub(crate) use token::resource_grant::{ResourceGrant, ResourceScope};

use crate::http::{Request, Response};
use crate::store::Store;
use crate::store::settings::Settings;
use crate::time::Timestamp;
use crate::v1::error::ApiError;
use endpoints::{Endpoint, TOKEN_ENDPOINTS};
use token_error::TokenError;

/// The kind of an endpoint.
#[derive(Clone, Copy, Debug)]
enum EndpointKind {
    Token(&'static Endpoint),
    /// Lists the organizations and projects that a client has access to, of Unloc v2.
    ResourcesDiscovery,
    /// The authorization endpoint (RFC 6749, section 3.1) of Unidy and LockitNetwork.
    Authorize,
}

impl EndpointKind {
    /// The endpoint at a path, with or without a slash at its end.
    fn from_path(path: &str) -> Option<Self> {
        let path = path.strip_suffix('/').unwrap_or(path);
        match path {
            "/v2/auth/resources-discovery" => Some(Self::ResourcesDiscovery),
            "/oauth/authorize" => Some(Self::Authorize),
            _ => TOKEN_ENDPOINTS
                .iter()
                .find(|endpoint| endpoint.path == path)
                .map(Self::Token),
        }
    }

    /// Whether the settings enable it.
    fn is_enabled(self, settings: &Settings) -> bool {
        match self {
            Self::Token(endpoint) => endpoint.system.is_enabled(settings),
            Self::ResourcesDiscovery => true,
            Self::Authorize => !settings.also.is_empty(),
        }
    }

    fn methods(self) -> &'static [&'static str] {
        match self {
            Self::Authorize => &["GET", "POST"],
            _ => &["POST"],
        }
    }
}

/// Whether a path is that of an OAuth endpoint.
pub(crate) fn is_endpoint(path: &str) -> bool {
    EndpointKind::from_path(path).is_some()
}

/// Handles a request to an OAuth endpoint. `None` for every other path. `injected_error` is the error
/// of a fault rule, which replaces the response. The authorization endpoint redirects it to the client.
pub(crate) fn handle(
    store: &mut Store,
    request: &Request,
    now: Timestamp,
    injected_error: Option<TokenError>,
) -> Option<Response> {
    let endpoint_kind = EndpointKind::from_path(request.path())?;
    Some(
        handle_endpoint(endpoint_kind, store, request, now, injected_error)
            .unwrap_or_else(Response::from),
    )
}

/// 404: the settings do not enable the system.
fn not_enabled() -> ApiError {
    ApiError::not_found(
        "The sandbox answers as Unidy or LockitNetwork only if it is told to: createSandbox({ also: ['unidy', 'lockit'] }), or unloc-sandbox --also unidy,lockit.",
    )
}

fn handle_endpoint(
    endpoint_kind: EndpointKind,
    store: &mut Store,
    request: &Request,
    now: Timestamp,
    injected_error: Option<TokenError>,
) -> Result<Response, ApiError> {
    if !endpoint_kind.is_enabled(&store.settings) {
        return Err(not_enabled());
    }
    let methods = endpoint_kind.methods();
    if !methods
        .iter()
        .any(|method| request.method.eq_ignore_ascii_case(method))
    {
        let methods = methods.join(", ");
        return Ok(ApiError::other_methods(&methods));
    }
    let result = match (endpoint_kind, injected_error) {
        (EndpointKind::Authorize, injected_error) => {
            return Ok(authorize::handle(store, request, now, injected_error));
        }
        (_, Some(error)) => Err(error),
        (EndpointKind::Token(endpoint), None) => token::issue(endpoint, store, request, now),
        (EndpointKind::ResourcesDiscovery, None) => resources_discovery::discover(store, request),
    };
    Ok(result.map_or_else(Response::from, |members| {
        let mut response = Response::json(200, &members);
        response.set_header("pragma", "no-cache");
        response
    }))
}
