//! What is generated from the Rust tables of API v2: the TypeScript of its entities and of its
//! calls by nouns in `pkg/src/generated`, and a page of `docs`.
//!
//! `npm run generate` writes them; without it the test fails if they are not what the tables say.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)] // a test

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::Path;

use ts_rs::{Config, TS};
use unloc_integrator_client::model::v2 as model;
use unloc_integrator_client::operation::{Method, Repeat};
use unloc_integrator_client::v2_operations;

const HEADER: &str = "// Generated from Rust by `npm run generate`: change the tables and the model there, not here.\n\n";

/// Calls that need more than sending: the methods are written by hand in `pkg/src/v2`.
const BY_HAND: &[&str] = &[
    "keys.create",
    "keys.revoke",
    "keys.revokeAll",
    "sharedKeys.revokeAll",
    "sharingRights.revokeAll",
    "lockConnections.create",
    "lockConnections.refresh",
];

/// A row of the table.
struct Row {
    docs: Vec<&'static str>,
    noun: &'static str,
    verb: &'static str,
    known: bool,
    method: Method,
    repeat: Repeat,
    path: &'static str,
    query: &'static [&'static str],
    /// The member with the body and its type.
    body: Option<(&'static str, &'static str)>,
    answer: Shown,
}

/// What an answer becomes: the type, and before it the name in the envelope where callers see it.
enum Shown {
    List(&'static str),
    One(&'static str, &'static str),
    Perhaps(&'static str, &'static str),
    AsSent,
}

// The row words.
fn list(_: &'static str, item: &'static str) -> Shown {
    Shown::List(item)
}
fn one(name: &'static str, entity: &'static str) -> Shown {
    Shown::One(name, entity)
}
fn perhaps(name: &'static str, entity: &'static str) -> Shown {
    Shown::Perhaps(name, entity)
}
fn as_sent() -> Shown {
    Shown::AsSent
}
fn member(name: &'static str, type_name: &'static str) -> (&'static str, &'static str) {
    (name, type_name)
}

macro_rules! rows {
    ($(
        $(#[doc = $doc:literal])*
        $rust:ident $noun:ident.$verb:ident $certainty:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(body $body:expr)? => $answer:expr;
    )*) => {
        fn rows() -> Vec<Row> {
            vec![$( Row {
                docs: vec![$($doc),*],
                noun: stringify!($noun),
                verb: stringify!($verb),
                known: stringify!($certainty) == "Known",
                method: Method::$method,
                repeat: Repeat::$repeat,
                path: $path,
                query: rows!(@query $($query)?),
                body: rows!(@body $($body)?),
                answer: $answer,
            } ),*]
        }
    };
    (@query) => { &[] };
    (@query $query:tt) => { &$query };
    (@body) => { None };
    (@body $body:expr) => { Some($body) };
}
v2_operations!(rows);

impl Row {
    fn name(&self) -> String {
        format!("{}.{}", self.noun, self.verb)
    }

    fn parameters_name(&self) -> String {
        capitalised(self.noun) + &capitalised(self.verb) + "Parameters"
    }

    /// Whether a subproject may stand in for the project.
    fn takes_subproject(&self) -> bool {
        self.path.contains("(subprojects/")
    }

    /// The parameters in the path, but for those of the alternatives.
    fn path_parameters(&self) -> Vec<&'static str> {
        let rest = self.path.split(')').next_back().unwrap();
        rest.split('{')
            .skip(1)
            .map(|part| part.split('}').next().unwrap())
            .collect()
    }

    /// All parameters that are not the body's.
    fn not_in_the_body(&self) -> Vec<&'static str> {
        let mut names = self.path_parameters();
        if self.takes_subproject() {
            names.extend(["projectId", "subprojectId"]);
        }
        names
    }

    fn scope(&self) -> &'static str {
        if self.path.contains("{organizationId}") {
            "organization.admin"
        } else {
            "project.admin"
        }
    }

    /// The path as documentation shows it.
    fn shown_path(&self) -> String {
        let path = self.path.replace("{organizationSegment}", "organization");
        match path.split_once('(') {
            Some((before, rest)) => {
                let (alternatives, after) = rest.split_once(')').unwrap();
                let (_, project) = alternatives.split_once('|').unwrap();
                [before, project, after].concat()
            }
            None => path,
        }
    }
}

#[test]
fn what_is_generated_is_what_the_tables_say() {
    for (file, text) in [
        (
            "pkg/src/generated/model-v2.ts",
            [HEADER, &entities()].concat(),
        ),
        ("pkg/src/generated/v2-nouns.ts", [HEADER, &nouns()].concat()),
        ("docs/api-v2.md", page()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        if std::env::var_os("UNLOC_REGENERATE").is_some() {
            std::fs::write(&path, &text).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == text,
            "{file} is stale: run `npm run generate` and commit it"
        );
    }
}

#[test]
fn what_is_written_by_hand_is_in_the_table() {
    let names: Vec<String> = rows().iter().map(Row::name).collect();
    for name in BY_HAND {
        assert!(names.iter().any(|known| known == name), "{name}");
    }
}

fn entities() -> String {
    let config = Config::new();
    let mut text = String::new();
    macro_rules! declare {
        ($($entity:ident)*) => { $(
            text.push_str(&<model::$entity as TS>::docs().unwrap_or_default());
            writeln!(text, "export {}\n", <model::$entity as TS>::decl(&config)).unwrap();
        )* };
    }
    declare! {
        Organization Project ProjectInput
        Subproject SubprojectInput SubprojectLocksChange
        Lock PrivacyPolicy Address BatteryStatus BatteryLevel Coordinates
        Key KeyState AppUser KeyInput Recurrence TimeSpan Weekday
        Job JobStatus JobResult JobKey JobRef
        SharingRight SharingRightSource SharingRightInput
        ManagedUser ManagedUserInput ManagedUserChange
        AccessGroup AccessGroupInput AccessGroupChange AccessGroupAccessesChange
        AccessEvent AccessAction Webhook WebhookTrigger WebhookInput
        LockConnection LockConnectionState LockConnectionInput
        Doorbell DoorbellUserList DoorbellUser DoorbellInput DoorbellUserListInput
        DoorbellUserListChange DoorbellUserChange
        Resources ProjectResource OrganizationResource
    }
    text.push_str("/**\n * The integrator's own data: at most 20 pairs of text, names of 40 and values of 256 characters.\n * Names that begin with `unloc` are the API's and may be overwritten.\n */\nexport type Metadata = { [name: string]: string };\n\n");
    text.push_str("/**\n * Pairs to be laid over those that are there; a value of `null` removes its pair.\n */\nexport type MetadataChange = { [name: string]: string | null };\n");
    text
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

/// The model types that a TypeScript type is written with.
fn types_in(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.starts_with(|c: char| c.is_uppercase()))
}

fn documentation(row: &Row, indent: &str) -> String {
    let mut lines: Vec<String> = row.docs.iter().map(|line| line.trim().to_owned()).collect();
    lines.push(String::new());
    lines.push(format!("`{} {}`", row.method.as_str(), row.shown_path()));
    if !row.known {
        lines.push(String::new());
        lines.push("@experimental its path or its body is inferred, not documented.".to_owned());
    }
    let mut text = format!("{indent}/**\n");
    for line in lines {
        writeln!(text, "{}", format!("{indent} * {line}").trim_end()).unwrap();
    }
    text + indent + " */\n"
}

fn described(parameter: &str) -> (&'static str, &'static str) {
    match parameter {
        "organizationId" => ("Id of the organization.", "string"),
        "organizationSegment" => (
            "How the path calls organizations, should it not be `organization`.",
            "string",
        ),
        "projectId" => ("Id of the project.", "string"),
        "subprojectId" => ("Id of the subproject.", "string"),
        "lockId" => ("Id of the lock.", "string"),
        "keyId" => ("Id of the key.", "string"),
        "jobId" => ("Id of the job.", "string"),
        "managedUserId" => ("Id of the managed user.", "string"),
        "accessGroupId" => ("Id of the access group.", "string"),
        "webhookId" => ("Id of the webhook.", "string"),
        "doorbellId" => ("Id of the doorbell.", "string"),
        "userListId" => ("Id of the doorbell's list of people.", "string"),
        "lockConnectionId" => ("Id of the lock connection.", "string"),
        "vendor" => (
            "The vendor, as the path spells it: `danalock`, `master-lock`, `parqio`, `virtual`, …",
            "string",
        ),
        other => panic!("describe the parameter {other} here"),
    }
}

fn described_filter(parameter: &str) -> (&'static str, &'static str) {
    match parameter {
        "limit" => (
            "How many at most in one page, 1 to 2500; 2500 unless said otherwise.",
            "number",
        ),
        "lockId" => ("Only those of this lock.", "string"),
        "appUserId" => (
            "Only those of this person: a phone number, E.164 (`+47…`).",
            "string",
        ),
        "excludeStates*" => ("None in these states.", "KeyState[]"),
        "excludeSubprojectKeys?" => ("Whether to leave out the keys of subprojects.", "boolean"),
        "excludeSubprojectSharingRights?" => {
            ("Whether to leave out the rights of subprojects.", "boolean")
        }
        "excludeSubprojectEvents?" => {
            ("Whether to leave out the events of subprojects.", "boolean")
        }
        other => panic!("describe the parameter {other} here"),
    }
}

fn parameters(row: &Row, text: &mut String) {
    writeln!(
        text,
        "\n/** What `{}` takes. */\nexport type {} =",
        row.name(),
        row.parameters_name()
    )
    .unwrap();
    let mut parts = Vec::new();
    if row.takes_subproject() {
        parts.push("ProjectOrSubproject".to_owned());
    }
    let mut members = String::new();
    for parameter in row.path_parameters() {
        let (says, kind) = described(parameter);
        let mark = if parameter == "organizationSegment" {
            "?"
        } else {
            ""
        };
        writeln!(members, "  /** {says} */\n  {parameter}{mark}: {kind};").unwrap();
    }
    for parameter in row.query.iter().filter(|name| **name != "startAfterId") {
        let (says, kind) = described_filter(parameter);
        let name = parameter.trim_end_matches(['*', '?']);
        writeln!(members, "  /** {says} */\n  {name}?: {kind};").unwrap();
    }
    match row.body {
        Some(("body", type_name)) => parts.push(type_name.to_owned()),
        Some((name, type_name)) => {
            writeln!(members, "  /** What is sent. */\n  {name}: {type_name};").unwrap();
        }
        None => {}
    }
    if !members.is_empty() {
        parts.insert(parts.len().min(1), format!("{{\n{members}}}"));
    }
    writeln!(text, "  {};", parts.join(" & ")).unwrap();
}

/// The result of a method.
fn result(row: &Row) -> String {
    match row.answer {
        Shown::List(item) => format!("List<{item}>"),
        Shown::One(_, entity) => format!("Promise<{entity}>"),
        Shown::Perhaps(_, entity) => format!("Promise<{entity} | undefined>"),
        Shown::AsSent => "Promise<unknown>".to_owned(),
    }
}

/// The expression that makes the call.
fn value(row: &Row) -> String {
    let params = match row.body {
        Some(("body", _)) => {
            let names: Vec<_> = row
                .not_in_the_body()
                .iter()
                .map(|name| format!("'{name}'"))
                .collect();
            format!("withBody(params, [{}])", names.join(", "))
        }
        _ => "params".to_owned(),
    };
    let name = row.name();
    let mended = |entity: &str| match entity {
        "Key" | "AccessGroup" => format!(", mend{entity}"),
        _ => String::new(),
    };
    match row.answer {
        Shown::List(item) => format!("calls.list('{name}', {params}, options{})", mended(item)),
        Shown::One(within, entity) => format!(
            "calls.one('{name}', {params}, options, '{within}'{})",
            mended(entity)
        ),
        Shown::Perhaps(within, entity) => format!(
            "calls.perhaps('{name}', {params}, options, '{within}'{})",
            mended(entity)
        ),
        Shown::AsSent => format!("calls.asSent('{name}', {params}, options)"),
    }
}

fn nouns() -> String {
    let rows = rows();
    let mut imported = BTreeSet::new();
    for row in &rows {
        let by_hand = BY_HAND.contains(&row.name().as_str());
        match row.answer {
            _ if by_hand => {}
            Shown::List(name) | Shown::One(_, name) | Shown::Perhaps(_, name) => {
                imported.insert(name);
            }
            Shown::AsSent => {}
        }
        if let Some((_, type_name)) = row.body {
            imported.extend(types_in(type_name));
        }
        for parameter in row.query.iter().filter(|name| **name != "startAfterId") {
            imported.extend(types_in(described_filter(parameter).1));
        }
    }
    let mut text = "import type { List } from '../list';\nimport type { CallOptions } from '../options';\nimport { withBody } from '../v2/calls';\nimport type { Calls } from '../v2/calls';\nimport { mendAccessGroup, mendKey } from '../v2/mending';\nimport type {\n".to_owned();
    for name in &imported {
        writeln!(text, "  {name},").unwrap();
    }
    text.push_str("} from './model-v2';\n\n/** The names of the calls of API v2. */\nexport type V2OperationName =\n");
    for row in &rows {
        writeln!(text, "  | '{}'", row.name()).unwrap();
    }
    text = text.trim_end().to_owned() + ";\n";
    text.push_str("\n/**\n * A project, or a subproject in its place. With a subproject, the project's id is for the token:\n * a source of tokens needs it.\n */\nexport type ProjectOrSubproject =\n  | { projectId: string; subprojectId?: undefined }\n  | { projectId?: string; subprojectId: string };\n");
    for row in &rows {
        parameters(row, &mut text);
    }
    text.push_str("\n/** Calls of API v2 by nouns. Every method rejects with an `UnlocError` if it fails. */\nexport interface V2Calls {\n");
    let mut order: Vec<&str> = Vec::new();
    for row in &rows {
        if !order.contains(&row.noun) {
            order.push(row.noun);
        }
    }
    let mut values = String::new();
    for noun in order {
        writeln!(text, "  readonly {noun}: {{").unwrap();
        writeln!(values, "    {noun}: {{").unwrap();
        for row in rows.iter().filter(|row| row.noun == noun) {
            if BY_HAND.contains(&row.name().as_str()) {
                continue;
            }
            let (verb, parameters) = (row.verb, row.parameters_name());
            text.push_str(&documentation(row, "    "));
            writeln!(
                text,
                "    {verb}(params: {parameters}, options?: CallOptions): {};",
                result(row)
            )
            .unwrap();
            writeln!(values, "      {verb}: (params, options) => {},", value(row)).unwrap();
        }
        text.push_str("  };\n");
        values.push_str("    },\n");
    }
    text.push_str("}\n\n/** The nouns, each of whose methods is one of `calls`. */\nexport function v2Calls(calls: Calls): V2Calls {\n  return {\n");
    text.push_str(&values);
    text.push_str("  };\n}\n");
    text
}

fn page() -> String {
    let mut text = "# Calls of API v2\n\nGenerated from the table in `src/v2.rs`. They are methods of `UnlocClient`: `client.keys.list({ projectId }, options?)`. They reject with an `UnlocError`; a list is walked with `for await`, `.pages()`, `.page(cursor)` or `.toArray({ limit })`. Types show in the editor; they are in `pkg/src/generated/model-v2.ts`.\n\nWhat is marked *inferred* is not documented by the vendor as it stands here; it is the likeliest form. Should the API want another, `client.request({ method, path, query, body })` is the way.\n".to_owned();
    for row in rows() {
        writeln!(text, "\n## {}\n", row.name()).unwrap();
        for line in &row.docs {
            writeln!(text, "{}", line.trim()).unwrap();
        }
        writeln!(
            text,
            "\n- Request: `{} {}`{}",
            row.method.as_str(),
            row.shown_path(),
            if row.known { "" } else { ", inferred" }
        )
        .unwrap();
        let mut parameters: Vec<String> = Vec::new();
        if row.takes_subproject() {
            parameters
                .push("`projectId`, or `subprojectId` for `/v2/subprojects/{subprojectId}`".into());
        }
        for name in row.path_parameters() {
            let mark = if name == "organizationSegment" {
                "?"
            } else {
                ""
            };
            parameters.push(format!("`{name}{mark}`"));
        }
        let filters = row.query.iter().filter(|name| **name != "startAfterId");
        parameters.extend(filters.map(|name| format!("`{}?`", name.trim_end_matches(['*', '?']))));
        match row.body {
            Some(("body", type_name)) => parameters.push(format!("the members of `{type_name}`")),
            Some((name, type_name)) => parameters.push(format!("`{name}` (`{type_name}`)")),
            None => {}
        }
        writeln!(text, "- Parameters: {}", parameters.join(", ")).unwrap();
        let data = match row.answer {
            _ if BY_HAND.contains(&row.name().as_str()) => {
                "see the method in your editor; it does more than send".to_owned()
            }
            Shown::List(item) => format!("a list of {item}"),
            Shown::One(_, entity) => format!("a {entity}"),
            Shown::Perhaps(_, entity) => format!("a {entity}, if the API sends it"),
            Shown::AsSent => "as the API sent it, `{}` if it sent nothing".to_owned(),
        };
        writeln!(text, "- Resolves to: {data}").unwrap();
        writeln!(text, "- Scope: `{}`", row.scope()).unwrap();
        let repeat = match row.repeat {
            Repeat::Idempotent => "harmless",
            Repeat::Once => "may do it twice: after `outcome_unknown` read back first",
        };
        writeln!(text, "- Repeating it: {repeat}").unwrap();
    }
    text
}
