//! `docs/api.md`: a section per row of API v1.

use unloc_integrator_client::api::operation::{Body, Idempotency, SuccessBody};

use super::{Row, rows};

const HEAD: &str = "\
# Functions of API v1

Generated from the table in `src/api/v1.rs`. All take `(token, parameters, options?)`, resolve to `{ data, error, response }` and never reject. Types show in the editor; they are in `pkg/src/generated/model.ts`.
";

pub fn page() -> String {
    let sections: Vec<String> = rows().iter().map(section).collect();
    HEAD.to_owned() + &sections.concat()
}

fn section(row: &Row) -> String {
    let operation = row.operation;
    let mut text = String::new();
    line!(text, "\n## {}\n", row.name());
    for line in row.documentation {
        line!(text, "{}", line.trim());
    }
    let (method, path) = (operation.method.as_str(), operation.path);
    line!(text, "\n- Request: `{method} {path}`");
    let parameters = parameters(row);
    if !parameters.is_empty() {
        line!(text, "- Parameters: {}", parameters.join(", "));
    }
    let data = match operation.answer {
        SuccessBody::List { name, item, .. } => format!("a list of {item}, also as `data.{name}`"),
        SuccessBody::One { name, entity, .. } => format!("`{{ {name} }}`, a {entity}"),
        SuccessBody::AsSent => "as the API sent it, `{}` if it sent nothing".to_owned(),
    };
    line!(text, "- Data: {data}");
    line!(text, "- Repeating it: {}", repeating(operation.idempotency));
    text
}

fn parameters(row: &Row) -> Vec<String> {
    let in_path = row.path_parameters().into_iter().map(|(name, optional)| {
        let mark = if optional { "?" } else { "" };
        format!("`{name}{mark}`")
    });
    let in_query = row.operation.query.iter().map(|name| format!("`{name}?`"));
    let body = match row.operation.body {
        Body::Member(name, type_name) => Some(format!("`{name}` ({type_name})")),
        Body::Flat { type_name, .. } => Some(format!("the members of {type_name}")),
        Body::None => None,
    };
    in_path.chain(in_query).chain(body).collect()
}

/// What the pages say about sending a request twice.
pub fn repeating(idempotency: Idempotency) -> &'static str {
    match idempotency {
        Idempotency::Idempotent => "harmless",
        Idempotency::NotIdempotent => "may do it twice: after `outcome_unknown` read back first",
    }
}
