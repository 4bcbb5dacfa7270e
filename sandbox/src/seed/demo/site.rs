//! A project of the demo.

use super::names::Portfolio;
use crate::store::key_index::RowId;

/// A lock holder, which is a project, with its locks and people.
pub(super) struct Site {
    pub(super) portfolio: &'static Portfolio,
    pub(super) project_id: String,
    pub(super) zone: &'static str,
    pub(super) locks: Vec<String>,
    pub(super) people: Vec<String>,
    pub(super) subproject: Option<RowId>,
}

impl Site {
    /// The phone number of a person.
    pub(super) fn person(&self, index: u8) -> Option<&String> {
        self.people.get(usize::from(index))
    }

    /// The id of a lock.
    pub(super) fn lock(&self, index: u8) -> Option<&String> {
        self.locks.get(usize::from(index))
    }
}
