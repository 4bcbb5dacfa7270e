//! Proof key for code exchange (RFC 7636): only who asked for a code can use it.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::jwt::same_secret;

/// How the verifier becomes the challenge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChallengeMethod {
    /// By its SHA-256, base64url without padding.
    S256,
    /// Not at all.
    #[serde(rename = "plain")]
    Plain,
}

/// What came with the question for a code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Challenge {
    /// How it was made.
    pub method: ChallengeMethod,
    /// The challenge.
    pub value: String,
}

impl Challenge {
    /// Whether it was made from this verifier.
    pub(crate) fn is_met_by(&self, verifier: &str) -> bool {
        let made = match self.method {
            ChallengeMethod::S256 => URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes())),
            ChallengeMethod::Plain => verifier.to_owned(),
        };
        same_secret(&made, &self.value)
    }
}

/// Whether it may be a verifier or a challenge: 43 to 128 unreserved characters.
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
            assert!(hashed.is_met_by(&verifier));
            assert!(!hashed.is_met_by(challenge));
            let plain = Challenge {
                method: ChallengeMethod::Plain,
                value: verifier.clone(),
            };
            assert!(plain.is_met_by(&verifier));
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
