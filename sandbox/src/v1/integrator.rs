//! The integrator.

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;

/// Shows the integrator of the token. Any other id is 404.
pub(crate) fn show(call: &mut Call) -> Result<Response, ApiError> {
    if call.segment("integratorId") != call.store.integrator.id {
        return Err(ApiError::not_found("There is no such integrator."));
    }
    Ok(Response::named("integrator", &call.store.integrator))
}
