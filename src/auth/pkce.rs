//! Proof Key for Code Exchange, with the method S256 only.
//! [RFC 7636](https://www.rfc-editor.org/rfc/rfc7636), required by
//! [RFC 9700, section 2.1.1](https://www.rfc-editor.org/rfc/rfc9700#section-2.1.1) for public clients.

use super::base64;

/// A value that cannot be guessed, of 32 random bytes: 43 characters that need no encoding in a URL.
/// Used as a code verifier ([RFC 7636, section 4.1](https://www.rfc-editor.org/rfc/rfc7636#section-4.1))
/// and as a `state`.
pub fn unguessable(random: &[u8; 32]) -> String {
    base64::url(random)
}

/// SHA-256 of a text in the same form. The hash of a code verifier is the code challenge.
/// [RFC 7636, section 4.2](https://www.rfc-editor.org/rfc/rfc7636#section-4.2).
pub fn hashed(text: &str) -> String {
    unguessable(&hmac_sha256::Hash::hash(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_7636_appendix_b_octet_by_octet() {
        let octets = [
            116, 24, 223, 180, 151, 153, 224, 37, 79, 250, 96, 125, 216, 173, 187, 186, 22, 212,
            37, 77, 105, 214, 191, 240, 91, 88, 5, 88, 83, 132, 141, 121,
        ];
        let verifier = unguessable(&octets);
        assert_eq!(verifier, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(
            hashed(&verifier),
            "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
        );
    }
}
