//! `pkg/src/generated/operation-names.ts`: the names of all operations.

use unloc_integrator_client::api::operation::Operation;
use unloc_integrator_client::api::{v1, v2};

pub fn module() -> String {
    [
        "/** The names of the v1 functions. */\n",
        &union("V1OperationName", v1::OPERATIONS),
        "\n/** The names of the calls of API v2. */\n",
        &union("V2OperationName", v2::OPERATIONS),
    ]
    .concat()
}

/// A type of the operations' names.
fn union(name: &str, operations: &[&Operation]) -> String {
    let names: Vec<String> = operations
        .iter()
        .map(|operation| format!("\n  | '{}'", operation.name))
        .collect();
    format!("export type {name} ={};\n", names.concat())
}
