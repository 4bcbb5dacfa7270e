//! Codes and refresh tokens for access tokens.

use serde_json::{Map, Value, json};

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
use crate::time::{Moment, SECOND};

/// Who signs in is always the same person.
const PERSON: &str = "sandbox-user";

/// One token request of a client, after its credentials were found right.
pub(crate) struct Exchange<'a> {
    pub endpoint: &'static Endpoint,
    pub client: &'static Client,
    pub parameters: &'a Parameters,
    pub store: &'a mut Store,
    pub now: Moment,
}

impl Exchange<'_> {
    /// A token for the client itself, as Unidy gives it: without a refresh token.
    pub(crate) fn client_credentials(&mut self) -> Result<Map<String, Value>, TokenError> {
        if self.client.secret.is_none() {
            return Err(TokenError::new(
                "unauthorized_client",
                "A client without a secret gets tokens for people only.",
            ));
        }
        let scope = scopes::read(self.parameters.text("scope")?)?;
        Ok(self.access_token(&scope))
    }

    /// A code for tokens.
    pub(crate) fn authorization_code(&mut self) -> Result<Map<String, Value>, TokenError> {
        let code = self.parameters.required("code")?;
        let redirect_uri = self.parameters.required("redirect_uri")?;
        let record = self.store.sign_ins.take_code(code, self.now);
        let record = record.ok_or_else(|| {
            TokenError::invalid_grant("The code is not known, was used before, or is too old")
        })?;
        self.check_owner(&record.consent)?;
        if record.redirect_uri != redirect_uri {
            return Err(TokenError::invalid_grant(
                "The redirect_uri is another one than the code was sent to",
            ));
        }
        self.check_proof(&record)?;
        let refresh_token = self.new_refresh_token(&record.consent);
        let mut answer = self.access_token(&record.consent.scope);
        answer.insert("refresh_token".to_owned(), json!(refresh_token));
        if record.consent.scope.iter().any(|scope| scope == "openid") {
            let id_token = self.id_token(record.nonce.as_deref());
            answer.insert("id_token".to_owned(), json!(id_token));
        }
        Ok(answer)
    }

    /// A refresh token for a new access token.
    pub(crate) fn refresh_token(&mut self) -> Result<Map<String, Value>, TokenError> {
        let token = self.parameters.required("refresh_token")?.to_owned();
        let consent = self.store.sign_ins.consent_of(&token).cloned();
        let consent = consent.ok_or_else(|| {
            TokenError::invalid_grant("The refresh token is not known, or was used before")
        })?;
        self.check_owner(&consent)?;
        let wanted = match self.endpoint.system {
            System::Lockit => Vec::new(),
            _ => scopes::read(self.parameters.text("scope")?)?,
        };
        if wanted.iter().any(|scope| !consent.scope.contains(scope)) {
            return Err(TokenError::invalid_scope(
                "A refresh cannot give more than was allowed",
            ));
        }
        let scope = if wanted.is_empty() {
            consent.scope.clone()
        } else {
            wanted
        };
        let form = match self.endpoint.system {
            System::Lockit => self.store.settings.lockit_refresh_token,
            _ => RefreshTokenForm::Rotate,
        };
        let mut answer = self.access_token(&scope);
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
            answer.insert("refresh_token".to_owned(), json!(next));
        }
        Ok(answer)
    }

    fn check_owner(&self, consent: &Consent) -> Result<(), TokenError> {
        if consent.system == self.endpoint.system && consent.client_id == self.client.id {
            Ok(())
        } else {
            Err(TokenError::invalid_grant("It was given to another client"))
        }
    }

    /// A code that was asked for with a challenge needs the verifier, one without must have none
    /// (RFC 9700, section 2.1.1).
    fn check_proof(&self, record: &CodeRecord) -> Result<(), TokenError> {
        let verifier = self.parameters.text("code_verifier")?;
        let complaint = match (&record.challenge, verifier) {
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
            (Some(challenge), Some(verifier)) if challenge.is_met_by(verifier) => return Ok(()),
            (Some(_), Some(_)) => "The code_verifier does not match the code_challenge",
        };
        Err(TokenError::invalid_grant(complaint))
    }

    /// The members that every answer has.
    fn access_token(&mut self, scope: &[String]) -> Map<String, Value> {
        let mut answer = Map::new();
        let access_token = self.store.new_opaque_token();
        answer.insert("access_token".to_owned(), json!(access_token));
        answer.insert("token_type".to_owned(), json!("Bearer"));
        answer.insert("expires_in".to_owned(), json!(self.endpoint.lifetime));
        if self.endpoint.system == System::Unidy {
            answer.insert("created_at".to_owned(), json!(self.now.div_euclid(SECOND)));
            if !scope.is_empty() {
                answer.insert("scope".to_owned(), json!(scope.join(" ")));
            }
        }
        answer
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
            "sub": PERSON,
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
