//! What the API said: locks, keys, groups and sharing rights, as columns over interned texts.

use crate::time::{Ms, Window, Zone};

/// A text of a snapshot. 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub u32);

/// An index that points to nothing.
pub const NONE: u32 = u32::MAX;

/// The state of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not usable yet.
    Creating,
    /// Not begun.
    Scheduled,
    /// In force.
    Active,
    /// In force, outside its weekly hours.
    Inactive,
    /// Over.
    Expired,
    /// Could not be made.
    Error,
    /// Taken back.
    Revoked,
    /// A word that this crate does not know: opens in a review, exists in a plan.
    Unknown,
}

/// A key.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    /// Index of its lock; [`NONE`] if the lock is not in the snapshot.
    pub lock: u32,
    /// Index of its person; [`NONE`] if hidden.
    pub person: u32,
    /// When it begins.
    pub start: Ms,
    /// When it ends, or [`crate::time::NEVER`].
    pub end: Ms,
    /// Index of its weekly hours; 0 is at all hours.
    pub windows: u32,
    /// Its state.
    pub state: State,
    /// `accessOwner` of its metadata.
    pub owner: Text,
    /// `accessRef` of its metadata.
    pub reference: Text,
    /// `accessStep` of its metadata.
    pub step: Text,
    /// Its access group, where it names one.
    pub group: Text,
}

/// A lock.
#[derive(Clone, Debug, Default)]
pub struct Lock {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Index of its physical door: locks with one `physicalLockId` are one door.
    pub door: u32,
    /// Index of its zone; [`NONE`] if unknown.
    pub zone: u32,
    /// `privacyPolicy` hides who has keys.
    pub hidden: bool,
}

/// What was read of a project or lock holder.
#[derive(Debug, Default)]
pub struct Snapshot {
    locks: Vec<Lock>,
    zones: Vec<Zone>,
}

impl Snapshot {
    /// The locks.
    pub fn locks(&self) -> &[Lock] {
        &self.locks
    }
    /// The zones in use.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }
    /// How many keys there are.
    pub fn keys(&self) -> u32 {
        0
    }
    /// A key.
    pub fn key(&self, _key: u32) -> Option<Key> {
        None
    }
    /// The id of a key.
    pub fn key_id(&self, _key: u32) -> String {
        String::new()
    }
    /// The phone number (`appUserId`) of a person.
    pub fn person(&self, _person: u32) -> &str {
        ""
    }
    /// The index of a person.
    pub fn find_person(&self, _number: &str) -> u32 {
        NONE
    }
    /// The index of a lock by its id.
    pub fn find_lock(&self, _id: &str) -> u32 {
        NONE
    }
    /// A text.
    pub fn text(&self, _text: Text) -> &str {
        ""
    }
    /// Weekly hours, sorted; none for index 0, which is at all hours.
    pub fn windows(&self, _windows: u32) -> &[Window] {
        &[]
    }
}
