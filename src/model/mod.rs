//! What the API talks about: one file per noun, and the only place that spells a member.
//!
//! The TypeScript types of the npm package are generated from these structs, the sandbox is built
//! of them, and tests decode recorded answers into them. The client itself hands answers through
//! untouched, so nothing here costs a byte in its wasm.
//!
//! Two rules hold for every entity: members the model does not know are kept (in `extra`), and a
//! member that is absent stays distinct from one that is `null` ([`Nullable`]).

mod macros;
mod nullable;
pub mod typescript;

pub mod v1;
pub mod v2;

pub use nullable::Nullable;
pub use v1::*;
