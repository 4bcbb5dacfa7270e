//! The grants of Unidy and LockitNetwork: client credentials, authorization code, refresh token.

use serde_json::{Map, Value, json};

use super::opaque_claims::OpaqueClaims;
use crate::jwt;
use crate::oauth::clients::Client;
use crate::oauth::endpoints::Endpoint;
use crate::oauth::parameters::Parameters;
use crate::oauth::pkce;
use crate::oauth::scopes;
use crate::oauth::system::System;
use crate::oauth::token_error::TokenError;
use crate::store::Store;
use crate::store::settings::RefreshTokenForm;
use crate::store::sign_ins::{CodeRecord, Consent, RefreshTokenRecord};
use crate::time::{SECOND, Timestamp};

/// The person who signs in, always the same.
const SUBJECT: &str = "sandbox-user";

fn other_client() -> TokenError {
    TokenError::invalid_grant("It was given to another client")
}

/// A token request of an authenticated client.
pub(crate) struct TokenRequest<'a> {
    pub endpoint: &'static Endpoint,
    pub client: &'static Client,
    pub parameters: &'a Parameters,
    pub store: &'a mut Store,
    pub now: Timestamp,
}

impl TokenRequest<'_> {
    /// A token for the client itself, without a refresh token (RFC 6749, section 4.4).
    pub(crate) fn client_credentials(&mut self) -> Result<Map<String, Value>, TokenError> {
        if self.client.secret.is_none() {
            return Err(TokenError::new(
                "unauthorized_client",
                "A client without a secret gets tokens for people only.",
            ));
        }
        let scope = scopes::read(self.parameters.text("scope")?, &self.store.settings)?;
        Ok(self.access_token(&scope))
    }

    /// Exchanges a code for tokens (RFC 6749, section 4.1.3).
    pub(crate) fn authorization_code(&mut self) -> Result<Map<String, Value>, TokenError> {
        let code = self.parameters.required("code")?;
        let redirect_uri = self.parameters.required("redirect_uri")?;
        let record = self.store.sign_ins.take_code(code, self.now);
        let record = record.ok_or_else(|| {
            TokenError::invalid_grant("The code is not known, was used before, or is too old")
        })?;
        // A client of both systems may exchange it at either: nobody could tell which one it meant.
        if record.consent.client_id != self.client.id {
            return Err(other_client());
        }
        if record.redirect_uri != redirect_uri {
            return Err(TokenError::invalid_grant(
                "The redirect_uri is another one than the code was sent to",
            ));
        }
        self.check_code_verifier(&record)?;
        let consent = Consent {
            system: self.endpoint.system,
            ..record.consent.clone()
        };
        let refresh_token = self.new_refresh_token(&consent);
        let mut response = self.access_token(&record.consent.scope);
        response.insert("refresh_token".to_owned(), json!(refresh_token));
        if record.consent.scope.iter().any(|scope| scope == "openid") {
            let id_token = self.id_token(record.nonce.as_deref());
            response.insert("id_token".to_owned(), json!(id_token));
        }
        Ok(response)
    }

    /// Exchanges a refresh token for a new access token (RFC 6749, section 6).
    pub(crate) fn refresh_token(&mut self) -> Result<Map<String, Value>, TokenError> {
        let token = self.parameters.required("refresh_token")?.to_owned();
        let consent = self.store.sign_ins.consent_of(&token).cloned();
        let consent = consent.ok_or_else(|| {
            TokenError::invalid_grant("The refresh token is not known, or was used before")
        })?;
        self.check_owner(&consent)?;
        let requested = match self.endpoint.system {
            System::Lockit => Vec::new(),
            _ => scopes::read(self.parameters.text("scope")?, &self.store.settings)?,
        };
        if requested.iter().any(|scope| !consent.scope.contains(scope)) {
            return Err(TokenError::invalid_scope(
                "A refresh cannot give more than was allowed",
            ));
        }
        let scope = if requested.is_empty() {
            consent.scope.clone()
        } else {
            requested
        };
        let form = match self.endpoint.system {
            System::Lockit => self.store.settings.lockit_refresh_token,
            _ => RefreshTokenForm::Rotate,
        };
        let mut response = self.access_token(&scope);
        let next = match form {
            RefreshTokenForm::Rotate => {
                let records = &mut self.store.sign_ins.refresh_tokens;
                records.retain(|record| record.token != token);
                Some(self.new_refresh_token(&consent))
            }
            RefreshTokenForm::Same => Some(token),
            RefreshTokenForm::Omit => None,
        };
        if let Some(next) = next {
            response.insert("refresh_token".to_owned(), json!(next));
        }
        Ok(response)
    }

    fn check_owner(&self, consent: &Consent) -> Result<(), TokenError> {
        if consent.system == self.endpoint.system && consent.client_id == self.client.id {
            Ok(())
        } else {
            Err(other_client())
        }
    }

    /// A code that was requested with a challenge needs the verifier, and one without must have none
    /// (RFC 9700, section 2.1.1).
    fn check_code_verifier(&self, record: &CodeRecord) -> Result<(), TokenError> {
        let verifier = self.parameters.text("code_verifier")?;
        let reason = match (&record.challenge, verifier) {
            (None, None) => return Ok(()),
            (None, Some(_)) => {
                "There is a code_verifier, but the code was asked for without code_challenge"
            }
            (Some(_), None) => {
                "The code_verifier is missing: the code was asked for with code_challenge"
            }
            (Some(_), Some(verifier)) if !pkce::is_well_formed(verifier) => {
                "The code_verifier must be 43 to 128 of A-Z a-z 0-9 - . _ ~"
            }
            (Some(challenge), Some(verifier)) if challenge.matches_verifier(verifier) => {
                return Ok(());
            }
            (Some(_), Some(_)) => "The code_verifier does not match the code_challenge",
        };
        Err(TokenError::invalid_grant(reason))
    }

    /// A new access token, and the members that every token response has.
    fn access_token(&mut self, scope: &[String]) -> Map<String, Value> {
        let mut response = Map::new();
        let issued = self.now.div_euclid(SECOND);
        let claims = OpaqueClaims {
            system: self.endpoint.system,
            expires: issued.saturating_add(self.endpoint.lifetime),
            scope: scope.join(" "),
        };
        let access_token = claims.seal(self.store.new_opaque_token());
        response.insert("access_token".to_owned(), json!(access_token));
        response.insert("token_type".to_owned(), json!("Bearer"));
        response.insert("expires_in".to_owned(), json!(self.endpoint.lifetime));
        if self.endpoint.system == System::Unidy {
            response.insert("created_at".to_owned(), json!(issued));
            if !scope.is_empty() {
                response.insert("scope".to_owned(), json!(scope.join(" ")));
            }
        }
        response
    }

    fn new_refresh_token(&mut self, consent: &Consent) -> String {
        let token = self.store.new_opaque_token();
        self.store.sign_ins.refresh_tokens.push(RefreshTokenRecord {
            token: token.clone(),
            consent: consent.clone(),
        });
        token
    }

    fn id_token(&self, nonce: Option<&str>) -> String {
        let issued = self.now.div_euclid(SECOND);
        let mut claims = json!({
            "iss": "https://sandbox.invalid",
            "sub": SUBJECT,
            "aud": self.client.id,
            "iat": issued,
            "exp": issued.saturating_add(self.endpoint.lifetime),
        });
        if let (Some(nonce), Some(members)) = (nonce, claims.as_object_mut()) {
            members.insert("nonce".to_owned(), json!(nonce));
        }
        jwt::sign(&claims)
    }
}
