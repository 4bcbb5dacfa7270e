//! What a driver must know of an operation to collect its arguments, and to know a success.

use super::prepare::{CONTENT_TYPE, JSON};
use super::shape::{ERROR_MEMBER, TOKEN_MEMBER};
use crate::api::operation::{Answer, Body, Idempotency, Method, Operation};
use crate::api::v2::ONLY_LIST;
use crate::json::{Object, array, quoted};
use crate::response::REQUEST_ID_HEADERS;

/// The operation as JSON:
/// - `method`, `path`, `idempotent`, `writes` and `timeoutMs` as the table has them;
/// - `parameters`: the names to collect;
/// - `body`: the parameter that is the body, `flat` if the parameters are, with the `wrappers` whose
///   members lie among them; `bodyParameters`: what of the body counts for the path;
/// - `list` or `entity`: the name of what a success holds, `wire`: further names of a list,
///   `onlyList` if one under any name will do, `id`: what a bare entity is known by;
/// - `errorMember`, unless there is `tokenMember`: what makes an error of a success;
/// - `bodyHeaders`: what a request with a body has beside the others;
/// - `requestIdHeaders`: where the API's id of the request is.
pub fn describe(operation: &Operation) -> String {
    let names = |names: &[&str]| array(names.iter().map(|name| quoted(name)));
    let mut object = Object::new()
        .text("method", operation.method.as_str())
        .text("path", operation.path)
        .flag(
            "idempotent",
            operation.idempotency == Idempotency::Idempotent,
        )
        .flag("writes", operation.method != Method::GET)
        .number("timeoutMs", operation.timeout_ms)
        .json(
            "bodyHeaders",
            &Object::new().text(CONTENT_TYPE, JSON).finish(),
        )
        .text("errorMember", ERROR_MEMBER)
        .text("tokenMember", TOKEN_MEMBER)
        .json("requestIdHeaders", &names(&REQUEST_ID_HEADERS));
    let placeholders = operation.path.split('{').skip(1);
    let parameters = placeholders.filter_map(|part| Some(part.split_once('}')?.0));
    let query = operation.query.iter();
    let parameters = parameters.chain(query.map(|name| name.trim_end_matches(['*', '?'])));
    let parameters: Vec<_> = if operation.has_row() {
        parameters.collect()
    } else {
        vec!["method", "path", "query"]
    };
    object = object.json("parameters", &names(&parameters));
    let optional = operation.path.split('[').skip(1);
    let optional: Vec<_> = optional
        .filter_map(|part| Some(part.split_once('{')?.1.split_once('}')?.0))
        .collect();
    object = match operation.body {
        Body::Member(name, _) => object
            .text("body", name)
            .json("bodyParameters", &names(&optional)),
        Body::Flat { wrappers, .. } => object.flag("flat", true).json("wrappers", &names(wrappers)),
        Body::None if operation.has_row() => object,
        Body::None => object.text("body", "body"),
    };
    match operation.answer {
        Answer::List { name, wire, .. } => {
            let known: Vec<_> = wire.iter().copied().filter(|it| *it != ONLY_LIST).collect();
            object
                .text("list", name)
                .json("wire", &names(&known))
                .flag("onlyList", wire.contains(&ONLY_LIST))
        }
        Answer::One { name, id, .. } => object.text("entity", name).text("id", id),
        Answer::AsSent => object,
    }
    .finish()
}
