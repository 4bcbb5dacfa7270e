//! From an operation and its arguments to the path and query of a request.

pub mod base_url;
pub(crate) mod percent_encoding;
pub mod phone_number;

use crate::api::operation::{Operation, QueryKind, QueryParameter};
use crate::error::Error;
use crate::integer::format_integer;
use crate::text::{concat, cut, has_any, has_control, has_replacement, split_once};
use phone_number::{PHONE_NUMBERS, RULE, phone_number};

/// One argument for a URL.
#[derive(Clone, Debug, PartialEq)]
pub enum Argument {
    /// Not given (`undefined`).
    Absent,
    /// A string.
    Text(String),
    /// A number.
    Number(f64),
    /// `true` or `false`.
    Truth(bool),
    /// A list of strings.
    Texts(Vec<String>),
    /// Something that a URL cannot contain; the text is its type.
    Other(&'static str),
}

impl Argument {
    /// The name of its type.
    pub fn type_name(&self) -> &'static str {
        match self {
            Self::Absent => "nothing",
            Self::Text(_) => "a string",
            Self::Number(_) => "a number",
            Self::Truth(_) => "a boolean",
            Self::Texts(_) => "an array",
            Self::Other(what) => what,
        }
    }
}

/// The arguments of a call.
pub trait Arguments {
    /// The argument of that name.
    fn argument(&self, name: &str) -> Argument;

    /// The text of that name in the request body, if there is a usable one.
    fn in_body(&self, name: &str) -> Option<String>;

    /// The query of a call that has no row.
    fn query(&self) -> RawQuery {
        RawQuery::None
    }

    /// The phone numbers in the body, each with its place, without separators.
    fn phone_numbers(&self) -> Vec<(String, String)> {
        Vec::new()
    }
}

/// The query of a call that has no row.
pub enum RawQuery {
    /// There is none.
    None,
    /// Names and values; a list repeats its name. No value if a query cannot contain it.
    Pairs(Vec<(String, Option<String>)>),
    /// A getter or a proxy in it throws.
    Unreadable,
    /// It is not an object; the text is its type.
    Other(&'static str),
}

/// The path and query of a call, to be appended to the base URL.
///
/// Each argument becomes one percent-encoded segment. It must not be empty, `.` or `..`, also not
/// percent-encoded, because a URL parser would remove it and others with it.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
pub fn target(operation: &Operation, arguments: &impl Arguments) -> Result<String, Error> {
    let mut url = String::with_capacity(160);
    let mut rest = operation.path;
    if let Some((before, after)) = split_once(rest, b'(') {
        let (alternatives, remainder) = cut(after, b')');
        let (first, second) = cut(alternatives, b'|');
        let given = arguments.argument(placeholder(first)) != Argument::Absent;
        fill(operation, before, arguments, &mut url)?;
        fill(
            operation,
            if given { first } else { second },
            arguments,
            &mut url,
        )?;
        rest = remainder;
    }
    while let Some((before, after)) = split_once(rest, b'[') {
        let (part, remainder) = cut(after, b']');
        fill(operation, before, arguments, &mut url)?;
        let name = placeholder(part);
        match (arguments.argument(name), arguments.in_body(name)) {
            (Argument::Absent, None) => {
                return Err(invalid(
                    operation,
                    name,
                    "is missing: pass it beside the ids or in the request",
                ));
            }
            (Argument::Absent, Some(_)) => {}
            (Argument::Text(beside), Some(within)) if beside != within => {
                return Err(invalid(
                    operation,
                    name,
                    "differs between the ids and the request; pass one value",
                ));
            }
            _ => fill(operation, part, arguments, &mut url)?,
        }
        rest = remainder;
    }
    fill(operation, rest, arguments, &mut url)?;
    query(operation, arguments, &mut url)?;
    Ok(url)
}

/// The name in the first braces.
fn placeholder(part: &str) -> &str {
    cut(cut(part, b'{').1, b'}').0
}

fn fill(
    operation: &Operation,
    part: &str,
    arguments: &impl Arguments,
    url: &mut String,
) -> Result<(), Error> {
    let mut rest = part;
    while let Some((before, after)) = split_once(rest, b'{') {
        let (name, remainder) = cut(after, b'}');
        url.push_str(before);
        push_segment(operation, name, arguments.argument(name), url)?;
        rest = remainder;
    }
    url.push_str(rest);
    Ok(())
}

fn push_segment(
    operation: &Operation,
    name: &str,
    argument: Argument,
    url: &mut String,
) -> Result<(), Error> {
    let text = match argument {
        Argument::Text(text) => text,
        Argument::Absent => return Err(invalid(operation, name, "is missing")),
        other => {
            return Err(invalid(
                operation,
                name,
                &concat(&["must be a string, not ", other.type_name()]),
            ));
        }
    };
    if text.is_empty() {
        return Err(invalid(operation, name, "is empty"));
    }
    if percent_encoding::is_dot_segment(&text) {
        return Err(invalid(
            operation,
            name,
            "is '.' or '..', which would change the path",
        ));
    }
    if has_replacement(&text) {
        return Err(invalid(
            operation,
            name,
            "contains U+FFFD or a lone surrogate",
        ));
    }
    percent_encoding::encode(&as_phone_number(operation, name, text)?, url);
    Ok(())
}

fn query(operation: &Operation, arguments: &impl Arguments, url: &mut String) -> Result<(), Error> {
    for row in operation.query {
        let QueryParameter { name, kind } = QueryParameter::read(row);
        match (arguments.argument(name), kind) {
            (Argument::Absent, _) => {}
            (Argument::Text(text), _) if text.is_empty() => {
                let what = if name == "startAfterId" {
                    "is empty: omit it for the first page, and stop when a page returns no cursor"
                } else {
                    "is empty: omit it, or pass a value"
                };
                return Err(invalid(operation, name, what));
            }
            (Argument::Text(text), QueryKind::Single | QueryKind::Many) => {
                push_pair(name, &as_phone_number(operation, name, text)?, url);
            }
            (Argument::Number(number), QueryKind::Single | QueryKind::Many) => {
                let text = whole_number(number)
                    .ok_or_else(|| invalid(operation, name, "must be a whole number, 0 or more"))?;
                push_pair(name, &text, url);
            }
            (Argument::Texts(texts), QueryKind::Many) => {
                for text in &texts {
                    push_pair(name, text, url);
                }
            }
            (Argument::Truth(yes), QueryKind::Truth) => {
                push_pair(name, if yes { "true" } else { "false" }, url);
            }
            (other, _) => {
                let wanted = match kind {
                    QueryKind::Truth => "must be true or false, not ",
                    QueryKind::Many => "must be a string or a list of them, not ",
                    QueryKind::Single => "must be a string or a number, not ",
                };
                let what = concat(&[wanted, other.type_name()]);
                return Err(invalid(operation, name, &what));
            }
        }
    }
    Ok(())
}

/// The argument, without separators if it is a phone number.
fn as_phone_number(operation: &Operation, name: &str, text: String) -> Result<String, Error> {
    if PHONE_NUMBERS.contains(&name) {
        phone_number(&text).ok_or_else(|| invalid(operation, name, RULE))
    } else {
        Ok(text)
    }
}

/// Refuses what in a body should be a phone number and is none.
///
/// # Errors
/// `invalid_argument`, naming the member.
pub fn check_phone_numbers(operation: &Operation, arguments: &impl Arguments) -> Result<(), Error> {
    for (place, text) in arguments.phone_numbers() {
        if phone_number(&text).is_none() {
            return Err(invalid(operation, &place, RULE));
        }
    }
    Ok(())
}

/// Appends a pair to the query. No path has a question mark in it.
fn push_pair(name: &str, value: &str, url: &mut String) {
    url.push(if has_any(url, b"?") { '&' } else { '?' });
    percent_encoding::encode(name, url);
    url.push('=');
    percent_encoding::encode(value, url);
}

/// Appends the query of a call that has no row.
///
/// # Errors
/// `invalid_argument`, naming the parameter.
pub fn push_query(operation: &str, query: RawQuery, url: &mut String) -> Result<(), Error> {
    let invalid = |parts: &[&str]| Err(Error::invalid_argument(operation, parts));
    let pairs = match query {
        RawQuery::None => return Ok(()),
        RawQuery::Pairs(pairs) => pairs,
        RawQuery::Unreadable => {
            return invalid(&["\"query\" cannot be read: a getter or a proxy in it throws"]);
        }
        RawQuery::Other(what) => return invalid(&["\"query\" must be an object, not ", what]),
    };
    for (name, value) in &pairs {
        let Some(value) = value else {
            let what =
                "\"query\" may contain only strings, numbers, booleans and lists of them; check ";
            return invalid(&[what, name]);
        };
        push_pair(name, value, url);
    }
    Ok(())
}

/// A whole number as text; `None` for what a query should not contain.
fn whole_number(number: f64) -> Option<String> {
    const LARGEST: f64 = 9_007_199_254_740_991.0; // JavaScript's Number.MAX_SAFE_INTEGER
    if number.fract() != 0.0 || !(0.0..=LARGEST).contains(&number) {
        return None;
    }
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // checked above
    Some(format_integer(number as u64))
}

/// The path of a call that has no row: relative to the base URL, as the caller wrote it.
///
/// # Errors
/// `invalid_argument` if it could lead to anywhere but below the base URL: an absolute URL, a
/// fragment, a backslash, an empty segment, `.` or `..` in any spelling.
pub fn raw_path(operation: &str, path: &str) -> Result<String, Error> {
    let refuse = |what: &str| {
        let hint = ". It is the part after the base URL, such as /integrators/v1/lock-holders/";
        Err(Error::invalid_argument(
            operation,
            &["\"path\" ", what, hint],
        ))
    };
    if path.is_empty() {
        return refuse("is empty");
    }
    if has_replacement(path) || has_control(path) {
        return refuse("contains a control character, U+FFFD or a lone surrogate");
    }
    if has_any(path, b"\\#?") {
        return refuse(
            "contains a backslash, a fragment or a query; query parameters go into \"query\"",
        );
    }
    let mut url = String::new();
    let relative = path.strip_prefix("/").unwrap_or(path);
    // `https:` as a first segment is an absolute URL that lost its base.
    let absolute = has_any(cut(relative, b'/').0, b":");
    let mut rest = Some(relative);
    while let Some(text) = rest {
        let segment = match split_once(text, b'/') {
            Some((segment, after)) => {
                rest = Some(after);
                segment
            }
            None => {
                rest = None;
                text
            }
        };
        url.push('/');
        // The path may end in a slash.
        if segment.is_empty() && (rest.is_some() || url.len() == 1) {
            return refuse("contains an empty segment: an id is probably missing");
        }
        if percent_encoding::is_dot_segment(segment) {
            return refuse("contains the segment '.' or '..'");
        }
        percent_encoding::encode_raw_segment(segment, &mut url);
    }
    // `https:` as the first segment is an absolute URL.
    if absolute {
        return refuse("is an absolute URL");
    }
    Ok(url)
}

fn invalid(operation: &Operation, name: &str, what: &str) -> Error {
    Error::invalid_argument(operation.name, &["\"", name, "\" ", what])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::{v1, v2};
    use crate::error::Code;
    use proptest::prelude::*;
    use std::collections::HashMap;

    #[derive(Default)]
    struct TestArguments(HashMap<String, Argument>, Option<String>);

    impl TestArguments {
        fn texts(pairs: &[(&str, &str)]) -> Self {
            Self(
                pairs
                    .iter()
                    .map(|(name, text)| ((*name).to_owned(), Argument::Text((*text).to_owned())))
                    .collect(),
                None,
            )
        }
    }

    impl Arguments for TestArguments {
        fn argument(&self, name: &str) -> Argument {
            self.0.get(name).cloned().unwrap_or(Argument::Absent)
        }
        fn in_body(&self, _: &str) -> Option<String> {
            self.1.clone()
        }
    }

    #[test]
    fn a_phone_number_and_a_hostile_id_stay_one_segment_each() {
        let given =
            TestArguments::texts(&[("lockHolderId", "../x?y#z"), ("userId", "+4799887766")]);
        assert_eq!(
            target(&v1::delete_shared_keys_for_user, &given).unwrap(),
            "/integrators/v1/lock-holders/..%2Fx%3Fy%23z/users/%2B4799887766/shared-keys/"
        );
    }

    #[test]
    fn ids_that_would_walk_are_refused_by_name() {
        for id in ["", ".", "..", "%2e", "%2E%2e", ".%2E"] {
            let error = target(
                &v1::get_locks,
                &TestArguments::texts(&[("lockHolderId", id)]),
            )
            .unwrap_err();
            assert_eq!(error.code, Code::InvalidArgument);
            assert!(error.message.contains("lockHolderId"), "{}", error.message);
        }
    }

    #[test]
    fn an_id_that_is_no_unicode_text_is_refused_by_name() {
        // What becomes of a lone surrogate on its way here.
        for id in ["\u{FFFD}", "lock-\u{FFFD}-1"] {
            let given = TestArguments::texts(&[("lockHolderId", id)]);
            let error = target(&v1::get_locks, &given).unwrap_err();
            assert_eq!(error.code, Code::InvalidArgument);
            assert!(error.message.contains("lockHolderId"), "{}", error.message);
        }
    }

    #[test]
    fn a_key_may_name_its_lock_in_the_path_or_in_the_body_but_somewhere_it_must() {
        let with = TestArguments::texts(&[("lockHolderId", "h"), ("lockId", "l")]);
        assert_eq!(
            target(&v1::create_key, &with).unwrap(),
            "/integrators/v1/lock-holders/h/locks/l/keys/"
        );
        let mut without = TestArguments::texts(&[("lockHolderId", "h")]);
        assert!(
            target(&v1::create_key, &without)
                .unwrap_err()
                .message
                .contains("lockId")
        );
        without.1 = Some("l".to_owned());
        assert_eq!(
            target(&v1::create_key, &without).unwrap(),
            "/integrators/v1/lock-holders/h/keys/"
        );
    }

    #[test]
    fn a_key_to_two_locks_at_once_is_refused() {
        let mut given = TestArguments::texts(&[("lockHolderId", "h"), ("lockId", "l")]);
        given.1 = Some("l".to_owned());
        assert!(target(&v1::create_key, &given).is_ok());
        given.1 = Some("m".to_owned());
        assert!(
            target(&v1::create_key, &given)
                .unwrap_err()
                .message
                .contains("lockId")
        );
    }

    #[test]
    fn the_cursor_of_roles_goes_back_as_received_and_an_empty_one_is_refused() {
        let mut given =
            TestArguments::texts(&[("lockHolderId", "h"), ("startAfterId", "+4799887766.l 1")]);
        given.0.insert("limit".to_owned(), Argument::Number(25.0));
        assert_eq!(
            target(&v1::get_roles, &given).unwrap(),
            "/integrators/v1/lock-holders/h/roles/?limit=25&startAfterId=%2B4799887766.l%201"
        );
        let end = TestArguments::texts(&[("lockHolderId", "h"), ("startAfterId", "")]);
        assert!(target(&v1::get_roles, &end).is_err());
        for number in [-1.0, 0.5, f64::NAN, f64::INFINITY, 1e300] {
            let mut given = TestArguments::texts(&[("lockHolderId", "h")]);
            given.0.insert("limit".to_owned(), Argument::Number(number));
            assert!(target(&v1::get_roles, &given).is_err(), "{number}");
        }
    }

    #[test]
    fn every_row_names_its_parameters_when_they_are_missing() {
        for operation in v1::OPERATIONS.iter().chain(v2::OPERATIONS) {
            let first = placeholder(operation.path.split('|').next_back().unwrap_or_default());
            match target(operation, &TestArguments::default()) {
                Ok(path) => assert!(first.is_empty(), "{path}"),
                Err(error) => assert!(error.message.contains(first), "{}", error.message),
            }
        }
    }

    #[test]
    fn a_subproject_takes_the_place_of_its_project_and_an_odd_one_does_not() {
        let project = TestArguments::texts(&[("projectId", "p")]);
        assert_eq!(
            target(&v2::keys_list, &project).unwrap(),
            "/v2/projects/p/keys"
        );
        for both in [
            vec![("subprojectId", "s")],
            vec![("projectId", "p"), ("subprojectId", "s")],
        ] {
            assert_eq!(
                target(&v2::keys_list, &TestArguments::texts(&both)).unwrap(),
                "/v2/subprojects/s/keys"
            );
        }
        let mut odd = project;
        odd.0
            .insert("subprojectId".to_owned(), Argument::Other("null"));
        let message = target(&v2::keys_revoke_all, &odd)
            .unwrap_err()
            .message
            .clone();
        assert!(
            message.contains("subprojectId") && message.contains("null"),
            "{message}"
        );
    }

    #[test]
    fn filters_become_a_query_and_lists_repeat_their_name() {
        let mut given = TestArguments::texts(&[("projectId", "p"), ("appUserId", "+4799887766")]);
        given
            .0
            .insert("excludeSubprojectKeys".to_owned(), Argument::Truth(true));
        let states = vec!["expired".to_owned(), "revoked".to_owned()];
        given
            .0
            .insert("excludeStates".to_owned(), Argument::Texts(states));
        assert_eq!(
            target(&v2::keys_list, &given).unwrap(),
            "/v2/projects/p/keys?appUserId=%2B4799887766&excludeStates=expired&excludeStates=revoked&excludeSubprojectKeys=true"
        );
        for (name, wrong) in [
            (
                "excludeSubprojectKeys",
                Argument::Text("certainly".to_owned()),
            ),
            ("lockId", Argument::Truth(true)),
            ("lockId", Argument::Text(String::new())),
            ("lockId", Argument::Texts(vec!["l".to_owned()])),
            ("excludeStates", Argument::Other("an object")),
        ] {
            let mut given = TestArguments::texts(&[("projectId", "p")]);
            given.0.insert(name.to_owned(), wrong.clone());
            let message = target(&v2::keys_list, &given).unwrap_err().message.clone();
            assert!(message.contains(name), "{wrong:?}: {message}");
        }
    }

    #[test]
    fn the_names_of_all_calls_differ() {
        let mut names: Vec<_> = v1::OPERATIONS
            .iter()
            .chain(v2::OPERATIONS)
            .map(|row| row.name)
            .collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), all);
    }

    #[test]
    fn a_raw_path_leads_below_the_base_url_or_nowhere() {
        for (path, url) in [
            (
                "/integrators/v1/lock-holders/",
                "/integrators/v1/lock-holders/",
            ),
            ("integrators/v1/x y", "/integrators/v1/x%20y"),
            ("/users/+4799887766/keys", "/users/+4799887766/keys"),
            ("/users/%2B47/keys", "/users/%2B47/keys"),
        ] {
            assert_eq!(raw_path("request", path).unwrap(), url);
        }
        for path in [
            "",
            "/",
            "//evil.example/x",
            "https://evil.example/x",
            "/a//b",
            "/a/../b",
            "/a/%2e%2E/b",
            "/a\\b",
            "/a#b",
            "/a?b=c",
            "\t/x",
            "javascript:x",
        ] {
            assert!(raw_path("request", path).is_err(), "{path}");
        }
    }

    proptest! {
        #[test]
        fn any_id_stays_one_segment(id in "\\PC+|[./%2eE?#\\\\ ]+") {
            let given = TestArguments::texts(&[("lockHolderId", &id)]);
            if let Ok(path) = target(&v1::get_locks, &given) {
                prop_assert_eq!(path.split('/').count(), "/integrators/v1/lock-holders/h/locks/".split('/').count());
                prop_assert!(!path.contains(['?', '#', '\\', ' ']));
            }
        }

        #[test]
        fn no_raw_path_makes_it_panic_or_leaves_the_base(path in "\\PC*|[./%2eE?#:\\\\ ]*") {
            if let Ok(path) = raw_path("request", &path) {
                prop_assert!(path.starts_with('/') && !path.starts_with("//"));
                prop_assert!(!path.split('/').any(percent_encoding::is_dot_segment));
            }
        }
    }
}
