//! The authorization endpoint `/oauth/authorize`: asks for consent, then redirects with a code or an
//! error.

pub(crate) mod html;
pub(crate) mod request;

use super::endpoints::BodyEncoding;
use super::parameters::Parameters;
use crate::http::{Request, Response};
use crate::oauth::token_error::TokenError;
use crate::store::Store;
use crate::store::settings::CallbackForm;
use crate::store::sign_ins::{CodeRecord, Consent};
use crate::time::{self, MINUTE, Timestamp};
use request::{AuthorizationError, AuthorizationRequest, Callback};

/// How long a code is valid.
const CODE_LIFETIME: i64 = 10 * MINUTE;

/// Shows the consent page (GET) or handles its decision (POST). `injected_error` is the error of a
/// fault rule.
pub(crate) fn handle(
    store: &mut Store,
    request: &Request,
    now: Timestamp,
    injected_error: Option<TokenError>,
) -> Response {
    match decide(store, request, now, injected_error) {
        Ok(response) => response,
        Err(AuthorizationError::ShowPage(error)) => html::error_page(&error),
        Err(AuthorizationError::Redirect(callback, error)) => redirect(
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
    now: Timestamp,
    injected_error: Option<TokenError>,
) -> Result<Response, AuthorizationError> {
    let posted = request.method.eq_ignore_ascii_case("POST");
    let parameters = if posted {
        Parameters::read(request, &[BodyEncoding::Form])
    } else {
        Parameters::from_form(request.query_text().as_bytes())
    };
    let parameters = parameters.map_err(AuthorizationError::ShowPage)?;
    let authorization = AuthorizationRequest::read(&parameters, &store.settings)?;
    if let Some(error) = injected_error {
        return Err(AuthorizationError::Redirect(authorization.callback, error));
    }
    if !posted {
        return Ok(html::consent_page(&authorization, &parameters));
    }
    match parameters
        .text("decision")
        .map_err(AuthorizationError::ShowPage)?
    {
        Some("allow") => Ok(allow(store, authorization, now)),
        Some("deny") => Err(AuthorizationError::Redirect(
            authorization.callback,
            TokenError::new("access_denied", "The person said no"),
        )),
        _ => Err(AuthorizationError::ShowPage(TokenError::invalid_request(
            "The parameter decision must be allow or deny",
        ))),
    }
}

fn allow(store: &mut Store, authorization: AuthorizationRequest, now: Timestamp) -> Response {
    let code = store.new_opaque_token();
    let response = redirect(&authorization.callback, &[("code", &code)]);
    store.sign_ins.codes.push(CodeRecord {
        code,
        expires_at: time::to_iso(now.saturating_add(CODE_LIFETIME)),
        redirect_uri: authorization.callback.redirect_uri,
        challenge: authorization.challenge,
        nonce: authorization.nonce,
        consent: Consent {
            system: authorization.system,
            client_id: authorization.client.id.to_owned(),
            scope: authorization.scope,
        },
    });
    response
}

/// Redirects to the client with parameters.
fn redirect(callback: &Callback, parameters: &[(&str, &str)]) -> Response {
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
    // 303: the user agent follows with GET, also after a POST.
    let mut response = Response::empty(303);
    let location = format!("{}{separator}{}", callback.redirect_uri, query.finish());
    response.set_header("location", &location);
    response
}
