//! The table of token endpoints: what each system takes.

use BodyKind::{Form, Json};
use CredentialsPlace::{Body, Header, PlainHeader};

use super::system::System;

/// How a body may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// Where client id and secret may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CredentialsPlace {
    /// `client_id` and `client_secret` among the parameters.
    Body,
    /// Basic, each of the two form-encoded first, as RFC 6749, section 2.3.1 has it.
    Header,
    /// Basic by a server that decodes nothing.
    PlainHeader,
}

/// One token endpoint.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub system: System,
    /// Without a slash at its end.
    pub path: &'static str,
    pub bodies: &'static [BodyKind],
    pub credentials: &'static [CredentialsPlace],
    pub grants: &'static [&'static str],
    /// How long an access token is good, in seconds.
    pub lifetime: i64,
}

const CLIENT: &str = "client_credentials";
const CODE: &str = "authorization_code";
const REFRESH: &str = "refresh_token";

/// All token endpoints.
#[rustfmt::skip]
pub(crate) static TOKEN_ENDPOINTS: &[Endpoint] = &[
    Endpoint { system: System::UnlocV1, path: "/auth/v1/token", bodies: &[Json, Form], credentials: &[Body], grants: &[CLIENT], lifetime: 3_600 },
    Endpoint { system: System::UnlocV2, path: "/v2/auth/token", bodies: &[Json, Form], credentials: &[Body], grants: &[CLIENT], lifetime: 3_600 },
    Endpoint { system: System::Unidy, path: "/oauth/token", bodies: &[Json, Form], credentials: &[Body, Header], grants: &[CLIENT, CODE, REFRESH], lifetime: 7_200 },
    Endpoint { system: System::Lockit, path: "/oauth/access-token", bodies: &[Form], credentials: &[PlainHeader], grants: &[CODE, REFRESH], lifetime: 604_800 },
];
