//! The token systems as data: where they are asked, in which form, and for what.

/// Declares a choice that is spelled as a word in JavaScript.
macro_rules! words {
    ($(#[doc = $doc:literal])* $name:ident { $( $(#[doc = $meaning:literal])* $variant:ident $word:literal, )* }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name { $( $(#[doc = $meaning])* $variant, )* }

        impl $name {
            /// All of them, in order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word for it.
            pub fn as_str(self) -> &'static str {
                match self { $( Self::$variant => $word, )* }
            }

            /// What a word stands for.
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
    /// How a token request's body is written.
    BodyEncoding {
        /// A JSON object.
        Json "json",
        /// `application/x-www-form-urlencoded`.
        Form "form",
    }
}

words! {
    /// How the client says who it is.
    ClientAuthentication {
        /// `client_id` and `client_secret` in the body.
        Body "body",
        /// HTTP Basic, id and secret form-encoded each (RFC 6749, section 2.3.1).
        Basic "basic",
        /// HTTP Basic of id and secret as they are, for servers that do not decode them.
        BasicRaw "basic-raw",
        /// `client_id` in the body: a public client has no secret.
        None "none",
    }
}

words! {
    /// How scopes are sent.
    ScopeStyle {
        /// Not at all.
        None "none",
        /// Joined by spaces.
        String "string",
        /// One as a string, several as a JSON array.
        Array "array",
    }
}

words! {
    /// What a token is asked for in return of.
    GrantType {
        /// The client's own credentials.
        ClientCredentials "client_credentials",
        /// The code that a sign-in ended with.
        AuthorizationCode "authorization_code",
        /// A refresh token.
        RefreshToken "refresh_token",
    }
}

/// The scope that a call's resource asks for, so that nobody has to spell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ScopeFor {
    /// The member of the need that names the resource.
    pub given: &'static str,
    /// The scope; `{id}` at its end stands for the resource's id.
    pub scope: &'static str,
    /// The member of the token request that carries the id.
    pub member: Option<&'static str>,
}

/// A token system.
#[derive(Clone, Copy, Debug)]
pub struct System {
    /// The name of the function that gives its record.
    pub name: &'static str,
    /// What it is, for documentation.
    pub meaning: &'static str,
    /// The only API that its tokens are good for.
    pub api: Option<&'static str>,
    /// Where it is, unless the caller says otherwise.
    pub base_url: Option<&'static str>,
    /// Path of the token endpoint.
    pub token_path: &'static str,
    /// Path of the endpoint that tells what the client may ask for.
    pub discovery_path: Option<&'static str>,
    /// Path of the page where people sign in.
    pub authorize_path: Option<&'static str>,
    /// How the body is written.
    pub body_encoding: BodyEncoding,
    /// How the client says who it is.
    pub client_authentication: ClientAuthentication,
    /// What tokens can be asked for in return of.
    pub grants: &'static [GrantType],
    /// How scopes are sent.
    pub scope_style: ScopeStyle,
    /// Whether a token of the client's own needs a scope.
    pub scope_required: bool,
    /// Scopes that follow from what a call is about; the first row that fits counts.
    pub scope_for: &'static [ScopeFor],
    /// Whether a sign-in without PKCE is possible.
    pub pkce_optional: bool,
    /// Whether using a refresh token may end it: then a refresh is sent once.
    pub rotates_refresh_tokens: bool,
    /// Whether the server promises `iss` in its callbacks (RFC 9207).
    pub issuer_in_callback: bool,
}

/// The four systems, as their public documentation has them.
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
/// not documented, so it is treated as if it did.
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
