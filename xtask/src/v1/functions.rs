//! `pkg/src/generated/v1.ts`: a function and a type of parameters per row of API v1.

use std::collections::BTreeSet;

use unloc_integrator_client::api::operation::{Body, SuccessBody};
use unloc_integrator_client::api::v1::{OPERATIONS, PATH_PARAMETERS, QUERY_PARAMETERS};

use super::{Row, import_of_normalizers, rows};
use crate::text::undescribed;

pub fn module() -> String {
    let rows = rows();
    assert_eq!(rows.len(), OPERATIONS.len());
    let mut text = String::new();
    line!(text, "import {{ call }} from '../client/call';");
    line!(text, "{}", import_of_normalizers());
    line!(
        text,
        "import type {{ CallOptions }} from '../core/options';"
    );
    line!(text, "import type {{ ApiResult }} from '../core/result';");
    line!(text, "import type {{");
    let types = rows.iter().flat_map(|row| [row.body_type(), row.entity()]);
    for name in types.flatten().collect::<BTreeSet<_>>() {
        line!(text, "  {name},");
    }
    line!(text, "}} from './model';");
    for row in &rows {
        if row.takes_parameters() {
            line!(text, "\n/** What {{@link {}}} takes. */", row.name());
            text += &parameters(row);
        }
        text += &function(row);
    }
    text
}

/// The type of a row's parameters.
fn parameters(row: &Row) -> String {
    let name = row.parameters_type();
    if let Body::Flat {
        wrappers,
        type_name,
    } = row.operation.body
    {
        return flat_parameters(&name, wrappers, type_name);
    }
    let mut text = format!("export interface {name} {{\n");
    for (parameter, optional) in row.path_parameters() {
        let mark = if optional { "?" } else { "" };
        let marked = [parameter, mark].concat();
        let (_, description) = PATH_PARAMETERS
            .iter()
            .find(|(name, _)| *name == marked)
            .unwrap_or_else(|| undescribed(&marked, "PATH_PARAMETERS of src/api/v1.rs"));
        line!(text, "  /** {description} */\n  {marked}: string;");
    }
    for parameter in row.operation.query {
        let (_, kind, description) = QUERY_PARAMETERS
            .iter()
            .find(|(name, ..)| name == parameter)
            .unwrap_or_else(|| undescribed(parameter, "QUERY_PARAMETERS of src/api/v1.rs"));
        line!(text, "  /** {description} */\n  {parameter}?: {kind};");
    }
    if let Body::Member(member, type_name) = row.operation.body {
        line!(
            text,
            "  /** The request's body. */\n  {member}: {type_name};"
        );
    }
    text + "}\n"
}

/// The parameters are the body's members: bare, all under the first wrapper, or the lock holder's
/// own under the second and the vendor account's beside it.
fn flat_parameters(name: &str, wrappers: &[&str], type_name: &str) -> String {
    const OF_LOCK_HOLDER: &str =
        "'name' | 'countryIso' | 'organizationId' | 'organizationIdSuffix'";
    const OF_VENDOR_ACCOUNT: &str = "'createVendorAccount' | 'vendor' | 'email' | 'password'";
    let mut text = String::new();
    line!(text, "export type {name} =\n  | {type_name}");
    if let [all, lock_holder] = wrappers {
        line!(text, "  | {{ {all}: {type_name} }}");
        line!(
            text,
            "  | ({{ {lock_holder}: Pick<{type_name}, {OF_LOCK_HOLDER}> }} & Pick<{type_name}, {OF_VENDOR_ACCOUNT}>);"
        );
    }
    text
}

fn function(row: &Row) -> String {
    let operation = row.operation;
    let name = row.name();
    let mut text = "\n/**\n".to_owned();
    for line in row.documentation {
        line!(text, " *{line}");
    }
    line!(
        text,
        " *\n * `{} {}`",
        operation.method.as_str(),
        operation.path
    );
    line!(text, " *\n * @param token access token, without `Bearer`.");
    let params = if row.takes_parameters() {
        "the ids in the path, the query and the body."
    } else {
        "none: omit it, or pass `null` before `options`."
    };
    line!(text, " * @param params {params}");
    line!(
        text,
        " * @param options options of this call, over those of `init`."
    );
    line!(
        text,
        " * @returns a promise that never rejects: of `data` and `error` exactly one is set."
    );
    line!(text, " */");
    let parameters = if row.takes_parameters() {
        format!("params: {}", row.parameters_type())
    } else {
        "params?: { [name: string]: never } | null".to_owned()
    };
    line!(
        text,
        "export function {name}(token: string, {parameters}, options?: CallOptions): Promise<ApiResult<{}>> {{",
        data(row)
    );
    line!(
        text,
        "  return call('{name}', token, params, options{});",
        row.normalizer()
    );
    text + "}\n"
}

/// The type of `data`.
fn data(row: &Row) -> String {
    let cursor = if row.is_paginated() {
        "; startAfterId?: string"
    } else {
        ""
    };
    match row.operation.answer {
        SuccessBody::List { name, item, .. } => {
            format!("{item}[] & {{ {name}: {item}[]{cursor} }}")
        }
        SuccessBody::One { name, entity, .. } => format!("{{ {name}: {entity} }}"),
        SuccessBody::AsSent => "unknown".to_owned(),
    }
}
