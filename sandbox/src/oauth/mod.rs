//! The four token systems that the sandbox answers as: Unloc v1 and v2, and, if it is told to,
//! Unidy and LockitNetwork with their authorize page.

mod authorize;
mod clients;
pub(crate) mod endpoints;
mod parameters;
pub(crate) mod pkce;
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
use crate::time::Moment;
use crate::v1::error::ApiError;
use endpoints::{Endpoint, TOKEN_ENDPOINTS};
use token_error::TokenError;

/// What is answered at a path.
#[derive(Clone, Copy, Debug)]
enum Place {
    Token(&'static Endpoint),
    /// Where Unloc v2 tells on what a client has rights.
    ResourcesDiscovery,
    /// Where people are asked, by Unidy and by LockitNetwork.
    Authorize,
}

impl Place {
    /// The place of a path. One slash at its end may be there or not.
    fn at(path: &str) -> Option<Self> {
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

    /// Whether the sandbox was told to answer there.
    fn is_open(self, settings: &Settings) -> bool {
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

/// Whether what is answered at a path speaks the language of OAuth.
pub(crate) fn is_endpoint(path: &str) -> bool {
    Place::at(path).is_some()
}

/// Answers a request to one of the endpoints; `None` for every other path. `told_error` is what a
/// rule of faults says instead of the work; at the authorize page it goes to the client.
pub(crate) fn answer(
    store: &mut Store,
    request: &Request,
    now: Moment,
    told_error: Option<TokenError>,
) -> Option<Response> {
    let place = Place::at(request.path())?;
    Some(answer_at(place, store, request, now, told_error).unwrap_or_else(Response::from))
}

fn answer_at(
    place: Place,
    store: &mut Store,
    request: &Request,
    now: Moment,
    told_error: Option<TokenError>,
) -> Result<Response, ApiError> {
    if !place.is_open(&store.settings) {
        return Err(ApiError::not_found(
            "The sandbox answers as Unidy or LockitNetwork only if it is told to: createSandbox({ also: ['unidy', 'lockit'] }), or unloc-sandbox --also unidy,lockit.",
        ));
    }
    let methods = place.methods();
    if !methods
        .iter()
        .any(|method| request.method.eq_ignore_ascii_case(method))
    {
        let methods = methods.join(", ");
        return Ok(ApiError::other_methods(&methods));
    }
    let answer = match (place, told_error) {
        (Place::Authorize, told_error) => {
            return Ok(authorize::answer(store, request, now, told_error));
        }
        (_, Some(error)) => Err(error),
        (Place::Token(endpoint), None) => token::answer(endpoint, store, request, now),
        (Place::ResourcesDiscovery, None) => resources_discovery::answer(store, request),
    };
    Ok(answer.map_or_else(Response::from, |answer| {
        let mut response = Response::json(200, &answer);
        response.set_header("pragma", "no-cache");
        response
    }))
}
