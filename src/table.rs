//! All calls by their names.

use crate::operation::{Operation, REQUEST};
use crate::{v1, v2};

/// The call of that name; [`REQUEST`] if there is none.
pub fn named(name: &str) -> &'static Operation {
    v1::OPERATIONS
        .iter()
        .chain(v2::OPERATIONS)
        .find(|operation| operation.name == name)
        .map_or(&REQUEST, |operation| operation)
}
