//! The rows of API v2 as the generators read them.

pub mod page;
pub mod resources;

use unloc_integrator_client::api::operation::{Idempotency, Method};
use unloc_integrator_client::api::v2;
use unloc_integrator_client::v2_operations;

use crate::text::{capitalized, path_parameters, undescribed};

/// Calls that do more than send a request. Their methods are written by hand in `pkg/src/v2`.
pub const HAND_WRITTEN: &[&str] = &[
    "keys.create",
    "keys.revoke",
    "keys.revokeAll",
    "sharedKeys.revokeAll",
    "sharingRights.revokeAll",
    "lockConnections.create",
    "lockConnections.refresh",
];

/// A row of the table. Unlike the [operation](unloc_integrator_client::api::operation::Operation) that
/// the client keeps of it, it names the types of the model.
pub struct Row {
    /// The lines of its documentation.
    pub documentation: &'static [&'static str],
    /// The member of `client` and its method.
    pub resource: &'static str,
    pub verb: &'static str,
    /// Whether the vendor documents method and path; else they are inferred.
    pub known: bool,
    pub method: Method,
    pub repeat: Idempotency,
    pub path: &'static str,
    pub query: &'static [&'static str],
    pub body: Option<Body>,
    pub answer: SuccessBody,
}

/// The member that holds the body, and its type. A member called `body` stands for all parameters
/// but those of path and query.
#[derive(Clone, Copy)]
pub struct Body {
    pub member: &'static str,
    pub type_name: &'static str,
}

/// What an answer becomes: the model type, and the member of the answer that holds it.
#[derive(Clone, Copy)]
pub enum SuccessBody {
    List {
        item: &'static str,
    },
    One {
        within: &'static str,
        entity: &'static str,
    },
    /// The entity, or nothing if the API does not send it.
    Perhaps {
        within: &'static str,
        entity: &'static str,
    },
    AsSent,
}

// The words of the table's rows.

const fn list(_: &'static str, item: &'static str) -> SuccessBody {
    SuccessBody::List { item }
}

const fn one(within: &'static str, entity: &'static str) -> SuccessBody {
    SuccessBody::One { within, entity }
}

const fn optional_entity(within: &'static str, entity: &'static str) -> SuccessBody {
    SuccessBody::Perhaps { within, entity }
}

const fn as_sent() -> SuccessBody {
    SuccessBody::AsSent
}

const fn member(member: &'static str, type_name: &'static str) -> Body {
    Body { member, type_name }
}

macro_rules! rows {
    ($(
        $(#[doc = $doc:literal])*
        $rust:ident $noun:ident.$verb:ident $certainty:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(body $body:expr)? => $answer:expr;
    )*) => {
        /// All rows, in order.
        pub fn rows() -> Vec<Row> {
            vec![$( Row {
                documentation: &[$($doc),*],
                resource: stringify!($noun),
                verb: stringify!($verb),
                known: stringify!($certainty) == "Known",
                method: Method::$method,
                repeat: Idempotency::$repeat,
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
    pub fn name(&self) -> String {
        [self.resource, ".", self.verb].concat()
    }

    pub fn is_hand_written(&self) -> bool {
        HAND_WRITTEN.contains(&self.name().as_str())
    }

    /// The TypeScript type of its parameters.
    fn parameters_type(&self) -> String {
        [
            &capitalized(self.resource),
            &capitalized(self.verb),
            "Parameters",
        ]
        .concat()
    }

    /// Whether the path has the alternatives `(subprojects/{…}|projects/{…})`.
    fn takes_subproject(&self) -> bool {
        self.path.contains("(subprojects/")
    }

    /// The parameters in the path, without those of the alternatives.
    pub fn path_parameters(&self) -> impl Iterator<Item = &'static str> + use<> {
        path_parameters(
            self.path
                .split_once(')')
                .map_or(self.path, |(_, rest)| rest),
        )
    }

    /// The query parameters that callers send: cursors are the list's.
    pub fn filters(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.query
            .iter()
            .copied()
            .filter(|name| *name != "startAfterId")
    }

    /// The scope that a token needs for it.
    fn scope(&self) -> &'static str {
        if self.path.contains("{organizationId}") {
            "organization.admin"
        } else {
            "project.admin"
        }
    }

    /// The path as documentation shows it: of alternatives the project's.
    fn shown_path(&self) -> String {
        let path = self.path.replace("{organizationSegment}", "organization");
        match path.split_once("(subprojects/{subprojectId}|") {
            Some((before, rest)) => [before, &rest.replacen(')', "", 1)].concat(),
            None => path,
        }
    }
}

/// `?` where a path parameter may be left out.
fn optional_mark(parameter: &str) -> &'static str {
    if parameter == "organizationSegment" {
        "?"
    } else {
        ""
    }
}

/// The name of a query parameter without the mark of its kind.
fn plain(parameter: &'static str) -> &'static str {
    parameter.trim_end_matches(['*', '?'])
}

/// The description of a path parameter.
fn described(parameter: &str) -> &'static str {
    v2::PATH_PARAMETERS
        .iter()
        .find(|(name, _)| *name == parameter)
        .map_or_else(
            || undescribed(parameter, "PATH_PARAMETERS of src/api/v2.rs"),
            |(_, description)| description,
        )
}

/// The type of a query parameter and its description.
fn described_filter(parameter: &str) -> (&'static str, &'static str) {
    v2::QUERY_PARAMETERS
        .iter()
        .find(|(name, ..)| *name == parameter)
        .map_or_else(
            || undescribed(parameter, "QUERY_PARAMETERS of src/api/v2.rs"),
            |(_, kind, description)| (*kind, *description),
        )
}

#[cfg(test)]
mod tests {
    use unloc_integrator_client::api::v2::{OPERATIONS, PATH_PARAMETERS, QUERY_PARAMETERS};

    use super::*;

    #[test]
    fn what_is_written_by_hand_is_in_the_table() {
        let names: Vec<String> = rows().iter().map(Row::name).collect();
        for name in HAND_WRITTEN {
            assert!(names.iter().any(|known| known == name), "{name}");
        }
    }

    #[test]
    fn every_description_is_of_a_parameter_of_a_row() {
        for (name, _) in PATH_PARAMETERS {
            let braced = format!("{{{name}}}");
            let used = OPERATIONS.iter().any(|row| row.path.contains(&braced));
            assert!(used, "no path has the parameter {name}");
        }
        for (name, ..) in QUERY_PARAMETERS {
            let used = OPERATIONS.iter().any(|row| row.query.contains(name));
            assert!(used, "no query has the parameter {name}");
        }
    }
}
