//! The authorization request: the URL where a person signs in, and what to keep for the callback.

use super::authorization_server::is_path;
use super::form_encoding;
use super::pkce;
use crate::error::Error;
use crate::request::base_url::BaseUrl;
use crate::text::{all, concat, cut, is_alphanumeric_or};

const OPERATION: &str = "authorizationUrl";

/// Parameters that this library sets. None may be there twice.
/// [RFC 6749, section 3.1](https://www.rfc-editor.org/rfc/rfc6749#section-3.1).
const RESERVED_PARAMETERS: [&str; 7] = [
    "response_type",
    "client_id",
    "redirect_uri",
    "scope",
    "state",
    "code_challenge",
    "code_challenge_method",
];

/// The parameters of an authorization request. [RFC 6749, section 4.1.1](https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1).
#[derive(Clone, Copy, Debug)]
pub struct Begin<'a> {
    /// Base URL of the authorization server.
    pub base_url: &'a BaseUrl,
    /// Path of the authorization endpoint.
    pub path: &'a str,
    /// The client's id.
    pub client_id: &'a str,
    /// The redirect URI, as it was registered. [RFC 6749, section 3.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2).
    pub redirect_uri: &'a str,
    /// The scopes, if the server has any.
    pub scope: Option<&'a str>,
    /// Additional parameters of the server.
    pub parameters: &'a [(String, String)],
    /// Whether to send a code challenge. [RFC 7636, section 4.3](https://www.rfc-editor.org/rfc/rfc7636#section-4.3).
    pub pkce: bool,
}

/// A pending sign-in.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// The URL to redirect the browser to.
    pub url: String,
    /// The `state` that the callback must have. [RFC 6749, section 10.12](https://www.rfc-editor.org/rfc/rfc6749#section-10.12).
    pub state: String,
    /// The code verifier for the exchange of the code, with PKCE.
    /// [RFC 7636, section 4.1](https://www.rfc-editor.org/rfc/rfc7636#section-4.1).
    pub verifier: Option<String>,
}

/// Begins a sign-in, with random bytes for its state and its verifier.
///
/// # Errors
/// `invalid_argument` for a redirect URI that is not absolute, has a fragment or is no place to go to, for a path
/// that would change the host, and for a parameter that this library sets.
pub fn begin(begin: Begin<'_>, state: &[u8; 32], verifier: &[u8; 32]) -> Result<Begun, Error> {
    if !is_path(begin.path) {
        return Err(invalid(
            "the AuthorizationServer is not valid: its authorizePath must begin with a slash",
        ));
    }
    if !is_redirect_uri(begin.redirect_uri) {
        return Err(invalid(
            "redirectUri must be an absolute URL without fragment, space or line break, exactly as registered with the server",
        ));
    }
    let state = pkce::unguessable(state);
    let verifier = begin.pkce.then(|| pkce::unguessable(verifier));
    let mut url = concat(&[begin.base_url.as_str(), begin.path, "?"]);
    let mut push = |name: &str, value: &str| form_encoding::push(name, value, &mut url);
    push("response_type", "code");
    push("client_id", begin.client_id);
    push("redirect_uri", begin.redirect_uri);
    if let Some(scope) = begin.scope.filter(|scope| !scope.is_empty()) {
        push("scope", scope);
    }
    push("state", &state);
    if let Some(verifier) = &verifier {
        push("code_challenge", &pkce::hashed(verifier));
        push("code_challenge_method", "S256");
    }
    for (name, value) in begin.parameters {
        if RESERVED_PARAMETERS.contains(&name.as_str()) {
            return Err(invalid(&concat(&[
                "the parameter \"",
                name,
                "\" is set by this library",
            ])));
        }
        push(name, value);
    }
    Ok(Begun {
        url,
        state,
        verifier,
    })
}

/// Schemes whose addresses a browser runs or shows instead of going there.
const NOT_A_PLACE: [&str; 5] = ["javascript", "data", "vbscript", "blob", "about"];

/// Whether a text is an absolute URI without a fragment.
/// [RFC 6749, section 3.1.2](https://www.rfc-editor.org/rfc/rfc6749#section-3.1.2),
/// [RFC 3986, section 3.1](https://www.rfc-editor.org/rfc/rfc3986#section-3.1).
fn is_redirect_uri(text: &str) -> bool {
    let (scheme, rest) = cut(text, b':');
    scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && all(scheme, |byte| is_alphanumeric_or(byte, b"+-."))
        && !NOT_A_PLACE
            .iter()
            .any(|name| scheme.eq_ignore_ascii_case(name))
        && !rest.is_empty()
        && all(rest, |byte| {
            byte > b' ' && !matches!(byte, b'#' | b'"' | b'<' | b'>' | b'\\' | 0x7f)
        })
}

fn invalid(what: &str) -> Error {
    Error::invalid_argument(OPERATION, &[what])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url(
        redirect_uri: &str,
        scope: Option<&str>,
        parameters: &[(String, String)],
        pkce: bool,
    ) -> Result<Begun, Error> {
        let base_url = BaseUrl::parse("https://tenant.example/", false)?;
        let given = Begin {
            base_url: &base_url,
            path: "/oauth/authorize",
            client_id: "my app",
            redirect_uri,
            scope,
            parameters,
            pkce,
        };
        begin(given, &[0; 32], &[255; 32])
    }

    #[test]
    fn the_address_holds_what_the_server_wants_and_a_challenge_that_fits_the_verifier() {
        let prompt = [("prompt".to_owned(), "login".to_owned())];
        let begun = url(
            "https://app.example/back?x=1",
            Some("openid email"),
            &prompt,
            true,
        )
        .unwrap();
        let verifier = begun.verifier.unwrap();
        assert_eq!((verifier.len(), begun.state.len()), (43, 43));
        let expected = format!(
            "https://tenant.example/oauth/authorize?response_type=code&client_id=my+app&redirect_uri=https%3A%2F%2Fapp.example%2Fback%3Fx%3D1&scope=openid+email&state={}&code_challenge={}&code_challenge_method=S256&prompt=login",
            begun.state,
            pkce::hashed(&verifier),
        );
        assert_eq!(begun.url, expected);
    }

    #[test]
    fn without_pkce_nothing_of_it_is_sent() {
        let begun = url("com.example.app:/back", None, &[], false).unwrap();
        assert_eq!(begun.verifier, None);
        assert!(
            !begun.url.contains("challenge") && !begun.url.contains("scope"),
            "{}",
            begun.url
        );
    }

    #[test]
    fn no_path_of_a_record_leaves_the_host() {
        let base_url = BaseUrl::parse("https://tenant.example", false).unwrap();
        for path in [
            "@evil.example/x",
            ".evil.example",
            ":81/x",
            "",
            "/a?b",
            "/a\\b",
            "/a#b",
        ] {
            let given = Begin {
                base_url: &base_url,
                path,
                client_id: "app",
                redirect_uri: "https://app.example/back",
                scope: None,
                parameters: &[],
                pkce: true,
            };
            let error = begin(given, &[0; 32], &[255; 32]).unwrap_err();
            assert!(error.message.contains("authorizePath"), "{path}");
        }
    }

    #[test]
    fn what_the_caller_may_not_say_is_refused() {
        for uri in [
            "",
            "/back",
            "https://app.example/back#x",
            ":x",
            "x:",
            "javascript:alert(1)",
            "JavaScript:alert(1)",
            "data:text/html,x",
            "1x:/back",
            "ht tp://app.example",
            "https://app.example/ back",
            "https://app.example/\r\nset-cookie: x",
            " https://app.example/back",
            "https://app.example/\\back",
        ] {
            assert!(url(uri, None, &[], true).is_err(), "{uri}");
        }
        for name in RESERVED_PARAMETERS {
            assert!(
                url(
                    "https://app.example",
                    None,
                    &[(name.to_owned(), "x".to_owned())],
                    true
                )
                .is_err(),
                "{name}"
            );
        }
    }
}
