//! `pkg/src/generated/v2-nouns.ts`: the calls of API v2 as methods, grouped by resource, and the
//! types of their parameters.

use std::collections::BTreeSet;

use unloc_integrator_client::model::v2::NORMALIZED;

use super::{Body, Row, SuccessBody, described, described_filter, optional_mark, plain, rows};
use crate::text::methods_by_resource;

/// What the names of normalizing functions begin with, and the module that has them.
const NORMALIZE: &str = "normalize";
const NORMALIZE_MODULE: &str = "../normalize/v2";

const PROJECT_OR_SUBPROJECT: &str = "
/**
 * A project, or a subproject instead. With a subproject, the project's id is used for the token: a token
 * source needs it.
 */
export type ProjectOrSubproject =
  | { projectId: string; subprojectId?: undefined }
  | { projectId?: string; subprojectId: string };
";

pub fn module() -> String {
    let rows = rows();
    let imports = imports(&rows);
    let parameters: String = rows.iter().map(parameters).collect();
    let method = |row: &Row| (!row.is_hand_written()).then(|| (declaration(row), definition(row)));
    let (declarations, definitions) = methods_by_resource(&rows, |row| row.resource, method);
    format!(
        "{imports}{PROJECT_OR_SUBPROJECT}{parameters}
/** The calls of API v2 by resources. Every method rejects with an `UnlocError` if it fails. */
export interface V2Calls {{
{declarations}}}

/** Creates the resources; each method is one of `calls`. */
export function v2Calls(calls: Calls): V2Calls {{
  return {{
{definitions}  }};
}}
"
    )
}

fn imports(rows: &[Row]) -> String {
    let normalizers: BTreeSet<String> = NORMALIZED
        .iter()
        .map(|entity| [NORMALIZE, entity].concat())
        .collect();
    let normalizers: Vec<String> = normalizers.into_iter().collect();
    let mut text = String::new();
    line!(text, "import type {{ List }} from '../v2/pagination';");
    line!(
        text,
        "import type {{ CallOptions }} from '../core/options';"
    );
    line!(text, "import {{ withBody }} from '../v2/operations';");
    line!(text, "import type {{ Calls }} from '../v2/operations';");
    line!(
        text,
        "import {{ {} }} from '{NORMALIZE_MODULE}';",
        normalizers.join(", ")
    );
    line!(text, "import type {{");
    for name in rows.iter().flat_map(model_types).collect::<BTreeSet<_>>() {
        line!(text, "  {name},");
    }
    line!(text, "}} from './model-v2';");
    text
}

/// The model types that a row's parameters and result are written with.
fn model_types(row: &Row) -> Vec<&'static str> {
    let result = match row.answer {
        SuccessBody::List { item } => Some(item),
        SuccessBody::One { entity, .. } | SuccessBody::Perhaps { entity, .. } => Some(entity),
        SuccessBody::AsSent => None,
    };
    let body = row.body.map(|body| body.type_name);
    let filters = row.filters().map(|name| described_filter(name).0);
    body.into_iter()
        .chain(filters)
        .flat_map(capitalized_words)
        .chain(result.filter(|_| !row.is_hand_written()))
        .collect()
}

/// The names of types in a TypeScript type: `KeyState[]` holds `KeyState`.
fn capitalized_words(text: &'static str) -> impl Iterator<Item = &'static str> {
    text.split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| word.starts_with(|letter: char| letter.is_uppercase()))
}

/// The type of a row's parameters: the project or subproject, the members of the path and query,
/// and the body.
fn parameters(row: &Row) -> String {
    let mut members = String::new();
    for name in row.path_parameters() {
        let (description, mark) = (described(name), optional_mark(name));
        line!(members, "  /** {description} */\n  {name}{mark}: string;");
    }
    for name in row.filters() {
        let (kind, description) = described_filter(name);
        line!(
            members,
            "  /** {description} */\n  {}?: {kind};",
            plain(name)
        );
    }
    let mut body_members = None;
    match row.body {
        Some(Body {
            member: "body",
            type_name,
        }) => body_members = Some(type_name.to_owned()),
        Some(Body { member, type_name }) => {
            line!(members, "  /** What is sent. */\n  {member}: {type_name};");
        }
        None => {}
    }
    let project = row
        .takes_subproject()
        .then(|| "ProjectOrSubproject".to_owned());
    let members = (!members.is_empty()).then(|| format!("{{\n{members}}}"));
    // The project stands first, or else the body.
    let parts: Vec<String> = match project {
        Some(project) => [Some(project), members, body_members],
        None => [body_members, members, None],
    }
    .into_iter()
    .flatten()
    .collect();
    format!(
        "\n/** What `{}` takes. */\nexport type {} =\n  {};\n",
        row.name(),
        row.parameters_type(),
        parts.join(" & ")
    )
}

/// The method as the interface declares it.
fn declaration(row: &Row) -> String {
    let result = match row.answer {
        SuccessBody::List { item } => format!("List<{item}>"),
        SuccessBody::One { entity, .. } => format!("Promise<{entity}>"),
        SuccessBody::Perhaps { entity, .. } => format!("Promise<{entity} | undefined>"),
        SuccessBody::AsSent => "Promise<unknown>".to_owned(),
    };
    let mut text = documentation(row);
    line!(
        text,
        "    {}(params: {}, options?: CallOptions): {result};",
        row.verb,
        row.parameters_type()
    );
    text
}

fn documentation(row: &Row) -> String {
    let mut lines: Vec<String> = row
        .documentation
        .iter()
        .map(|line| line.trim().to_owned())
        .collect();
    lines.push(String::new());
    lines.push(format!("`{} {}`", row.method.as_str(), row.shown_path()));
    if !row.known {
        lines.push(String::new());
        lines.push("@experimental its path or its body is inferred, not documented.".to_owned());
    }
    let mut text = "    /**\n".to_owned();
    for line in lines {
        line!(text, "{}", format!("     * {line}").trim_end());
    }
    text + "     */\n"
}

/// The method as one of `calls`.
fn definition(row: &Row) -> String {
    let name = row.name();
    let params = params(row);
    let value = match row.answer {
        SuccessBody::List { item } => {
            let normalizer = normalizer(item);
            format!("calls.list('{name}', {params}, options{normalizer})")
        }
        SuccessBody::One { within, entity } => {
            let normalizer = normalizer(entity);
            format!("calls.one('{name}', {params}, options, '{within}'{normalizer})")
        }
        SuccessBody::Perhaps { within, entity } => {
            let normalizer = normalizer(entity);
            format!("calls.entityOrJob('{name}', {params}, options, '{within}'{normalizer})")
        }
        SuccessBody::AsSent => format!("calls.asSent('{name}', {params}, options)"),
    };
    format!("      {}: (params, options) => {value},\n", row.verb)
}

/// The parameters of a call. Those of a body without a member of its own are told apart by name.
fn params(row: &Row) -> String {
    let is_whole = row.body.is_some_and(|body| body.member == "body");
    if !is_whole {
        return "params".to_owned();
    }
    let of_project = ["projectId", "subprojectId"]
        .into_iter()
        .filter(|_| row.takes_subproject());
    let names: Vec<String> = row
        .path_parameters()
        .chain(of_project)
        .map(|name| format!("'{name}'"))
        .collect();
    format!("withBody(params, [{}])", names.join(", "))
}

/// The function that normalizes an entity, as a last argument; nothing where none is needed.
fn normalizer(entity: &str) -> String {
    if NORMALIZED.contains(&entity) {
        format!(", {NORMALIZE}{entity}")
    } else {
        String::new()
    }
}
