//! What is compared: the keys that there are, and the access that is wanted, by person and door.

use super::options::Options;
use super::timeline::{Minute, Piece, minute_of};
use super::weekly::Weekly;
use crate::snapshot::{NONE, Snapshot, State, Text};

/// Whose a key is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Whose {
    /// The plan may take it back.
    Own,
    /// The owner's, outside the time that the list covers.
    Outside,
    /// Somebody else's.
    Foreign,
}

/// A live key.
#[derive(Clone, Copy, Debug)]
pub struct Held {
    /// Its index in the snapshot.
    pub key: u32,
    /// Whose number has it; [`NONE`] if hidden.
    pub person: u32,
    /// The physical door.
    pub door: u32,
    /// The lock.
    pub lock: u32,
    /// When it opens, from the first minute that is compared.
    pub piece: Piece,
    /// When it began.
    pub began: Minute,
    /// Whose it is.
    pub whose: Whose,
    /// It could not be made.
    pub error: bool,
    /// It is not usable yet.
    pub creating: bool,
    /// Its access group.
    pub group: Text,
    /// The grant that it names, by index; [`NONE`] if that is not on the list.
    pub grant: u32,
    /// What it names.
    pub reference: Text,
}

/// Access that is wanted at one door.
#[derive(Clone, Copy, Debug)]
pub struct Want {
    /// Its grant, by index.
    pub grant: u32,
    /// The person.
    pub person: u32,
    /// The physical door.
    pub door: u32,
    /// The lock.
    pub lock: u32,
    /// When, from the first minute that is compared.
    pub piece: Piece,
    /// When it begins; `Minute::MIN` if that was not said.
    pub begins: Minute,
}

/// A grant without its doors.
#[derive(Clone, Debug)]
pub struct Head {
    /// Its name.
    pub reference: String,
    /// The person's number.
    pub number: String,
    /// The person.
    pub person: u32,
    /// Metadata of its keys, ours too.
    pub metadata: Vec<(String, String)>,
    /// Whether it may have no end.
    pub for_ever: bool,
}

/// Whose keys may be taken back.
#[derive(Debug, Default)]
pub struct Rights {
    /// Those of these owners.
    pub owners: Vec<String>,
    /// Those of everybody.
    pub any: bool,
    /// These only, by `accessRef`.
    pub reference: Option<String>,
    /// Those of this person only.
    pub person: Option<u32>,
}

/// People of the snapshot, and those of the list who are new.
#[derive(Debug, Default)]
pub struct People {
    new: Vec<String>,
}

/// Where the indexes of new people begin.
const NEW: u32 = 0x8000_0000;

impl People {
    /// Those of a list of numbers.
    pub fn of(snapshot: &Snapshot, numbers: &[&str]) -> Self {
        let mut new = Vec::new();
        for number in numbers {
            if snapshot.find_person(number) == NONE {
                new.push((*number).to_owned());
            }
        }
        new.sort_unstable();
        new.dedup();
        Self { new }
    }

    /// The index of a number.
    pub fn find(&self, snapshot: &Snapshot, number: &str) -> u32 {
        let known = snapshot.find_person(number);
        if known != NONE {
            return known;
        }
        match self.new.binary_search_by(|one| one.as_str().cmp(number)) {
            #[allow(clippy::cast_possible_truncation)] // fewer than grants
            Ok(place) => NEW.saturating_add(place as u32),
            Err(_) => NONE,
        }
    }

    /// The number of an index.
    pub fn number<'a>(&'a self, snapshot: &'a Snapshot, person: u32) -> &'a str {
        match person.checked_sub(NEW) {
            Some(place) => self.new.get(place as usize).map_or("", String::as_str),
            None => snapshot.person(person),
        }
    }
}

/// All that is compared.
pub struct Work<'a> {
    /// Where it was read.
    pub snapshot: &'a Snapshot,
    /// What was asked for.
    pub options: &'a Options,
    /// Whose list it is.
    pub owner: String,
    /// The minutes that the list speaks about.
    pub covers: (Minute, Minute),
    /// Whether anything may be taken back.
    pub may_take: bool,
    /// Whose keys may be.
    pub rights: Rights,
    /// People.
    pub people: People,
    /// Grants, by reference.
    pub heads: Vec<Head>,
    /// What they want, in any order.
    pub wants: Vec<Want>,
    /// Keys.
    pub held: Vec<Held>,
    /// References that wait, and why; in order.
    pub waiting: Vec<(String, String)>,
    /// References whose guest is in; in order.
    pub checked_in: Vec<String>,
    /// Weekly hours.
    pub weekly: Weekly,
    /// Whether keys without an end may be made.
    pub for_ever: bool,
}

impl Work<'_> {
    /// The minutes from the first that is compared to the end of what the list covers.
    pub fn span(&self) -> (Minute, Minute) {
        (self.options.first().max(self.covers.0), self.covers.1)
    }

    /// Reads the live keys. Grants must be there.
    pub fn hold(&mut self) {
        let snapshot = self.snapshot;
        let first = self.options.first();
        let (from, to) = self.span();
        for index in 0..snapshot.keys() {
            let Some(key) = snapshot.key(index) else {
                continue;
            };
            let ends = minute_of(key.end);
            if matches!(key.state, State::Revoked | State::Expired) || ends <= first {
                continue;
            }
            let reference = snapshot.text(key.reference);
            let began = minute_of(key.start);
            let piece = Piece {
                from: began.max(first),
                to: ends,
                hours: self.weekly.of_key(snapshot, key.windows),
            };
            let mut held = Held {
                key: index,
                person: key.person,
                door: door_of(snapshot, key.lock),
                lock: key.lock,
                piece,
                began,
                whose: Whose::Foreign,
                error: key.state == State::Error,
                creating: key.state == State::Creating,
                group: key.group,
                grant: NONE,
                reference: key.reference,
            };
            if self.is_own(&held, key.owner) {
                held.whose = if piece.within(from, to).is_some() {
                    Whose::Own
                } else {
                    Whose::Outside
                };
                held.group = snapshot
                    .group_of(&key)
                    .map_or_else(Text::default, |group| group.0);
                held.grant = place_of(&self.heads, reference);
                // A door that hides who has its keys: the grant knows.
                if held.person == NONE {
                    let head = self.heads.get(held.grant as usize);
                    held.person = head.map_or(NONE, |head| head.person);
                }
            }
            self.held.push(held);
        }
    }

    /// Whether the plan may take a key back at all.
    fn is_own(&self, held: &Held, owner: Text) -> bool {
        let rights = &self.rights;
        if let Some(reference) = &rights.reference
            && self.snapshot.text(held.reference) != reference
        {
            return false;
        }
        if rights.person.is_some_and(|person| person != held.person) {
            return false;
        }
        if rights.any {
            return true;
        }
        let owner = self.snapshot.text(owner);
        if !owner.is_empty() {
            if rights.owners.iter().any(|one| one == owner) {
                return true;
            }
            if holds(&self.options.take_over, owner) {
                return true;
            }
        }
        if self.options.take_over.is_empty() && self.options.own_keys.is_empty() {
            return false;
        }
        let id = self.snapshot.key_id(held.key);
        holds(&self.options.take_over, &id) || holds(&self.options.own_keys, &id)
    }

    /// Whether a reference waits for something.
    pub fn waits(&self, reference: &str) -> bool {
        self.waiting
            .binary_search_by(|one| one.0.as_str().cmp(reference))
            .is_ok()
    }

    /// Whether the guest of a reference is in.
    pub fn is_in(&self, reference: &str) -> bool {
        holds(&self.checked_in, reference)
    }
}

/// Whether a list in order has a text.
fn holds(list: &[String], text: &str) -> bool {
    list.binary_search_by(|one| one.as_str().cmp(text)).is_ok()
}

fn place_of(heads: &[Head], reference: &str) -> u32 {
    match heads.binary_search_by(|head| head.reference.as_str().cmp(reference)) {
        #[allow(clippy::cast_possible_truncation)] // fewer than 2^32 grants
        Ok(place) => place as u32,
        Err(_) => NONE,
    }
}

/// The physical door of a lock.
pub fn door_of(snapshot: &Snapshot, lock: u32) -> u32 {
    snapshot
        .locks()
        .get(lock as usize)
        .map_or(NONE, |lock| lock.door)
}
