//! What a plan points out.

use super::outcome::{Fate, Outcome};
use super::timeline::{Minute, ms_of};
use super::weekly::ALWAYS;
use super::work::{Whose, Work};
use crate::snapshot::{NONE, State};
use crate::time::{NEVER, write_moment};
use unloc_integrator_client::json::{Array, Object};

/// A finding.
#[derive(Debug)]
pub struct Finding {
    /// Its kind.
    pub kind: &'static str,
    /// Which of the sentences of its kind it has; empty for the only one.
    pub code: &'static str,
    /// The lock.
    pub lock: u32,
    /// The person.
    pub person: u32,
    /// Keys, by index among those held.
    pub held: Vec<u32>,
    /// References.
    pub refs: Vec<String>,
    /// From when to when; `Minute::MIN` and [`NEVER`] are not said.
    pub span: (Minute, Minute),
}

/// What keys and what is wanted show. `empty` are locks of doors that nobody can open any more.
pub fn findings(work: &Work<'_>, outcome: &Outcome, empty: &[u32]) -> Vec<Finding> {
    let mut found = Vec::new();
    at_exclusive_doors(work, outcome, &mut found);
    for lock in empty {
        found.push(Finding {
            kind: "nobodyCanOpen",
            code: "",
            lock: *lock,
            person: NONE,
            held: Vec::new(),
            refs: Vec::new(),
            span: (Minute::MIN, NEVER),
        });
    }
    for (index, held) in (0_u32..).zip(&work.held) {
        let fate = outcome.fates.get(index as usize);
        let state = work.snapshot.key(held.key).map(|key| key.state);
        let (kind, code) = match fate {
            Some(Fate::Waits) => ("notOnList", "waits"),
            Some(Fate::IsIn) => ("notOnList", "isIn"),
            Some(Fate::Postponed) => ("stillCreating", ""),
            _ if held.whose != Whose::Own => continue,
            Some(Fate::Goes) if held.group.0 != 0 => ("groupKey", ""),
            _ if held.error => ("keyInError", ""),
            _ if state == Some(State::Unknown) => ("unknownState", ""),
            _ => continue,
        };
        found.push(Finding {
            kind,
            code,
            lock: held.lock,
            person: held.person,
            held: vec![index],
            refs: vec![work.snapshot.text(held.reference).to_owned()],
            span: (held.piece.from, held.piece.to),
        });
    }
    found
}

/// A stay at a door that is one person's at a time.
struct Stay {
    door: u32,
    from: Minute,
    to: Minute,
    lock: u32,
    person: u32,
    reference: String,
}

fn at_exclusive_doors(work: &Work<'_>, outcome: &Outcome, found: &mut Vec<Finding>) {
    let mut stays: Vec<Stay> = Vec::new();
    for want in &work.wants {
        // Who comes at weekly hours does not live there.
        if work.options.is_exclusive(want.lock) && want.piece.hours == ALWAYS {
            let head = work.heads.get(want.grant as usize);
            stays.push(Stay {
                door: want.door,
                from: want.piece.from,
                to: want.piece.to,
                lock: want.lock,
                person: want.person,
                reference: head.map_or_else(String::new, |head| head.reference.clone()),
            });
        }
    }
    for (held, fate) in work.held.iter().zip(&outcome.fates) {
        let stays_on = matches!(
            fate,
            Fate::Waits | Fate::IsIn | Fate::Untouched | Fate::Postponed
        );
        let lives = held.piece.hours == ALWAYS && !held.error;
        if stays_on && lives && work.options.is_exclusive(held.lock) {
            stays.push(Stay {
                door: held.door,
                from: held.piece.from,
                to: held.piece.to,
                lock: held.lock,
                person: held.person,
                reference: work.snapshot.text(held.reference).to_owned(),
            });
        }
    }
    stays.sort_unstable_by(|a, b| {
        (a.door, a.from, a.to, &a.reference).cmp(&(b.door, b.from, b.to, &b.reference))
    });
    let mut last: Option<&Stay> = None;
    for stay in &stays {
        if let Some(before) = last.filter(|before| before.door == stay.door)
            && before.person != stay.person
        {
            let overlaps = before.to > stay.from;
            let gap = stay.from.saturating_sub(before.to);
            if overlaps || gap < work.options.turnover {
                found.push(Finding {
                    kind: if overlaps {
                        "twoPeople"
                    } else {
                        "opensBeforeLeft"
                    },
                    code: "",
                    lock: stay.lock,
                    person: NONE,
                    held: Vec::new(),
                    refs: vec![before.reference.clone(), stay.reference.clone()],
                    span: if overlaps {
                        (stay.from, before.to.min(stay.to))
                    } else {
                        (before.to, stay.from)
                    },
                });
            }
        }
        if last.is_none_or(|before| before.door != stay.door || before.to < stay.to) {
            last = Some(stay);
        }
    }
}

/// The findings as JSON, in an order that does not depend on how keys were read.
pub fn write(work: &Work<'_>, findings: &[Finding]) -> String {
    let snapshot = work.snapshot;
    let mut texts = Vec::with_capacity(findings.len());
    for finding in findings {
        let mut out = Object::new();
        out.text("kind", finding.kind);
        if !finding.code.is_empty() {
            out.text("code", finding.code);
        }
        if let Some(lock) = snapshot.locks().get(finding.lock as usize) {
            out.text("lockId", snapshot.text(lock.id));
        }
        if finding.person != NONE {
            out.text("appUserId", work.people.number(snapshot, finding.person));
        }
        let mut ids = Vec::new();
        for held in &finding.held {
            if let Some(held) = work.held.get(*held as usize) {
                ids.push(snapshot.key_id(held.key));
            }
        }
        ids.sort_unstable();
        out.json("keyIds", &list(&ids));
        let mut refs = finding.refs.clone();
        refs.retain(|one| !one.is_empty());
        out.json("refs", &list(&refs));
        if finding.span.0 != Minute::MIN {
            out.text("from", &write_moment(ms_of(finding.span.0)));
        }
        if finding.span.1 != NEVER {
            out.text("to", &write_moment(ms_of(finding.span.1)));
        }
        texts.push(out.finish());
    }
    texts.sort_unstable();
    let mut out = Array::new();
    for text in &texts {
        out.json(text);
    }
    out.finish()
}

/// Texts as a JSON array.
pub fn list(texts: &[String]) -> String {
    let mut out = Array::new();
    for text in texts {
        out.text(text);
    }
    out.finish()
}
