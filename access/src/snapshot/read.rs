//! What a snapshot says when it is asked.

use super::door_entries::doors;
use super::doors::Doors;
use super::index::{Groups, Index};
use super::rows::{Id, id_text, text_id, uuid, uuid_text};
use super::store::Snapshot;
use super::types::{Group, Key, Lock, NONE, PageOf, SharingRight, Text, Use};
use crate::refusal::Refusal;
use crate::time::{Ms, Span, Window, Zone};

/// How much there is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Locks that were on a list of locks.
    pub locks: u32,
    /// Keys.
    pub keys: u32,
    /// People, those without a key included.
    pub people: u32,
    /// Pages.
    pub pages: u32,
}

impl Snapshot {
    /// The scope, as JSON.
    pub fn of(&self) -> &str {
        &self.of
    }

    /// How much there is.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts {
            keys: self.rows.count(),
            people: self.people(),
            ..Counts::default()
        };
        for lock in &self.locks {
            counts.locks = counts.locks.saturating_add(u32::from(lock.listed));
        }
        for list in &self.lists {
            counts.pages = counts.pages.saturating_add(list.pages);
        }
        counts
    }

    /// Whether a page of a list was read.
    pub fn was_read(&self, of: PageOf) -> bool {
        self.list(of).is_some_and(|list| list.pages > 0)
    }

    /// Says that all of it is there, and when it was seen.
    ///
    /// # Errors
    /// Code `listNotEnded`: no last page of the locks or of the keys came (`kind`), or of another list
    /// that was begun. Code `badSpan`: it was seen to the end before it was begun.
    pub fn seal(&mut self, from: Ms, to: Ms) -> Result<(), Refusal> {
        for of in PageOf::ALL {
            let ended = self.list(of).is_some_and(|list| list.ended);
            let needed = matches!(of, PageOf::Locks | PageOf::Keys) || self.was_read(of);
            if needed && !ended {
                return Err(Refusal::new("listNotEnded").text("kind", of.name()));
            }
        }
        if from > to {
            return Err(Refusal::new("badSpan"));
        }
        self.settle();
        self.rows.finish();
        self.sealed = Some(Span { from, to });
        self.sort_uses();
        Ok(())
    }

    /// A list is no instant: a key that comes again counts as it was seen last. That is seen to at the
    /// end of a list and when it is sealed; who asks before that calls this first.
    pub fn settle(&mut self) {
        let commons = &self.commons;
        let changed = self.rows.settle(|row| {
            let common = commons.get(row.common as usize);
            common.is_some_and(|common| common.id_is_text)
        });
        if changed {
            self.index.take();
        }
    }

    /// When it was seen, if it is sealed: from the first page to the last.
    pub fn sealed(&self) -> Option<Span> {
        self.sealed
    }

    /// The locks.
    pub fn locks(&self) -> &[Lock] {
        &self.locks
    }

    /// The index of a lock by its id.
    pub fn find_lock(&self, id: &str) -> u32 {
        self.lock_ids.find(id).checked_sub(1).unwrap_or(NONE)
    }

    /// What names the door of a lock: its `physicalLockId`, or else its own id.
    pub fn door_id(&self, lock: u32) -> &str {
        let lock = self.locks.get(lock as usize);
        let text = lock.map_or(Text(0), |lock| {
            if lock.physical == Text(0) {
                lock.id
            } else {
                lock.physical
            }
        });
        self.text(text)
    }

    /// The zones in use.
    pub fn zones(&self) -> &[Zone] {
        &self.zones
    }

    /// The zone of a lock, if its offsets are known.
    pub fn zone_of(&self, lock: u32) -> Option<&Zone> {
        let lock = self.locks.get(lock as usize)?;
        let zone = self.zones.get(lock.zone as usize)?;
        zone.is_known().then_some(zone)
    }

    /// Hands in the offsets of a zone, from the platform. The first holds before, too.
    ///
    /// # Errors
    /// Code `badZone`: without offsets, or not in the order of time.
    pub fn set_zone(&mut self, name: &str, mut offsets: Vec<(Ms, i32)>) -> Result<(), Refusal> {
        let refused = || Err(Refusal::new("badZone").text("name", name));
        let mut before = None;
        for (from, seconds) in &offsets {
            if before.is_some_and(|before| before >= *from) || seconds.unsigned_abs() > 172_800 {
                return refused();
            }
            before = Some(*from);
        }
        match offsets.first_mut() {
            Some((from, _)) => *from = Ms::MIN,
            None => return refused(),
        }
        let zone = self.intern_zone(name);
        if let Some(zone) = self.zones.get_mut(zone as usize) {
            zone.offsets = offsets;
        }
        Ok(())
    }

    /// Says in which zone a lock is, where the API does not.
    ///
    /// # Errors
    /// Code `unknownLock`.
    pub fn set_lock_zone(&mut self, id: &str, zone: &str) -> Result<(), Refusal> {
        let lock = self.find_lock(id);
        if lock == NONE {
            return Err(Refusal::new("unknownLock").text("id", id));
        }
        let zone = self.intern_zone(zone);
        if let Some(lock) = self.locks.get_mut(lock as usize) {
            lock.zone = zone;
        }
        Ok(())
    }

    /// How many keys there are.
    pub fn keys(&self) -> u32 {
        self.rows.count()
    }

    /// A key.
    pub fn key(&self, key: u32) -> Option<Key> {
        let row = self.rows.get(key)?;
        let common = self.common(row.common);
        Some(Key {
            lock: row.lock,
            person: row.person,
            start: row.start,
            end: row.end,
            windows: common.windows,
            state: common.state,
            owner: common.owner,
            reference: Text(row.reference),
            group: common.group,
        })
    }

    /// The id of a key.
    pub fn key_id(&self, key: u32) -> String {
        self.rows.get(key).map_or_else(String::new, |row| {
            self.id_of(&row.id, self.common(row.common).id_is_text)
        })
    }

    /// The `accessStep` of a key's metadata; empty if there is none.
    pub fn key_step(&self, key: u32) -> String {
        self.rows.get(key).map_or_else(String::new, |row| {
            self.id_of(&row.step, self.common(row.common).step_is_text)
        })
    }

    fn id_of(&self, id: &Id, is_text: bool) -> String {
        if is_text {
            self.text(id_text(id)).to_owned()
        } else {
            uuid_text(id)
        }
    }

    /// The index of a key by its id.
    pub fn find_key(&self, id: &str) -> u32 {
        let found = match uuid(id) {
            Some(id) => self.find_row(&id, false),
            None => self.find_row(&text_id(Text(self.texts.find(id))), true),
        };
        found.unwrap_or(NONE)
    }

    /// The row of an id.
    pub(super) fn find_row(&self, id: &Id, is_text: bool) -> Option<u32> {
        let by_id = self.index().by_id.get_or_init(|| self.rows.by_id());
        self.rows.find(by_id, id, |row| {
            self.common(row.common).id_is_text == is_text
        })
    }

    fn index(&self) -> &Index {
        self.index.get_or_init(Index::default)
    }

    /// The keys of a lock.
    pub fn keys_of_lock(&self, lock: u32) -> &[u32] {
        let made = || Groups::of(&self.rows, self.locks.len(), |row| row.lock);
        self.index().by_lock.get_or_init(made).get(lock)
    }

    /// The keys of a person.
    pub fn keys_of_person(&self, person: u32) -> &[u32] {
        let made = || Groups::of(&self.rows, self.people() as usize, |row| row.person);
        self.index().by_person.get_or_init(made).get(person)
    }

    /// The keys that open something, by lock and person.
    pub fn doors(&self) -> &Doors {
        self.index().doors.get_or_init(|| doors(self))
    }

    /// Whether two locks are one door.
    pub fn same_door(&self, one: u32, other: u32) -> bool {
        let door = |lock: u32| self.locks.get(lock as usize).map(|lock| lock.door);
        door(one) == door(other)
    }

    /// How many people there are.
    pub fn people(&self) -> u32 {
        self.people.count().saturating_sub(1)
    }

    /// The phone number (`appUserId`) of a person.
    pub fn person(&self, person: u32) -> &str {
        self.people.get(person.wrapping_add(1))
    }

    /// The index of a person.
    pub fn find_person(&self, number: &str) -> u32 {
        self.people.find(number).checked_sub(1).unwrap_or(NONE)
    }

    /// The name of a person; empty if it is not known.
    pub fn name(&self, person: u32) -> &str {
        let name = self.names.get(person as usize);
        self.text(name.copied().unwrap_or_default())
    }

    /// A text.
    pub fn text(&self, text: Text) -> &str {
        self.texts.get(text.0)
    }

    /// The same text for all references that are the same: those of keys are as many texts as keys.
    pub fn one_reference(&self, reference: Text) -> Text {
        let made = || self.texts.firsts();
        let firsts = self.index().firsts.get_or_init(made);
        Text(firsts.get(reference.0 as usize).copied().unwrap_or(0))
    }

    /// The number of a text; 0 if no key or lock has it.
    pub fn find_text(&self, text: &str) -> Text {
        Text(self.texts.find(text))
    }

    /// Weekly hours, sorted; none for index 0, which is at all hours.
    pub fn windows(&self, windows: u32) -> &[Window] {
        self.windows
            .get(windows as usize)
            .map_or(&[], |windows| windows)
    }

    /// Weekly hours; nothing for index 0. Hours without a day never open.
    pub fn weekly(&self, windows: u32) -> Option<&[Window]> {
        (windows != 0).then(|| self.windows(windows))
    }

    /// The access groups.
    pub fn groups(&self) -> &[Group] {
        &self.groups
    }

    /// The access group of a key, and whether that is certain: if the key does not name it, it is a
    /// group of its person and its lock with its hours, unless the key has an owner.
    pub fn group_of(&self, key: &Key) -> Option<(Text, bool)> {
        if key.group != Text(0) {
            return Some((key.group, true));
        }
        if key.owner != Text(0) || key.person == NONE {
            return None;
        }
        for number in self.doors().groups_of(key.person) {
            if let Some(group) = self.groups.get(number.1 as usize)
                && group.windows == key.windows
                && group.locks.binary_search(&key.lock).is_ok()
            {
                return Some((group.id, false));
            }
        }
        None
    }

    /// Who may give keys of what, sorted by lock and person.
    pub fn sharing_rights(&self) -> &[SharingRight] {
        &self.rights
    }

    /// When a person last did something at a lock.
    pub fn last_use(&self, person: u32, lock: u32) -> Option<Ms> {
        let mut last = None;
        let uses = self.uses.get(..self.uses_sorted).unwrap_or_default();
        let from = uses.partition_point(|one| (one.person, one.lock) < (person, lock));
        for one in uses.get(from..).unwrap_or_default() {
            if (one.person, one.lock) != (person, lock) {
                break;
            }
            last = Some(one.at);
        }
        last
    }

    /// When the first event was that was read.
    pub fn uses_from(&self) -> Option<Ms> {
        self.uses_from
    }

    /// Keeps the last use of each person and lock only, sorted.
    pub(super) fn sort_uses(&mut self) {
        self.uses.sort_unstable();
        let mut kept: Vec<Use> = Vec::new();
        for one in &self.uses {
            match kept.last_mut() {
                Some(last) if (last.person, last.lock) == (one.person, one.lock) => *last = *one,
                _ => kept.push(*one),
            }
        }
        self.uses_sorted = kept.len();
        self.uses = kept;
    }
}
