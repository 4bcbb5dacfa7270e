//! The token endpoints: what each authorization server accepts.

use BodyEncoding::{Form, Json};
use ClientAuthentication::{Basic, Body, UnencodedBasic};

use super::system::System;

/// The encoding of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyEncoding {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// How a client authenticates (RFC 6749, section 2.3.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ClientAuthentication {
    /// `client_id` and `client_secret` as parameters of the body.
    Body,
    /// HTTP Basic, with form-encoded id and secret as the RFC demands.
    Basic,
    /// HTTP Basic by a server that does not decode id and secret.
    UnencodedBasic,
}

/// One token endpoint.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub system: System,
    /// Without a slash at its end.
    pub path: &'static str,
    pub bodies: &'static [BodyEncoding],
    pub client_authentication: &'static [ClientAuthentication],
    pub grants: &'static [&'static str],
    /// The lifetime of an access token in seconds.
    pub lifetime: i64,
}

const CLIENT: &str = "client_credentials";
const CODE: &str = "authorization_code";
const REFRESH: &str = "refresh_token";

/// All token endpoints.
#[rustfmt::skip]
pub(crate) static TOKEN_ENDPOINTS: &[Endpoint] = &[
    Endpoint { system: System::UnlocV1, path: "/auth/v1/token", bodies: &[Json, Form], client_authentication: &[Body], grants: &[CLIENT], lifetime: 3_600 },
    Endpoint { system: System::UnlocV2, path: "/v2/auth/token", bodies: &[Json, Form], client_authentication: &[Body], grants: &[CLIENT], lifetime: 3_600 },
    Endpoint { system: System::Unidy, path: "/oauth/token", bodies: &[Json, Form], client_authentication: &[Body, Basic], grants: &[CLIENT, CODE, REFRESH], lifetime: 7_200 },
    Endpoint { system: System::Lockit, path: "/oauth/access-token", bodies: &[Form], client_authentication: &[UnencodedBasic], grants: &[CODE, REFRESH], lifetime: 604_800 },
];
