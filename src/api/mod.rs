//! What a call of the API is, the tables of all calls, and how to find one by its name.

pub mod operation;
pub mod v1;
pub mod v2;

use operation::{Operation, PackedOperation, REQUEST};

/// The call of that name; [`REQUEST`] if there is none.
pub fn named(name: &str) -> &'static Operation {
    v1::OPERATIONS
        .iter()
        .chain(v2::OPERATIONS)
        .find(|operation| operation.name == name)
        .map_or(&REQUEST, |operation| operation)
}

/// The same, from the packed tables: without the model types. The npm package's wasm has no others.
pub fn unpacked(name: &str) -> Operation {
    v1::PACKED
        .iter()
        .chain(v2::PACKED)
        .find(|row| row.is_named(name))
        .map_or(REQUEST, PackedOperation::unpack)
}

#[cfg(test)]
mod tests {
    use super::operation::{Body, SuccessBody};
    use super::*;

    #[test]
    fn what_is_packed_is_the_table_without_the_model_types() {
        for row in v1::OPERATIONS.iter().chain(v2::OPERATIONS) {
            let mut row = **row;
            row.body = match row.body {
                Body::None => Body::None,
                Body::Member(name, _) => Body::Member(name, ""),
                Body::Flat { wrappers, .. } => Body::Flat {
                    wrappers,
                    type_name: "",
                },
            };
            row.answer = match row.answer {
                SuccessBody::List { name, wire, .. } => SuccessBody::List {
                    name,
                    wire,
                    item: "",
                },
                SuccessBody::One { name, id, .. } => SuccessBody::One {
                    name,
                    id,
                    entity: "",
                },
                SuccessBody::AsSent => SuccessBody::AsSent,
            };
            assert_eq!(unpacked(row.name), row);
        }
        assert_eq!(v1::PACKED.len(), v1::OPERATIONS.len());
        assert_eq!(unpacked("getLock "), REQUEST);
    }
}
