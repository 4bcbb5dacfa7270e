//! `docs/api-v2.md`: a section per row of API v2.

use super::{Body, Row, SuccessBody, optional_mark, plain, rows};
use crate::v1::page::repeating;

const INTRO: &str = include_str!("intro.md");

/// Methods that are no call of the table.
const NO_ROWS: &str = "
## jobs.wait

Waits for a job by its id, also one of another process. `keys.create(…).wait()` also returns the outcome for each key.

- Request: `GET /v2/projects/{projectId}/jobs/{jobId}`, until the job has ended
- Parameters: `projectId`, `jobId`; the options have `timeoutMs`, how long to wait
- Resolves to: one Job
- Scope: `project.admin`
- Repeating it: harmless

## resources.discover

Lists the projects and organizations for which the client's credentials get tokens. The client's `token` must be a `TokenProvider` of `unloc-integrator-client/auth`, which has the credentials.

- Request: `POST /v2/auth/resources-discovery/`, with the client id and secret
- Parameters: none
- Resolves to: `{ projects, organizations }`
- Scope: none, no token is sent
- Repeating it: harmless
";

pub fn page() -> String {
    let sections: Vec<String> = rows().iter().map(section).collect();
    [INTRO, &sections.concat(), NO_ROWS].concat()
}

fn section(row: &Row) -> String {
    let mut text = String::new();
    line!(text, "\n## {}\n", row.name());
    for line in row.documentation {
        line!(text, "{}", line.trim());
    }
    let inferred = if row.known { "" } else { ", inferred" };
    let (method, path) = (row.method.as_str(), row.shown_path());
    line!(text, "\n- Request: `{method} {path}`{inferred}");
    line!(text, "- Parameters: {}", parameters(row).join(", "));
    line!(text, "- Resolves to: {}", result(row));
    line!(text, "- Scope: `{}`", row.scope());
    line!(text, "- Repeating it: {}", repeating(row.repeat));
    text
}

fn parameters(row: &Row) -> Vec<String> {
    let project = row
        .takes_subproject()
        .then(|| "`projectId`, or `subprojectId` for `/v2/subprojects/{subprojectId}`".to_owned());
    let in_path = row
        .path_parameters()
        .map(|name| format!("`{name}{}`", optional_mark(name)));
    let in_query = row.filters().map(|name| format!("`{}?`", plain(name)));
    let body = row.body.map(|body| match body {
        Body {
            member: "body",
            type_name,
        } => format!("the members of `{type_name}`"),
        Body { member, type_name } => format!("`{member}` (`{type_name}`)"),
    });
    project
        .into_iter()
        .chain(in_path)
        .chain(in_query)
        .chain(body)
        .collect()
}

fn result(row: &Row) -> String {
    if row.is_hand_written() {
        return "see the method in your editor; it does more than send".to_owned();
    }
    match row.answer {
        SuccessBody::List { item } => format!("a list of {item}"),
        SuccessBody::One { entity, .. } => format!("one {entity}"),
        SuccessBody::Perhaps { entity, .. } => format!("one {entity}, if the API sends it"),
        SuccessBody::AsSent => "as the API sent it, `{}` if it sent nothing".to_owned(),
    }
}
