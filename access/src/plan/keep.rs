//! What stays as it is, and the counts of a plan.

use super::findings::list;
use super::limits::Sums;
use super::outcome::{Fate, Kind, Outcome};
use super::work::{Whose, Work};
use crate::snapshot::NONE;
use unloc_integrator_client::json::{Array, Object};

/// Counts of keys.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Keys that open something new.
    pub give: u32,
    /// Keys that go on where others end.
    pub extend: u32,
    /// Keys in place of longer ones.
    pub shorten: u32,
    /// Keys in place of others with other hours.
    pub hours: u32,
    /// Keys that are taken back without another in their place at the door.
    pub take_back: u32,
    /// The owner's keys that stay.
    pub keep: u32,
    /// Keys of others.
    pub foreign: u32,
    /// The owner's keys outside of what the list covers.
    pub outside: u32,
}

/// Counts, and what the limits look at.
pub fn count(work: &Work<'_>, outcome: &Outcome) -> (Counts, Sums) {
    let mut counts = Counts::default();
    let mut sums = Sums::default();
    let add = |place: &mut u32| *place = place.saturating_add(1);
    let mut extended = vec![false; work.held.len()];
    for give in &outcome.gives {
        add(&mut sums.creations);
        match give.kind {
            Kind::Extend => add(&mut counts.extend),
            Kind::Shorten => add(&mut counts.shorten),
            Kind::Hours => add(&mut counts.hours),
            _ => add(&mut counts.give),
        }
        if let Some(place) = extended.get_mut(give.was as usize) {
            *place = true;
        }
    }
    for take in &outcome.takes {
        let Some(held) = work.held.get(take.held as usize) else {
            continue;
        };
        if held.error {
            continue;
        }
        add(&mut sums.revocations);
        if take.because != "replaced" {
            add(&mut counts.take_back);
        }
        if matches!(take.because, "notOnList" | "notNow") {
            add(&mut sums.closed);
        }
    }
    let parts = work.held.iter().zip(&outcome.fates).zip(&extended);
    for ((held, fate), extended) in parts {
        match held.whose {
            _ if held.error => {}
            Whose::Foreign => {
                if work
                    .rights
                    .person
                    .is_none_or(|person| person == held.person)
                {
                    add(&mut counts.foreign);
                }
            }
            Whose::Outside => add(&mut counts.outside),
            Whose::Own => {
                add(&mut sums.of);
                if *fate != Fate::Goes && !extended {
                    add(&mut counts.keep);
                }
            }
        }
    }
    if work.may_take && work.covers == (i64::MIN, i64::MAX) {
        sums.people = Some(people(work));
    }
    (counts, sums)
}

/// How many people have live keys of the owner, and how many are on the list.
fn people(work: &Work<'_>) -> (u32, u32) {
    let mut before = Vec::new();
    for held in &work.held {
        if held.whose == Whose::Own && !held.error && held.person != NONE {
            before.push(held.person);
        }
    }
    let listed: Vec<u32> = work.wants.iter().map(|want| want.person).collect();
    (distinct(before), distinct(listed))
}

fn distinct(mut people: Vec<u32>) -> u32 {
    people.sort_unstable();
    people.dedup();
    #[allow(clippy::cast_possible_truncation)] // indexes are u32
    let count = people.len() as u32;
    count
}

/// Locks of doors that somebody can open and nobody could any more, one of each, by index.
pub fn empty_doors(work: &Work<'_>, outcome: &Outcome) -> Vec<u32> {
    let mut opened: Vec<(u32, bool, u32)> = Vec::new();
    for (held, fate) in work.held.iter().zip(&outcome.fates) {
        if !held.error {
            opened.push((held.door, *fate != Fate::Goes, held.lock));
        }
    }
    for give in &outcome.gives {
        opened.push((give.door, true, give.lock));
    }
    // The last one of a door says whether anything stays.
    opened.sort_unstable();
    let mut empty = Vec::new();
    for (index, one) in opened.iter().enumerate() {
        let next = opened.get(index.saturating_add(1));
        if next.is_none_or(|next| next.0 != one.0) && !one.1 {
            empty.push(one.2);
        }
    }
    empty
}

/// The keys that stay, by reference and reason.
pub fn keep(work: &Work<'_>, outcome: &Outcome) -> String {
    let mut stay: Vec<(&str, &'static str, String)> = Vec::new();
    let snapshot = work.snapshot;
    for (held, fate) in work.held.iter().zip(&outcome.fates) {
        let because = match fate {
            Fate::Stays => "same",
            Fate::Waits => "waits",
            Fate::IsIn => "isIn",
            Fate::Untouched => "untouched",
            Fate::Postponed => "postponed",
            Fate::Goes => continue,
        };
        if held.whose == Whose::Own && !held.error {
            let reference = snapshot.text(held.reference);
            stay.push((reference, because, snapshot.key_id(held.key)));
        }
    }
    for (grant, held) in &outcome.adopts {
        let head = work.heads.get(*grant as usize);
        if let (Some(head), Some(held)) = (head, work.held.get(*held as usize)) {
            let id = snapshot.key_id(held.key);
            stay.push((&head.reference, "adopted", id));
        }
    }
    stay.sort_unstable();
    let mut out = Array::new();
    let mut rest = stay.as_slice();
    while let Some(first) = rest.first() {
        let same = |one: &&(&str, &str, String)| (one.0, one.1) == (first.0, first.1);
        let count = rest.iter().take_while(same).count();
        let (mine, others) = rest.split_at(count);
        rest = others;
        let mut ids: Vec<String> = mine.iter().map(|one| one.2.clone()).collect();
        ids.dedup();
        let mut one = Object::new();
        one.text("ref", first.0)
            .json("keyIds", &list(&ids))
            .text("because", first.1);
        out.json(&one.finish());
    }
    out.finish()
}
