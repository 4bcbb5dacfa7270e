//! A row as it was read: doors are known, wall clocks are not resolved yet.

use crate::time::{Ms, Window};

/// What becomes of a time that a clock jumps over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Gap {
    /// It is refused.
    #[default]
    Reject,
    /// As far before the jump.
    Earlier,
    /// As far after the jump.
    Later,
}

impl Gap {
    /// The word of an option.
    pub fn of(word: &str) -> Option<Self> {
        match word {
            "reject" => Some(Self::Reject),
            "earlier" => Some(Self::Earlier),
            "later" => Some(Self::Later),
            _ => None,
        }
    }
}

/// A time of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It was not said.
    Unsaid,
    /// An instant.
    Instant(Ms),
    /// The wall clock of the door, in milliseconds as if it were UTC.
    Wall {
        /// What the clock shows.
        clock: Ms,
        /// What this very time says about gaps.
        gap: Option<Gap>,
    },
    /// It was said that there is no end.
    Never,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// The list's own stable name.
    pub reference: String,
    /// Phone number (E.164).
    pub person: String,
    /// Indexes of locks.
    pub locks: Vec<u32>,
    /// When it begins.
    pub from: When,
    /// When it ends.
    pub to: When,
    /// Weekly hours, sorted and apart from each other; none is at all hours.
    pub windows: Vec<Window>,
    /// A day may have two windows, each a key of its own.
    pub two_keys: bool,
    /// A note.
    pub label: String,
    /// Metadata, without ours.
    pub metadata: Vec<(String, String)>,
}
