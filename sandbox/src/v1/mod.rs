//! API v1, the Integrator API: lock holders, their locks, keys and roles.

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
use serde_json::Value;

use crate::http::router::{self, Lookup};
use crate::http::{Request, Response};
use crate::store::Store;
use crate::store::settings::EntityForm;
use crate::time::Timestamp;

/// Handles a request. Its token must be valid at `token_time`.
pub(crate) fn handle(
    store: &mut Store,
    request: &Request,
    token_time: Timestamp,
    now: Timestamp,
) -> Result<Response, ApiError> {
    let (route, segments) = match router::find(routes::TABLE, request.method, request.path()) {
        Lookup::Found(route, segments) => (route, segments),
        Lookup::MethodNotAllowed(methods) => {
            return Ok(ApiError::other_methods(&methods.join(", ")));
        }
        Lookup::NotFound => {
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
    call.authorize(route.permission)?;
    let response = (route.handler)(&mut call)?;
    Ok(match store.settings.entity_form {
        EntityForm::Envelope => response,
        EntityForm::Bare => without_envelope(response),
    })
}

/// An entity without its envelope. Other responses do not change: a list's member is no object.
fn without_envelope(mut response: Response) -> Response {
    if let Ok(Value::Object(members)) = serde_json::from_slice(&response.body)
        && let (1, Some(entity @ Value::Object(_))) = (members.len(), members.values().next())
    {
        response.body = entity.to_string().into_bytes();
    }
    response
}
