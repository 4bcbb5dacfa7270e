//! What is generated from the Rust tables: the TypeScript of entities, error codes and v1 functions
//! in `pkg/src/generated`, and two pages of `docs`.
//!
//! `npm run generate` writes them; without it the test fails if they are not what the tables say.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::panic, clippy::unwrap_used, clippy::indexing_slicing)] // a test

use std::fmt::Write;
use std::path::Path;

use ts_rs::{Config, TS};
use unloc_integrator_client::auth::system::SYSTEMS;
use unloc_integrator_client::error::{Code, WhoActs};
use unloc_integrator_client::operation::{Answer, Body, Operation, Repeat};
use unloc_integrator_client::{model, v1, v1_operations};

const HEADER: &str = "// Generated from Rust by `npm run generate`: change the tables and the model there, not here.\n\n";

macro_rules! documentation {
    ($(
        $(#[doc = $doc:literal])*
        $rust:ident $javascript:ident $noun:ident.$verb:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(timeout $timeout:literal)? $(body $body:expr)? => $answer:expr;
    )*) => {
        /// The documentation of each row.
        fn documented() -> Vec<(&'static Operation, &'static [&'static str])> {
            vec![$( (&v1::$rust, &[$($doc),*]) ),*]
        }

        /// Noun and verb of each row.
        fn named() -> Vec<(&'static str, &'static str)> {
            vec![$( (stringify!($noun), stringify!($verb)) ),*]
        }
    };
}
v1_operations!(documentation);

#[test]
fn what_is_generated_is_what_the_tables_say() {
    for (file, text) in [
        ("pkg/src/generated/model.ts", [HEADER, &entities()].concat()),
        ("pkg/src/generated/codes.ts", [HEADER, &codes()].concat()),
        ("pkg/src/generated/v1.ts", [HEADER, &functions()].concat()),
        ("pkg/src/generated/v1-nouns.ts", [HEADER, &nouns()].concat()),
        (
            "pkg/src/generated/systems.ts",
            [HEADER, &systems()].concat(),
        ),
        ("docs/errors.md", error_page()),
        ("docs/api.md", function_page()),
    ] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
        if std::env::var_os("UNLOC_REGENERATE").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == text,
            "{file} is stale: run `npm run generate` and commit it"
        );
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
        LockHolder CreateLockHolderRequest UpdateLockHolderRequest
        Lock UpdateLockRequest Address
        Key KeyUser KeyState CreateKeyRequest UpdateKeyRequest Recurrence TimeWindow
        Role CreateOrUpdateRoleRequest User
        VendorConnection VendorConnectionState CreateVendorConnectionRequest
        UpdateVendorConnectionPasswordRequest CreateVendorAccountRequest
        KeyEvent Webhook CreateKeyEventsWebhookRequest Integrator
    }
    text.trim_end().to_owned() + "\n"
}

fn codes() -> String {
    let mut text = "/**\n * What went wrong, from a closed list. Each: meaning; who has to act; whether the same call may be\n * repeated whatever it was (`UnlocError.safeToRetry` says it of the call at hand).\n *\n".to_owned();
    for code in Code::ALL {
        let who = who_acts(*code);
        let safe = if code.safe_to_retry() {
            "safe"
        } else {
            "not in itself safe"
        };
        writeln!(
            text,
            " * - `{}`: {} Acts: {who}. Repeat: {safe}.",
            code.as_str(),
            code.meaning()
        )
        .unwrap();
    }
    text.push_str(" */\nexport type ErrorCode =\n");
    for code in Code::ALL {
        writeln!(text, "  | '{}'", code.as_str()).unwrap();
    }
    text.trim_end().to_owned() + ";\n"
}

/// The records of the token systems. What is not there stays out, so that a record can be read.
fn systems() -> String {
    let names = SYSTEMS
        .map(|system| format!("'{}'", system.name))
        .join(" | ");
    let mut text = format!(
        "import type {{ TokenSystem }} from '../auth/system';\n\n/** The known token systems, without the base URL of those that have a host per tenant. */\nexport const systems: {{ readonly [Name in {names}]: Omit<TokenSystem, 'baseUrl'> & {{ baseUrl?: string }} }} = {{\n"
    );
    let quoted = |text: &str| format!("'{text}'");
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    for system in SYSTEMS {
        writeln!(text, "  /** {}. */\n  {}: {{", system.meaning, system.name).unwrap();
        let mut member = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                writeln!(text, "    {name}: {value},").unwrap();
            }
        };
        let yes = |truth: bool| truth.then(|| "true".to_owned());
        member("name", Some(quoted(system.name)));
        member("baseUrl", system.base_url.map(quoted));
        member("api", system.api.map(quoted));
        member("tokenPath", Some(quoted(system.token_path)));
        member("discoveryPath", system.discovery_path.map(quoted));
        member("authorizePath", system.authorize_path.map(quoted));
        member("bodyEncoding", Some(quoted(system.body_encoding.as_str())));
        member(
            "clientAuthentication",
            Some(quoted(system.client_authentication.as_str())),
        );
        member(
            "grants",
            Some(list(
                system
                    .grants
                    .iter()
                    .map(|grant| quoted(grant.as_str()))
                    .collect(),
            )),
        );
        member("scopeStyle", Some(quoted(system.scope_style.as_str())));
        member("scopeRequired", yes(system.scope_required));
        let rows = system.scope_for.iter().map(|row| {
            let member = row
                .member
                .map_or_else(String::new, |member| format!(", member: '{member}'"));
            format!(
                "{{ given: '{}', scope: '{}'{member} }}",
                row.given, row.scope
            )
        });
        member(
            "scopeFor",
            (!system.scope_for.is_empty()).then(|| list(rows.collect())),
        );
        member("pkceOptional", yes(system.pkce_optional));
        member("rotatesRefreshTokens", yes(system.rotates_refresh_tokens));
        member("issuerInCallback", yes(system.issuer_in_callback));
        text.push_str("  },\n");
    }
    text.push_str("};\n");
    text
}

fn who_acts(code: Code) -> &'static str {
    match code.who_acts() {
        WhoActs::Developer => "the developer",
        WhoActs::Integrator => "whoever holds the credentials",
        WhoActs::Nobody => "nobody",
        WhoActs::Operator => "the operator of the API or network",
    }
}

fn error_page() -> String {
    let mut text = "# Errors\n\nEvery failure is an `UnlocError` with one of these codes. The list is closed: a new code is a new major version.\n\n| `code` | meaning | who acts | safe to repeat |\n| --- | --- | --- | --- |\n".to_owned();
    for code in Code::ALL {
        let safe = if code.safe_to_retry() { "yes" } else { "no" };
        writeln!(
            text,
            "| `{}` | {} | {} | {safe} |",
            code.as_str(),
            code.meaning(),
            who_acts(*code)
        )
        .unwrap();
    }
    text.push_str("\n\"Safe to repeat\" is of the code in itself; `error.safeToRetry` says it of the call at hand. So a `server_error` is safe to repeat for a `getKeys` and not for a `createKey`, and an `aborted` or a `network` is where the platform proves that nothing was sent.\n\n`error.error` and `error.errorDescription` are the API's own words, whichever of its spellings they came in (`errorDescription`, `error_description`, `detail`, `title`). Without any, they are the code and the message. If the API repeats the token, it reads `[token]`.\n");
    text
}

fn function_page() -> String {
    let mut text = "# Functions of API v1\n\nGenerated from the table in `src/v1.rs`. All take `(token, parameters, options?)`, resolve to `{ data, error, response }` and never reject. Types show in the editor; they are in `pkg/src/generated/model.ts`.\n".to_owned();
    for (operation, docs) in documented() {
        writeln!(text, "\n## {}\n", operation.name).unwrap();
        for line in docs {
            writeln!(text, "{}", line.trim()).unwrap();
        }
        writeln!(
            text,
            "\n- Request: `{} {}`",
            operation.method.as_str(),
            operation.path
        )
        .unwrap();
        let mut parameters: Vec<_> = path_parameters(operation.path)
            .into_iter()
            .map(|(name, optional)| format!("`{name}{}`", if optional { "?" } else { "" }))
            .collect();
        parameters.extend(operation.query.iter().map(|name| format!("`{name}?`")));
        match operation.body {
            Body::Member(name, type_name) => parameters.push(format!("`{name}` ({type_name})")),
            Body::Flat { type_name, .. } => parameters.push(format!("the members of {type_name}")),
            Body::None => {}
        }
        if !parameters.is_empty() {
            writeln!(text, "- Parameters: {}", parameters.join(", ")).unwrap();
        }
        let data = match operation.answer {
            Answer::List { name, item, .. } => format!("a list of {item}, also as `data.{name}`"),
            Answer::One { name, entity, .. } => format!("`{{ {name} }}`, a {entity}"),
            Answer::AsSent => "as the API sent it, `{}` if it sent nothing".to_owned(),
        };
        writeln!(text, "- Data: {data}").unwrap();
        let repeat = match operation.repeat {
            Repeat::Idempotent => "harmless",
            Repeat::Once => "may do it twice: after `outcome_unknown` read back first",
        };
        writeln!(text, "- Repeating it: {repeat}").unwrap();
    }
    text
}

fn functions() -> String {
    let rows = documented();
    assert_eq!(rows.len(), v1::OPERATIONS.len());
    let mut text = "import { call } from '../call';\nimport {".to_owned();
    text.push_str(
        " mendKey, mendKeys, mendLock, mendLocks, mendRole, mendRoles } from '../mending';\n",
    );
    text.push_str("import type { CallOptions } from '../options';\nimport type { ApiResult } from '../result';\nimport type {\n");
    for name in imported(&rows) {
        writeln!(text, "  {name},").unwrap();
    }
    text.push_str("} from './model';\n\n/** The names of the v1 functions. */\nexport type V1OperationName =\n");
    for (operation, _) in &rows {
        writeln!(text, "  | '{}'", operation.name).unwrap();
    }
    text = text.trim_end().to_owned() + ";\n";
    for (operation, docs) in &rows {
        parameters(operation, &mut text);
        function(operation, docs, &mut text);
    }
    text
}

fn imported(rows: &[(&Operation, &[&str])]) -> Vec<&'static str> {
    let mut names: Vec<_> = rows
        .iter()
        .flat_map(|(operation, _)| {
            let body = match operation.body {
                Body::Member(_, name)
                | Body::Flat {
                    type_name: name, ..
                } => Some(name),
                Body::None => None,
            };
            let answer = match operation.answer {
                Answer::List { item: name, .. } | Answer::One { entity: name, .. } => Some(name),
                Answer::AsSent => None,
            };
            [body, answer].into_iter().flatten()
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The parameters in the path: name, and whether it may be left out.
fn path_parameters(path: &'static str) -> Vec<(&'static str, bool)> {
    path.split('{')
        .zip(path.split('{').skip(1))
        .map(|(before, after)| {
            let name = after.split('}').next().unwrap();
            (name, before.contains('[') && !before.contains(']'))
        })
        .collect()
}

fn capitalised(name: &str) -> String {
    let (first, rest) = name.split_at(1);
    first.to_uppercase() + rest
}

fn takes_parameters(operation: &Operation) -> bool {
    operation.body != Body::None || operation.path.contains('{')
}

fn parameters(operation: &Operation, text: &mut String) {
    if !takes_parameters(operation) {
        return;
    }
    let name = capitalised(operation.name);
    writeln!(text, "\n/** What {{@link {}}} takes. */", operation.name).unwrap();
    if let Body::Flat {
        wrappers,
        type_name,
    } = operation.body
    {
        writeln!(
            text,
            "export type {name}OperationRequest =\n  | {type_name}"
        )
        .unwrap();
        let (outer, inner) = (wrappers[0], wrappers[1]);
        writeln!(text, "  | {{ {outer}: {type_name} }}").unwrap();
        let own = "'name' | 'countryIso' | 'organizationId' | 'organizationIdSuffix'";
        writeln!(text, "  | ({{ {inner}: Pick<{type_name}, {own}> }} & Pick<{type_name}, 'createVendorAccount' | 'vendor' | 'email' | 'password'>);").unwrap();
        return;
    }
    writeln!(text, "export interface {name}OperationRequest {{").unwrap();
    for (parameter, optional) in path_parameters(operation.path) {
        let described = match parameter {
            "lockHolderId" => "Id of the lock holder.",
            "lockId" if optional => "Id of the lock; without it the request must hold it.",
            "lockId" => "Id of the lock.",
            "keyId" => "Id of the key.",
            "userId" => "Phone number of the person, E.164 (`+47…`).",
            "vendorConnectionId" => "Id of the vendor connection.",
            "integratorId" => "Id of the integrator.",
            other => panic!("describe the parameter {other} here"),
        };
        let mark = if optional { "?" } else { "" };
        writeln!(text, "  /** {described} */\n  {parameter}{mark}: string;").unwrap();
    }
    for parameter in operation.query {
        let (described, kind) = match *parameter {
            "limit" => (
                "How many at most in one answer; then `startAfterId` comes with it.",
                "number",
            ),
            "startAfterId" => ("Where the last answer ended, as it said.", "string"),
            other => panic!("describe the parameter {other} here"),
        };
        writeln!(text, "  /** {described} */\n  {parameter}?: {kind};").unwrap();
    }
    if let Body::Member(member, type_name) = operation.body {
        writeln!(
            text,
            "  /** The request's body. */\n  {member}: {type_name};"
        )
        .unwrap();
    }
    text.push_str("}\n");
}

fn function(operation: &Operation, docs: &[&str], text: &mut String) {
    text.push_str("\n/**\n");
    for line in docs {
        writeln!(text, " *{line}").unwrap();
    }
    writeln!(
        text,
        " *\n * `{} {}`",
        operation.method.as_str(),
        operation.path
    )
    .unwrap();
    let error = "@returns a promise that never rejects: of `data` and `error` exactly one is set.";
    writeln!(
        text,
        " *\n * @param token access token, without `Bearer`.\n * {error}\n */"
    )
    .unwrap();
    let (data, mended) = match operation.answer {
        Answer::List { name, item, .. } => {
            let cursor = if operation.query.contains(&"startAfterId") {
                "; startAfterId?: string"
            } else {
                ""
            };
            (
                format!("{item}[] & {{ {name}: {item}[]{cursor} }}"),
                mending(name, item),
            )
        }
        Answer::One { name, entity, .. } => {
            (format!("{{ {name}: {entity} }}"), mending(name, entity))
        }
        Answer::AsSent => ("unknown".to_owned(), String::new()),
    };
    let params = if takes_parameters(operation) {
        format!("params: {}OperationRequest", capitalised(operation.name))
    } else {
        "params?: { [name: string]: never } | null".to_owned()
    };
    let name = operation.name;
    writeln!(text, "export function {name}(token: string, {params}, options?: CallOptions): Promise<ApiResult<{data}>> {{").unwrap();
    writeln!(
        text,
        "  return call('{name}', token, params, options{mended});\n}}"
    )
    .unwrap();
}

fn nouns() -> String {
    let rows = documented();
    let names = named();
    let mut text = "import type { CallOptions } from '../options';\nimport { mendKey, mendKeys, mendLock, mendLocks, mendRole, mendRoles } from '../mending';\nimport type {\n".to_owned();
    for (operation, _) in &rows {
        if takes_parameters(operation) {
            writeln!(text, "  {}OperationRequest,", capitalised(operation.name)).unwrap();
        }
    }
    text.push_str("  V1OperationName,\n} from './v1';\nimport type {\n");
    for name in imported(&rows)
        .into_iter()
        .filter(|name| !name.ends_with("Request"))
    {
        writeln!(text, "  {name},").unwrap();
    }
    text.push_str("} from './model';\n");
    text.push_str("\n/** Makes a call; `within` is the member of the answer that the caller wants. */\nexport type Invoke = <T>(name: V1OperationName, params: unknown, options: CallOptions | undefined, within?: string, mend?: (data: object) => void) => Promise<T>;\n");
    text.push_str("\n/** API v1 by nouns. Every method rejects with an `UnlocError` if it fails. */\nexport interface V1 {\n");
    let mut order: Vec<&str> = Vec::new();
    for (noun, _) in &names {
        if !order.contains(noun) {
            order.push(noun);
        }
    }
    let mut values = String::new();
    for noun in order {
        writeln!(text, "  readonly {noun}: {{").unwrap();
        writeln!(values, "    {noun}: {{").unwrap();
        for ((operation, docs), (_, verb)) in
            rows.iter().zip(&names).filter(|(_, name)| name.0 == noun)
        {
            let documentation: Vec<_> = docs.iter().map(|line| line.trim()).collect();
            writeln!(text, "    /** {} */", documentation.join("\n     * ")).unwrap();
            let (result, within, mended) = match operation.answer {
                Answer::List { name, item, .. } => {
                    let cursor = if operation.query.contains(&"startAfterId") {
                        " & { startAfterId?: string }"
                    } else {
                        ""
                    };
                    (
                        format!("{item}[]{cursor}"),
                        "undefined".to_owned(),
                        mending(name, item),
                    )
                }
                Answer::One { name, entity, .. } => (
                    entity.to_owned(),
                    format!("'{name}'"),
                    mending(name, entity),
                ),
                Answer::AsSent => ("unknown".to_owned(), "undefined".to_owned(), String::new()),
            };
            if takes_parameters(operation) {
                writeln!(text, "    {verb}(params: {}OperationRequest, options?: CallOptions): Promise<{result}>;", capitalised(operation.name)).unwrap();
                writeln!(values, "      {verb}: (params, options) => invoke('{}', params, options, {within}{mended}),", operation.name).unwrap();
            } else {
                writeln!(
                    text,
                    "    {verb}(options?: CallOptions): Promise<{result}>;"
                )
                .unwrap();
                writeln!(values, "      {verb}: (options) => invoke('{}', undefined, options, {within}{mended}),", operation.name).unwrap();
            }
        }
        text.push_str("  };\n");
        values.push_str("    },\n");
    }
    text.push_str("}\n\n/** The nouns, each of whose methods is a call through `invoke`. */\nexport function v1Nouns(invoke: Invoke): V1 {\n  return {\n");
    text.push_str(&values);
    text.push_str("  };\n}\n");
    text
}

/// Entities of which the API has sent members in two types.
fn mending(name: &str, entity: &str) -> String {
    match entity {
        "Key" | "Lock" | "Role" => format!(", mend{}", capitalised(name)),
        _ => String::new(),
    }
}
