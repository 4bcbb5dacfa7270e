//! One request to a token endpoint.

use js_sys::{Array, Object};
use wasm_bindgen::prelude::*;

use crate::api::operation::{Idempotency, Method, Operation, REQUEST};
use crate::auth::authorization_server::{BodyEncoding, ClientAuthentication, ScopeStyle};
use crate::auth::token_error::of_token_request;
use crate::auth::token_request::{self, Client, Grant, Shape, TokenRequest};
use crate::auth::token_response::{self, Members};
use crate::error::Error;
use crate::response::{ResponseContext, invalid_response};
use crate::wasm::convert::arguments::{Authorization, Prepared};
use crate::wasm::convert::options::Settings;
use crate::wasm::convert::response::Head;
use crate::wasm::convert::value::{is_array, member, set, to_json};
use crate::wasm::driver::call::Call;
use crate::wasm::driver::recovery::Settle;
use crate::wasm::exports::auth::{pairs_of, text, texts, word};

static GET_TOKEN: Operation = Operation {
    name: "getToken",
    ..REQUEST
};
static FINISH: Operation = Operation {
    name: "finish",
    ..REQUEST
};
static DISCOVER: Operation = Operation {
    name: "discoverResources",
    ..REQUEST
};

/// A token request that is ready to leave, and what is needed to read its answer.
pub struct Begun {
    call: Call,
    operation: &'static str,
    repeat: Idempotency,
    /// The scopes asked for; none where the answer is no token.
    scopes: Option<Vec<String>>,
    now: f64,
}

/// Asks and reads the answer: a token, or what there is.
///
/// # Errors
/// Those of a call, and `token_error`.
pub async fn asked(begun: Result<Begun, Error>) -> Result<JsValue, Error> {
    let begun = begun?;
    let outcome = Call::concluded(Ok(begun.call)).await;
    let result = outcome.result.and_then(|answer| match &begun.scopes {
        None => Ok(answer),
        Some(scopes) => {
            let status = outcome.head.map_or(0, |head: Head| head.status);
            token(begun.operation, answer, scopes, begun.now, status)
        }
    });
    result.map_err(|error| of_token_request(error, begun.repeat))
}

/// Makes the request out of what the package hands over. Not a part of [`asked`], which would keep all of it
/// while it waits.
///
/// # Errors
/// `invalid_argument`, `insecure_base_url`.
pub fn begun(
    system: &JsValue,
    client: &JsValue,
    grant: &JsValue,
    options: &JsValue,
    settle: &Settle,
) -> Result<Begun, Error> {
    let (code, refresh_token) = (text(grant, "code"), text(grant, "refreshToken"));
    let (redirect_uri, verifier) = (word(grant, "redirectUri"), text(grant, "verifier"));
    let scopes = texts(&member(grant, "scopes"));
    let mut path = "tokenPath";
    let (row, asked) = if let Some(code) = &code {
        let asked = Grant::Code {
            code,
            redirect_uri: &redirect_uri,
            verifier: verifier.as_deref(),
        };
        (&FINISH, asked)
    } else if let Some(token) = &refresh_token {
        (&GET_TOKEN, Grant::Refresh(token))
    } else if member(grant, "discovery").is_truthy() {
        path = "discoveryPath";
        (&DISCOVER, Grant::Discovery)
    } else {
        (&GET_TOKEN, Grant::Own(&scopes))
    };
    let operation = row.name;
    let settings =
        Settings::of_layers(operation, &[options]).map_err(|error| about(operation, error))?;
    let (id, secret) = (word(client, "clientId"), text(client, "clientSecret"));
    let client = Client {
        id: &id,
        secret: secret.as_deref(),
    };
    let choices = (
        BodyEncoding::of(&word(system, "bodyEncoding")),
        ClientAuthentication::of(&word(system, "clientAuthentication")),
        ScopeStyle::of(&word(system, "scopeStyle")),
    );
    let target = word(system, path);
    let (Some(encoding), Some(authentication), Some(scope_style), true) = (
        choices.0,
        choices.1,
        choices.2,
        target.starts_with('/') && !target.bytes().any(|byte| b"?#\\".contains(&byte)),
    ) else {
        let what = "the system's record is not valid. Look at its bodyEncoding, clientAuthentication, scopeStyle, and its paths, which begin with a slash";
        return Err(Error::invalid_argument(operation, &[what]));
    };
    let shape = Shape {
        authentication,
        scope_style,
        rotates: member(system, "rotatesRefreshTokens").is_truthy(),
    };
    let request = token_request::request(shape, client, asked, pairs_of(grant, "members"));
    let repeat = request.repeat;
    let prepared = prepared(encoding, target, &request);
    Ok(Begun {
        call: Call::of_token(row, repeat, request.secrets, settings, prepared, settle),
        operation,
        repeat,
        scopes: (!matches!(asked, Grant::Discovery)).then(|| scopes.clone()),
        now: member(grant, "now").as_f64().unwrap_or_default(),
    })
}

/// Errors of the base URL speak of `init`.
pub fn about(operation: &str, mut error: Error) -> Error {
    if let Some(what) = error.message.strip_prefix("init: ") {
        error.message = [operation, ": ", what].concat();
        error.error_description.clone_from(&error.message);
    }
    error
}

fn prepared(encoding: BodyEncoding, target: String, request: &TokenRequest) -> Prepared {
    let (content_type, body) = match encoding {
        BodyEncoding::Form => (
            "application/x-www-form-urlencoded",
            JsValue::from_str(&request.form()),
        ),
        BodyEncoding::Json => {
            let body = Object::new();
            for (name, value) in &request.members {
                let value = JsValue::from_str(value);
                if request.scope_as_list && name == "scope" {
                    let text: js_sys::JsString = value.unchecked_into();
                    set(&body, name, &text.split(" "));
                } else {
                    set(&body, name, &value);
                }
            }
            ("application/json", to_json(&body).unwrap_or_default())
        }
    };
    Prepared {
        method: Method::POST,
        target,
        body: Some(body),
        authorization: Authorization::Own(request.authorization.clone(), content_type),
    }
}

struct Body<'a>(&'a JsValue);

impl Members for Body<'_> {
    fn text(&self, name: &str) -> Option<String> {
        text(self.0, name)
    }

    fn number(&self, name: &str) -> Option<f64> {
        let value = member(self.0, name);
        match value.as_string() {
            Some(text) if text.trim_ascii().is_empty() => None,
            // As the platform reads numbers: Rust's own reading is kilobytes.
            Some(_) => Some(value.unchecked_into_f64()),
            None => value.as_f64(),
        }
    }

    fn list(&self, name: &str) -> Option<Vec<String>> {
        let list = member(self.0, name);
        is_array(&list).then(|| texts(&list))
    }
}

/// The token of a success: what was read of it, and `raw`, the answer as it came.
fn token(
    operation: &str,
    answer: JsValue,
    requested: &[String],
    now: f64,
    status: u16,
) -> Result<JsValue, Error> {
    let token = token_response::token(&Body(&answer), requested, now).map_err(|what| {
        let answered = ResponseContext {
            operation,
            idempotent: true,
            status,
        };
        let mut error = invalid_response(answered, what);
        error.attempts = 1;
        error
    })?;
    let result = Object::new();
    let number = |name, value| set(&result, name, &JsValue::from_f64(value));
    set(&result, "raw", &answer);
    number("expiresAt", token.window.expires_at);
    number("refreshFrom", token.window.refresh_from);
    number("goodUntil", token.window.good_until);
    let assumed = JsValue::from_bool(token.lifetime_assumed);
    set(&result, "lifetimeAssumed", &assumed);
    let scopes = Array::new();
    for scope in &token.scopes {
        scopes.push(&JsValue::from_str(scope));
    }
    set(&result, "scope", &scopes);
    Ok(result.into())
}
