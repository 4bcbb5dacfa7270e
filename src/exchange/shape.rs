//! What the body of a success must look like.

use crate::api::operation::SuccessBody;
use crate::api::v2::ONLY_LIST;
use crate::json::{Json, Kind};

/// A member by which the API says in a success that it is none.
pub const ERROR_MEMBER: &str = "error";
/// A success that has this member is one, whatever stands beside it.
pub const TOKEN_MEMBER: &str = "access_token";

/// What a successful body turned out to be.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// What was promised.
    Promised,
    /// An error.
    Error,
    /// Something else; the text says what.
    Other(&'static str),
}

/// Looks at a successful body; none if there was none.
pub fn check_shape(answer: SuccessBody, body: Option<Json<'_>>) -> Found {
    let promised = match (answer, body) {
        (SuccessBody::List { name, wire, .. }, Some(body)) => is_list(name, wire, body),
        (SuccessBody::One { name, id, .. }, Some(body)) => is_entity(name, id, body),
        (SuccessBody::AsSent, Some(body)) => !says_error(body),
        (SuccessBody::AsSent, None) => true,
        (_, None) => false,
    };
    match body {
        _ if promised => Found::Promised,
        Some(body) if says_error(body) => Found::Error,
        Some(body) => Found::Other(body.type_name()),
        None => Found::Other("nothing"),
    }
}

fn says_error(body: Json<'_>) -> bool {
    body.text(ERROR_MEMBER).is_some_and(|word| !word.is_empty())
        && body.text(TOKEN_MEMBER).is_none()
}

fn is_list(name: &str, wire: &[&str], body: Json<'_>) -> bool {
    let under = |name: &str| body.member(name).is_some_and(Json::is_array);
    let only_list = || {
        let mut lists = 0_usize;
        for (_, value) in body.entries() {
            lists = lists.saturating_add(value.is_array().into());
        }
        lists == 1
    };
    body.is_array()
        || under(name)
        || wire.iter().any(|name| {
            if *name == ONLY_LIST {
                only_list()
            } else {
                under(name)
            }
        })
}

fn is_entity(name: &str, id: &str, body: Json<'_>) -> bool {
    match body.member(name) {
        Some(inner) => inner.is_object(),
        None => matches!(
            body.member(id).map(Json::kind),
            Some(Kind::String | Kind::Number)
        ),
    }
}
