//! The access engine: who can open which door when, and what must change for the doors to match a list.
//!
//! Pure: no clock, no network, no randomness. Pages of the API are read as bytes into a
//! [`snapshot`]; [`questions`] and [`review`] say what opens; [`wanted`] reads lists of who should be
//! able to open what; [`plan`] is the difference. Everything is given as codes and numbers: sentences
//! are made in TypeScript (`pkg/src/access`).
//!
//! A page of locks and one of keys, as API v2 sends them, and a question:
//!
//! ```
//! use unloc_access::calls;
//! use unloc_access::refusal::Refusal;
//!
//! # fn main() -> Result<(), Refusal> {
//! let mut project = calls::create(r#"{"projectId":"p-1"}"#)?;
//! calls::add_page(&mut project, "locks", br#"{"locks":[{"id":"d-1","name":"Front door","timezone":"Europe/Oslo"}]}"#)?;
//! calls::add_page(
//!     &mut project,
//!     "keys",
//!     br#"{"keys":[{
//!         "id": "k-1", "lockId": "d-1", "appUser": {"id": "+4790000001"}, "state": "active",
//!         "created": "2027-02-01T00:00:00Z", "start": "2027-03-01T00:00:00Z", "end": "2027-04-01T00:00:00Z"
//!     }]}"#,
//! )?;
//! calls::ask(&mut project, "seal", r#"{"from":1805025600000,"to":1805025660000}"#)?;
//!
//! let answer = calls::ask(
//!     &mut project,
//!     "canOpen",
//!     r#"{"appUserId":"+4790000001","lockId":"d-1","at":1805025600000}"#, // 2027-03-14T12:00:00Z
//! )?;
//! assert!(answer.starts_with(r#"{"opens":true,"because":[{"#));
//! # Ok(())
//! # }
//! ```
//!
//! | module | what |
//! | --- | --- |
//! | [`calls`] | all of it by name, with JSON in and out: what the wasm exports |
//! | [`snapshot`] | locks, keys, access groups and sharing rights of a project as rows |
//! | [`questions`] | one person, one door, one moment |
//! | [`review`] | all openings of a time, findings, the difference of two snapshots |
//! | [`wanted`] | lists of grants, from JSON, CSV and calendars |
//! | [`plan`] | keys to create and to revoke, by the safety rules R1 to R53 (`docs/access.md`) |
//!
//! The crate is not published: the npm package's entry `unloc-integrator-client/access` is its interface.

// Layers, top to bottom: a module uses only those below it.
pub mod calls;

pub mod plan;
pub mod wanted;

pub mod questions;
pub mod review;

pub use unloc_access_core::{refusal, snapshot, time};
