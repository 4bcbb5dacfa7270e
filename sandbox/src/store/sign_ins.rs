//! Authorization codes and refresh tokens of people who signed in.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::settings::OtherSystem;
use super::state_error::StateError;
use crate::oauth::pkce::Challenge;
use crate::oauth::system::System;
use crate::time::{self, Timestamp};

/// Authorization codes and refresh tokens of people who signed in with Unidy or LockitNetwork.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(rename = "SandboxSignIns", optional_fields)]
pub struct SignIns {
    /// Codes that can still be exchanged.
    #[ts(as = "Option<_>")]
    pub codes: Vec<CodeRecord>,
    /// Refresh tokens that can still be used.
    #[ts(as = "Option<_>")]
    pub refresh_tokens: Vec<RefreshTokenRecord>,
}

/// What a person allowed to a client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "SandboxConsent", optional_fields)]
pub struct Consent {
    /// The authorization server.
    #[ts(as = "OtherSystem", inline)]
    pub system: System,
    /// The client.
    pub client_id: String,
    /// The scopes. Empty where there are none.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub scope: Vec<String>,
}

/// An authorization code.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "SandboxCode", optional_fields)]
pub struct CodeRecord {
    /// The code.
    pub code: String,
    /// When it expires, ISO 8601.
    pub expires_at: String,
    /// The redirect URI that it was sent to.
    pub redirect_uri: String,
    /// The code challenge, if the request had one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(inline)]
    pub challenge: Option<Challenge>,
    /// The nonce of the request, for the id token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nonce: Option<String>,
    /// What the person allowed.
    pub consent: Consent,
}

/// A refresh token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "SandboxRefreshToken")]
pub struct RefreshTokenRecord {
    /// The token.
    pub token: String,
    /// What the person allowed.
    pub consent: Consent,
}

impl SignIns {
    /// Whether there are none.
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
