//! Deep links, which open the Unloc app or Unloc Work on a phone: one row each.
//!
//! Source: <https://developer.unloc.app/docs/the-unloc-app>, and
//! <https://api.unloc.app/creating-appswitch-url/> for the signed form.

use hmac_sha256::HMAC;

use crate::error::Error;
use crate::request::percent_encoding;
use crate::request::phone_number::{RULE, phone_number};
use crate::text::{all, concat, cut, has_any, hexadecimal, is_alphanumeric_or};

/// A link: its beginning and its parameters.
pub struct Link {
    /// Name of the function that creates it.
    pub name: &'static str,
    start: &'static str,
    parts: &'static [Part],
    /// Whether it is signed with `hmacSecret`; then its values are not encoded.
    signed: bool,
}

struct Part {
    /// Name of the caller's parameter.
    name: &'static str,
    /// Name in the link.
    wire: &'static str,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Id,
    PhoneNumber,
    Address,
    OptionalAddress,
}

macro_rules! part {
    ($name:literal $wire:literal $kind:ident) => {
        Part {
            name: $name,
            wire: $wire,
            kind: Kind::$kind,
        }
    };
}

/// Opens the Unloc app at a key: `keyId`, `userId` (the recipient's phone number, E.164: the app
/// accepts the link only for that person), `redirect` and `redirectOnError` (where the app goes
/// afterwards). App 4.1.3 or newer; if it is not installed, the link opens the app store.
pub const USE_KEY: Link = Link {
    name: "useKeyUrl",
    start: "https://dl.unloc.app/use-key?",
    parts: &[
        part!("keyId" "id" Id),
        part!("userId" "userid" PhoneNumber),
        part!("redirect" "redirect" OptionalAddress),
        part!("redirectOnError" "redirectOnError" OptionalAddress),
    ],
    signed: false,
};

/// Makes the Unloc app load the person's keys, for places without a network, and go to `returnUrl`.
pub const PREFETCH_KEYS: Link = Link {
    name: "prefetchKeysUrl",
    start: "https://dl.unloc.app/prefetch-keys?",
    parts: &[part!("returnUrl" "returnUrl" Address)],
    signed: false,
};

/// Opens Unloc Work, the app of service providers, at a key: `keyId`, `returnUrl` (where the app goes
/// afterwards), `partnerId`. Signed with `hmacSecret` by HMAC-SHA256 (RFC 2104) over `id=…&r=…&n=…` as
/// it is in the link, where no value is encoded.
pub const UNLOC_WORK: Link = Link {
    name: "unlocWorkUrl",
    start: "ai.unloc.pro://use-key?",
    parts: &[
        part!("keyId" "id" Id),
        part!("returnUrl" "r" Address),
        part!("partnerId" "n" Id),
    ],
    signed: true,
};

/// All links.
pub static LINKS: [Link; 3] = [USE_KEY, PREFETCH_KEYS, UNLOC_WORK];

/// The caller's parameters, by name.
pub trait ParameterSource {
    /// A text; `None` if it is absent.
    ///
    /// # Errors
    /// `invalid_argument` if it is something else.
    fn text(&self, name: &str) -> Result<Option<String>, Error>;

    /// A boolean; `None` if it is absent.
    ///
    /// # Errors
    /// `invalid_argument` if it is something else.
    fn flag(&self, name: &str) -> Result<Option<bool>, Error>;
}

/// Creates a link. With `encode: false` URLs are not encoded, as in the vendor's samples; with `auto`
/// Unloc Work (4.2.7 or newer) opens without another tap.
///
/// # Errors
/// `invalid_argument` if a parameter is missing, is not an id, phone number or URL, or would change the
/// meaning of the link. No error contains the secret.
pub fn link(link: &Link, given: &dyn ParameterSource) -> Result<String, Error> {
    let raw = link.signed || given.flag("encode")? == Some(false);
    let mut said = String::new();
    for part in link.parts {
        let value = match given.text(part.name)? {
            Some(value) if part.kind == Kind::PhoneNumber => {
                let fault = || link.invalid_argument(part.name, &concat(&[" ", RULE]));
                phone_number(&value).ok_or_else(fault)?
            }
            Some(value) => value,
            None if part.kind == Kind::OptionalAddress => continue,
            None => return Err(link.invalid_argument(part.name, " is missing")),
        };
        if let Some(fault) = fault(link, part.kind, &value, raw) {
            return Err(link.invalid_argument(part.name, fault));
        }
        if !said.is_empty() {
            said.push('&');
        }
        said.push_str(part.wire);
        said.push('=');
        if raw && part.kind != Kind::PhoneNumber {
            said.push_str(&value);
        } else {
            percent_encoding::encode(&value, &mut said);
        }
    }
    let mut url = concat(&[link.start, &said]);
    if link.signed {
        let secret = given.text("hmacSecret")?.unwrap_or_default();
        if secret.is_empty() {
            return Err(link.invalid_argument("hmacSecret", " is missing"));
        }
        url.push_str("&s=");
        for byte in HMAC::mac(said.as_bytes(), secret.as_bytes()) {
            url.push(hexadecimal(byte >> 4));
            url.push(hexadecimal(byte & 15));
        }
        // After the signature, as in the vendor's documentation.
        if given.flag("auto")? == Some(true) {
            url.push_str("&auto=true");
        }
    }
    Ok(url)
}

impl Link {
    /// The error of an invalid parameter.
    pub fn invalid_argument(&self, name: &str, what: &str) -> Error {
        Error::invalid_argument(self.name, &["\"", name, "\"", what])
    }
}

/// What is wrong with a value.
fn fault(link: &Link, kind: Kind, value: &str, raw: bool) -> Option<&'static str> {
    let unbroken = all(value, |byte| byte > b' ' && byte != 0x7f);
    match kind {
        Kind::Id => {
            let good = unbroken && !value.is_empty() && !has_any(value, b"&=#?%");
            (!good).then_some(" is not an id: it is empty, or contains a space or one of & = # ? %")
        }
        // Without separators, and checked before.
        Kind::PhoneNumber => None,
        Kind::Address | Kind::OptionalAddress => {
            if !unbroken || !has_scheme(value) {
                Some(
                    " must be an absolute URL without spaces, such as https://example.com/done or myapp://done",
                )
            } else if raw && ends_the_parameter(link, value) {
                Some(
                    " contains a '#', or a parameter of the link itself; these are not encoded here, so the app would misread them",
                )
            } else {
                None
            }
        }
    }
}

/// Whether an unencoded URL has a fragment, or a parameter with the name of one of the link's. An
/// encoded name may be any.
fn ends_the_parameter(link: &Link, address: &str) -> bool {
    let mut rest = cut(address, b'&').1;
    while !rest.is_empty() {
        let (parameter, after) = cut(rest, b'&');
        let name = cut(parameter, b'=').0;
        let own = link.parts.iter().any(|part| part.wire == name);
        if own || name == "s" || name == "auto" || has_any(name, b"%") {
            return true;
        }
        rest = after;
    }
    has_any(address, b"#")
}

/// Whether it starts with a URL scheme, and not with one that runs a script.
fn has_scheme(address: &str) -> bool {
    let (scheme, rest) = cut(address, b':');
    !rest.is_empty()
        && scheme
            .as_bytes()
            .first()
            .is_some_and(u8::is_ascii_alphabetic)
        && all(scheme, |byte| is_alphanumeric_or(byte, b"+-."))
        && !["javascript", "data"]
            .iter()
            .any(|script| scheme.eq_ignore_ascii_case(script))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::Code;

    /// Parameters as texts, the booleans as `true` and `false`.
    struct Pairs<'a>(&'a [(&'a str, &'a str)]);

    impl ParameterSource for Pairs<'_> {
        fn text(&self, name: &str) -> Result<Option<String>, Error> {
            let found = self.0.iter().rev().find(|(key, _)| *key == name);
            Ok(found.map(|(_, value)| (*value).to_owned()))
        }

        fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
            Ok(self.text(name)?.map(|text| text == "true"))
        }
    }

    const KEY: (&str, &str) = ("keyId", "117ec32d-5ac3-422b-82de-cbb64540bffd");
    const PARTNER: (&str, &str) = ("partnerId", "partner-x");
    const PERSON: (&str, &str) = ("userId", "+447700900123");

    fn signed(return_url: &str, secret: &str) -> Result<String, Error> {
        let given = [
            KEY,
            PARTNER,
            ("returnUrl", return_url),
            ("hmacSecret", secret),
        ];
        link(&UNLOC_WORK, &Pairs(&given))
    }

    fn prefetch(return_url: &str) -> Result<String, Error> {
        link(&PREFETCH_KEYS, &Pairs(&[("returnUrl", return_url)]))
    }

    #[test]
    fn an_encoded_address_stays_one_parameter_whatever_it_holds() {
        assert_eq!(
            prefetch("https://example.com/ok?a=1&returnUrl=other#there").unwrap(),
            "https://dl.unloc.app/prefetch-keys?returnUrl=https%3A%2F%2Fexample.com%2Fok%3Fa%3D1%26returnUrl%3Dother%23there"
        );
    }

    #[test]
    fn a_raw_address_cannot_say_anything_for_the_link() {
        for address in [
            "myapp://x&auto=true",
            "myapp://x?a=1&n=other",
            "myapp://x?a=1&s",
            "myapp://x?a=1&%61uto=true",
            "myapp://x#y",
        ] {
            let error = signed(address, "secret").unwrap_err();
            assert_eq!(error.code, Code::InvalidArgument, "{address}");
        }
        let url = signed("https://example.com/?a=1&booking=2&n1=3", "secret").unwrap();
        assert!(url.starts_with("ai.unloc.pro://use-key?id=117ec32d-5ac3-422b-82de-cbb64540bffd&r=https://example.com/?a=1&booking=2&n1=3&n=partner-x&s="));
        let raw = [
            KEY,
            PERSON,
            ("redirect", "myapp://x&userid=1"),
            ("encode", "false"),
        ];
        assert!(link(&USE_KEY, &Pairs(&raw)).is_err());
    }

    #[test]
    fn a_phone_number_is_encoded_also_where_addresses_are_not() {
        let raw = [KEY, PERSON, ("redirect", "myapp://x"), ("encode", "false")];
        let url = link(&USE_KEY, &Pairs(&raw)).unwrap();
        assert!(url.ends_with("&userid=%2B447700900123&redirect=myapp://x"));
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for address in [
            "",
            "done",
            "/done",
            "://x",
            "1a://x",
            "myapp:",
            "javascript:alert(1)",
            "DATA:text/html,x",
            "myapp://\n",
            "https://example.com/a b",
        ] {
            assert!(prefetch(address).is_err(), "{address}");
        }
        assert!(prefetch("com.example.my-app+x:done").is_ok());
    }

    #[test]
    fn only_a_phone_number_is_a_person() {
        for user_id in [
            "",
            "447700900123",
            "+",
            "+0447700900",
            "+123456",
            "+1234567890123456",
            "+44770090012x",
        ] {
            assert!(
                link(&USE_KEY, &Pairs(&[KEY, ("userId", user_id)])).is_err(),
                "{user_id}"
            );
        }
        assert!(link(&USE_KEY, &Pairs(&[KEY, PERSON])).is_ok());
    }

    #[test]
    fn an_id_cannot_leave_its_place() {
        for id in ["", "a&b", "a=b", "a#b", "a b", "a%26b", "a\u{7f}"] {
            for name in ["keyId", "partnerId"] {
                let given = [
                    KEY,
                    PARTNER,
                    ("returnUrl", "myapp://"),
                    ("hmacSecret", "s"),
                    (name, id),
                ];
                assert!(link(&UNLOC_WORK, &Pairs(&given)).is_err(), "{name} {id}");
            }
        }
    }

    #[test]
    fn what_is_missing_is_named() {
        for name in ["keyId", "partnerId", "returnUrl", "hmacSecret"] {
            let all = [KEY, PARTNER, ("returnUrl", "myapp://"), ("hmacSecret", "s")];
            let given: Vec<_> = all.into_iter().filter(|(key, _)| *key != name).collect();
            let error = link(&UNLOC_WORK, &Pairs(&given)).unwrap_err();
            assert_eq!(
                error.message,
                format!("unlocWorkUrl: \"{name}\" is missing.")
            );
        }
    }

    #[test]
    fn no_error_holds_the_secret() {
        let secret = "very-secret-indeed";
        for address in ["nowhere", "myapp://x&auto=true"] {
            let error = signed(address, secret).unwrap_err();
            assert!(!serde_json::to_string(&error).unwrap().contains(secret));
        }
        assert!(signed("myapp://", "").is_err());
    }

    /// RFC 4231, test case 6: a key longer than a block.
    #[test]
    fn signing_is_hmac_sha256() {
        let text = b"Test Using Larger Than Block-Size Key - Hash Key First";
        let mac = HMAC::mac(text, [0xaa; 131]);
        let hex: String = mac.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(
            hex,
            "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54"
        );
    }
}
