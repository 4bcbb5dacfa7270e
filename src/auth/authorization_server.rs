//! Authorization servers as data: endpoints, encodings, grants and scopes.
//!
//! [RFC 6749, section 1.1](https://www.rfc-editor.org/rfc/rfc6749#section-1.1) defines the role.

use crate::text::has_any;

/// Declares an enum whose variants have a name in JavaScript.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $( $(#[doc = $meaning:literal])* $variant:ident $word:literal, )* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[doc = $meaning])* $variant, )* }

        impl $name {
            /// All variants, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// Its name in JavaScript.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// The variant of that name.
            pub fn of(word: &str) -> Option<Self> {
                match word {
                    $( $word => Some(Self::$variant), )*
                    _ => None,
                }
            }
        }
    };
}

words! {
    /// Encoding of a token request's body.
    BodyEncoding {
        /// A JSON object.
        Json "json",
        /// `application/x-www-form-urlencoded`.
        /// [RFC 6749, appendix B](https://www.rfc-editor.org/rfc/rfc6749#appendix-B).
        Form "form",
    }
}

words! {
    /// How the client authenticates. [RFC 6749, section 2.3](https://www.rfc-editor.org/rfc/rfc6749#section-2.3).
    ClientAuthentication {
        /// `client_id` and `client_secret` in the body.
        /// [RFC 6749, section 2.3.1](https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1).
        Body "body",
        /// HTTP Basic, id and secret each form-encoded.
        /// [RFC 6749, section 2.3.1](https://www.rfc-editor.org/rfc/rfc6749#section-2.3.1).
        Basic "basic",
        /// HTTP Basic of the unencoded id and secret, for servers that do not decode them.
        /// [RFC 7617, section 2](https://www.rfc-editor.org/rfc/rfc7617#section-2).
        BasicRaw "basic-raw",
        /// `client_id` in the body: a public client has no secret.
        /// [RFC 6749, section 3.2.1](https://www.rfc-editor.org/rfc/rfc6749#section-3.2.1).
        None "none",
    }
}

words! {
    /// How scopes are sent. [RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3).
    ScopeStyle {
        /// They are not sent.
        None "none",
        /// Joined by spaces, as in the RFC.
        String "string",
        /// One as a string, several as a JSON array.
        Array "array",
    }
}

words! {
    /// What is exchanged for a token. [RFC 6749, section 1.3](https://www.rfc-editor.org/rfc/rfc6749#section-1.3).
    GrantType {
        /// The client's own credentials. [RFC 6749, section 4.4](https://www.rfc-editor.org/rfc/rfc6749#section-4.4).
        ClientCredentials "client_credentials",
        /// The code of a sign-in. [RFC 6749, section 4.1](https://www.rfc-editor.org/rfc/rfc6749#section-4.1).
        AuthorizationCode "authorization_code",
        /// A refresh token. [RFC 6749, section 6](https://www.rfc-editor.org/rfc/rfc6749#section-6).
        RefreshToken "refresh_token",
    }
}

/// Whether a text may follow a base URL: with a slash first, it cannot change the host.
pub fn is_path(text: &str) -> bool {
    text.starts_with('/') && !has_any(text, b"?#\\")
}

/// The scope that the resource of a call needs, so that callers need not write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeFor {
    /// The member of the token need that names the resource.
    pub given: &'static str,
    /// The scope; `{id}` at its end is replaced by the resource's id.
    pub scope: &'static str,
    /// The member of the token request that carries the id.
    pub member: Option<&'static str>,
}

/// An authorization server.
#[derive(Clone, Copy, Debug)]
pub struct System {
    /// The name of the function that returns its record.
    pub name: &'static str,
    /// What it is, for documentation.
    pub meaning: &'static str,
    /// The only API that accepts its tokens.
    pub api: Option<&'static str>,
    /// Default base URL.
    pub base_url: Option<&'static str>,
    /// Path of the token endpoint. [RFC 6749, section 3.2](https://www.rfc-editor.org/rfc/rfc6749#section-3.2).
    pub token_path: &'static str,
    /// Path of the endpoint that lists the client's projects and organizations (Unloc v2).
    pub discovery_path: Option<&'static str>,
    /// Path of the authorization endpoint, where people sign in.
    /// [RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749#section-3.1).
    pub authorize_path: Option<&'static str>,
    /// Encoding of a token request's body.
    pub body_encoding: BodyEncoding,
    /// How the client authenticates.
    pub client_authentication: ClientAuthentication,
    /// Supported grants.
    pub grants: &'static [GrantType],
    /// How scopes are sent.
    pub scope_style: ScopeStyle,
    /// Whether a token for the client's own credentials needs a scope.
    pub scope_required: bool,
    /// The scopes of resources; the first row that matches is used.
    pub scope_for: &'static [ScopeFor],
    /// Whether a sign-in without PKCE is possible, against [RFC 9700, section 2.1.1](https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1).
    pub pkce_optional: bool,
    /// Whether a refresh token may be invalid after its use: then a refresh is sent once.
    /// [RFC 9700, section 4.14.2](https://www.rfc-editor.org/rfc/rfc9700#section-4.14.2).
    pub rotates_refresh_tokens: bool,
    /// Whether the server announces `iss` in its authorization responses.
    /// [RFC 9207, section 3](https://www.rfc-editor.org/rfc/rfc9207#section-3).
    pub issuer_in_callback: bool,
}

/// The four authorization servers, from their public documentation.
pub const SYSTEMS: [System; 4] = [UNLOC_V1, UNLOC_V2, UNIDY, LOCKIT];

/// Source: <https://api.unloc.app/authentication/> and the vendor's published Postman collection.
const UNLOC_V1: System = System {
    name: "unlocV1",
    meaning: "Unloc, API v1",
    api: Some("v1"),
    base_url: Some("https://api.unloc.app"),
    token_path: "/auth/v1/token",
    discovery_path: None,
    authorize_path: None,
    body_encoding: BodyEncoding::Json,
    client_authentication: ClientAuthentication::Body,
    grants: &[GrantType::ClientCredentials],
    scope_style: ScopeStyle::Array,
    scope_required: false,
    scope_for: &[ScopeFor {
        given: "lockHolderId",
        scope: "lockHolder.admin:{id}",
        member: None,
    }],
    pkce_optional: false,
    rotates_refresh_tokens: false,
    issuer_in_callback: false,
};

/// Source: <https://developer.unloc.app/reference/authentication-doc>.
const UNLOC_V2: System = System {
    name: "unlocV2",
    meaning: "Unloc, API v2",
    api: Some("v2"),
    token_path: "/v2/auth/token/",
    discovery_path: Some("/v2/auth/resources-discovery/"),
    scope_style: ScopeStyle::String,
    scope_required: true,
    scope_for: &[
        ScopeFor {
            given: "projectId",
            scope: "project.admin",
            member: Some("project_id"),
        },
        ScopeFor {
            given: "organizationId",
            scope: "organization.admin",
            member: Some("organization_id"),
        },
    ],
    ..UNLOC_V1
};

/// Source: <https://docs.unidy.io>.
const UNIDY: System = System {
    name: "unidy",
    meaning: "Unidy, a host per tenant",
    api: None,
    base_url: None,
    token_path: "/oauth/token",
    authorize_path: Some("/oauth/authorize"),
    grants: GrantType::ALL,
    scope_style: ScopeStyle::String,
    scope_for: &[],
    rotates_refresh_tokens: true,
    ..UNLOC_V1
};

/// Source: <https://developer.lockitnetwork.com/guides/oauth>. Whether it rotates refresh tokens is
/// not documented, so the client assumes that it does.
const LOCKIT: System = System {
    name: "lockit",
    meaning: "LockitNetwork",
    base_url: Some("https://api.lockitnetwork.com"),
    token_path: "/oauth/access-token",
    body_encoding: BodyEncoding::Form,
    client_authentication: ClientAuthentication::Basic,
    grants: &[GrantType::AuthorizationCode, GrantType::RefreshToken],
    scope_style: ScopeStyle::None,
    pkce_optional: true,
    ..UNIDY
};
