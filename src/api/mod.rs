//! What a call of the API is, the tables of all calls, and how to find one by its name.

pub mod operation;
pub mod v1;
pub mod v2;

use operation::{Operation, REQUEST};

/// The call of that name; [`REQUEST`] if there is none.
pub fn named(name: &str) -> &'static Operation {
    v1::OPERATIONS
        .iter()
        .chain(v2::OPERATIONS)
        .find(|operation| operation.name == name)
        .map_or(&REQUEST, |operation| operation)
}
