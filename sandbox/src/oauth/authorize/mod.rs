//! `/oauth/authorize`: asks a person, and sends them back with a code or a refusal.

pub(crate) mod html;
pub(crate) mod request;

use super::endpoints::BodyKind;
use super::parameters::Parameters;
use crate::http::{Request, Response};
use crate::oauth::token_error::TokenError;
use crate::store::Store;
use crate::store::settings::CallbackForm;
use crate::store::sign_ins::{CodeRecord, Consent};
use crate::time::{self, MINUTE, Moment};
use request::{AuthorizationRequest, Callback, Refusal};

/// How long a code can be exchanged.
const CODE_LIFETIME: i64 = 10 * MINUTE;

/// Shows the page (GET) or does what was decided on it (POST). `told_error` is what a rule of
/// faults lets the client be told.
pub(crate) fn answer(
    store: &mut Store,
    request: &Request,
    now: Moment,
    told_error: Option<TokenError>,
) -> Response {
    match decide(store, request, now, told_error) {
        Ok(response) => response,
        Err(Refusal::Here(error)) => html::refusal(&error),
        Err(Refusal::ThroughCallback(callback, error)) => send_back(
            &callback,
            &[
                ("error", &error.error),
                ("error_description", &error.description),
            ],
        ),
    }
}

fn decide(
    store: &mut Store,
    request: &Request,
    now: Moment,
    told_error: Option<TokenError>,
) -> Result<Response, Refusal> {
    let posted = request.method.eq_ignore_ascii_case("POST");
    let parameters = if posted {
        Parameters::read(request, &[BodyKind::Form])
    } else {
        Parameters::from_form(request.query_text().as_bytes())
    };
    let parameters = parameters.map_err(Refusal::Here)?;
    let asked = AuthorizationRequest::read(&parameters, &store.settings)?;
    if let Some(error) = told_error {
        return Err(Refusal::ThroughCallback(asked.callback, error));
    }
    if !posted {
        return Ok(html::question(&asked, &parameters));
    }
    match parameters.text("decision").map_err(Refusal::Here)? {
        Some("allow") => Ok(allow(store, asked, now)),
        Some("deny") => Err(Refusal::ThroughCallback(
            asked.callback,
            TokenError::new("access_denied", "The person said no"),
        )),
        _ => Err(Refusal::Here(TokenError::invalid_request(
            "The parameter decision must be allow or deny",
        ))),
    }
}

fn allow(store: &mut Store, asked: AuthorizationRequest, now: Moment) -> Response {
    let code = store.new_opaque_token();
    let response = send_back(&asked.callback, &[("code", &code)]);
    store.sign_ins.codes.push(CodeRecord {
        code,
        expires_at: time::iso(now.saturating_add(CODE_LIFETIME)),
        redirect_uri: asked.callback.redirect_uri,
        challenge: asked.challenge,
        nonce: asked.nonce,
        consent: Consent {
            system: asked.system,
            client_id: asked.client.id.to_owned(),
            scope: asked.scope,
        },
    });
    response
}

/// Sends the person back, with what the client is to know in the address.
fn send_back(callback: &Callback, parameters: &[(&str, &str)]) -> Response {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.extend_pairs(parameters);
    if let Some(state) = &callback.state {
        query.append_pair("state", state);
    }
    let separator = match callback.form {
        CallbackForm::Fragment => '#',
        CallbackForm::Query if callback.redirect_uri.contains('?') => '&',
        CallbackForm::Query => '?',
    };
    // 303: whoever is sent on asks with GET, also after a POST.
    let mut response = Response::empty(303);
    let location = format!("{}{separator}{}", callback.redirect_uri, query.finish());
    response.set_header("location", &location);
    response
}
