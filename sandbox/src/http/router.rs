//! Finds the endpoint of a request.

use percent_encoding::percent_decode_str;

/// A row of a table of endpoints.
pub(crate) trait Row {
    fn method(&self) -> &'static str;

    /// Segments in braces are variable.
    fn path(&self) -> &'static str;
}

/// The result of a lookup.
pub(crate) enum Lookup<R: 'static> {
    /// The row, and its variable segments, decoded.
    Found(&'static R, Vec<(&'static str, String)>),
    /// The path has other methods.
    MethodNotAllowed(Vec<&'static str>),
    /// There is no such path.
    NotFound,
}

/// Looks up a method and a path.
pub(crate) fn find<R: Row>(table: &'static [R], method: &str, path: &str) -> Lookup<R> {
    let Some(segments) = split(path) else {
        return Lookup::NotFound;
    };
    let mut methods = Vec::new();
    for route in table {
        if let Some(variables) = matches(route.path(), &segments) {
            if route.method().eq_ignore_ascii_case(method) {
                return Lookup::Found(route, variables);
            }
            methods.push(route.method());
        }
    }
    if methods.is_empty() {
        Lookup::NotFound
    } else {
        Lookup::MethodNotAllowed(methods)
    }
}

/// The segments of a path, with or without a slash at its end. Each is decoded by itself, so that an
/// encoded slash stays in its segment.
pub(crate) fn split(path: &str) -> Option<Vec<String>> {
    let path = path.strip_prefix('/')?;
    let path = path.strip_suffix('/').unwrap_or(path);
    path.split('/')
        .map(|segment| {
            percent_decode_str(segment)
                .decode_utf8()
                .ok()
                .filter(|decoded| !decoded.is_empty())
                .map(std::borrow::Cow::into_owned)
        })
        .collect()
}

fn matches(pattern: &'static str, segments: &[String]) -> Option<Vec<(&'static str, String)>> {
    let mut variables = Vec::new();
    let mut segments = segments.iter();
    for part in pattern.trim_matches('/').split('/') {
        let segment = segments.next()?;
        match part
            .strip_prefix('{')
            .and_then(|part| part.strip_suffix('}'))
        {
            Some(name) => variables.push((name, segment.clone())),
            None if part == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(variables)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Method and path.
    impl Row for (&'static str, &'static str) {
        fn method(&self) -> &'static str {
            self.0
        }

        fn path(&self) -> &'static str {
            self.1
        }
    }

    static TABLE: &[(&str, &str)] = &[("GET", "/locks/{lockId}/"), ("PATCH", "/locks/{lockId}/")];

    fn lock_id(path: &str) -> Option<String> {
        match find(TABLE, "get", path) {
            Lookup::Found(_, mut variables) => variables.pop().map(|(_, value)| value),
            _ => None,
        }
    }

    #[test]
    fn both_slash_variants_are_the_same_path() {
        assert_eq!(lock_id("/locks/a").as_deref(), Some("a"));
        assert_eq!(lock_id("/locks/a/").as_deref(), Some("a"));
    }

    #[test]
    fn a_segment_is_decoded_by_itself() {
        assert_eq!(lock_id("/locks/%2B47%2Fx%3F").as_deref(), Some("+47/x?"));
        assert_eq!(lock_id("/locks/+47").as_deref(), Some("+47"));
    }

    #[test]
    fn what_is_no_path_of_the_table_is_nothing() {
        for path in [
            "",
            "locks/a",
            "/locks",
            "/locks//",
            "/locks/a//",
            "//locks/a",
            "/locks/a/b",
            "/locks/%ff",
        ] {
            assert_eq!(lock_id(path), None, "{path}");
        }
    }

    #[test]
    fn the_other_methods_of_a_path_are_told() {
        assert!(matches!(
            find(TABLE, "DELETE", "/locks/a"),
            Lookup::MethodNotAllowed(methods) if methods == ["GET", "PATCH"]
        ));
    }
}
