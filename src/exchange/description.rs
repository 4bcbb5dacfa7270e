//! What a driver must know of an operation to collect its arguments, and to know a success.

use super::prepare::{CONTENT_TYPE, JSON};
use super::shape::{ERROR_MEMBER, TOKEN_MEMBER};
use crate::api::operation::{Body, Idempotency, Method, Operation, QueryParameter, SuccessBody};
use crate::api::v2::ONLY_LIST;
use crate::json::{Array, Object, quoted_list};
use crate::request::percent_encoding::PLAIN_SEGMENT;
use crate::request::phone_number::PHONE_NUMBERS;
use crate::response::REQUEST_ID_HEADERS;
use crate::response::redaction::{SECRET_BEGINNING, SUSPICIOUS};
use crate::text::{cut, split_once};

/// The operation as JSON:
/// - `method`, `path`, `idempotent`, `writes` and `timeoutMs` as the table has them;
/// - `parameters`: the names to collect;
/// - `body`: the parameter that is the body, `flat` if the parameters are, with the `wrappers` whose
///   members lie among them; `bodyParameters`: what of the body counts for the path;
/// - `list` or `entity`: the name of what a success holds, `wire`: further names of a list,
///   `onlyList` if one under any name will do, `id`: what a bare entity is known by;
/// - `errorMember`, unless there is `tokenMember`: what makes an error of a success;
/// - `bodyHeaders`: what a request with a body has beside the others;
/// - `requestIdHeaders`: where the API's id of the request is;
/// - `phoneNumbers`: which parameters and members of the body are phone numbers;
/// - `plainSegment`: a regular expression for ids that stand in a path as they are;
/// - `suspicious`, `secretBeginning`: where headers must be redacted, a regular expression that ignores
///   case, and how many characters of a secret are looked for.
pub fn describe(operation: &Operation) -> String {
    let mut object = Object::new();
    object
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
        .json("requestIdHeaders", &quoted_list(&REQUEST_ID_HEADERS))
        .text("plainSegment", PLAIN_SEGMENT)
        .text("suspicious", SUSPICIOUS)
        .number("secretBeginning", SECRET_BEGINNING);
    let mut parameters = Array::new();
    if operation.has_row() {
        push_placeholders(operation.path, &mut parameters);
        for row in operation.query {
            parameters.text(QueryParameter::read(row).name);
        }
    } else {
        parameters.text("method").text("path").text("query");
    }
    object.json("parameters", &parameters.finish());
    if operation.has_row() {
        object.json("phoneNumbers", &quoted_list(&PHONE_NUMBERS));
    }
    match operation.body {
        Body::Member(name, _) => {
            let mut optional = Array::new();
            let (_, parts) = cut(operation.path, b'[');
            push_placeholders(cut(parts, b']').0, &mut optional);
            object
                .text("body", name)
                .json("bodyParameters", &optional.finish());
        }
        Body::Flat { wrappers, .. } => {
            object
                .flag("flat", true)
                .json("wrappers", &quoted_list(wrappers));
        }
        Body::None if operation.has_row() => {}
        Body::None => {
            object.text("body", "body");
        }
    }
    match operation.answer {
        SuccessBody::List { name, wire, .. } => {
            let mut known = Array::new();
            let mut only_list = false;
            for name in wire {
                if *name == ONLY_LIST {
                    only_list = true;
                } else {
                    known.text(name);
                }
            }
            object
                .text("list", name)
                .json("wire", &known.finish())
                .flag("onlyList", only_list)
        }
        SuccessBody::One { name, id, .. } => object.text("entity", name).text("id", id),
        SuccessBody::AsSent => &mut object,
    }
    .finish()
}

/// Adds the names in braces.
fn push_placeholders(path: &str, names: &mut Array) {
    let mut rest = path;
    while let Some((_, after)) = split_once(rest, b'{') {
        let (name, after) = cut(after, b'}');
        names.text(name);
        rest = after;
    }
}
