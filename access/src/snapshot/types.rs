//! Keys, locks and what else a snapshot holds.

use crate::time::Ms;

/// A text of a snapshot. 0 is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Text(pub u32);

/// An index that points to nothing.
pub const NONE: u32 = u32::MAX;

/// The state of a key.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
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
    #[default]
    Unknown,
}

/// The states that the API names, and their words.
static STATES: [(State, &str); 7] = [
    (State::Creating, "creating"),
    (State::Scheduled, "scheduled"),
    (State::Active, "active"),
    (State::Inactive, "inactive"),
    (State::Expired, "expired"),
    (State::Error, "error"),
    (State::Revoked, "revoked"),
];

impl State {
    /// The state that a word names.
    pub fn of_word(word: &str) -> Self {
        for (state, name) in &STATES {
            if *name == word {
                return *state;
            }
        }
        Self::Unknown
    }

    /// Its word; `unknown` if the API's is not known.
    pub fn word(self) -> &'static str {
        for (state, name) in &STATES {
            if *state == self {
                return name;
            }
        }
        "unknown"
    }

    /// Whether a key in this state opens while its times say so.
    pub fn opens(self) -> bool {
        !matches!(
            self,
            Self::Creating | Self::Revoked | Self::Expired | Self::Error
        )
    }

    /// Its number in a saved snapshot.
    pub(super) fn number(self) -> u32 {
        self as u32
    }

    /// The state of a number.
    pub(super) fn of_number(number: u32) -> Self {
        for (state, _) in &STATES {
            if state.number() == number {
                return *state;
            }
        }
        Self::Unknown
    }
}

/// A key. Its id and its `accessStep` are texts that [`super::Snapshot`] makes when asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Key {
    /// Index of its lock. A lock that is on no list has an id and nothing else.
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
    /// `accessRef` of its metadata, which another key may have under another number.
    pub reference: Text,
    /// Its access group, where it names one.
    pub group: Text,
}

/// A lock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lock {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Its `physicalLockId`.
    pub physical: Text,
    /// Index of its physical door: the first of the locks with its `physicalLockId`, often itself.
    pub door: u32,
    /// Index of its zone; [`NONE`] if unknown.
    pub zone: u32,
    /// `privacyPolicy` hides who has keys.
    pub hidden: bool,
    /// Whether it was on a list of locks, and not only named by a key.
    pub listed: bool,
}

/// The power to give keys of a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SharingRight {
    /// Index of the lock.
    pub lock: u32,
    /// Index of the person.
    pub person: u32,
    /// Its id.
    pub id: Text,
    /// What it comes from: `project`, `subproject`, `accessGroup`, or another word.
    pub source: Text,
}

/// An access group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its id.
    pub id: Text,
    /// Its name.
    pub name: Text,
    /// Its locks, sorted.
    pub locks: Vec<u32>,
    /// Its people, sorted.
    pub people: Vec<u32>,
    /// Index of the weekly hours of its keys; 0 is at all hours.
    pub windows: u32,
}

/// When a person last did something at a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Use {
    /// Index of the person.
    pub person: u32,
    /// Index of the lock.
    pub lock: u32,
    /// When.
    pub at: Ms,
}

/// The lists of the API that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageOf {
    /// Locks.
    Locks,
    /// Keys.
    Keys,
    /// Access groups.
    AccessGroups,
    /// Sharing rights; roles in API v1.
    SharingRights,
    /// The project's records of people.
    ManagedUsers,
    /// What was done at doors.
    AccessEvents,
}

impl PageOf {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Locks,
        Self::Keys,
        Self::AccessGroups,
        Self::SharingRights,
        Self::ManagedUsers,
        Self::AccessEvents,
    ];

    /// Its name, which is that of the list in a page of API v2.
    pub fn name(self) -> &'static str {
        match self {
            Self::Locks => "locks",
            Self::Keys => "keys",
            Self::AccessGroups => "accessGroups",
            Self::SharingRights => "sharingRights",
            Self::ManagedUsers => "managedUsers",
            Self::AccessEvents => "accessEvents",
        }
    }

    /// The name of the list in a page of API v1, where that is another.
    pub(super) fn old_name(self) -> &'static str {
        match self {
            Self::SharingRights => "roles",
            Self::AccessEvents => "keyEvents",
            other => other.name(),
        }
    }

    /// The list of a name.
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.name() == name)
    }
}
