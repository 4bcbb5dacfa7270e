//! The kinds of findings.

/// What a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FindingKind {
    /// A key has no end.
    NoEnd,
    /// The weekly hours of a key do not occur between its start and end.
    WindowNeverFalls,
    /// A window is lost once: the clock jumps over it.
    WindowSkipped,
    /// A window begins later once: the clock jumps over its beginning.
    StartInGap,
    /// What the API says of a key is not what its times say.
    StateMismatch,
    /// The API says a word of a key that is not known.
    UnknownState,
    /// Somebody has two keys to one door for the same time.
    SameTwice,
    /// Two people can open a door that is for one at a time.
    TwoPeople,
    /// Somebody can open such a door too soon after the one before.
    OpensBeforeLeft,
    /// Keys of one reference leave a time between them.
    GapInStay,
    /// Nobody can open a door.
    NobodyCanOpen,
    /// Somebody may give keys.
    MayGrant,
    /// A key could not be made.
    KeyInError,
    /// A key is not usable yet.
    StillCreating,
    /// Somebody did not use a key, as far as is known.
    UnusedSince,
    /// A key of somebody who is not on the list: a plan's.
    NotOnList,
    /// A key of another owner: a plan's.
    ForeignKey,
    /// A key of an access group.
    GroupKey,
}

/// The kinds and their words.
const WORDS: [(FindingKind, &str); 18] = [
    (FindingKind::NoEnd, "noEnd"),
    (FindingKind::WindowNeverFalls, "windowNeverFalls"),
    (FindingKind::WindowSkipped, "windowSkipped"),
    (FindingKind::StartInGap, "startInGap"),
    (FindingKind::StateMismatch, "stateMismatch"),
    (FindingKind::UnknownState, "unknownState"),
    (FindingKind::SameTwice, "sameTwice"),
    (FindingKind::TwoPeople, "twoPeople"),
    (FindingKind::OpensBeforeLeft, "opensBeforeLeft"),
    (FindingKind::GapInStay, "gapInStay"),
    (FindingKind::NobodyCanOpen, "nobodyCanOpen"),
    (FindingKind::MayGrant, "mayGrant"),
    (FindingKind::KeyInError, "keyInError"),
    (FindingKind::StillCreating, "stillCreating"),
    (FindingKind::UnusedSince, "unusedSince"),
    (FindingKind::NotOnList, "notOnList"),
    (FindingKind::ForeignKey, "foreignKey"),
    (FindingKind::GroupKey, "groupKey"),
];

impl FindingKind {
    /// Its word.
    pub fn word(self) -> &'static str {
        WORDS
            .iter()
            .find(|one| one.0 == self)
            .map_or("", |one| one.1)
    }

    /// The kind of a word.
    pub fn of_word(word: &str) -> Option<Self> {
        WORDS.iter().find(|one| one.1 == word).map(|one| one.0)
    }
}
