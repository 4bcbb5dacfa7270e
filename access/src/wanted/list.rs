//! A list as a plan compares it: instants and indexes of locks.

use crate::time::{Ms, Window};

/// Access that is wanted at one door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WantedDoor {
    /// Index of the lock.
    pub lock: u32,
    /// When it begins; `Ms::MIN` if it was not said.
    pub from: Ms,
    /// When it ends, or [`crate::time::NEVER`].
    pub to: Ms,
    /// Weekly hours, sorted, at most one of a day; none is at all hours. A grant whose days hold two
    /// has its doors twice.
    pub windows: Vec<Window>,
}

/// A row of a list: one reservation, membership or tenancy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grant {
    /// The list's own stable name of it.
    pub reference: String,
    /// Phone number (E.164).
    pub person: String,
    /// The doors.
    pub doors: Vec<WantedDoor>,
    /// A note.
    pub label: String,
    /// Metadata of the keys, without ours.
    pub metadata: Vec<(String, String)>,
    /// Whether it was said that it has no end.
    pub for_ever: bool,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Who owns the keys of this list (`accessOwner`).
    pub owner: String,
    /// The time that the list speaks about; none is everything.
    pub covers: Option<(Ms, Ms)>,
    /// Whether all is on it that should be: only then is anything taken back.
    pub complete: bool,
    /// The rows.
    pub grants: Vec<Grant>,
    /// References of stays whose guest is in.
    pub checked_in: Vec<String>,
    /// References that wait for a number, and why.
    pub waiting: Vec<(String, String)>,
    /// Whether the run said that grants may have no end.
    pub for_ever: bool,
}
