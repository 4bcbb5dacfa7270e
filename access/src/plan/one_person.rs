//! Plans that somebody asked for by name: a person who moves in or out, a stay that changes. The limits
//! of lists do not apply to them.

use super::list::metadata;
use super::options::Options;
use super::timeline::{Minute, Piece, minute_of};
use super::weekly::Weekly;
use super::work::{Head, Held, People, Rights, Want, Whose, Work, door_of};
use crate::refusal::Refusal;
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, NEVER};
use crate::wanted;
use unloc_integrator_client::json::{Json, Object, quoted_list, read};

/// What is compared before anything is known of it: the keys that `rights` names.
fn work_of<'a>(
    snapshot: &'a Snapshot,
    options: &'a Options,
    owner: String,
    rights: Rights,
    people: People,
) -> Work<'a> {
    Work {
        snapshot,
        options,
        owner,
        covers: (Minute::MIN, NEVER),
        may_take: options.revoke,
        rights,
        people,
        heads: Vec::new(),
        wants: Vec::new(),
        held: Vec::new(),
        waiting: Vec::new(),
        checked_in: Vec::new(),
        weekly: Weekly::new(),
        for_ever: options.for_ever,
    }
}

/// The instant of a time at each of some doors, given by ids or names: locks and instants.
fn at_doors(
    snapshot: &Snapshot,
    number: &str,
    doors: &str,
    time: Json<'_>,
    is_begin: bool,
) -> Result<Vec<(u32, Ms)>, Refusal> {
    let mut grant = Object::new();
    grant
        .text("ref", "-")
        .text("appUserId", number)
        .json("doors", doors);
    if is_begin {
        grant.json("from", time.raw()).text("to", "forEver");
    } else {
        grant.json("to", time.raw());
    }
    let mut list = String::from("[");
    list.push_str(&grant.finish());
    list.push(']');
    let list = Object::new()
        .text("owner", "-")
        .text("covers", "everything")
        .flag("forEver", true)
        .json("grants", &list)
        .finish();
    let list = read(&list).unwrap_or(Json::UNDEFINED);
    let list = wanted::resolve(list, snapshot, &wanted::Options::default())?;
    let mut found = Vec::new();
    for grant in &list.grants {
        for door in &grant.doors {
            found.push((door.lock, if is_begin { door.from } else { door.to }));
        }
    }
    Ok(found)
}

/// The ids of locks, each once, as JSON.
fn lock_ids(work: &Work<'_>, own: &[Held]) -> String {
    let mut locks: Vec<u32> = own.iter().map(|held| held.lock).collect();
    locks.sort_unstable();
    locks.dedup();
    let mut ids = Vec::new();
    for lock in &locks {
        if let Some(lock) = work.snapshot.locks().get(*lock as usize) {
            ids.push(work.snapshot.text(lock.id));
        }
    }
    quoted_list(&ids)
}

fn own_keys(work: &Work<'_>) -> Vec<Held> {
    let own = work
        .held
        .iter()
        .filter(|held| held.whose == Whose::Own && !held.error);
    own.copied().collect()
}

/// Adds a want for what of a key's time stays.
fn want(work: &mut Work<'_>, held: &Held, piece: Piece) {
    work.wants.push(Want {
        grant: held.grant,
        person: held.person,
        door: held.door,
        lock: held.lock,
        piece,
        begins: held.began,
    });
}

/// The instant of a lock in a list.
fn instant_at(instants: &[(u32, Ms)], lock: u32) -> Minute {
    let found = instants.iter().find(|one| one.0 == lock);
    found.map_or(Minute::MIN, |one| minute_of(one.1))
}

/// `{"appUserId":…,"owners":[…]|"any","at"?:…}`: a person's keys go, at once or at a time.
///
/// # Errors
/// Those of the time.
pub fn move_out<'a>(
    snapshot: &'a Snapshot,
    options: &'a Options,
    given: Json<'_>,
) -> Result<Work<'a>, Refusal> {
    let number = given.text_or_empty("appUserId");
    let person = snapshot.find_person(&number);
    let owners = given.get("owners").texts();
    let rights = Rights {
        any: given.text("owners").as_deref() == Some("any"),
        person: Some(person),
        owners: owners.clone(),
        reference: None,
    };
    let owner = owners.first().map_or("any", String::as_str).to_owned();
    let mut work = work_of(snapshot, options, owner, rights, People::default());
    work.heads = heads_of(snapshot, person, &number);
    work.hold();
    let own = own_keys(&work);
    let at = given.get("at");
    if at != Json::UNDEFINED && !own.is_empty() {
        let ends = at_doors(snapshot, &number, &lock_ids(&work, &own), at, false)?;
        let first = options.first();
        for held in &own {
            if let Some(piece) = held.piece.within(first, instant_at(&ends, held.lock)) {
                want(&mut work, held, piece);
            }
        }
    }
    Ok(work)
}

/// A grant for each reference of a person's keys: shorter keys carry what the longer ones did.
fn heads_of(snapshot: &Snapshot, person: u32, number: &str) -> Vec<Head> {
    let mut names: Vec<(&str, &str)> = Vec::new();
    if person != NONE {
        for index in snapshot.keys_of_person(person) {
            if let Some(key) = snapshot.key(*index) {
                names.push((snapshot.text(key.reference), snapshot.text(key.owner)));
            }
        }
    }
    names.sort_unstable();
    names.dedup_by_key(|one| one.0);
    let mut heads = Vec::new();
    for (reference, owner) in names {
        heads.push(head(owner, reference, number, person));
    }
    heads
}

fn head(owner: &str, reference: &str, number: &str, person: u32) -> Head {
    Head {
        reference: reference.to_owned(),
        number: number.to_owned(),
        person,
        metadata: metadata(owner, reference, &[]),
        for_ever: true,
    }
}

/// `{"owner":…,"ref":…}` with `extendTo`, `endAt`, or `moveTo` and `at`: a stay changes.
///
/// # Errors
/// `noSuchStay`, `manyPeople`, and those of the time and the doors.
pub fn stay<'a>(
    snapshot: &'a Snapshot,
    options: &'a Options,
    given: Json<'_>,
) -> Result<Work<'a>, Refusal> {
    let owner = given.text_or_empty("owner");
    let reference = given.text_or_empty("ref");
    let refused = |code: &str| {
        Refusal::new(code)
            .text("owner", &owner)
            .text("ref", &reference)
    };
    let rights = Rights {
        owners: vec![owner.clone()],
        reference: Some(reference.clone()),
        ..Rights::default()
    };
    let mut work = work_of(snapshot, options, owner.clone(), rights, People::default());
    work.heads.push(head(&owner, &reference, "", NONE));
    work.hold();
    let own = own_keys(&work);
    let person = own.first().map_or(NONE, |held| held.person);
    if person == NONE || reference.is_empty() {
        return Err(refused("noSuchStay"));
    }
    if own.iter().any(|held| held.person != person) {
        return Err(refused("manyPeople"));
    }
    let number = snapshot.person(person).to_owned();
    for head in &mut work.heads {
        head.person = person;
        head.number.clone_from(&number);
    }
    let locks = lock_ids(&work, &own);
    let first = options.first();
    let end = own.iter().map(|held| held.piece.to).max().unwrap_or(NEVER);
    if let Some(time) = given.member("extendTo") {
        let ends = at_doors(snapshot, &number, &locks, time, false)?;
        for held in &own {
            let mut piece = held.piece;
            // A door that was left before stays left.
            if piece.to == end {
                piece.to = piece.to.max(instant_at(&ends, held.lock));
            }
            want(&mut work, held, piece);
        }
    } else if let Some(time) = given.member("endAt") {
        let ends = at_doors(snapshot, &number, &locks, time, false)?;
        for held in &own {
            if let Some(piece) = held.piece.within(first, instant_at(&ends, held.lock)) {
                want(&mut work, held, piece);
            }
        }
    } else {
        let time = given.get("at");
        let doors = given.get("moveTo").raw();
        let begins = at_doors(snapshot, &number, doors, time, true)?;
        let leaves = at_doors(snapshot, &number, &locks, time, true)?;
        for held in &own {
            let is_kept = begins
                .iter()
                .any(|one| door_of(snapshot, one.0) == held.door);
            let until = if is_kept {
                held.piece.to
            } else {
                instant_at(&leaves, held.lock)
            };
            if let Some(piece) = held.piece.within(first, until) {
                want(&mut work, held, piece);
            }
        }
        let last = own
            .iter()
            .max_by_key(|held| (held.piece.to, held.piece.hours));
        let hours = last.map_or(super::weekly::ALWAYS, |held| held.piece.hours);
        for (lock, at) in begins {
            let begins = minute_of(at);
            let piece = Piece {
                from: begins.max(first),
                to: end,
                hours,
            };
            if piece.from < piece.to {
                work.wants.push(Want {
                    grant: 0,
                    person,
                    door: door_of(snapshot, lock),
                    lock,
                    piece,
                    begins,
                });
            }
        }
    }
    Ok(work)
}
