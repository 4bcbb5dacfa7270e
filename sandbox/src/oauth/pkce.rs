//! Proof Key for Code Exchange (RFC 7636).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use ts_rs::TS;

use crate::jwt::secrets_match;

/// How the challenge is derived from the verifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum ChallengeMethod {
    /// Its SHA-256 as base64url without padding.
    S256,
    /// The verifier itself.
    #[serde(rename = "plain")]
    Plain,
}

/// The code challenge of an authorization request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Challenge {
    /// The method.
    #[ts(inline)]
    pub method: ChallengeMethod,
    /// The challenge.
    pub value: String,
}

impl Challenge {
    /// Whether it was derived from this verifier.
    pub(crate) fn matches_verifier(&self, verifier: &str) -> bool {
        let made = match self.method {
            ChallengeMethod::S256 => URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())),
            ChallengeMethod::Plain => verifier.to_owned(),
        };
        secrets_match(&made, &self.value)
    }
}

/// Whether it is a valid verifier or challenge: 43 to 128 unreserved characters.
pub(crate) fn is_well_formed(text: &str) -> bool {
    (43..=128).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_published_vectors_are_met() {
        for (verifier, challenge) in [
            // RFC 7636, appendix B.
            (
                "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            ),
            // Unidy's documentation.
            (
                "a".repeat(43),
                "ZtNPunH49FD35FWYhT5Tv8I7vRKQJ8uxMaL0_9eHjNA",
            ),
        ] {
            let hashed = Challenge {
                method: ChallengeMethod::S256,
                value: challenge.to_owned(),
            };
            assert!(hashed.matches_verifier(&verifier));
            assert!(!hashed.matches_verifier(challenge));
            let plain = Challenge {
                method: ChallengeMethod::Plain,
                value: verifier.clone(),
            };
            assert!(plain.matches_verifier(&verifier));
            assert!(is_well_formed(&verifier) && is_well_formed(challenge));
        }
    }

    #[test]
    fn what_is_too_short_too_long_or_odd_is_no_verifier() {
        for text in [
            &"a".repeat(42),
            &"a".repeat(129),
            &format!("{}+", "a".repeat(43)),
        ] {
            assert!(!is_well_formed(text), "{text}");
        }
    }
}
