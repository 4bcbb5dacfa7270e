//! A token request: what its body says and how the client says who it is.

use super::authorization_server::{ClientAuthentication, GrantType, ScopeStyle};
use super::{basic, form_encoding, scope};
use crate::api::operation::Idempotency;
use crate::text::concat;

/// What a system says about its token requests.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// How the client says who it is.
    pub authentication: ClientAuthentication,
    /// How scopes are sent.
    pub scope_style: ScopeStyle,
    /// Whether using a refresh token may end it.
    pub rotates: bool,
}

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub struct Client<'a> {
    /// Its id.
    pub id: &'a str,
    /// Its secret; a public client has none.
    pub secret: Option<&'a str>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub enum Grant<'a> {
    /// A token of the client's own, of these scopes.
    Own(&'a [String]),
    /// A token for the code of a sign-in.
    Code {
        /// The code.
        code: &'a str,
        /// Where the sign-in ended, as it was said when it began.
        redirect_uri: &'a str,
        /// PKCE's verifier, if the sign-in began with a challenge.
        verifier: Option<&'a str>,
    },
    /// A token for a refresh token.
    Refresh(&'a str),
    /// What the client may ask for (Unloc v2).
    Discovery,
}

/// A request that is ready to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct TokenRequest {
    /// The body's members, in order.
    pub members: Vec<(String, String)>,
    /// Whether JSON writes the scope as an array.
    pub scope_as_list: bool,
    /// The header `Authorization`, if there is one.
    pub authorization: Option<String>,
    /// Whether it may be sent again when nobody knows whether it arrived.
    pub idempotency: Idempotency,
    /// What of it must never be printed, one a line.
    pub secrets: String,
}

/// Makes the request. `members` are the system's own and the resource's.
pub fn request(
    shape: Shape,
    client: Client<'_>,
    asked: Grant<'_>,
    mut members: Vec<(String, String)>,
) -> TokenRequest {
    let mut text = |name: &str, value: &str| members.push((name.to_owned(), value.to_owned()));
    let mut idempotency = Idempotency::Idempotent;
    let mut scope_as_list = false;
    let mut passing = ["", ""];
    match asked {
        Grant::Own(scopes) => {
            text("grant_type", GrantType::ClientCredentials.as_str());
            if shape.scope_style != ScopeStyle::None && !scopes.is_empty() {
                scope_as_list = shape.scope_style == ScopeStyle::Array && scopes.len() > 1;
                text("scope", &scope::joined(scopes));
            }
        }
        // A code is good for one use, and a second one may end what the first gave (RFC 6749, 4.1.2).
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
        // A public client says its name and nothing else, whatever the system has for others.
        (_, ClientAuthentication::None) | (None, _) => text("client_id", client.id),
    }
    // A server that repeats the header's credentials may leave out the word before them.
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
