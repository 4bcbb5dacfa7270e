//! The entities of the API, a file each.
//!
//! The TypeScript types of the npm package are generated from these structs, the embedded Unloc is built
//! of them, and tests decode recorded responses into them. The client passes responses through without
//! decoding them, so nothing here adds a byte to its wasm.
//!
//! Two rules for every entity: unknown members are kept (in `extra`), and an absent member is distinct
//! from one that is `null` ([`Nullable`]).

mod macros;
mod nullable;
pub mod typescript;

pub mod v1;
pub mod v2;

pub use nullable::Nullable;
pub use v1::*;
