//! The client's tables and the documents in `docs/openapi` have the same operations with the same
//! parameters. The documents are written by hand, not generated from the tables.
#![cfg(not(target_family = "wasm"))]
#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)] // a test

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use unloc_integrator_client::api::operation::{Body, Operation};
use unloc_integrator_client::api::{v1, v2};

/// The comparable part of an operation.
#[derive(Debug, PartialEq)]
struct Shape {
    in_path: Vec<String>,
    in_query: BTreeSet<String>,
    has_body: bool,
}

/// Operations by method and path, the path without a slash at its end.
type Shapes = BTreeMap<String, Shape>;

fn parameters_of(path: &str) -> Vec<String> {
    let mut names: Vec<String> = path
        .split('{')
        .skip(1)
        .map(|part| part.split('}').next().unwrap().to_owned())
        .collect();
    names.sort();
    names
}

fn name(method: &str, path: &str) -> String {
    format!("{method} {}", path.trim_end_matches('/'))
}

fn document(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Follows a reference within the document.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    match value["$ref"].as_str() {
        Some(reference) => document.pointer(reference.trim_start_matches('#')).unwrap(),
        None => value,
    }
}

/// The operations of a document: all, or those with a confirmed path.
fn of_document(document: &Value, only_confirmed: bool) -> Shapes {
    let mut shapes = Shapes::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            if method == "parameters" || (only_confirmed && operation["x-certainty"] != "confirmed")
            {
                continue;
            }
            let parameters: Vec<&Value> = [&item["parameters"], &operation["parameters"]]
                .into_iter()
                .filter_map(Value::as_array)
                .flatten()
                .map(|parameter| resolved(document, parameter))
                .collect();
            let named = |location: &'static str| {
                let found = parameters.iter().filter(move |one| one["in"] == location);
                found.map(|one| one["name"].as_str().unwrap().to_owned())
            };
            let mut in_path: Vec<String> = named("path").collect();
            in_path.sort();
            assert_eq!(in_path, parameters_of(path), "{path} and its parameters");
            let shape = Shape {
                in_path,
                in_query: named("query").collect(),
                has_body: operation["requestBody"].is_object(),
            };
            shapes.insert(name(&method.to_uppercase(), path), shape);
        }
    }
    shapes
}

/// The paths of a row: with and without its optional part in brackets, and with each of its
/// alternatives.
fn paths_of(row: &str) -> Vec<String> {
    if let Some((before, rest)) = row.split_once('[') {
        let (inside, after) = rest.split_once(']').unwrap();
        return vec![[before, inside, after].concat(), [before, after].concat()];
    }
    if let Some((before, rest)) = row.split_once('(') {
        let (inside, after) = rest.split_once(')').unwrap();
        let sides = inside.split('|');
        return sides.map(|side| [before, side, after].concat()).collect();
    }
    // An OpenAPI document cannot have two parameters at one position, such as a vendor and an id.
    if row.ends_with("{vendor}") {
        let vendors = ["danalock", "master-lock", "parqio", "virtual"];
        return vendors
            .map(|vendor| row.replace("{vendor}", vendor))
            .to_vec();
    }
    // A configurable segment.
    vec![row.replace("{organizationSegment}", "organization")]
}

/// The query parameters of a row at one of its paths, without the marks of their types. Those that
/// exclude subprojects do not apply within a subproject.
fn query_of(operation: &Operation, path: &str) -> BTreeSet<String> {
    let names = operation
        .query
        .iter()
        .map(|name| name.trim_end_matches(['*', '?']));
    let in_subproject = path.starts_with("/v2/subprojects/");
    let fitting = names.filter(|name| !(in_subproject && name.starts_with("excludeSubproject")));
    fitting.map(str::to_owned).collect()
}

fn of_table(operations: &[&Operation]) -> Shapes {
    let mut shapes = Shapes::new();
    for operation in operations {
        for path in paths_of(operation.path) {
            let shape = Shape {
                in_path: parameters_of(&path),
                in_query: query_of(operation, &path),
                has_body: operation.body != Body::None,
            };
            shapes.insert(name(operation.method.as_str(), &path), shape);
        }
    }
    shapes
}

/// Every row is in the document, and every confirmed operation of the document is a row.
fn compare(document: &Value, table: &Shapes, not_rows: &[&str]) {
    let all = of_document(document, false);
    for (name, shape) in table {
        let documented = all
            .get(name)
            .unwrap_or_else(|| panic!("{name} is not in the document"));
        assert_eq!(documented, shape, "{name}");
    }
    for name in of_document(document, true).keys() {
        assert!(
            table.contains_key(name) || not_rows.contains(&name.as_str()),
            "{name} has no row"
        );
    }
}

#[test]
fn the_table_of_v1_and_its_document_name_the_same_operations_and_parameters() {
    let document = document(include_str!("../../docs/openapi/v1.json"));
    compare(
        &document,
        &of_table(v1::OPERATIONS),
        &["POST /auth/v1/token"],
    );
}

#[test]
fn the_table_of_v2_and_its_document_name_the_same_operations_and_parameters() {
    let document = document(include_str!("../../docs/openapi/v2.json"));
    let of_tokens = ["POST /v2/auth/token", "POST /v2/auth/resources-discovery"];
    compare(&document, &of_table(v2::OPERATIONS), &of_tokens);
}
