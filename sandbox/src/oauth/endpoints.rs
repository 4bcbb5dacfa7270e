//! The table of token endpoints: what each system takes.

use BodyKind::{Form, Json};

/// Whose tokens they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum System {
    UnlocV1,
    UnlocV2,
}

/// How a body may be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    Json,
    /// `application/x-www-form-urlencoded`.
    Form,
}

/// One token endpoint.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub system: System,
    /// Without a slash at its end.
    pub path: &'static str,
    pub bodies: &'static [BodyKind],
    pub grants: &'static [&'static str],
}

/// All token endpoints.
#[rustfmt::skip]
pub(crate) static TOKEN_ENDPOINTS: &[Endpoint] = &[
    Endpoint { system: System::UnlocV1, path: "/auth/v1/token", bodies: &[Json, Form], grants: &["client_credentials"] },
    Endpoint { system: System::UnlocV2, path: "/v2/auth/token", bodies: &[Json, Form], grants: &["client_credentials"] },
];
