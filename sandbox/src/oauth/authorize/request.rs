//! The authorization request (RFC 6749, section 4.1.1).

use crate::oauth::clients::Client;
use crate::oauth::parameters::Parameters;
use crate::oauth::pkce::{self, Challenge, ChallengeMethod};
use crate::oauth::scopes;
use crate::oauth::system::System;
use crate::oauth::token_error::TokenError;
use crate::store::settings::{CallbackForm, Settings};

/// Where the user agent is redirected to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Callback {
    pub redirect_uri: String,
    pub form: CallbackForm,
    pub state: Option<String>,
}

/// An authorization request.
#[derive(Clone, Debug)]
pub(crate) struct AuthorizationRequest {
    pub system: System,
    pub client: &'static Client,
    pub callback: Callback,
    pub scope: Vec<String>,
    pub challenge: Option<Challenge>,
    pub nonce: Option<String>,
}

/// Why a request is rejected before the person decides (RFC 6749, section 4.1.2.1).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AuthorizationError {
    /// An error page, because the client or its redirect URI is not valid.
    ShowPage(TokenError),
    /// A redirect to the client with the error.
    Redirect(Callback, TokenError),
}

impl AuthorizationRequest {
    /// Reads the parameters. Both systems have the same path, so the client id decides which one it is, and
    /// the scope if both know the client.
    pub(crate) fn read(
        parameters: &Parameters,
        settings: &Settings,
    ) -> Result<Self, AuthorizationError> {
        let (system, client) =
            client(parameters, settings).map_err(AuthorizationError::ShowPage)?;
        let redirect_uri =
            redirect_uri(parameters, settings).map_err(AuthorizationError::ShowPage)?;
        let state = parameters
            .text("state")
            .map_err(AuthorizationError::ShowPage)?;
        let mut request = Self {
            system,
            client,
            callback: Callback {
                redirect_uri,
                form: match system {
                    System::Unidy => settings.unidy_callback,
                    _ => CallbackForm::Query,
                },
                state: state.map(str::to_owned),
            },
            scope: Vec::new(),
            challenge: None,
            nonce: None,
        };
        match request.read_rest(parameters, settings) {
            Ok(()) => Ok(request),
            Err(error) => Err(AuthorizationError::Redirect(request.callback, error)),
        }
    }

    /// Reads the parameters whose errors are redirected to the client.
    fn read_rest(
        &mut self,
        parameters: &Parameters,
        settings: &Settings,
    ) -> Result<(), TokenError> {
        match parameters.text("response_mode")? {
            _ if self.system == System::Lockit => {}
            None => {}
            Some("query") => self.callback.form = CallbackForm::Query,
            Some("fragment") => self.callback.form = CallbackForm::Fragment,
            Some(_) => {
                return Err(TokenError::invalid_request(
                    "The sandbox knows the response modes query and fragment only",
                ));
            }
        }
        if parameters.required("response_type")? != "code" {
            return Err(TokenError::new(
                "unsupported_response_type",
                "The response type must be code",
            ));
        }
        if self.system != System::Lockit {
            self.scope = scopes::read(parameters.text("scope")?, settings)?;
        }
        self.challenge = challenge(parameters, self.system)?;
        if self.challenge.is_none() && self.client.secret.is_none() {
            return Err(TokenError::invalid_request(
                "A client without a secret must send code_challenge",
            ));
        }
        self.nonce = parameters.text("nonce")?.map(str::to_owned);
        Ok(())
    }
}

fn client(
    parameters: &Parameters,
    settings: &Settings,
) -> Result<(System, &'static Client), TokenError> {
    let id = parameters.required("client_id")?;
    // Both know `sandbox-client`, but LockitNetwork has no scopes.
    let mut systems = vec![System::Unidy, System::Lockit];
    if parameters.get("scope").is_none() {
        systems.reverse();
    }
    systems.retain(|system| system.is_enabled(settings));
    systems
        .iter()
        .find_map(|system| Some((*system, Client::find(*system, id)?)))
        .ok_or_else(|| {
            TokenError::invalid_request(format!(
                "There is no such client_id; this sandbox knows {} here",
                Client::ids_of(&systems)
            ))
        })
}

fn redirect_uri(parameters: &Parameters, settings: &Settings) -> Result<String, TokenError> {
    let uri = parameters.required("redirect_uri")?;
    if !is_redirect_uri(uri) {
        return Err(TokenError::invalid_request(
            "The redirect_uri must be an absolute address without fragment",
        ));
    }
    if !settings.redirect_uris.is_empty()
        && !settings.redirect_uris.iter().any(|known| known == uri)
    {
        return Err(TokenError::invalid_request(
            "The redirect_uri is none of those that are registered; it must be the same to the letter",
        ));
    }
    Ok(uri.to_owned())
}

/// Whether it is a valid redirect URI: absolute, without fragment, and with a scheme that a browser does
/// not execute or open itself.
fn is_redirect_uri(uri: &str) -> bool {
    let Some((scheme, rest)) = uri.split_once(':') else {
        return false;
    };
    let scheme = scheme.to_ascii_lowercase();
    let mut letters = scheme.bytes();
    let named = letters
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic())
        && letters.all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    let harmful = ["javascript", "data", "vbscript", "blob", "file", "about"];
    let web = scheme == "http" || scheme == "https";
    let has_host = rest
        .strip_prefix("//")
        .is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '\\', ':']));
    named
        && !harmful.contains(&scheme.as_str())
        && (!web || has_host)
        && !rest.is_empty()
        && uri
            .bytes()
            .all(|byte| byte.is_ascii_graphic() && byte != b'#')
}

fn challenge(parameters: &Parameters, system: System) -> Result<Option<Challenge>, TokenError> {
    let method = parameters.text("code_challenge_method")?;
    let Some(value) = parameters.text("code_challenge")? else {
        return match method {
            None => Ok(None),
            Some(_) => Err(TokenError::invalid_request(
                "Missing parameter: code_challenge",
            )),
        };
    };
    // Without a method the challenge is the verifier itself (RFC 7636, section 4.3).
    let method = match method {
        Some("S256") => ChallengeMethod::S256,
        None | Some("plain") if system == System::Unidy => ChallengeMethod::Plain,
        _ => {
            return Err(TokenError::invalid_request(match system {
                System::Unidy => "code_challenge_method must be S256 or plain",
                _ => "code_challenge_method must be S256",
            }));
        }
    };
    if !pkce::is_well_formed(value) {
        return Err(TokenError::invalid_request(
            "The code_challenge must be 43 to 128 of A-Z a-z 0-9 - . _ ~",
        ));
    }
    Ok(Some(Challenge {
        method,
        value: value.to_owned(),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_sent_to_addresses_only() {
        for uri in [
            "https://example.com/cb?a=1",
            "http://127.0.0.1:4000/",
            "com.example.app:/cb",
        ] {
            assert!(is_redirect_uri(uri), "{uri}");
        }
        for uri in [
            "",
            "/cb",
            "example.com",
            "https://",
            "https:///x",
            "https://:443/x",
            "http:cb",
            "https://a/#b",
            "javascript:alert(1)",
            "data:text/html,x",
            "1a:b",
            "https://a b",
            "app:",
            "https://é",
        ] {
            assert!(!is_redirect_uri(uri), "{uri}");
        }
    }
}
