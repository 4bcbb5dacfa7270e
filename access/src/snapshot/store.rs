//! What is kept, and how things that are named get their numbers.

use std::cell::OnceCell;

use super::index::Index;
use super::rows::{Common, Rows};
use super::slots::{Slots, hash};
use super::texts::Texts;
use super::types::{Group, Lock, NONE, PageOf, SharingRight, State, Text, Use};
use crate::time::{Ms, Span, Window, Zone};

/// What was read of one list of the API.
#[derive(Debug, Default)]
pub struct List {
    /// How many pages.
    pub pages: u32,
    /// Whether a page came that was the last.
    pub ended: bool,
    /// Hashes of the cursors that came.
    pub cursors: Vec<u64>,
}

impl List {
    /// Whether a cursor of this hash has come.
    #[inline(never)]
    pub fn has_come(&self, cursor: u64) -> bool {
        self.cursors.contains(&cursor)
    }
}

/// What was read of a project or lock holder.
#[derive(Debug, Default)]
pub struct Snapshot {
    /// The scope, as JSON.
    pub(super) of: String,
    pub(super) rows: Rows,
    pub(super) texts: Texts,
    /// Phone numbers: number 1 is person 0.
    pub(super) people: Texts,
    /// Names of people, as far as there are any.
    pub(super) names: Vec<Text>,
    /// Ids of locks: number 1 is lock 0.
    pub(super) lock_ids: Texts,
    pub(super) locks: Vec<Lock>,
    pub(super) zones: Vec<Zone>,
    /// Weekly hours as texts: their numbers are the indexes.
    pub(super) window_texts: Texts,
    pub(super) windows: Vec<Vec<Window>>,
    pub(super) common_slots: Slots,
    /// What keys have in common.
    pub(super) commons: Vec<Common>,
    pub(super) groups: Vec<Group>,
    pub(super) rights: Vec<SharingRight>,
    /// What was done, sorted as far as `uses_sorted`.
    pub(super) uses: Vec<Use>,
    pub(super) uses_sorted: usize,
    /// When the list of uses begins.
    pub(super) uses_from: Option<Ms>,
    pub(super) lists: [List; PageOf::ALL.len()],
    pub(super) sealed: Option<Span>,
    pub(super) metadata_not_kept: bool,
    pub(super) index: OnceCell<Index>,
}

impl Snapshot {
    /// A snapshot of nothing yet. `of` is the scope, as JSON.
    pub fn new(of: &str) -> Self {
        Self {
            of: of.to_owned(),
            ..Self::default()
        }
    }

    pub(super) fn list(&self, of: PageOf) -> Option<&List> {
        self.lists.get(of as usize)
    }

    pub(super) fn intern(&mut self, text: &str) -> Text {
        Text(self.texts.intern(text))
    }

    /// The index of a person; [`NONE`] for an empty number.
    #[inline(never)]
    pub(super) fn intern_person(&mut self, number: &str) -> u32 {
        self.people.intern(number).checked_sub(1).unwrap_or(NONE)
    }

    /// The index of a lock, which has nothing but its id if it is new.
    #[inline(never)]
    pub(super) fn intern_lock(&mut self, id: &str) -> u32 {
        self.intern_lock_hash(id, hash(id.as_bytes()))
    }

    /// The same for an id whose hash is known.
    #[inline(never)]
    pub(super) fn intern_lock_hash(&mut self, id: &str, hash: u64) -> u32 {
        let number = self.lock_ids.intern_hash(id, hash);
        let lock = number.checked_sub(1).unwrap_or(NONE);
        if lock as usize == self.locks.len() {
            let id = self.intern(id);
            self.locks.push(Lock {
                id,
                name: Text(0),
                physical: Text(0),
                door: lock,
                zone: NONE,
                hidden: false,
                listed: false,
            });
        }
        lock
    }

    /// The index of a zone; [`NONE`] for an empty name.
    pub(super) fn intern_zone(&mut self, name: &str) -> u32 {
        if name.is_empty() {
            return NONE;
        }
        let found = self.zones.iter().position(|zone| zone.name == name);
        let place = found.unwrap_or(self.zones.len());
        if found.is_none() {
            self.zones.push(Zone {
                name: name.to_owned(),
                offsets: Vec::new(),
            });
        }
        #[allow(clippy::cast_possible_truncation)] // a few hundred
        let place = place as u32;
        place
    }

    /// The index of weekly hours, which are sorted.
    pub(super) fn intern_windows(&mut self, windows: &[Window]) -> u32 {
        // Not empty even for none: weekly hours without a day never open.
        let mut text = String::from("w");
        for window in windows {
            push_number(&mut text, u32::from(window.day));
            push_number(&mut text, u32::from(window.from));
            push_number(&mut text, u32::from(window.to));
        }
        let number = self.window_texts.intern(&text);
        if self.windows.is_empty() {
            self.windows.push(Vec::new());
        }
        if number as usize == self.windows.len() {
            self.windows.push(windows.to_vec());
        }
        number
    }

    /// The index of what a key has in common with others.
    pub(super) fn intern_common(&mut self, common: Common) -> u32 {
        let hash = common.hash();
        let commons = &self.commons;
        if let Some(found) = self
            .common_slots
            .find(hash, |number| commons.get(number as usize) == Some(&common))
        {
            return found;
        }
        #[allow(clippy::cast_possible_truncation)] // no more than there are keys
        let number = commons.len() as u32;
        self.commons.push(common);
        let commons = &self.commons;
        self.common_slots.add((hash, number), |number| {
            let hash = commons.get(number as usize).map_or(0, Common::hash);
            (hash, number)
        });
        number
    }

    pub(super) fn common(&self, number: u32) -> Common {
        let nothing = Common {
            owner: Text(0),
            group: Text(0),
            windows: 0,
            state: State::Unknown,
            id_is_text: true,
            step_is_text: true,
        };
        self.commons
            .get(number as usize)
            .copied()
            .unwrap_or(nothing)
    }
}

/// Appends a number to a text that is only compared, in five characters of seven bits.
fn push_number(text: &mut String, number: u32) {
    for shift in [0, 7, 14, 21, 28] {
        #[allow(clippy::cast_possible_truncation)] // seven bits
        text.push(char::from((number >> shift) as u8 & 127));
    }
}
