//! API v2: projects, their locks, keys and people. It shares the store with API v1.

mod access_groups;
mod access_log;
mod context;
mod doorbells;
mod jobs;
mod json_body;
mod key_input;
mod keys;
mod lock_connections;
mod locks;
mod managed_users;
mod metadata;
mod page;
pub(crate) mod problem;
mod projects;
pub(crate) mod recurrence;
mod revocation;
mod routes;
mod sharing_rights;
mod subprojects;
pub(crate) mod webhooks;

use context::{Access, Call, Owner};
use problem::Problem;

use crate::http::router::{self, Lookup};
use crate::http::{Request, Response};
use crate::oauth::ResourceGrant;
use crate::store::Store;
use crate::time::Timestamp;

/// Whether a path is one of API v2.
pub(crate) fn is_v2_path(path: &str) -> bool {
    path.starts_with("/v2/")
}

/// Handles a request whose token was verified.
pub(crate) fn handle(
    store: &mut Store,
    request: &Request,
    grant: ResourceGrant,
    now: Timestamp,
) -> Response {
    let (route, segments) = match router::find(routes::TABLE, request.method, request.path()) {
        Lookup::Found(route, segments) => (route, segments),
        Lookup::MethodNotAllowed(methods) => {
            let methods = methods.join(", ");
            let detail = format!("This path knows {methods} only");
            let mut response = Response::from(Problem::of_status(405, detail));
            response.set_header("allow", &methods);
            return response;
        }
        Lookup::NotFound => {
            return Problem::not_found("There is no such path in API v2").into();
        }
    };
    let mut call = Call {
        store,
        now,
        segments,
        query: request.query(),
        body: request.body,
        access: Access {
            grant,
            owner: Owner::default(),
        },
    };
    call.authorize(route.permission, route.modules)
        .and_then(|()| (route.handler)(&mut call))
        .unwrap_or_else(|problem| problem.into_response(store.settings.validation_error_form))
}
