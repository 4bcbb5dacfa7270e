//! The rows of API v1 as the generators read them.

pub mod functions;
pub mod page;
pub mod resources;

use unloc_integrator_client::api::operation::{Body, Operation, SuccessBody};
use unloc_integrator_client::api::v1;
use unloc_integrator_client::model::v1::NORMALIZED;
use unloc_integrator_client::v1_operations;

use crate::text::{capitalized, path_parameters};

/// A row of the table.
pub struct Row {
    pub operation: &'static Operation,
    /// The lines of its documentation.
    pub documentation: &'static [&'static str],
    /// The member of `client.v1` and its method.
    pub resource: &'static str,
    pub verb: &'static str,
}

macro_rules! rows {
    ($(
        $(#[doc = $doc:literal])*
        $rust:ident $javascript:ident $noun:ident.$verb:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(timeout $timeout:literal)? $(body $body:expr)? => $answer:expr;
    )*) => {
        /// All rows, in order.
        pub fn rows() -> Vec<Row> {
            vec![$( Row {
                operation: &v1::$rust,
                documentation: &[$($doc),*],
                resource: stringify!($noun),
                verb: stringify!($verb),
            } ),*]
        }
    };
}
v1_operations!(rows);

impl Row {
    pub fn name(&self) -> &'static str {
        self.operation.name
    }

    /// The parameters in the path, and whether each may be left out: it stands in brackets then.
    pub fn path_parameters(&self) -> Vec<(&'static str, bool)> {
        let path = self.operation.path;
        let inside = path
            .split_once('[')
            .and_then(|(_, rest)| rest.split_once(']'));
        let optional: Vec<&str> =
            inside.map_or_else(Vec::new, |(part, _)| path_parameters(part).collect());
        path_parameters(path)
            .map(|name| (name, optional.contains(&name)))
            .collect()
    }

    fn takes_parameters(&self) -> bool {
        self.operation.body != Body::None || self.operation.path.contains('{')
    }

    /// The TypeScript type of its parameters.
    fn parameters_type(&self) -> String {
        capitalized(self.operation.name) + "OperationRequest"
    }

    /// The model type of its body.
    fn body_type(&self) -> Option<&'static str> {
        match self.operation.body {
            Body::Member(_, type_name) | Body::Flat { type_name, .. } => Some(type_name),
            Body::None => None,
        }
    }

    /// The model type of what it gives, alone or in a list.
    fn entity(&self) -> Option<&'static str> {
        match self.operation.answer {
            SuccessBody::List { item, .. } => Some(item),
            SuccessBody::One { entity, .. } => Some(entity),
            SuccessBody::AsSent => None,
        }
    }

    fn is_paginated(&self) -> bool {
        self.operation.query.contains(&"startAfterId")
    }

    /// The function that normalizes what it gives, as a last argument; nothing where none is needed.
    fn normalizer(&self) -> String {
        match self.operation.answer {
            SuccessBody::List {
                name, item: entity, ..
            }
            | SuccessBody::One { name, entity, .. }
                if NORMALIZED.contains(&entity) =>
            {
                format!(", {NORMALIZE}{}", capitalized(name))
            }
            _ => String::new(),
        }
    }
}

/// What the names of normalizing functions begin with, and the module that has them.
const NORMALIZE: &str = "normalize";
const NORMALIZE_MODULE: &str = "../normalize/v1";

/// The import of all normalizing functions: of an entity, and of a list of it.
fn import_of_normalizers() -> String {
    let names = NORMALIZED
        .iter()
        .flat_map(|entity| {
            [
                format!("{NORMALIZE}{entity}"),
                format!("{NORMALIZE}{entity}s"),
            ]
        })
        .collect::<Vec<_>>();
    format!(
        "import {{ {} }} from '{NORMALIZE_MODULE}';",
        names.join(", ")
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use unloc_integrator_client::api::v1::{PATH_PARAMETERS, QUERY_PARAMETERS};

    use super::*;

    #[test]
    fn every_description_is_of_a_parameter_of_a_row() {
        let mut names = BTreeSet::new();
        for row in rows() {
            for (name, optional) in row.path_parameters() {
                names.insert([name, if optional { "?" } else { "" }].concat());
            }
            names.extend(row.operation.query.iter().map(|name| (*name).to_owned()));
        }
        let in_path = PATH_PARAMETERS.iter().map(|(name, _)| *name);
        let in_query = QUERY_PARAMETERS.iter().map(|(name, ..)| *name);
        for name in in_path.chain(in_query) {
            assert!(names.contains(name), "no row has the parameter {name}");
        }
    }
}
