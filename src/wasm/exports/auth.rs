//! Tokens, for the npm package's entry `auth`: one request to a token endpoint, and the two ends of a
//! sign-in. What outlives a call is the package's to keep.

use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

use crate::auth::authorization_url::{self, Begin};
use crate::auth::callback::{Callback, Issuer};
use crate::error::Error;
use crate::request::base_url::BaseUrl;
use crate::wasm::convert::error::{members, to_javascript};
use crate::wasm::convert::value::{items, member, pairs, set};
use crate::wasm::driver::recovery::Settle;
use crate::wasm::driver::token_call::{self, about};

/// Asks a token endpoint and hands data or error to `settle`.
///
/// `grant` is `{ now, members? }` with `scopes` for a token of the client's own, with `code`,
/// `redirectUri` and `verifier?` for one of a sign-in, with `refreshToken` for a fresh one, with
/// `discovery` for what there is.
#[wasm_bindgen(js_name = tokenCall)]
pub fn token_call(
    system: JsValue,
    client: JsValue,
    grant: JsValue,
    options: JsValue,
    settle: Settle,
) {
    let begun = token_call::begun(&system, &client, &grant, &options, &settle);
    spawn_local(async move {
        let none = JsValue::UNDEFINED;
        let (data, error) = match token_call::asked(begun).await {
            Ok(data) => (data, JsValue::UNDEFINED),
            Err(error) => (JsValue::UNDEFINED, members(&error)),
        };
        settle.settle(&data, &error, &none, &none, &none);
    });
}

/// Begins a sign-in: `request` is `{ redirectUri, scope?, parameters?, pkce? }` and gets `url`, `state`
/// and `verifier`. `random` are 64 bytes.
///
/// # Errors
/// `invalid_argument`, `insecure_base_url`.
#[wasm_bindgen(js_name = beginSignIn)]
pub fn begin_sign_in(
    system: JsValue,
    client_id: &str,
    request: JsValue,
    insecure: bool,
    random: &[u8],
) -> Result<(), JsValue> {
    begun(&system, client_id, &request, insecure, random).map_err(|error| to_javascript(&error))
}

/// The code of a callback, which is compared with what was kept. `parameters` are arrays of values by name.
///
/// # Errors
/// `invalid_argument` if it is another's, `token_error` if the server refused the sign-in.
#[wasm_bindgen(js_name = signInCode)]
pub fn sign_in_code(
    parameters: JsValue,
    issuer: &str,
    issuer_promised: bool,
    state: &str,
) -> Result<String, JsValue> {
    let issuer = Issuer {
        identifier: issuer,
        promised: issuer_promised,
    };
    Callback::read(|name| texts(&member(&parameters, name)))
        .and_then(|callback| callback.code(state, issuer))
        .map_err(|error| to_javascript(&error))
}

pub(in crate::wasm) fn text(object: &JsValue, name: &str) -> Option<String> {
    member(object, name).as_string()
}

pub(in crate::wasm) fn word(object: &JsValue, name: &str) -> String {
    text(object, name).unwrap_or_default()
}

/// The texts of a list.
pub(in crate::wasm) fn texts(list: &JsValue) -> Vec<String> {
    let mut texts = Vec::new();
    for one in items(list) {
        texts.extend(one.as_string());
    }
    texts
}

/// The texts of a member, by name; the package has checked that they are.
pub(in crate::wasm) fn pairs_of(object: &JsValue, name: &str) -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (name, value) in pairs(&member(object, name)).unwrap_or_default() {
        if let Some(value) = value.as_string() {
            texts.push((name, value));
        }
    }
    texts
}

fn begun(
    system: &JsValue,
    client_id: &str,
    request: &JsValue,
    insecure: bool,
    random: &[u8],
) -> Result<(), Error> {
    const OPERATION: &str = "authorizationUrl";
    let (Some(state), Some(verifier)) = (random.first_chunk::<32>(), random.last_chunk::<32>())
    else {
        return Err(Error::invalid_argument(
            OPERATION,
            &["64 random bytes are needed"],
        ));
    };
    let base_url = BaseUrl::parse(&word(system, "baseUrl"), insecure)
        .map_err(|error| about(OPERATION, error))?;
    let scope = text(request, "scope");
    let given = Begin {
        base_url: &base_url,
        path: &word(system, "authorizePath"),
        client_id,
        redirect_uri: &word(request, "redirectUri"),
        scope: scope.as_deref(),
        parameters: &pairs_of(request, "parameters"),
        pkce: member(request, "pkce") != false,
    };
    let begun = authorization_url::begin(given, state, verifier)?;
    let text = |name, value: &str| set(request, name, &JsValue::from_str(value));
    text("url", &begun.url);
    text("state", &begun.state);
    if let Some(verifier) = &begun.verifier {
        text("verifier", verifier);
    }
    Ok(())
}
