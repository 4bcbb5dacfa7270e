//! `docs/api.md`: a section per row of API v1.

use unloc_integrator_client::api::operation::{Body, Idempotency, SuccessBody};

use super::{Row, rows};

const INTRO: &str = include_str!("intro.md");
/// What follows the table of all functions: its last row, which is no row of API v1, and what is no call.
const OUTRO: &str = include_str!("outro.md");

pub fn page() -> String {
    let rows = rows();
    let sections: Vec<String> = rows.iter().map(section).collect();
    [INTRO, &overview(&rows), OUTRO, &sections.concat()].concat()
}

/// A row per function, with a link to its section.
fn overview(rows: &[Row]) -> String {
    let mut text = "| function | parameters | `data` |\n| --- | --- | --- |\n".to_owned();
    for row in rows {
        let name = row.name();
        let mut parameters = in_path_and_query(row);
        parameters.extend(match row.operation.body {
            Body::Member(member, _) => Some(format!("`{member}`")),
            Body::Flat { type_name, .. } => Some(format!("the members of `{type_name}`")),
            Body::None => None,
        });
        let parameters = match parameters.as_slice() {
            [] => "–".to_owned(),
            names => names.join(", "),
        };
        let data = match row.operation.answer {
            SuccessBody::List { name, .. } => format!("list `{name}`"),
            SuccessBody::One { name, .. } => format!("`{{ {name} }}`"),
            SuccessBody::AsSent => "as sent".to_owned(),
        };
        line!(
            text,
            "| [`{name}`](#{anchor}) | {parameters} | {data} |",
            anchor = name.to_lowercase()
        );
    }
    text
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
        SuccessBody::One { name, entity, .. } => format!("`{{ {name} }}`, one {entity}"),
        SuccessBody::AsSent => "as the API sent it, `{}` if it sent nothing".to_owned(),
    };
    line!(text, "- Data: {data}");
    line!(text, "- Repeating it: {}", repeating(operation.idempotency));
    text
}

fn parameters(row: &Row) -> Vec<String> {
    let mut parameters = in_path_and_query(row);
    parameters.extend(match row.operation.body {
        Body::Member(name, type_name) => Some(format!("`{name}` ({type_name})")),
        Body::Flat { type_name, .. } => Some(format!("the members of {type_name}")),
        Body::None => None,
    });
    parameters
}

fn in_path_and_query(row: &Row) -> Vec<String> {
    let in_path = row.path_parameters().into_iter().map(|(name, optional)| {
        let mark = if optional { "?" } else { "" };
        format!("`{name}{mark}`")
    });
    let in_query = row.operation.query.iter().map(|name| format!("`{name}?`"));
    in_path.chain(in_query).collect()
}

/// What the pages say about sending a request twice.
pub fn repeating(idempotency: Idempotency) -> &'static str {
    match idempotency {
        Idempotency::Idempotent => "harmless",
        Idempotency::NotIdempotent => "may do it twice: after `outcome_unknown` read back first",
    }
}
