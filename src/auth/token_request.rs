//! A token request: its body and the client's authentication.

use super::authorization_server::{ClientAuthentication, GrantType, ScopeStyle};
use super::{basic, form_encoding, scope};
use crate::api::operation::Idempotency;
use crate::text::concat;

/// What the record of an authorization server says about its token requests.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How the client authenticates.
    pub authentication: ClientAuthentication,
    /// How scopes are sent.
    pub scope_style: ScopeStyle,
    /// Whether a refresh token may be invalid after its use.
    pub rotates: bool,
}

/// The client.
#[derive(Clone, Copy, Debug)]
pub struct Client<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its secret; a public client has none.
    pub secret: Option<&'a str>,
}

/// What is exchanged for a token.
#[derive(Clone, Copy, Debug)]
pub enum Grant<'a> {
    /// The client's own credentials, for these scopes.
    /// [RFC 6749, section 4.4.2](https://www.rfc-editor.org/rfc/rfc6749#section-4.4.2).
    Own(&'a [String]),
    /// The code of a sign-in. [RFC 6749, section 4.1.3](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.3).
    Code {
        /// The code.
        code: &'a str,
        /// The redirect URI of the authorization request.
        redirect_uri: &'a str,
        /// The code verifier, if the sign-in used PKCE. [RFC 7636, section 4.5](https://www.rfc-editor.org/rfc/rfc7636#section-4.5).
        verifier: Option<&'a str>,
    },
    /// A refresh token. [RFC 6749, section 6](https://www.rfc-editor.org/rfc/rfc6749#section-6).
    Refresh(&'a str),
    /// No token: the client's projects and organizations (Unloc v2).
    Discovery,
}

/// A request that is not encoded yet.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenRequest {
    /// The body's members, in order.
    pub members: Vec<(String, String)>,
    /// Whether JSON writes the scope as an array.
    pub scope_as_list: bool,
    /// The header `Authorization`, if there is one.
    pub authorization: Option<String>,
    /// Whether it may be sent again if it is unknown whether it arrived.
    pub idempotency: Idempotency,
    /// Its secrets, one a line, for the redaction.
    pub secrets: String,
}

/// Makes the request. `members` are those of the server's record and of the resource.
pub fn request(
    shape: Shape,
    client: Client<'_>,
    grant: Grant<'_>,
    mut members: Vec<(String, String)>,
) -> TokenRequest {
    let mut text = |name: &str, value: &str| members.push((name.to_owned(), value.to_owned()));
    let mut idempotency = Idempotency::Idempotent;
    let mut scope_as_list = false;
    let mut passing = ["", ""];
    match grant {
        Grant::Own(scopes) => {
            text("grant_type", GrantType::ClientCredentials.as_str());
            if shape.scope_style != ScopeStyle::None && !scopes.is_empty() {
                scope_as_list = shape.scope_style == ScopeStyle::Array && scopes.len() > 1;
                text("scope", &scope::joined(scopes));
            }
        }
        // A code can be used once. After a second use the server may revoke the tokens of the first
        // (RFC 6749, section 4.1.2).
        Grant::Code {
            code,
            redirect_uri,
            verifier,
        } => {
            idempotency = Idempotency::NotIdempotent;
            passing = [code, verifier.unwrap_or_default()];
            text("grant_type", GrantType::AuthorizationCode.as_str());
            text("code", code);
            text("redirect_uri", redirect_uri);
            if let Some(verifier) = verifier {
                text("code_verifier", verifier);
            }
        }
        Grant::Refresh(token) => {
            if shape.rotates {
                idempotency = Idempotency::NotIdempotent;
            }
            passing = [token, ""];
            text("grant_type", GrantType::RefreshToken.as_str());
            text("refresh_token", token);
        }
        Grant::Discovery => {}
    }
    let mut authorization = None;
    match (client.secret, shape.authentication) {
        (Some(secret), ClientAuthentication::Basic | ClientAuthentication::BasicRaw) => {
            let raw = shape.authentication == ClientAuthentication::BasicRaw;
            authorization = Some(basic::header(client.id, secret, raw));
        }
        (Some(secret), ClientAuthentication::Body) => {
            text("client_id", client.id);
            text("client_secret", secret);
        }
        // A public client sends its id only, whatever the server's record says.
        (_, ClientAuthentication::None) | (None, _) => text("client_id", client.id),
    }
    // A server may repeat the credentials of the header without the scheme.
    let basic = authorization
        .as_deref()
        .and_then(|it| it.strip_prefix(basic::SCHEME));
    let [one, other] = passing;
    let (secret, basic) = (client.secret.unwrap_or_default(), basic.unwrap_or_default());
    TokenRequest {
        secrets: concat(&[secret, "\n", basic, "\n", one, "\n", other]),
        members,
        scope_as_list,
        authorization,
        idempotency,
    }
}

impl TokenRequest {
    /// The body as a form.
    pub fn form(&self) -> String {
        let mut body = String::new();
        for (name, value) in &self.members {
            form_encoding::push(name, value, &mut body);
        }
        body
    }
}
