//! A plan as JSON. The sentences are added in TypeScript.

use super::findings::list;
use super::outcome::{Begin, Give, Outcome, Take};
use super::print::print;
use super::steps::{Do, Step};
use super::timeline::{Minute, ms_of};
use super::work::{Held, Work};
use crate::snapshot::{NONE, Snapshot};
use crate::time::{NEVER, write_moment};
use unloc_integrator_client::json::{Array, Object};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// The items, with the fingerprint of each person's keys at the plan's doors.
pub fn items(work: &mut Work<'_>, outcome: &Outcome, steps: &[Step], doors: &[bool]) -> String {
    let mut out = Array::new();
    let mut rest = steps;
    while let Some(first) = rest.first() {
        let person = first.person;
        let count = rest.iter().take_while(|step| step.person == person).count();
        let (mine, others) = rest.split_at(count);
        rest = others;
        let mut object = Object::new();
        object.text("item", work.people.number(work.snapshot, person));
        add_print(work, person, doors, &mut object);
        let mut list = Array::new();
        for one in mine {
            list.json(&step(work, outcome, steps, one));
        }
        object.json("steps", &list.finish());
        out.json(&object.finish());
    }
    out.finish()
}

fn add_print(work: &mut Work<'_>, person: u32, doors: &[bool], out: &mut Object) {
    let snapshot = work.snapshot;
    let keys = snapshot.keys_of_person(person);
    let until = work.options.valid_until();
    let mut ending = Vec::new();
    for index in keys {
        if snapshot
            .key(*index)
            .is_some_and(|key| key.end <= until && doors.get(key.lock as usize) == Some(&true))
        {
            ending.push(snapshot.key_id(*index));
        }
    }
    ending.sort_unstable();
    let counts = |lock: u32, id: &str| {
        doors.get(lock as usize) == Some(&true)
            && ending.binary_search_by(|one| one.as_str().cmp(id)).is_err()
    };
    let (print, live) = print(snapshot, &mut work.weekly, keys, &counts);
    out.text("print", &print).number("live", live.into());
    if !ending.is_empty() {
        out.json("ending", &list(&ending));
    }
}

fn step(work: &Work<'_>, outcome: &Outcome, steps: &[Step], step: &Step) -> String {
    let mut out = Object::new();
    out.number("n", step.number.into());
    match step.what {
        Do::Give(index) => {
            if let Some(give) = outcome.gives.get(index as usize) {
                add_give(work, give, &mut out);
            }
        }
        Do::Await(grant) => add_await(work, grant, &mut out),
        Do::Take(index) => {
            if let Some((take, held)) = taken(work, outcome, index) {
                out.text("do", "takeBack");
                add_take(work, take, held, &mut out);
                out.text("keyId", &work.snapshot.key_id(held.key));
            }
        }
        Do::Leave(index) => {
            if let Some((take, held)) = taken(work, outcome, index) {
                out.text("do", "changeGroup");
                add_take(work, take, held, &mut out);
                let number = work.people.number(work.snapshot, held.person).to_owned();
                let change = Object::new()
                    .json("appUserIdsToRemove", &list(&[number]))
                    .finish();
                let group = Object::new()
                    .text("accessGroupId", work.snapshot.text(held.group))
                    .json("change", &change)
                    .finish();
                out.json("group", &group);
            }
        }
    }
    if !step.after.is_empty() {
        let mut after = Array::new();
        for one in &step.after {
            if let Some(other) = steps.get(one.step as usize) {
                let number = work.people.number(work.snapshot, other.person);
                let mut at = Object::new();
                at.text("item", number).number("n", other.number.into());
                after.json(&at.finish());
            }
        }
        out.json("after", &after.finish());
    }
    out.finish()
}

fn taken<'a>(work: &'a Work<'_>, outcome: &'a Outcome, index: u32) -> Option<(&'a Take, &'a Held)> {
    let take = outcome.takes.get(index as usize)?;
    Some((take, work.held.get(take.held as usize)?))
}

fn lock_id<'a>(work: &'a Work<'_>, lock: u32) -> &'a str {
    let snapshot = work.snapshot;
    let lock = snapshot.locks().get(lock as usize);
    lock.map_or("", |lock| snapshot.text(lock.id))
}

fn add_give(work: &Work<'_>, give: &Give, out: &mut Object) {
    let Some(head) = work.heads.get(give.grant as usize) else {
        return;
    };
    out.text("do", "give")
        .text("kind", give.kind.name())
        .text("ref", &head.reference)
        .text("code", give.because)
        .text("lockId", lock_id(work, give.lock));
    if let Some(held) = work.held.get(give.was as usize) {
        add_was(work, held, out);
    }
    let mut key = Object::new();
    key.text("lockId", lock_id(work, give.lock))
        .text("appUserId", &head.number);
    if let Begin::At(minute) = give.begin {
        key.text("start", &write_moment(ms_of(minute)));
    }
    if give.to != NEVER {
        key.text("end", &write_moment(ms_of(give.to)));
    }
    add_hours(work, give.hours, &mut key);
    let mut metadata = Object::new();
    for (name, value) in &head.metadata {
        metadata.text(name, value);
    }
    key.json("metadata", &metadata.finish());
    out.json("key", &key.finish());
}

fn add_await(work: &Work<'_>, grant: u32, out: &mut Object) {
    let reference = work.heads.get(grant as usize);
    let reference = reference.map_or("", |head| head.reference.as_str());
    out.text("do", "awaitUsable")
        .text("kind", "give")
        .text("ref", reference)
        .text("code", "await");
}

fn add_take(work: &Work<'_>, take: &Take, held: &Held, out: &mut Object) {
    out.text("kind", take.kind.name())
        .text("ref", work.snapshot.text(held.reference))
        .text("code", take.because)
        .text("lockId", lock_id(work, held.lock));
    if held.error {
        out.flag("inError", true);
    }
    add_was(work, held, out);
}

/// What a key opens, in full.
fn add_was(work: &Work<'_>, held: &Held, out: &mut Object) {
    let mut was = Object::new();
    was.text("start", &write_moment(ms_of(held.began)));
    if held.piece.to == NEVER {
        was.json("end", "null");
    } else {
        was.text("end", &write_moment(ms_of(held.piece.to)));
    }
    add_hours(work, held.piece.hours, &mut was);
    out.json("was", &was.finish());
}

fn add_hours(work: &Work<'_>, hours: u32, out: &mut Object) {
    let windows = work.weekly.windows(hours);
    if windows.is_empty() {
        return;
    }
    let mut spans = Array::new();
    for window in &windows {
        let mut span = Object::new();
        span.text(
            "weekday",
            DAYS.get(usize::from(window.day))
                .copied()
                .unwrap_or_default(),
        );
        let parts = [
            ("startHour", "startMinute", window.from),
            ("endHour", "endMinute", window.to),
        ];
        for (hour, minute, at) in parts {
            span.number(hour, f64::from(at.div_euclid(60)))
                .number(minute, f64::from(at.rem_euclid(60)));
        }
        spans.json(&span.finish());
    }
    let spans = Object::new().json("timeSpans", &spans.finish()).finish();
    out.json("recurrence", &spans);
}

/// The plan's doors with their names and zones, by id.
pub fn doors(work: &Work<'_>, doors: &[bool]) -> String {
    let snapshot = work.snapshot;
    let mut order = Vec::new();
    for (lock, is_in) in snapshot.locks().iter().zip(doors) {
        if *is_in {
            order.push(lock);
        }
    }
    order.sort_unstable_by(|a, b| snapshot.text(a.id).cmp(snapshot.text(b.id)));
    let mut out = Array::new();
    for lock in order {
        let mut door = Object::new();
        door.text("lockId", snapshot.text(lock.id))
            .text("name", snapshot.text(lock.name));
        if let Some(zone) = snapshot
            .zones()
            .get(lock.zone as usize)
            .filter(|_| lock.zone != NONE)
        {
            door.text("zone", &zone.name);
        }
        out.json(&door.finish());
    }
    out.finish()
}

/// A minute as an instant; `null` for what has none.
pub fn moment(minute: Minute) -> String {
    if minute == NEVER || minute == Minute::MIN {
        return "null".to_owned();
    }
    let mut text = String::from("\"");
    text.push_str(&write_moment(ms_of(minute)));
    text.push('"');
    text
}

/// The question `planLocks`: id, name, zone and door of every lock.
pub fn locks(snapshot: &Snapshot) -> String {
    let mut out = Array::new();
    for (index, lock) in (0_u32..).zip(snapshot.locks()) {
        let mut one = Object::new();
        one.text("lockId", snapshot.text(lock.id))
            .text("name", snapshot.text(lock.name))
            .text("door", snapshot.door_id(index));
        if let Some(zone) = snapshot.zones().get(lock.zone as usize) {
            one.text("zone", &zone.name);
        }
        out.json(&one.finish());
    }
    out.finish()
}
