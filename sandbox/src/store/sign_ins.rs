//! Authorization codes and refresh tokens of people who signed in.

use serde::{Deserialize, Serialize};

use super::state_error::StateError;
use crate::oauth::pkce::Challenge;
use crate::oauth::system::System;
use crate::time::{self, Timestamp};

/// What is remembered of people who signed in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct SignIns {
    /// Codes that can still be exchanged.
    pub codes: Vec<CodeRecord>,
    /// Refresh tokens that can still be used.
    pub refresh_tokens: Vec<RefreshTokenRecord>,
}

/// Who may do what in the name of the person that signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Consent {
    /// With which system.
    pub system: System,
    /// The client that was allowed.
    pub client_id: String,
    /// What it was allowed; empty where there are no scopes.
    #[serde(default)]
    pub scope: Vec<String>,
}

/// A code that an authorize page gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CodeRecord {
    /// The code.
    pub code: String,
    /// Good until, ISO 8601.
    pub expires_at: String,
    /// Where it was sent.
    pub redirect_uri: String,
    /// The proof that its exchange must bring, if one was announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub challenge: Option<Challenge>,
    /// What comes back in the id token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// What was allowed.
    pub consent: Consent,
}

/// A refresh token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RefreshTokenRecord {
    /// The token.
    pub token: String,
    /// What was allowed.
    pub consent: Consent,
}

impl SignIns {
    /// Whether nobody signed in.
    pub(crate) fn is_empty(&self) -> bool {
        self.codes.is_empty() && self.refresh_tokens.is_empty()
    }

    /// Checks the dates of a state.
    pub(crate) fn validated(self) -> Result<Self, StateError> {
        for (number, record) in self.codes.iter().enumerate() {
            if time::parse(&record.expires_at).is_none() {
                return Err(StateError(format!(
                    "The state is broken at signIns.codes[{number}].expiresAt: {:?} is no ISO 8601 date with time and zone.",
                    record.expires_at
                )));
            }
        }
        Ok(self)
    }

    /// Removes a code, which can be used once. `None` if it is unknown, used or expired.
    pub(crate) fn take_code(&mut self, code: &str, now: Timestamp) -> Option<CodeRecord> {
        self.codes
            .retain(|record| time::parse(&record.expires_at).is_some_and(|end| now < end));
        let index = self.codes.iter().position(|record| record.code == code)?;
        Some(self.codes.remove(index))
    }

    /// The consent that a refresh token was issued for.
    pub(crate) fn consent_of(&self, token: &str) -> Option<&Consent> {
        self.refresh_tokens
            .iter()
            .find(|record| record.token == token)
            .map(|record| &record.consent)
    }
}
