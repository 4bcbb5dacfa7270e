//! The bearer token of a request (RFC 6750, section 2.1).

use super::Request;

/// The token that follows `Bearer` in the `Authorization` header.
///
/// # Errors
/// A sentence for the caller. Each API wraps it in its own format of errors.
pub(crate) fn bearer<'a>(request: &Request<'a>) -> Result<&'a str, &'static str> {
    let header = request
        .header("authorization")
        .ok_or("There is no Authorization header; send Bearer <token>.")?;
    header
        .split_once(' ')
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
        .ok_or("The Authorization header is not of the form Bearer <token>.")
}
