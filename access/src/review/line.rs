//! What a line of a CSV is about.

use crate::time::Ms;

/// What a line is about.
#[derive(Clone, Debug)]
pub struct Line {
    /// The locks: several only in a list of grants.
    pub locks: Vec<u32>,
    /// The person; [`crate::snapshot::NONE`] if hidden.
    pub person: u32,
    /// When it begins.
    pub from: Ms,
    /// When it ends.
    pub to: Ms,
    /// The keys.
    pub keys: Vec<u32>,
    /// In place of the references of the keys.
    pub reference: Option<String>,
}
