//! From what is compared to the plan's JSON.

use super::after::{awaited, connect};
use super::difference::difference;
use super::document;
use super::exclusive::{untangle, wait_for_others};
use super::findings::{self, findings};
use super::keep::{Counts, count, empty_doors, keep};
use super::limits::{self, Sums};
use super::moves::find_moves;
use super::outcome::Outcome;
use super::steps::steps;
use super::work::{Whose, Work};
use crate::refusal::Refusal;
use crate::time::NEVER;
use unloc_integrator_client::json::{Array, Object, quoted};

/// Compares, and writes what comes of it. `is_list` holds it against the limits: who asks for one
/// person or stay has said how much goes, and `word` says why.
///
/// # Errors
/// R14 and R17.
pub fn result(
    work: &mut Work<'_>,
    is_list: bool,
    word: Option<&'static str>,
) -> Result<String, Refusal> {
    let mut outcome = difference(work);
    find_moves(work, &mut outcome);
    if let Some(word) = word {
        for take in &mut outcome.takes {
            if matches!(take.because, "notOnList" | "notNow") {
                take.because = word;
            }
        }
    }
    let snapshot = work.snapshot;
    let held = &work.held;
    outcome.takes.sort_by_cached_key(|take| {
        held.get(take.held as usize)
            .map(|held| snapshot.key_id(held.key))
    });
    check_ends(work, &outcome)?;
    let (counts, mut sums) = count(work, &outcome);
    let empty = empty_doors(work, &outcome);
    #[allow(clippy::cast_possible_truncation)] // fewer than locks
    let empty_count = empty.len() as u32;
    sums.empty_doors = empty_count;
    if is_list {
        limits::check(&sums, &work.options.lifted)?;
    }
    let waits = awaited(work, &outcome);
    let mut steps = steps(work, &outcome, &waits);
    connect(work, &outcome, &mut steps);
    wait_for_others(work, &outcome, &mut steps);
    untangle(&mut steps);
    let doors = doors(work);
    let found = findings(work, &outcome, &empty);
    let items = document::items(work, &outcome, &steps, &doors);
    Ok(Object::new()
        .text("owner", &work.owner)
        .json("covers", &covers(work))
        .json("items", &items)
        .json("keep", &keep(work, &outcome))
        .json("doors", &document::doors(work, &doors))
        .json("waiting", &waiting(work))
        .json("findings", &findings::write(work, &found))
        .json("summary", &summary(work, &outcome, &counts, &sums))
        .json("limits", &limits_json(&sums))
        .finish())
}

/// A key that is made without an end was meant: by its grant and for the whole run.
fn check_ends(work: &Work<'_>, outcome: &Outcome) -> Result<(), Refusal> {
    for give in &outcome.gives {
        let Some(head) = work.heads.get(give.grant as usize) else {
            continue;
        };
        if give.to == NEVER && !(head.for_ever && work.for_ever) {
            return Err(Refusal::new("forEver")
                .text("rule", "R14")
                .text("ref", &head.reference)
                .text("flag", "forEver"));
        }
    }
    Ok(())
}

/// The plan's doors: where something is wanted, and where the owner has keys.
fn doors(work: &Work<'_>) -> Vec<bool> {
    let mut doors = vec![false; work.snapshot.locks().len()];
    let mut add = |lock: u32| {
        if let Some(place) = doors.get_mut(lock as usize) {
            *place = true;
        }
    };
    for want in &work.wants {
        add(want.lock);
    }
    for held in &work.held {
        if held.whose == Whose::Own {
            add(held.lock);
        }
    }
    doors
}

fn covers(work: &Work<'_>) -> String {
    if work.covers == (i64::MIN, i64::MAX) {
        return quoted("everything");
    }
    let mut out = Array::new();
    out.json(&document::moment(work.covers.0))
        .json(&document::moment(work.covers.1));
    out.finish()
}

fn waiting(work: &Work<'_>) -> String {
    let mut out = Array::new();
    for (reference, why) in &work.waiting {
        out.json(
            &Object::new()
                .text("ref", reference)
                .text("why", why)
                .finish(),
        );
    }
    out.finish()
}

fn summary(work: &Work<'_>, outcome: &Outcome, counts: &Counts, sums: &Sums) -> String {
    let mut out = Object::new();
    let pairs = &outcome.pairs;
    let pairs = [
        ("opened", pairs.opened),
        ("longer", pairs.longer),
        ("shorter", pairs.shorter),
        ("closed", pairs.closed),
    ];
    let numbers = [
        ("give", counts.give),
        ("extend", counts.extend),
        ("shorten", counts.shorten),
        ("hours", counts.hours),
        ("takeBack", counts.take_back),
        ("keep", counts.keep),
        ("adopt", outcome.adopted),
        ("foreign", counts.foreign),
        ("outside", counts.outside),
        ("emptyDoors", sums.empty_doors),
        ("messages", sums.creations),
    ];
    for (name, number) in numbers {
        out.number(name, number.into());
    }
    #[allow(clippy::cast_precision_loss)] // a list's rows
    out.number("waiting", work.waiting.len() as f64);
    let mut inner = Object::new();
    for (name, number) in pairs {
        inner.number(name, number.into());
    }
    out.json("pairs", &inner.finish());
    out.finish()
}

fn limits_json(sums: &Sums) -> String {
    Object::new()
        .number("revocations", sums.revocations.into())
        .number("of", sums.of.into())
        .finish()
}
