//! The path pattern of a rule.

use percent_encoding::percent_decode_str;

use crate::http::router;

/// A path in which `*` matches one segment, and `**` at its end matches any rest.
#[derive(Clone, Debug)]
pub(crate) struct PathPattern {
    segments: Vec<Segment>,
    /// Whether it ends with `**`.
    is_prefix: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Segment {
    Any,
    /// Decoded.
    Exactly(String),
}

impl PathPattern {
    /// Parses a pattern.
    ///
    /// # Errors
    /// The rest of a sentence about the pattern.
    pub(crate) fn read(text: &str) -> Result<Self, &'static str> {
        let path = text
            .strip_prefix('/')
            .ok_or("must begin with a slash: it is a path without host, such as /auth/v1/token")?;
        if text.contains(['?', '#']) {
            return Err("must be without query and fragment; a rule is for all of them");
        }
        if path == "_sandbox" || path.starts_with("_sandbox/") {
            return Err(
                "must not lie below /_sandbox: what steers the sandbox always works as it should",
            );
        }
        let whole = path.strip_suffix('/').unwrap_or(path);
        if path.is_empty() || whole == "**" {
            return Ok(Self {
                segments: Vec::new(),
                is_prefix: !path.is_empty(),
            });
        }
        let (path, is_prefix) = match whole.strip_suffix("/**") {
            Some(before) => (before, true),
            None => (whole, false),
        };
        let segments: Result<_, _> = path.split('/').map(segment).collect();
        Ok(Self {
            segments: segments?,
            is_prefix,
        })
    }

    /// Whether it matches the path of a request, with or without a slash at its end.
    pub(crate) fn matches(&self, path: &str) -> bool {
        if self.is_prefix && self.segments.is_empty() {
            return true;
        }
        let Some(path) = router::split(path) else {
            return path == "/" && self.segments.is_empty();
        };
        let enough = if self.is_prefix {
            path.len() >= self.segments.len()
        } else {
            path.len() == self.segments.len()
        };
        enough
            && self
                .segments
                .iter()
                .zip(&path)
                .all(|(segment, found)| match segment {
                    Segment::Any => true,
                    Segment::Exactly(text) => text == found,
                })
    }
}

fn segment(text: &str) -> Result<Segment, &'static str> {
    match text {
        "" => Err("must not have two slashes in a row"),
        "*" => Ok(Segment::Any),
        "**" => Err("may have ** at its end only"),
        _ if text.contains('*') => {
            Err("may have * only as a whole segment; write %2A for a star itself")
        }
        _ => percent_decode_str(text)
            .decode_utf8()
            .map(|decoded| Segment::Exactly(decoded.into_owned()))
            .map_err(|_| "is not percent-encoded UTF-8"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        PathPattern::read(pattern).unwrap().matches(path)
    }

    #[test]
    fn a_path_without_stars_is_that_path_only_with_or_without_its_last_slash() {
        for pattern in ["/locks/a", "/locks/a/", "/locks/%61"] {
            assert!(matches(pattern, "/locks/a"), "{pattern}");
            assert!(matches(pattern, "/locks/a/"), "{pattern}");
            assert!(matches(pattern, "/locks/%61"), "{pattern}");
            for path in ["/locks", "/locks/b", "/locks/a/b", "/", "/locks//a"] {
                assert!(!matches(pattern, path), "{pattern} {path}");
            }
        }
    }

    #[test]
    fn a_star_is_one_segment() {
        assert!(matches("/locks/*/keys/", "/locks/a/keys"));
        assert!(matches("/locks/*/keys/", "/locks/a%2Fb/keys/"));
        assert!(!matches("/locks/*/keys/", "/locks/keys"));
        assert!(!matches("/locks/*/keys/", "/locks/a/b/keys"));
        assert!(matches("/%2A", "/*"));
        assert!(!matches("/%2A", "/a"));
    }

    #[test]
    fn two_stars_are_any_rest() {
        for path in ["/locks", "/locks/", "/locks/a", "/locks/a/keys/b/"] {
            assert!(matches("/locks/**", path), "{path}");
        }
        assert!(!matches("/locks/**", "/keys"));
        assert!(matches("/*/x/**", "/a/x"));
        assert!(!matches("/*/x/**", "/a"));
        for path in ["/", "/a", "//", "/%ff", "*", ""] {
            assert!(matches("/**", path), "{path}");
        }
    }

    #[test]
    fn the_root_is_a_path_too() {
        assert!(matches("/", "/"));
        assert!(!matches("/", "/a"));
        assert!(!matches("/", ""));
    }

    #[test]
    fn what_is_no_pattern_is_refused() {
        for pattern in [
            "",
            "locks",
            "https://sandbox.invalid/locks",
            "/locks?sort=name",
            "/locks#a",
            "/a//b",
            "//",
            "/**/keys",
            "/key-*",
            "/locks/a**",
            "/***",
            "/%ff",
            "/_sandbox",
            "/_sandbox/state",
        ] {
            assert!(PathPattern::read(pattern).is_err(), "{pattern}");
        }
    }
}
