//! Requests to API v2: every argument stays in its own segment or query parameter.

use oauth2::url::Url;
use unloc_integrator_client::api::operation::Operation;
use unloc_integrator_client::api::v2;
use unloc_integrator_client::error::Code;
use unloc_integrator_client::request::{self, Argument, Arguments};

use crate::bytes::Bytes;
use crate::client::{Given, as_sent, assert_own_error, encoded, is_dot_segment, written_number};

const BASE: &str = "https://api.example";

fn argument(bytes: &mut Bytes) -> Argument {
    match bytes.byte() {
        0..=15 => Argument::Absent,
        16..=31 => Argument::Number(bytes.number()),
        32..=39 => Argument::Other("an object"),
        40..=55 => Argument::Truth(bytes.flag()),
        56..=71 => Argument::Texts((0..bytes.byte() % 4).map(|_| bytes.text()).collect()),
        72..=135 => Argument::Text(written_number(bytes)),
        136..=199 => Argument::Text("2804bad6-fe94-455f-98b2-b37e300919a5".to_owned()),
        _ => Argument::Text(bytes.text()),
    }
}

/// The template with the first alternative whose parameter is given.
fn chosen(template: &str, given: &Given) -> String {
    let Some((before, after)) = template.split_once('(') else {
        return template.to_owned();
    };
    let (alternatives, after) = after.split_once(')').expect("a pair");
    let (first, second) = alternatives.split_once('|').expect("two");
    let name = first.split(['{', '}']).nth(1).expect("a parameter");
    let taken = match given.argument(name) {
        Argument::Absent => second,
        _ => first,
    };
    [before, taken, after].concat()
}

/// The expected segments, decoded. `None` if an argument is not valid in a path.
fn segments(template: &str, given: &Given) -> Option<Vec<String>> {
    let parts = template.strip_prefix('/').expect("a path").split('/');
    let segment = |part: &str| match part.strip_prefix('{') {
        None => Some(part.to_owned()),
        Some(name) => {
            let name = name.trim_end_matches('}');
            match given.argument(name) {
                Argument::Text(id)
                    if !id.is_empty() && !is_dot_segment(&id) && !id.contains('\u{FFFD}') =>
                {
                    as_sent(name, &id)
                }
                _ => None,
            }
        }
    };
    parts.map(segment).collect()
}

/// The expected query parameters. `None` if an argument has the wrong type.
fn pairs(operation: &Operation, given: &Given) -> Option<Vec<(String, String)>> {
    let mut pairs = Vec::new();
    for row in operation.query {
        let name = row.trim_end_matches(['*', '?']);
        let texts = match (given.argument(name), row.chars().last()) {
            (Argument::Absent, _) => Vec::new(),
            (Argument::Truth(yes), Some('?')) => vec![yes.to_string()],
            (_, Some('?')) => return None,
            (Argument::Text(text), _) if !text.is_empty() => vec![as_sent(name, &text)?],
            (Argument::Number(number), _)
                if number.fract() == 0.0 && (0.0..9_007_199_254_740_992.0).contains(&number) =>
            {
                vec![(number as u64).to_string()]
            }
            (Argument::Texts(texts), Some('*')) => texts,
            _ => return None,
        };
        pairs.extend(texts.into_iter().map(|text| (name.to_owned(), text)));
    }
    Some(pairs)
}

pub fn target(bytes: &mut Bytes) {
    let operation = bytes.choice(v2::OPERATIONS);
    let in_path = operation.path.split(['{', '}']).skip(1).step_by(2);
    let in_query = operation
        .query
        .iter()
        .map(|row| row.trim_end_matches(['*', '?']));
    let given = in_path
        .chain(in_query)
        .map(|name| (name.to_owned(), argument(bytes), None));
    let given = Given(given.collect());
    let template = chosen(operation.path, &given);
    let expected = segments(&template, &given).zip(pairs(operation, &given));
    let target = match (request::target(operation, &given), expected) {
        (Ok(target), Some(expected)) => (target, expected),
        (Err(error), None) => {
            assert_own_error(&error, operation.name, &[Code::InvalidArgument]);
            let named = given
                .0
                .iter()
                .any(|(name, _, _)| error.message.contains(name));
            return assert!(named, "{error:?} names no parameter");
        }
        (target, expected) => panic!("{target:?} instead of {expected:?}"),
    };
    let (target, (segments, pairs)) = target;
    let path: String = segments
        .iter()
        .flat_map(|segment| ["/".to_owned(), encoded(segment)])
        .collect();
    let query: Vec<String> = pairs
        .iter()
        .map(|(name, text)| [encoded(name), encoded(text)].join("="))
        .collect();
    let mark = if query.is_empty() { "" } else { "?" };
    assert_eq!(target, [&path, mark, &query.join("&")].concat());
    // A URL parser finds the same path and parameters.
    let url = Url::parse(&[BASE, &target].concat()).expect("a URL");
    assert_eq!(
        url.as_str(),
        [BASE, &target].concat(),
        "the URL is not normalized"
    );
    assert_eq!(url.path(), path);
    assert_eq!(url.fragment(), None);
    let read: Vec<_> = url.query_pairs().into_owned().collect();
    assert_eq!(read, pairs);
}
