//! Access tokens: JSON Web Tokens signed with HMAC-SHA256.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::Sha256;

use crate::time::{SECOND, Timestamp};

/// The lifetime of a token in seconds.
pub(crate) const LIFETIME: i64 = 3_600;

/// The signing key. It is public, because the tokens open nothing.
const SIGNING_KEY: &[u8] = b"unloc-sandbox: signs tokens that open no real door";

const HEADER: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// The audience of a token. Each API accepts only its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Audience {
    /// The Integrator API, v1.
    #[serde(rename = "unloc-v1")]
    UnlocV1,
    /// The Unloc API, v2.
    #[serde(rename = "unloc-v2")]
    UnlocV2,
}

/// The claims of every token.
#[derive(Deserialize)]
struct CommonClaims {
    aud: Audience,
    exp: i64,
}

/// The claims of a token of API v1.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Claims {
    /// Always API v1.
    pub aud: Audience,
    /// The client.
    pub sub: String,
    /// Issued at, in seconds since 1970.
    pub iat: i64,
    /// Expires at, in seconds since 1970.
    pub exp: i64,
    /// The requested scopes.
    pub scope: Vec<String>,
    /// Whether it is an integrator token.
    pub integrator: bool,
    /// The lock holders that it gives access to.
    pub lock_holder_ids: Vec<String>,
}

/// Why a token is invalid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum InvalidToken {
    /// It is not a JWT.
    Malformed,
    /// It was signed with another key, or changed.
    BadSignature,
    /// It is for another API.
    OtherAudience,
    /// It has expired.
    Expired,
}

impl InvalidToken {
    /// The error text of the API. The one for an expired token is confirmed.
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

/// Signs a token.
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
        // Never reached: HMAC accepts keys of any length. Such a token is invalid.
        None => text,
    }
}

/// Verifies signature, audience and expiry of a token.
pub(crate) fn verify<Claims: DeserializeOwned>(
    token: &str,
    audience: Audience,
    now: Timestamp,
) -> Result<Claims, InvalidToken> {
    let (text, signature) = token.rsplit_once('.').ok_or(InvalidToken::Malformed)?;
    let (header, claims) = text.split_once('.').ok_or(InvalidToken::Malformed)?;
    let signature = URL_SAFE_NO_PAD
        .decode(signature)
        .map_err(|_| InvalidToken::Malformed)?;
    let claims = URL_SAFE_NO_PAD
        .decode(claims)
        .map_err(|_| InvalidToken::Malformed)?;
    // Only our own header is accepted, so that a token cannot choose its algorithm (such as `none`).
    if header != URL_SAFE_NO_PAD.encode(HEADER) {
        return Err(InvalidToken::BadSignature);
    }
    signer(text)
        .ok_or(InvalidToken::BadSignature)?
        .verify_slice(&signature)
        .map_err(|_| InvalidToken::BadSignature)?;
    let common: CommonClaims =
        serde_json::from_slice(&claims).map_err(|_| InvalidToken::Malformed)?;
    if common.aud != audience {
        return Err(InvalidToken::OtherAudience);
    }
    if now >= common.exp.saturating_mul(SECOND) {
        return Err(InvalidToken::Expired);
    }
    serde_json::from_slice(&claims).map_err(|_| InvalidToken::Malformed)
}

/// An opaque token of a number. It is the same on every run, and the next one cannot be guessed.
pub(crate) fn opaque_token(number: u64) -> String {
    let bytes = signer(&format!("token {number}")).map(|signer| signer.finalize().into_bytes());
    URL_SAFE_NO_PAD.encode(bytes.unwrap_or_default())
}

/// The length of a signature.
const SIGNATURE_LENGTH: usize = 32;

/// A token of claims that its holder does not see: signature and claims as one text.
pub(crate) fn seal(claims: &Value) -> String {
    let claims = claims.to_string();
    let signature = signer(&claims).map(|signer| signer.finalize().into_bytes());
    let mut bytes = signature.unwrap_or_default().to_vec();
    bytes.extend(claims.as_bytes());
    URL_SAFE_NO_PAD.encode(bytes)
}

/// The claims of a sealed token. `None` if it was not sealed here.
pub(crate) fn unseal(token: &str) -> Option<Value> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (signature, claims) = bytes.split_at_checked(SIGNATURE_LENGTH)?;
    let claims = std::str::from_utf8(claims).ok()?;
    signer(claims)?.verify_slice(signature).ok()?;
    serde_json::from_str(claims).ok()
}

/// Compares two secrets in constant time.
pub(crate) fn secrets_match(sent: &str, expected: &str) -> bool {
    let expected = signer(expected).map(|signer| signer.finalize().into_bytes());
    match (signer(sent), expected) {
        (Some(sent), Some(expected)) => sent.verify_slice(&expected).is_ok(),
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

    fn verify(token: &str, now: Timestamp) -> Result<Claims, InvalidToken> {
        super::verify(token, Audience::UnlocV1, now)
    }

    #[test]
    fn a_token_for_one_api_is_none_for_the_other() {
        let token = sign(&claims());
        let read = super::verify::<Claims>(&token, Audience::UnlocV2, 100_000);
        assert_eq!(read, Err(InvalidToken::OtherAudience));
    }

    #[test]
    fn a_token_is_good_until_the_second_it_expires() {
        let token = sign(&claims());
        assert_eq!(verify(&token, 199_999), Ok(claims()));
        assert_eq!(verify(&token, 200_000), Err(InvalidToken::Expired));
    }

    #[test]
    fn a_changed_token_is_refused() {
        let token = sign(&claims());
        let parts: Vec<&str> = token.split('.').collect();
        let mut bold = claims();
        bold.exp = i64::MAX;
        let bold_claims = URL_SAFE_NO_PAD.encode(serde_json::to_vec(&bold).unwrap());
        let forged = format!("{}.{bold_claims}.{}", parts[0], parts[2]);
        assert_eq!(verify(&forged, 0), Err(InvalidToken::BadSignature));
        let unsigned_header = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let unsigned = format!("{unsigned_header}.{bold_claims}.");
        assert_eq!(verify(&unsigned, 0), Err(InvalidToken::BadSignature));
    }

    #[test]
    fn what_is_no_token_is_malformed() {
        for text in ["", "a", "a.b", "a.b.c", "...", "ä.ö.ü"] {
            assert!(verify(text, 0).is_err(), "{text}");
        }
    }

    #[test]
    fn a_sealed_token_opens_unchanged_only() {
        let claims = Value::from("claims");
        let token = seal(&claims);
        assert_eq!(unseal(&token), Some(claims));
        assert!(!token.contains('.'));
        let (before, after) = (format!("AAAA{token}"), format!("{token}AAAA"));
        let others = [&before, &after, "", "ä", &sign(&self::claims())];
        for changed in others {
            assert_eq!(unseal(changed), None, "{changed}");
        }
    }

    #[test]
    fn secrets_are_compared_whole() {
        assert!(secrets_match("sandbox-secret", "sandbox-secret"));
        assert!(!secrets_match("sandbox-secre", "sandbox-secret"));
        assert!(!secrets_match("", "sandbox-secret"));
    }
}
