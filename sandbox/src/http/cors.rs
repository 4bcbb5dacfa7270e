//! CORS: pages of any origin may use the sandbox.

use crate::http::{Request, Response};

const EXPOSED: &str = "access-control-expose-headers";

/// The response to a preflight request.
pub(crate) fn preflight(request: &Request) -> Response {
    let mut response = Response::empty(204);
    response.set_header(
        "access-control-allow-methods",
        "GET, POST, PUT, PATCH, DELETE, OPTIONS",
    );
    // `*` does not cover `authorization`, so the requested headers are allowed.
    let requested = request
        .header("access-control-request-headers")
        .unwrap_or("authorization, content-type");
    response.set_header("access-control-allow-headers", requested);
    response.set_header("access-control-max-age", "600");
    if request.header("access-control-request-private-network") == Some("true") {
        response.set_header("access-control-allow-private-network", "true");
    }
    response
}

/// Exposes a response, and the headers that clients need.
pub(crate) fn expose_response(response: &mut Response) {
    response.set_header("access-control-allow-origin", "*");
    response.set_header(
        EXPOSED,
        "x-request-id, retry-after, allow, www-authenticate",
    );
    response.set_header("vary", "access-control-request-headers");
}

/// Exposes one more header, unless a fault removed the list.
pub(crate) fn expose_header(response: &mut Response, name: &str) {
    let Some(names) = response.header(EXPOSED) else {
        return;
    };
    if !names.split(", ").any(|exposed| exposed == name) && !name.starts_with("access-control-") {
        let names = format!("{names}, {name}");
        response.set_header(EXPOSED, &names);
    }
}
