//! A finding, as numbers.

use super::kind::FindingKind;
use crate::time::Ms;

/// Something worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The lock; [`NONE`](crate::snapshot::NONE) if it is about none.
    pub lock: u32,
    /// The person; [`NONE`](crate::snapshot::NONE) if hidden, or about none.
    pub person: u32,
    /// The keys.
    pub keys: Vec<u32>,
    /// Since when; `Ms::MIN` if it has no time.
    pub from: Ms,
    /// Until when; [`NEVER`](crate::time::NEVER) if it has no end.
    pub to: Ms,
}
