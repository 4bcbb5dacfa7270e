//! Lets pages of any origin use the sandbox.

use crate::http::{Request, Response};

const EXPOSED: &str = "access-control-expose-headers";

/// Answers the question that a browser asks before it sends a request from another origin.
pub(crate) fn preflight(request: &Request) -> Response {
    let mut response = Response::empty(204);
    response.set_header(
        "access-control-allow-methods",
        "GET, POST, PUT, PATCH, DELETE, OPTIONS",
    );
    // `*` would not cover `authorization`, so the page gets what it asks for.
    let asked = request
        .header("access-control-request-headers")
        .unwrap_or("authorization, content-type");
    response.set_header("access-control-allow-headers", asked);
    response.set_header("access-control-max-age", "600");
    if request.header("access-control-request-private-network") == Some("true") {
        response.set_header("access-control-allow-private-network", "true");
    }
    response
}

/// Lets the page read the answer, and those of its headers that a client cares about.
pub(crate) fn allow_reading(response: &mut Response) {
    response.set_header("access-control-allow-origin", "*");
    response.set_header(
        EXPOSED,
        "x-request-id, retry-after, allow, www-authenticate",
    );
    response.set_header("vary", "access-control-request-headers");
}

/// Lets the page read one more header, unless the answer was told to let it read none.
pub(crate) fn allow_reading_header(response: &mut Response, name: &str) {
    let Some(names) = response.header(EXPOSED) else {
        return;
    };
    if !names.split(", ").any(|exposed| exposed == name) && !name.starts_with("access-control-") {
        let names = format!("{names}, {name}");
        response.set_header(EXPOSED, &names);
    }
}
