//! The base URL, checked before a token is sent to it.

use super::percent_encoding;
use crate::error::{Code, Error};
use crate::integer::parse_integer;
use crate::text::{
    all, cut, has_any, has_control, has_replacement, is_alphanumeric_or, is_among, split_once,
};

/// A base URL that a token may be sent to: scheme, host and path, without a slash at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BaseUrl(String);

impl BaseUrl {
    /// Checks a base URL, and removes spaces around it and slashes at its end. A path is kept.
    ///
    /// It accepts only what no two URL parsers read differently: the scheme `http` or `https`, a plain
    /// host, no user name, no query, no fragment, no backslash.
    ///
    /// # Errors
    /// `invalid_argument` if it is none; `insecure_base_url` if it is plain `http` to another machine
    /// and `allow_insecure` is not set.
    pub fn parse(text: &str, allow_insecure: bool) -> Result<Self, Error> {
        let text = text.trim_ascii();
        let (secure, rest) = strip_scheme(text)
            .ok_or_else(|| invalid("must start with https:// (such as https://api.unloc.app)"))?;
        let (authority, path) = cut(rest, b'/');
        let host = host(authority)?;
        if !secure && !allow_insecure && !is_loopback(&host) {
            let what = "the base URL is plain http to another machine, so anyone on the network path could read the token and open doors with it. Use https, or pass { allowInsecure: true } if that network is yours.";
            return Err(Error::of(Code::InsecureBaseUrl, "init", &[what]));
        }
        let mut url = String::new();
        url.push_str(if secure { "https://" } else { "http://" });
        url.push_str(authority);
        if has_any(path, b"?#\\") || has_control(path) {
            return Err(invalid(
                "has a query, a fragment or a backslash; pass scheme, host and path only",
            ));
        }
        let mut rest = path;
        loop {
            let (segment, after) = cut(rest, b'/');
            if percent_encoding::is_dot_segment(segment) {
                return Err(invalid("has a path with '.' or '..' in it"));
            }
            if !segment.is_empty() {
                url.push('/');
                percent_encoding::encode_raw_segment(segment, &mut url);
            }
            if after.is_empty() {
                break;
            }
            rest = after;
        }
        Ok(Self(url))
    }

    /// The URL as text, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn strip_scheme(text: &str) -> Option<(bool, &str)> {
    let (scheme, rest) = split_once(text, b':')?;
    let rest = rest.strip_prefix("//")?;
    let secure = scheme.eq_ignore_ascii_case("https");
    (secure || scheme.eq_ignore_ascii_case("http")).then_some((secure, rest))
}

/// The host of `host[:port]` in lower case, unless URL parsers may read it differently.
fn host(authority: &str) -> Result<String, Error> {
    if has_any(authority, b"@") {
        return Err(invalid("must not contain a user name or a password"));
    }
    let Some((host, port)) = host_and_port(authority) else {
        return Err(invalid("has no valid host"));
    };
    match port {
        Some(port) if parse_integer(port, 65_535).is_none() => {
            Err(invalid("has a port that is not a number from 0 to 65535"))
        }
        _ => Ok(host.to_ascii_lowercase()),
    }
}

fn host_and_port(authority: &str) -> Option<(&str, Option<&str>)> {
    let (host, after) = match authority.strip_prefix("[") {
        Some(rest) => {
            let (address, after) = split_once(rest, b']')?;
            let readable = all(address, |b| b.is_ascii_hexdigit() || is_among(b, b":."));
            readable.then_some((address, after))?
        }
        None => {
            let (host, _) = cut(authority, b':');
            let after = authority.get(host.len()..)?;
            let readable = all(host, |b| is_alphanumeric_or(b, b"-._") || !b.is_ascii())
                && !has_control(host)
                && !has_replacement(host);
            readable.then_some((host, after))?
        }
    };
    let port = match after {
        "" => None,
        _ => Some(after.strip_prefix(":")?),
    };
    (!host.is_empty()).then_some((host, port))
}

/// Whether the host is this machine: `localhost`, 127.0.0.0/8, `[::1]`. Names below `localhost`
/// should be too (RFC 6761), but not every platform resolves them so.
fn is_loopback(host: &str) -> bool {
    if host == "localhost" || host == "::1" {
        return true;
    }
    let (first, mut rest) = cut(host, b'.');
    for _ in 0..2 {
        let (part, after) = cut(rest, b'.');
        if parse_integer(part, 255).is_none() {
            return false;
        }
        rest = after;
    }
    first == "127" && parse_integer(rest, 255).is_some()
}

fn invalid(what: &str) -> Error {
    Error::invalid_argument("init", &["the base URL ", what])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn parsed(text: &str) -> Result<String, &'static str> {
        BaseUrl::parse(text, false)
            .map(|url| url.as_str().to_owned())
            .map_err(|error| error.code.as_str())
    }

    #[test]
    fn slashes_spaces_and_paths_are_tidied() {
        for (text, url) in [
            ("https://api.unloc.app", "https://api.unloc.app"),
            ("  https://api.unloc.app//\n", "https://api.unloc.app"),
            ("HTTPS://api.unloc.app/", "https://api.unloc.app"),
            ("https://dører.example/", "https://dører.example"),
            (
                "https://gateway.example/unloc/api/",
                "https://gateway.example/unloc/api",
            ),
            (
                "https://gateway.example/a b/",
                "https://gateway.example/a%20b",
            ),
            (
                "https://gateway.example/a%20b",
                "https://gateway.example/a%20b",
            ),
            ("http://localhost:4010", "http://localhost:4010"),
            ("http://LocalHost:4010", "http://LocalHost:4010"),
            ("http://127.0.0.1:4010/", "http://127.0.0.1:4010"),
            ("http://127.8.9.10", "http://127.8.9.10"),
            ("http://[::1]:80", "http://[::1]:80"),
        ] {
            assert_eq!(parsed(text), Ok(url.to_owned()), "{text}");
        }
    }

    #[test]
    fn a_host_that_only_looks_local_gets_no_token() {
        for text in [
            "http://api.unloc.app",
            "http://127.0.0.1.example.com",
            "http://localhost.example.com",
            "http://shop.localhost",
            "http://127.1",
            "http://127.0.0.256",
            "http://[::2]",
            "http://0.0.0.0",
        ] {
            assert_eq!(parsed(text), Err("insecure_base_url"), "{text}");
        }
        assert!(BaseUrl::parse("http://10.0.0.7:8080", true).is_ok());
    }

    #[test]
    fn what_can_be_read_in_two_ways_is_refused() {
        for text in [
            "",
            "api.unloc.app",
            "ftp://api.unloc.app",
            "https://",
            "https:///path",
            "https://user@api.unloc.app",
            "https://api.unloc.app@evil.example",
            "https://evil.example\\@api.unloc.app",
            "http://evil.example\\.localhost",
            "https://api.unloc.app?x=1",
            "https://api.unloc.app/#x",
            "https://api.unloc.app/v?x",
            "https://api.unloc.app/v\\x",
            "https://api.unloc.app/v\u{1}x",
            "https://api.unloc.app/v\nx",
            "https://api.unloc.app/v\u{85}x",
            "https://api.unloc.app/../x",
            "https://api.unloc.app/%2E%2e/x",
            "https://a b.example",
            "https://api.unloc.app:",
            "https://api.unloc.app:x",
            "https://api.unloc.app:99999",
            "https://[::1",
            "https://[::1]x",
            "https://[evil]",
            "https://api.%75nloc.app",
            "https://api\u{94}.unloc.app",
            "https://api\u{FFFD}.unloc.app",
        ] {
            assert_eq!(parsed(text), Err("invalid_argument"), "{text}");
        }
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic_and_what_passes_passes_again(text in "\\PC*|https?://\\PC*") {
            if let Ok(url) = BaseUrl::parse(&text, true) {
                prop_assert_eq!(BaseUrl::parse(url.as_str(), true), Ok(url));
            }
        }
    }
}
