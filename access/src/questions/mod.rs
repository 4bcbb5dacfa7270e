//! What single questions about access come to.
//!
//! Each takes and gives JSON; moments go in as milliseconds and come out in ISO 8601. Asking a lock asks
//! its door: all locks with its `physicalLockId`.
//!
//! | question | given | answer |
//! | --- | --- | --- |
//! | [`can_open`] | `{"appUserId","lockId","at"}` | `{"opens","because":[reason],"butNot":[{"reason","why"}],"next"?:{"opens","at"}}` |
//! | [`who_can_open`] | `{"lockId"}` and `"at"` or `"from","to"` | `[opening]` |
//! | [`what_can_open`] | `{"appUserId"}` and `"at"` or `"from","to"` | `[opening]` |
//! | [`may_grant`] | `{"lockId"?,"appUserId"?}` | `[{"lockId","appUserId","id"?,"source"?}]` |
//!
//! Reasons are those of [`crate::review::reason`], openings those of [`crate::review::opening`].

mod around;
mod can_open;
mod may_grant;
mod people_at;
mod who_what;

pub use can_open::can_open;
pub use may_grant::may_grant;
pub use people_at::people_at;
pub use who_what::{what_can_open, who_can_open};
