//! API v1, the Integrator API: lock holders and what is in them.

pub(crate) mod context;
pub(crate) mod error;
mod integrator;
pub(crate) mod json_body;
pub(crate) mod key_events;
mod keys;
mod lock_holders;
mod locks;
mod roles;
mod routes;
pub(crate) mod scope;
mod vendor_accounts;
pub(crate) mod vendor_connections;
mod webhooks;

use context::{Call, authenticate};
use error::ApiError;

use crate::http::router::{self, Finding};
use crate::http::{Request, Response};
use crate::store::Store;
use crate::time::Moment;

/// Handles a request. `token_time` is the time that its token is checked at.
pub(crate) fn handle(
    store: &mut Store,
    request: &Request,
    token_time: Moment,
    now: Moment,
) -> Result<Response, ApiError> {
    let (route, segments) = match router::find(routes::TABLE, request.method, request.path()) {
        Finding::Route(route, segments) => (route, segments),
        Finding::OtherMethods(methods) => {
            return Ok(ApiError::other_methods(&methods.join(", ")));
        }
        Finding::Nothing => {
            return Err(ApiError::not_found("There is no such path in API v1."));
        }
    };
    let mut call = Call {
        store,
        now,
        segments,
        query: request.query(),
        body: request.body,
        access: authenticate(request, token_time)?,
    };
    call.authorize(route.need)?;
    (route.answer)(&mut call)
}
