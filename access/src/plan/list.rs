//! A list as it is compared.

use super::options::Options;
use super::timeline::{Minute, Piece, minute_of};
use super::weekly::Weekly;
use super::work::{Head, People, Rights, Want, Work, door_of};
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::time::{Ms, NEVER};
use crate::wanted::{Grant, Wanted};

/// The names of ours in a key's metadata.
const OWNER: &str = "accessOwner";
const REFERENCE: &str = "accessRef";

/// Metadata of a key.
pub fn metadata(owner: &str, reference: &str, more: &[(String, String)]) -> Vec<(String, String)> {
    let mut metadata = Vec::with_capacity(more.len().saturating_add(2));
    for (name, value) in [(OWNER, owner), (REFERENCE, reference)] {
        if !value.is_empty() {
            metadata.push((name.to_owned(), value.to_owned()));
        }
    }
    for pair in more {
        if pair.0 != OWNER && pair.0 != REFERENCE {
            metadata.push(pair.clone());
        }
    }
    metadata.sort_unstable();
    metadata
}

/// What is compared for a list.
///
/// # Errors
/// R14: an end that is missing and was not meant.
pub fn work_of<'a>(
    snapshot: &'a Snapshot,
    options: &'a Options,
    mut wanted: Wanted,
) -> Result<Work<'a>, Refusal> {
    wanted
        .grants
        .sort_unstable_by(|a, b| a.reference.cmp(&b.reference));
    wanted.waiting.sort_unstable();
    wanted.checked_in.sort_unstable();
    let mut numbers = Vec::with_capacity(wanted.grants.len());
    for grant in &wanted.grants {
        numbers.push(grant.person.as_str());
    }
    let people = People::of(snapshot, &numbers);
    let covers = match wanted.covers {
        Some((from, to)) => (minute_of(from), minute_of(to)),
        None => (Minute::MIN, NEVER),
    };
    let mut work = Work {
        snapshot,
        options,
        rights: Rights {
            owners: vec![wanted.owner.clone()],
            ..Rights::default()
        },
        owner: wanted.owner,
        covers,
        may_take: wanted.complete && options.revoke,
        people,
        heads: Vec::with_capacity(wanted.grants.len()),
        wants: Vec::new(),
        held: Vec::new(),
        waiting: wanted.waiting,
        checked_in: wanted.checked_in,
        weekly: Weekly::new(),
        for_ever: wanted.for_ever || options.for_ever,
    };
    for grant in wanted.grants {
        add_grant(&mut work, grant);
    }
    Ok(work)
}

/// Adds a grant: what of it is over, or lies wholly outside what the list covers, is not compared.
pub fn add_grant(work: &mut Work<'_>, grant: Grant) {
    #[allow(clippy::cast_possible_truncation)] // fewer than 2^32
    let index = work.heads.len() as u32;
    let person = work.people.find(work.snapshot, &grant.person);
    let first = work.options.first();
    let (from, to) = work.span();
    for door in &grant.doors {
        let begins = if door.from == Ms::MIN {
            Minute::MIN
        } else {
            minute_of(door.from)
        };
        let piece = Piece {
            from: begins.max(first),
            to: minute_of(door.to),
            hours: work.weekly.of_windows(&door.windows),
        };
        if piece.from < piece.to && piece.within(from, to).is_some() {
            work.wants.push(Want {
                grant: index,
                person,
                door: door_of(work.snapshot, door.lock),
                lock: door.lock,
                piece,
                begins,
            });
        }
    }
    work.heads.push(Head {
        metadata: metadata(&work.owner, &grant.reference, &grant.metadata),
        reference: grant.reference,
        number: grant.person,
        person,
        for_ever: grant.for_ever,
    });
}
