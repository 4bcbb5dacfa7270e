//! Client authentication (RFC 6749, section 2.3).

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::http::Request;
use crate::oauth::clients::Client;
use crate::oauth::endpoints::{ClientAuthentication, Endpoint};
use crate::oauth::parameters::Parameters;
use crate::oauth::token_error::TokenError;

/// The credentials of a request, not verified yet.
struct Credentials {
    id: String,
    secret: Option<String>,
}

/// Authenticates the client of a request.
pub(crate) fn authenticate(
    endpoint: &Endpoint,
    request: &Request,
    parameters: &Parameters,
) -> Result<&'static Client, TokenError> {
    let header_method = endpoint
        .client_authentication
        .iter()
        .find(|method| **method != ClientAuthentication::Body);
    let header = header_method.and_then(|method| Some((method, request.header("authorization")?)));
    let accepts_body = endpoint
        .client_authentication
        .contains(&ClientAuthentication::Body);
    // The response must challenge with Basic if Basic was used (RFC 6749, section 5.2).
    let basic_challenge = header.is_some() || !accepts_body;
    let invalid_client = |description: String| TokenError {
        basic_challenge,
        ..TokenError::invalid_client(description)
    };
    let credentials = match header {
        Some((method, header)) => {
            let credentials = from_header(header, *method).ok_or_else(|| {
                invalid_client(
                    "The Authorization header is no Basic with id and secret.".to_owned(),
                )
            })?;
            if parameters.get("client_secret").is_some() {
                return Err(TokenError::invalid_request(
                    "The secret is in the header and in the body; only one of them may hold it",
                ));
            }
            let named = parameters.text("client_id")?;
            if named.is_some_and(|named| named != credentials.id) {
                return Err(TokenError::invalid_request(
                    "The header and the body name different clients",
                ));
            }
            credentials
        }
        None if accepts_body => from_body(endpoint, parameters)?,
        None => {
            return Err(invalid_client(
                "Client id and secret must come in the Authorization header, as Basic.".to_owned(),
            ));
        }
    };
    Client::find(endpoint.system, &credentials.id)
        .filter(|client| client.has_secret(credentials.secret.as_deref()))
        .ok_or_else(|| {
            invalid_client(format!(
                "The client id or the client secret is wrong; this sandbox knows {} here.",
                Client::ids_of(&[endpoint.system])
            ))
        })
}

fn from_body(endpoint: &Endpoint, parameters: &Parameters) -> Result<Credentials, TokenError> {
    let id = parameters.required("client_id")?.to_owned();
    let secret = parameters.text("client_secret")?.map(str::to_owned);
    // If only the body is accepted, a missing secret is a missing parameter.
    if secret.is_none() && endpoint.client_authentication == [ClientAuthentication::Body] {
        parameters.required("client_secret")?;
    }
    Ok(Credentials { id, secret })
}

fn from_header(header: &str, method: ClientAuthentication) -> Option<Credentials> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(encoded.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    let read = |part: &str| match method {
        ClientAuthentication::UnencodedBasic => part.to_owned(),
        _ => form_decode(part),
    };
    Some(Credentials {
        id: read(id),
        secret: Some(read(secret)),
    })
}

/// Decodes one form-encoded value.
fn form_decode(part: &str) -> String {
    form_urlencoded::parse(part.as_bytes())
        .next()
        .map_or_else(String::new, |(name, _)| name.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn basic_is_read_with_and_without_decoding() {
        let encoded = format!("Basic {}", STANDARD.encode("a%3Ab+%C3%BC:%2B%25%26%2F"));
        let read = from_header(&encoded, ClientAuthentication::Basic).unwrap();
        assert_eq!(
            (read.id.as_str(), read.secret.as_deref()),
            ("a:b ü", Some("+%&/"))
        );
        let read = from_header(&encoded, ClientAuthentication::UnencodedBasic).unwrap();
        assert_eq!(read.id, "a%3Ab+%C3%BC");
        // RFC 6749, section 4.4.2.
        let sample = "basic czZCaGRSa3F0Mzo3RmpmcDBaQnIxS3REUmJuZlZkbUl3";
        let read = from_header(sample, ClientAuthentication::Basic).unwrap();
        assert_eq!(
            (read.id.as_str(), read.secret.as_deref()),
            ("s6BhdRkqt3", Some("7Fjfp0ZBr1KtDRbnfVdmIw"))
        );
    }

    #[test]
    fn what_is_no_basic_names_nobody() {
        for header in [
            "",
            "Basic",
            "Basic ",
            "Basic !",
            "Bearer YTpi",
            "Basic YWI=",
        ] {
            assert!(
                from_header(header, ClientAuthentication::Basic).is_none(),
                "{header}"
            );
        }
    }
}
