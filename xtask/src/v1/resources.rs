//! `pkg/src/generated/v1-nouns.ts`: the calls of API v1 as methods, grouped by resource.

use std::collections::BTreeSet;

use unloc_integrator_client::api::operation::SuccessBody;

use super::{NORMALIZE, Row, import_of_normalizers, rows};
use crate::text::methods_by_resource;

pub fn module() -> String {
    let rows = rows();
    let imports = imports(&rows);
    let method = |row: &Row| Some((declaration(row), definition(row)));
    let (declarations, definitions) = methods_by_resource(&rows, |row| row.resource, method);
    format!(
        "{imports}
/** Makes a call; `within` is the member of the response that the caller gets. */
export type Invoke = <T>(name: V1OperationName, params: unknown, options: CallOptions | undefined, within?: string, {NORMALIZE}?: (data: object) => void) => Promise<T>;

/** API v1 by resources. Every method rejects with an `UnlocError` if it fails. */
export interface V1 {{
{declarations}}}

/** The nouns, each of whose methods is a call through `invoke`. */
export function v1Nouns(invoke: Invoke): V1 {{
  return {{
{definitions}  }};
}}
"
    )
}

fn imports(rows: &[Row]) -> String {
    let mut text = String::new();
    line!(
        text,
        "import type {{ CallOptions }} from '../core/options';"
    );
    line!(text, "{}", import_of_normalizers());
    line!(text, "import type {{");
    for row in rows.iter().filter(|row| row.takes_parameters()) {
        line!(text, "  {},", row.parameters_type());
    }
    line!(text, "}} from './v1';");
    line!(
        text,
        "import type {{ V1OperationName }} from './operation-names';"
    );
    line!(text, "import type {{");
    for entity in rows.iter().filter_map(Row::entity).collect::<BTreeSet<_>>() {
        line!(text, "  {entity},");
    }
    line!(text, "}} from './model';");
    text
}

/// The method as the interface declares it.
fn declaration(row: &Row) -> String {
    let documentation: Vec<_> = row.documentation.iter().map(|line| line.trim()).collect();
    let mut text = format!("    /** {} */\n", documentation.join("\n     * "));
    let parameters = if row.takes_parameters() {
        format!("params: {}, ", row.parameters_type())
    } else {
        String::new()
    };
    let cursor = if row.is_paginated() {
        " & { startAfterId?: string }"
    } else {
        ""
    };
    let result = match row.operation.answer {
        SuccessBody::List { item, .. } => format!("{item}[]{cursor}"),
        SuccessBody::One { entity, .. } => entity.to_owned(),
        SuccessBody::AsSent => "unknown".to_owned(),
    };
    line!(
        text,
        "    {}({parameters}options?: CallOptions): Promise<{result}>;",
        row.verb
    );
    text
}

/// The method as a call through `invoke`.
fn definition(row: &Row) -> String {
    let (arguments, params) = if row.takes_parameters() {
        ("params, options", "params")
    } else {
        ("options", "undefined")
    };
    let within = match row.operation.answer {
        SuccessBody::One { name, .. } => format!("'{name}'"),
        SuccessBody::List { .. } | SuccessBody::AsSent => "undefined".to_owned(),
    };
    format!(
        "      {}: ({arguments}) => invoke('{}', {params}, options, {within}{}),\n",
        row.verb,
        row.name(),
        row.normalizer()
    )
}
