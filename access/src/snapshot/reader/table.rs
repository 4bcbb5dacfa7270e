//! What is read of each kind of item, as tables: a member's name, and where its value goes.

use crate::snapshot::types::PageOf;

/// What is read of a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// Nothing; its value is checked.
    Nothing,
    /// A text, or `null`, into a slot.
    Text(usize),
    /// The number of a person: a text, or in some answers of API v1 digits.
    Number,
    /// Who has it: an object with a number, or `null`.
    Person,
    /// When it begins, or happened.
    Start,
    /// When it ends; `null` is never.
    End,
    /// The state of a key.
    State,
    /// Weekly hours.
    Recurrence,
    /// The integrator's own data.
    Metadata,
    /// `true` or `false`, also as a text.
    Flag,
    /// A list of texts: 0 or 1.
    Texts(usize),
}

/// Slots of texts.
pub mod slot {
    /// Id of the item.
    pub const ID: usize = 0;
    /// Its lock.
    pub const LOCK: usize = 1;
    /// Its person.
    pub const PERSON: usize = 2;
    /// Its name, or that of its person.
    pub const NAME: usize = 3;
    /// Owner of a key; last name; physical lock; source of a sharing right.
    pub const FOURTH: usize = 4;
    /// Reference of a key; time zone of a lock.
    pub const FIFTH: usize = 5;
    /// Step of a key; privacy policy of a lock.
    pub const SIXTH: usize = 6;
    /// Group of a key.
    pub const GROUP: usize = 7;
    /// How many there are.
    pub const COUNT: usize = 8;
}

/// A table: members in the order in which the API writes them.
pub type Table = &'static [(&'static str, What)];

/// The table of a kind of items.
pub fn table(of: PageOf) -> Table {
    match of {
        PageOf::Keys => KEY,
        PageOf::Locks => LOCK,
        PageOf::AccessGroups => GROUP,
        PageOf::SharingRights => RIGHT,
        PageOf::ManagedUsers => USER,
        PageOf::AccessEvents => EVENT,
    }
}

const KEY: Table = &[
    ("id", What::Text(slot::ID)),
    ("lockId", What::Text(slot::LOCK)),
    ("appUser", What::Person),
    ("start", What::Start),
    ("end", What::End),
    ("created", What::Nothing),
    ("state", What::State),
    ("recurrence", What::Recurrence),
    ("metadata", What::Metadata),
    ("accessGroupId", What::Text(slot::GROUP)),
    ("toUser", What::Person),
];

const LOCK: Table = &[
    ("id", What::Text(slot::ID)),
    ("name", What::Text(slot::NAME)),
    ("physicalLockId", What::Text(slot::FOURTH)),
    ("timezone", What::Text(slot::FIFTH)),
    ("privacyPolicy", What::Text(slot::SIXTH)),
];

const GROUP: Table = &[
    ("id", What::Text(slot::ID)),
    ("name", What::Text(slot::NAME)),
    ("lockIds", What::Texts(0)),
    ("appUserIds", What::Texts(1)),
    ("recurrence", What::Recurrence),
];

const RIGHT: Table = &[
    ("id", What::Text(slot::ID)),
    ("lockId", What::Text(slot::LOCK)),
    ("appUserId", What::Number),
    ("source", What::Text(slot::FOURTH)),
    ("userId", What::Number),
    ("canShare", What::Flag),
];

const USER: Table = &[
    ("id", What::Text(slot::ID)),
    ("appUserId", What::Number),
    ("firstName", What::Text(slot::NAME)),
    ("lastName", What::Text(slot::FOURTH)),
];

const EVENT: Table = &[
    ("id", What::Nothing),
    ("action", What::Nothing),
    ("created", What::Start),
    ("keyId", What::Nothing),
    ("lockId", What::Text(slot::LOCK)),
    ("lockName", What::Nothing),
    ("appUserId", What::Number),
    ("userId", What::Number),
];

/// Members of a person.
pub const PERSON: Table = &[
    ("id", What::Number),
    ("name", What::Text(slot::NAME)),
    ("userName", What::Text(slot::NAME)),
];

/// Members of a key's metadata that are the engine's.
pub const METADATA: Table = &[
    ("accessOwner", What::Text(slot::FOURTH)),
    ("accessRef", What::Text(slot::FIFTH)),
    ("accessStep", What::Text(slot::SIXTH)),
];

/// The slots that an item cannot be without.
pub fn required(of: PageOf) -> &'static [(usize, &'static str)] {
    match of {
        PageOf::Keys => &[(slot::ID, "id"), (slot::LOCK, "lockId")],
        PageOf::Locks | PageOf::AccessGroups => &[(slot::ID, "id")],
        PageOf::SharingRights => &[(slot::LOCK, "lockId"), (slot::PERSON, "appUserId")],
        PageOf::ManagedUsers => &[(slot::PERSON, "appUserId")],
        PageOf::AccessEvents => &[(slot::LOCK, "lockId")],
    }
}
