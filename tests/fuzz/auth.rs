//! Sign-ins: the authorization URL has exactly the given parameters, and a callback yields a code
//! only with the right state.

use oauth2::url::{Url, form_urlencoded};
use oauth2::{PkceCodeChallenge, PkceCodeVerifier};
use unloc_integrator_client::auth::authorization_url::{Begin, begin};
use unloc_integrator_client::auth::callback::{Callback, Issuer};
use unloc_integrator_client::error::Code;
use unloc_integrator_client::request::base_url::BaseUrl;
use unloc_integrator_client::response::redaction::redacted_excerpt;

use crate::bytes::Bytes;
use crate::client::assert_own_error;

const ISSUER: &str = "https://id.example";
const NAMES: [&str; 5] = ["state", "iss", "code", "error", "error_description"];

/// The URL of a callback, with parameters in the query and in the fragment.
fn callback_url(bytes: &mut Bytes, state: &str) -> String {
    let mut parts = [String::new(), String::new()];
    for (index, usual) in NAMES.iter().chain([&""; 3]).enumerate() {
        // Each parameter at most once, the state nearly always. Rarely one twice, or an unknown one.
        let name = match (index, bytes.byte()) {
            (0, 0..=9) | (1..=4, 0..=99) | (5.., 0..=239) => continue,
            (0..=4, _) => (*usual).to_owned(),
            (_, 240..=251) => bytes.choice(&NAMES).to_owned(),
            _ => bytes.text(),
        };
        let value = match (name.as_str(), bytes.byte()) {
            ("state", 0..=199) => state.to_owned(),
            ("iss", 0..=199) => ISSUER.to_owned(),
            ("state", 200..=219) => [state, &bytes.text()].concat(),
            ("error", 0..=99) => "access_denied".to_owned(),
            _ => bytes.text(),
        };
        let part = &mut parts[usize::from(bytes.flag())];
        let mut form = form_urlencoded::Serializer::new(std::mem::take(part));
        form.append_pair(&name, &value);
        *part = form.finish();
    }
    let [query, fragment] = parts;
    let raw = bytes.text();
    format!("https://app.example/back?{query}{raw}#{fragment}")
}

/// All values of a parameter.
fn values(pairs: &[(String, String)], name: &str) -> Vec<String> {
    let named = pairs.iter().filter(|(found, _)| found == name);
    named.map(|(_, value)| value.clone()).collect()
}

pub fn callback(bytes: &mut Bytes) {
    let state = match bytes.byte() {
        0..=199 => "state-0123456789".to_owned(),
        _ => bytes.text(),
    };
    let promised = bytes.flag();
    let address = callback_url(bytes, &state);
    let url = Url::parse(&address).expect("a URL");
    let read = |form: &str| {
        form_urlencoded::parse(form.as_bytes())
            .into_owned()
            .collect()
    };
    let [query, fragment]: [Vec<_>; 2] =
        [url.query(), url.fragment()].map(|part| part.map_or_else(Vec::new, read));
    let pairs = [query, fragment].concat();

    let issuer = Issuer {
        identifier: ISSUER,
        promised,
    };
    let outcome = Callback::read(|name| values(&pairs, name))
        .and_then(|callback| callback.code(&state, issuer));
    let once = |name| <[String; 1]>::try_from(values(&pairs, name)).ok();
    let twice = NAMES.iter().any(|name| values(&pairs, name).len() > 1);
    let known = !state.is_empty() && once("state").is_some_and(|[value]| value == state);
    let trusted = match once("iss") {
        Some([value]) => value == ISSUER,
        None => !promised,
    };
    let valid = !twice && known && trusted;
    match (outcome, once("error"), once("code")) {
        (Ok(code), None, Some([value])) => {
            assert!(valid && !code.is_empty() && code == value);
        }
        (Ok(code), _, _) => panic!("{code:?} out of {address}"),
        (Err(error), Some([word]), _) if valid => {
            assert_eq!(error.code, Code::TokenError);
            assert_eq!(error.error, redacted_excerpt(&word, ""));
            assert!(error.message.starts_with("finish: ") && error.message.ends_with('.'));
            assert!(error.message.chars().count() < 1_400, "{error:?}");
            assert!(!error.safe_to_retry, "{error:?}");
        }
        (Err(error), word, code) => {
            let has_code = word.is_none() && code.is_some_and(|[code]| !code.is_empty());
            assert!(!(valid && has_code), "{error:?} out of {address}");
            // A program can tell a forged callback from a wrong URL.
            let expected = if valid {
                Code::InvalidArgument
            } else {
                Code::CallbackRejected
            };
            assert_own_error(&error, "finish", &[expected]);
            // The message does not quote an untrusted callback.
            assert_eq!(error.message, fixed_text(&error.message), "{error:?}");
        }
    }
}

/// The message if all of it is fixed text of this library, else nothing.
fn fixed_text(message: &str) -> &str {
    const OWN: [&str; 9] = [
        "finish: the callback contains \"state\" twice. ",
        "finish: the callback contains \"iss\" twice. ",
        "finish: the callback contains \"code\" twice. ",
        "finish: the callback contains \"error\" twice. ",
        "finish: the callback contains \"error_description\" twice. ",
        "finish: the callback belongs to another sign-in. ",
        "finish: the callback comes from another server than the one of the sign-in. ",
        "finish: the callback has no \"iss\", which this server promises to send. ",
        "finish: the callback contains neither a code nor an error. ",
    ];
    const ADVICE: [&str; 3] = [
        "Do not trust it: start the sign-in again.",
        "Do not trust it: start the sign-in again. If that server is the right one, set \"issuer\" of the AuthorizationServer to its identifier.",
        "Pass the whole URL that the browser came back to.",
    ];
    let own = OWN.iter().find(|own| message.starts_with(**own));
    let rest = own.and_then(|own| message.strip_prefix(own));
    match rest.filter(|rest| ADVICE.contains(rest)) {
        Some(_) => message,
        None => "",
    }
}

pub fn authorization(bytes: &mut Bytes) {
    let redirect_uri = match bytes.byte() {
        0..=127 => "https://app.example/back?x=1".to_owned(),
        _ => bytes.text(),
    };
    let client_id = bytes.text();
    let scope = bytes.maybe_text();
    let pkce = bytes.flag();
    let parameters: Vec<(String, String)> = (0..bytes.byte() % 4)
        .map(|_| match bytes.byte() {
            0..=7 => ("state".to_owned(), bytes.text()),
            8..=15 => ("code_challenge_method".to_owned(), "plain".to_owned()),
            16..=99 => ("prompt".to_owned(), bytes.text()),
            _ => (bytes.text(), bytes.text()),
        })
        .collect();
    let random = [(); 2].map(|()| std::array::from_fn(|_| bytes.byte()));
    let base_url = BaseUrl::parse("https://tenant.example/under", false).expect("a base URL");
    let given = Begin {
        base_url: &base_url,
        path: "/oauth/authorize",
        client_id: &client_id,
        redirect_uri: &redirect_uri,
        scope: scope.as_deref(),
        parameters: &parameters,
        pkce,
    };
    let begun = match begin(given, &random[0], &random[1]) {
        Ok(begun) => begun,
        Err(error) => {
            assert_eq!(error.code, Code::InvalidArgument);
            return assert!(error.message.starts_with("authorizationUrl: "), "{error:?}");
        }
    };
    assert!(!redirect_uri.contains('#'), "{redirect_uri}");
    let url = Url::parse(&begun.url).expect("a URL");
    assert_eq!(url.as_str(), begun.url, "the URL is not normalized");
    assert_eq!(url.host_str(), Some("tenant.example"));
    assert_eq!(
        (url.path(), url.fragment()),
        ("/under/oauth/authorize", None)
    );
    let text = |text: &str| text.to_owned();
    let mut expected = vec![
        (text("response_type"), text("code")),
        (text("client_id"), client_id),
        (text("redirect_uri"), redirect_uri),
    ];
    expected.extend(
        scope
            .filter(|scope| !scope.is_empty())
            .map(|scope| (text("scope"), scope)),
    );
    expected.push((text("state"), begun.state.clone()));
    assert_eq!(begun.verifier.is_some(), pkce);
    if let Some(verifier) = begun.verifier {
        let verifier = PkceCodeVerifier::new(verifier);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        expected.push((text("code_challenge"), text(challenge.as_str())));
        expected.push((text("code_challenge_method"), text("S256")));
    }
    expected.extend(parameters);
    let read: Vec<_> = url.query_pairs().into_owned().collect();
    assert_eq!(read, expected);
    // The parameters that this library sets occur once, so callers cannot override them.
    for name in [
        "client_id",
        "redirect_uri",
        "scope",
        "state",
        "code_challenge_method",
    ] {
        assert!(
            values(&read, name).len() <= 1,
            "{name} twice in {}",
            begun.url
        );
    }
}
