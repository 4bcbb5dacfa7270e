//! API v2: projects and what is in them. It works on the store that API v1 works on too.

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
mod recurrence;
mod revocation;
mod routes;
mod sharing_rights;
mod subprojects;
pub(crate) mod webhooks;

use context::{Access, Call, Owner};
use problem::Problem;

use crate::http::router::{self, Finding};
use crate::http::{Request, Response};
use crate::oauth::ResourceGrant;
use crate::store::Store;
use crate::time::Moment;

/// Whether a path is one of API v2.
pub(crate) fn is_here(path: &str) -> bool {
    path.starts_with("/v2/")
}

/// Answers a request whose token was checked.
pub(crate) fn answer(
    store: &mut Store,
    request: &Request,
    grant: ResourceGrant,
    now: Moment,
) -> Response {
    let (route, segments) = match router::find(routes::TABLE, request.method, request.path()) {
        Finding::Route(route, segments) => (route, segments),
        Finding::OtherMethods(methods) => {
            let methods = methods.join(", ");
            let detail = format!("This path knows {methods} only");
            let mut response = Response::from(Problem::of_status(405, detail));
            response.set_header("allow", &methods);
            return response;
        }
        Finding::Nothing => {
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
    call.authorize(route.need, route.modules)
        .and_then(|()| (route.answer)(&mut call))
        .unwrap_or_else(Response::from)
}
