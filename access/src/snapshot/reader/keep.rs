//! What was read of a page becomes part of the snapshot. Nothing here fails.

use super::item::{Item, Page, Part};
use super::table::slot;
use crate::snapshot::rows::{Common, Id, Row, text_id, uuid};
use crate::snapshot::slots::{hash, same};
use crate::snapshot::store::Snapshot;
use crate::snapshot::types::{Group, NONE, PageOf, SharingRight, State, Text, Use};
use std::borrow::Cow;

/// How many keys are kept at a time.
const AT_A_TIME: usize = 64;

/// What a key often has in common with the one before.
#[derive(Clone, Copy, Default)]
struct Before {
    owner: Text,
    /// The number of its reference.
    reference: u32,
}

impl Snapshot {
    /// Keeps the items of a page.
    pub(super) fn keep(&mut self, of: PageOf, page: &Page<'_>) {
        if of == PageOf::Keys {
            self.keep_keys(page);
        } else {
            self.keep_others(of, page);
        }
    }

    #[inline(never)]
    fn keep_others(&mut self, of: PageOf, page: &Page<'_>) {
        for item in &page.items {
            match of {
                PageOf::Keys => {}
                PageOf::Locks => self.keep_lock(item),
                PageOf::AccessGroups => self.keep_group(page, item),
                PageOf::SharingRights => self.keep_right(item),
                PageOf::ManagedUsers => self.keep_user(item),
                PageOf::AccessEvents => self.keep_event(item),
            }
        }
        if of == PageOf::Locks {
            self.find_doors();
        }
        if of == PageOf::SharingRights {
            self.rights.sort_unstable();
            self.rights.dedup();
        }
        if self.uses.len() > self.uses_sorted.saturating_mul(2) {
            self.sort_uses();
        }
    }

    #[inline(never)]
    fn slot(&mut self, item: &Item<'_>, slot: usize) -> Text {
        match &*text(item, slot) {
            "" => Text(0),
            text => self.intern(text),
        }
    }

    fn lock_of(&mut self, item: &Item<'_>, slot: usize) -> u32 {
        self.intern_lock(&text(item, slot))
    }

    fn person_of(&mut self, item: &Item<'_>) -> u32 {
        self.intern_person(&text(item, slot::PERSON))
    }

    /// The index of weekly hours; 0 for none.
    fn windows_of(&mut self, page: &Page<'_>, windows: Option<Part>) -> u32 {
        windows.map_or(0, |part| {
            let windows = page.windows.get(part.from as usize..part.to as usize);
            self.intern_windows(windows.unwrap_or_default())
        })
    }

    /// On its own, since it is all that runs for every key: an engine compiles what is used much once
    /// more, and the rest of this file would be in it.
    #[inline(never)]
    fn keep_keys(&mut self, page: &Page<'_>) {
        let mut before = Before::default();
        for items in page.items.chunks(AT_A_TIME) {
            let people = hashes(items, slot::PERSON);
            let locks = hashes(items, slot::LOCK);
            self.people.ask_for(&people);
            self.lock_ids.ask_for(&locks);
            for ((item, person), lock) in items.iter().zip(people).zip(locks) {
                before = self.keep_key(page, item, (person, lock), before);
            }
        }
    }

    /// The hashes are those of the person and of the lock. Gives what may be the same of the next key.
    fn keep_key(
        &mut self,
        page: &Page<'_>,
        item: &Item<'_>,
        (person, lock): (u64, u64),
        before: Before,
    ) -> Before {
        let (id, id_is_text) = self.id(&text(item, slot::ID));
        let (step, step_is_text) = self.id(&text(item, slot::SIXTH));
        let common = Common {
            owner: self.owner(&text(item, slot::FOURTH), before.owner),
            group: self.slot(item, slot::GROUP),
            windows: self.windows_of(page, item.windows),
            state: item.state.unwrap_or(State::Unknown),
            id_is_text,
            step_is_text,
        };
        let person = self.people.intern_hash(&text(item, slot::PERSON), person);
        let person = person.checked_sub(1).unwrap_or(NONE);
        let text_of = text(item, slot::FIFTH);
        let reference = if self.is_text(before.reference, &text_of) {
            before.reference
        } else {
            self.texts.append(&text_of)
        };
        let row = Row {
            id,
            step,
            start: item.start.unwrap_or(i64::MIN),
            end: item.end,
            lock: self.intern_lock_hash(&text(item, slot::LOCK), lock),
            person,
            common: self.intern_common(common),
            reference,
        };
        let name = self.names.get(person as usize);
        if name.is_none_or(|name| name.0 == 0) && !text(item, slot::NAME).is_empty() {
            let name = self.slot(item, slot::NAME);
            self.set_name(person, name);
        }
        self.rows.push(row);
        Before {
            owner: common.owner,
            reference,
        }
    }

    /// The number of a key's owner, which hardly ever is another than that of the key before.
    fn owner(&mut self, text: &str, before: Text) -> Text {
        if self.is_text(before.0, text) {
            return before;
        }
        self.intern(text)
    }

    #[inline(always)]
    fn is_text(&self, number: u32, text: &str) -> bool {
        same(self.texts.get(number).as_bytes(), text.as_bytes())
    }

    /// The bytes of a UUID, or the number of a text and that it is one.
    fn id(&mut self, text: &str) -> (Id, bool) {
        match uuid(text) {
            Some(id) => (id, false),
            None => (text_id(self.intern(text)), true),
        }
    }

    fn keep_lock(&mut self, item: &Item<'_>) {
        let number = self.lock_of(item, slot::ID);
        let name = self.slot(item, slot::NAME);
        let physical = self.slot(item, slot::FOURTH);
        let zone = self.intern_zone(&text(item, slot::FIFTH));
        let policy = text(item, slot::SIXTH);
        if let Some(lock) = self.locks.get_mut(number as usize) {
            lock.name = name;
            lock.physical = physical;
            if !text(item, slot::FIFTH).is_empty() {
                lock.zone = zone;
            }
            lock.hidden = policy == "anonymized" || policy == "private";
            lock.listed = true;
        }
    }

    /// Gives each lock its door: the first lock with the same `physicalLockId`.
    fn find_doors(&mut self) {
        let mut doors = Vec::with_capacity(self.locks.len());
        for (number, lock) in (0_u32..).zip(&self.locks) {
            doors.push((u64::from(lock.physical.0) << 32) | u64::from(number));
        }
        doors.sort_unstable();
        let mut first = 0;
        for door in doors {
            #[allow(clippy::cast_possible_truncation)] // as it was put together
            let number = door as u32;
            if door >> 32 != first >> 32 || door >> 32 == 0 {
                first = door;
            }
            if let Some(lock) = self.locks.get_mut(number as usize) {
                #[allow(clippy::cast_possible_truncation)] // as above
                let door = first as u32;
                lock.door = door;
            }
        }
    }

    fn keep_group(&mut self, page: &Page<'_>, item: &Item<'_>) {
        let mut group = Group {
            id: self.slot(item, slot::ID),
            name: self.slot(item, slot::NAME),
            windows: self.windows_of(page, item.windows),
            ..Group::default()
        };
        let [locks, people] = item.lists;
        for id in page
            .texts
            .get(locks.from as usize..locks.to as usize)
            .unwrap_or_default()
        {
            group.locks.push(self.intern_lock(&id.get()));
        }
        for number in page
            .texts
            .get(people.from as usize..people.to as usize)
            .unwrap_or_default()
        {
            group.people.push(self.intern_person(&number.get()));
        }
        for list in [&mut group.locks, &mut group.people] {
            list.sort_unstable();
            list.dedup();
        }
        match self.groups.iter_mut().find(|known| known.id == group.id) {
            Some(known) => *known = group,
            None => self.groups.push(group),
        }
    }

    fn keep_right(&mut self, item: &Item<'_>) {
        if item.denied {
            return;
        }
        let right = SharingRight {
            lock: self.lock_of(item, slot::LOCK),
            person: self.person_of(item),
            id: self.slot(item, slot::ID),
            source: self.slot(item, slot::FOURTH),
        };
        self.rights.push(right);
    }

    fn keep_user(&mut self, item: &Item<'_>) {
        let person = self.person_of(item);
        let mut name = text(item, slot::NAME).into_owned();
        let last = text(item, slot::FOURTH);
        if !name.is_empty() && !last.is_empty() {
            name.push(' ');
        }
        name.push_str(&last);
        if !name.is_empty() {
            let name = self.intern(&name);
            self.set_name(person, name);
        }
    }

    fn keep_event(&mut self, item: &Item<'_>) {
        let Some(at) = item.start else {
            return;
        };
        self.uses_from = Some(self.uses_from.map_or(at, |from| from.min(at)));
        // Nobody is named where the person is hidden.
        if !text(item, slot::PERSON).is_empty() {
            let person = self.person_of(item);
            let lock = self.lock_of(item, slot::LOCK);
            self.uses.push(Use { person, lock, at });
        }
    }

    fn set_name(&mut self, person: u32, name: Text) {
        let person = person as usize;
        if person >= self.people.count() as usize {
            return;
        }
        if person >= self.names.len() {
            self.names.resize(person.wrapping_add(1), Text(0));
        }
        if let Some(place) = self.names.get_mut(person) {
            *place = name;
        }
    }
}

/// The hashes of a text of each item; 0 for items that are not there.
#[inline(never)]
fn hashes(items: &[Item<'_>], slot: usize) -> [u64; AT_A_TIME] {
    let mut hashes = [0; AT_A_TIME];
    for (place, item) in hashes.iter_mut().zip(items) {
        *place = hash(text(item, slot).as_bytes());
    }
    hashes
}

#[inline(never)]
fn text<'a>(item: &Item<'a>, slot: usize) -> Cow<'a, str> {
    item.texts.get(slot).copied().unwrap_or_default().get()
}
