//! Access tokens: JSON Web Tokens signed with HMAC-SHA256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::Sha256;

use crate::time::{Moment, SECOND};

/// How long a token is good, in seconds.
pub(crate) const LIFETIME: i64 = 3_600;

/// What the sandbox signs with. It guards nothing but made-up doors.
const SIGNING_KEY: &[u8] = b"unloc-sandbox: signs tokens that open no real door";

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// Whom a token is for. Each API takes its own only.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Audience {
    /// The Integrator API, v1.
    #[serde(rename = "unloc-v1")]
    UnlocV1,
    /// The Unloc API, v2.
    #[serde(rename = "unloc-v2")]
    UnlocV2,
}

/// What every token says, whatever else it does.
#[derive(Deserialize)]
struct Common {
    aud: Audience,
    exp: i64,
}

/// What a token for API v1 says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Claims {
    /// Always API v1.
    pub aud: Audience,
    /// The client it was given to.
    pub sub: String,
    /// Given at, seconds since 1970.
    pub iat: i64,
    /// Good until, seconds since 1970.
    pub exp: i64,
    /// The scopes that were asked for.
    pub scope: Vec<String>,
    /// Whether it is good for what concerns the whole integrator.
    pub integrator: bool,
    /// The lock holders it is good for.
    pub lock_holder_ids: Vec<String>,
}

/// Why a token is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// It is no token.
    Malformed,
    /// Somebody else signed it, or it was changed.
    BadSignature,
    /// It is for another API.
    OtherAudience,
    /// Its time is over.
    Expired,
}

impl Refusal {
    /// The API's words; those for an expired token are confirmed.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Malformed => "JWT malformed",
            Self::BadSignature => "invalid signature",
            Self::OtherAudience => {
                "jwt audience invalid: the token is for the other version of the API"
            }
            Self::Expired => "JWT expired",
        }
    }
}

fn signer(text: &str) -> Option<Hmac<Sha256>> {
    let mut signer = Hmac::<Sha256>::new_from_slice(SIGNING_KEY).ok()?;
    signer.update(text.as_bytes());
    Some(signer)
}

/// Writes and signs a token.
pub(crate) fn sign(claims: &impl Serialize) -> String {
    let claims = serde_json::to_vec(claims).unwrap_or_default();
    let text = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(HEADER),
        URL_SAFE_NO_PAD.encode(claims)
    );
    match signer(&text) {
        Some(signer) => {
            let signature = URL_SAFE_NO_PAD.encode(signer.finalize().into_bytes());
            format!("{text}.{signature}")
        }
        // HMAC takes keys of any length, so this is never reached; such a token is refused.
        None => text,
    }
}

/// Reads a token, if it is ours, for this API, and its time is not over.
pub(crate) fn verify<Claims: DeserializeOwned>(
    token: &str,
    audience: Audience,
    now: Moment,
) -> Result<Claims, Refusal> {
    let (text, signature) = token.rsplit_once('.').ok_or(Refusal::Malformed)?;
    let (header, claims) = text.split_once('.').ok_or(Refusal::Malformed)?;
    let signature = URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| Refusal::Malformed)?;
    let claims = URL_SAFE_NO_PAD
        .decode(claims)
        .map_err(|_| Refusal::Malformed)?;
    // Whatever algorithm the header may claim (such as `none`), only ours is accepted.
    if header != URL_SAFE_NO_PAD.encode(HEADER) {
        return Err(Refusal::BadSignature);
    }
    signer(text)
        .ok_or(Refusal::BadSignature)?
        .verify_slice(&signature)
        .map_err(|_| Refusal::BadSignature)?;
    let common: Common = serde_json::from_slice(&claims).map_err(|_| Refusal::Malformed)?;
    if common.aud != audience {
        return Err(Refusal::OtherAudience);
    }
    if now >= common.exp.saturating_mul(SECOND) {
        return Err(Refusal::Expired);
    }
    serde_json::from_slice(&claims).map_err(|_| Refusal::Malformed)
}

/// A token that says nothing to whoever reads it, made from a number: the same on every run, but
/// nobody guesses the next one.
pub(crate) fn opaque(number: u64) -> String {
    let bytes = signer(&format!("token {number}")).map(|signer| signer.finalize().into_bytes());
    URL_SAFE_NO_PAD.encode(bytes.unwrap_or_default())
}

/// Whether two secrets are the same, in a time that does not tell where they differ.
pub(crate) fn same_secret(given: &str, expected: &str) -> bool {
    let expected = signer(expected).map(|signer| signer.finalize().into_bytes());
    match (signer(given), expected) {
        (Some(given), Some(expected)) => given.verify_slice(&expected).is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claims() -> Claims {
        Claims {
            aud: Audience::UnlocV1,
            sub: "sandbox-client".to_owned(),
            iat: 100,
            exp: 200,
            scope: Vec::new(),
            integrator: true,
            lock_holder_ids: Vec::new(),
        }
    }

    fn verify(token: &str, now: Moment) -> Result<Claims, Refusal> {
        super::verify(token, Audience::UnlocV1, now)
    }

    #[test]
    fn a_token_for_one_api_is_none_for_the_other() {
        let token = sign(&claims());
        let read = super::verify::<Claims>(&token, Audience::UnlocV2, 100_000);
        assert_eq!(read, Err(Refusal::OtherAudience));
    }

    #[test]
    fn a_token_is_good_until_the_second_it_expires() {
        let token = sign(&claims());
        assert_eq!(verify(&token, 199_999), Ok(claims()));
        assert_eq!(verify(&token, 200_000), Err(Refusal::Expired));
    }

    #[test]
    fn a_changed_token_is_refused() {
        let token = sign(&claims());
        let parts: Vec<&str> = token.split('.').collect();
        let mut bold = claims();
        bold.exp = i64::MAX;
        let bold_claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&bold).unwrap());
        let forged = format!("{}.{bold_claims}.{}", parts[0], parts[2]);
        assert_eq!(verify(&forged, 0), Err(Refusal::BadSignature));
        let unsigned_header = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let unsigned = format!("{unsigned_header}.{bold_claims}.");
        assert_eq!(verify(&unsigned, 0), Err(Refusal::BadSignature));
    }

    #[test]
    fn what_is_no_token_is_malformed() {
        for text in ["", "a", "a.b", "a.b.c", "...", "ä.ö.ü"] {
            assert!(verify(text, 0).is_err(), "{text}");
        }
    }

    #[test]
    fn secrets_are_compared_whole() {
        assert!(same_secret("sandbox-secret", "sandbox-secret"));
        assert!(!same_secret("sandbox-secre", "sandbox-secret"));
        assert!(!same_secret("", "sandbox-secret"));
    }
}
