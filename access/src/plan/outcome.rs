//! What a difference comes to: keys to make, keys to take back, keys that stay.

use super::timeline::Minute;

/// What a step is a part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something new opens.
    Give,
    /// It opens longer.
    Extend,
    /// It opens shorter.
    Shorten,
    /// It opens at another door.
    Move,
    /// It opens at other hours.
    Hours,
    /// Nothing opens any more.
    TakeBack,
}

impl Kind {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Give => "give",
            Self::Extend => "extend",
            Self::Shorten => "shorten",
            Self::Move => "move",
            Self::Hours => "hours",
            Self::TakeBack => "takeBack",
        }
    }
}

/// When a key to make begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Begin {
    /// When it is made.
    Now,
    /// Then.
    At(Minute),
}

/// A key to make.
#[derive(Clone, Copy, Debug)]
pub struct Give {
    /// The grant.
    pub grant: u32,
    /// The person.
    pub person: u32,
    /// The physical door.
    pub door: u32,
    /// The lock.
    pub lock: u32,
    /// When it begins.
    pub begin: Begin,
    /// From when on it opens something that is compared.
    pub from: Minute,
    /// When it ends.
    pub to: Minute,
    /// Its weekly hours.
    pub hours: u32,
    /// What it is a part of.
    pub kind: Kind,
    /// Why, as a code.
    pub because: &'static str,
    /// The key whose place it takes, or that it goes on from, by index among those held.
    pub was: u32,
}

/// A key to take back.
#[derive(Clone, Copy, Debug)]
pub struct Take {
    /// The key, by index among those held.
    pub held: u32,
    /// What it is a part of.
    pub kind: Kind,
    /// Why, as a code.
    pub because: &'static str,
    /// Some of it stays wanted: other keys must open that first.
    pub useful: bool,
}

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It stays, because the same is wanted, or because it is not the plan's.
    Stays,
    /// It stays because its reference waits.
    Waits,
    /// It stays because its guest is in.
    IsIn,
    /// It stays because nothing may be taken back.
    Untouched,
    /// It stays because what would take its place is not usable yet.
    Postponed,
    /// It is taken back.
    Goes,
}

/// How many people at doors.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pairs {
    /// Nothing opened, something will.
    pub opened: u32,
    /// More will.
    pub longer: u32,
    /// Less will.
    pub shorter: u32,
    /// Nothing will.
    pub closed: u32,
}

/// What a difference comes to.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Keys to make.
    pub gives: Vec<Give>,
    /// Keys to take back.
    pub takes: Vec<Take>,
    /// What becomes of each key that is held.
    pub fates: Vec<Fate>,
    /// Keys that are taken back because they could not be made: they open nothing.
    pub errors: u32,
    /// Grants' doors that keys of others open.
    pub adopted: u32,
    /// Grants and the keys of others, by index among those held, that open what they want.
    pub adopts: Vec<(u32, u32)>,
    /// People at doors.
    pub pairs: Pairs,
}
