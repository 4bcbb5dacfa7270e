//! Who asks for a token.

use super::clients::Client;
use super::endpoints::Endpoint;
use super::parameters::Parameters;
use crate::error::TokenError;
use crate::token::same_secret;

/// The client that a request comes from, if its credentials are right.
pub(crate) fn authenticate(
    endpoint: &Endpoint,
    parameters: &Parameters,
) -> Result<&'static Client, TokenError> {
    let id = parameters.required("client_id")?;
    let secret = parameters.required("client_secret")?;
    Client::find(endpoint.system, id)
        .filter(|client| {
            client
                .secret
                .is_some_and(|expected| same_secret(secret, expected))
        })
        .ok_or_else(|| TokenError::invalid_client("The client id or the client secret is wrong."))
}
