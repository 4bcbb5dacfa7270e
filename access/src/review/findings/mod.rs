//! What is worth a look: a closed list of kinds, each with its keys and its time.

mod gaps;
mod kind;
mod of_doors;
mod of_keys;
mod of_stays;

use super::query::{Query, given};
use crate::refusal::Refusal;
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, NEVER, Span, write_moment};
use unloc_integrator_client::json::{Array, Json, Object};

pub use kind::FindingKind;

/// Something worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// The lock; [`NONE`] if it is about none.
    pub lock: u32,
    /// The person; [`NONE`] if hidden, or about none.
    pub person: u32,
    /// The keys.
    pub keys: Vec<u32>,
    /// Since when; `Ms::MIN` if it has no time.
    pub from: Ms,
    /// Until when; [`NEVER`] if it has no end.
    pub to: Ms,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// Where and when.
    pub query: Query,
    /// Locks that are for one person at a time, sorted.
    pub exclusive: Vec<u32>,
    /// Between one person and the next at those, in ms.
    pub turnover: Ms,
    /// When the API said what it said; none if that is not known.
    pub seen: Option<Span>,
    /// Kinds looked for; none is all of them.
    pub kinds: Option<Vec<FindingKind>>,
}

impl Search {
    /// Reads `{…query, "exclusive"?:[lockId],"turnoverMinutes"?:number,"kinds"?:[…]}`.
    ///
    /// # Errors
    /// Those of [`Query::read`], `unknownFinding`.
    pub fn read(snapshot: &Snapshot, given: &Json<'_>) -> Result<Self, Refusal> {
        let mut exclusive = Vec::new();
        for id in given.get("exclusive").texts() {
            exclusive.push(super::query::lock(snapshot, &id)?);
        }
        exclusive.sort_unstable();
        let mut kinds = None;
        if given.get("kinds").is_array() {
            let mut wanted = Vec::new();
            for word in given.get("kinds").texts() {
                wanted.push(
                    FindingKind::of_word(&word)
                        .ok_or_else(|| Refusal::new("unknownFinding").text("kind", &word))?,
                );
            }
            kinds = Some(wanted);
        }
        let minutes = given.count("turnoverMinutes").unwrap_or(0);
        Ok(Self {
            query: Query::read(snapshot, given)?,
            exclusive,
            turnover: Ms::from(minutes).saturating_mul(crate::time::MINUTE),
            seen: snapshot.sealed(),
            kinds,
        })
    }

    /// Whether a kind is looked for.
    fn wants(&self, kind: FindingKind) -> bool {
        self.kinds
            .as_ref()
            .is_none_or(|kinds| kinds.contains(&kind))
    }
}

/// All that is found: what is about keys first, then what is about doors.
pub fn findings(snapshot: &Snapshot, search: &Search) -> Vec<Finding> {
    let mut found = Vec::new();
    of_keys::find(snapshot, search, &mut found);
    of_stays::find(snapshot, search, &mut found);
    of_doors::find(snapshot, search, &mut found);
    found.retain(|one| search.wants(one.kind));
    found
}

/// Answers what [`Search::read`] takes with `[{"kind","lockId"?,"appUserId"?,"keyIds":[…],"refs":[…],
/// "from"?,"to"?}]`.
///
/// # Errors
/// Those of [`Search::read`], `malformed`.
pub fn find(snapshot: &Snapshot, question: &str) -> Result<String, Refusal> {
    let search = Search::read(snapshot, &given(question)?)?;
    let mut list = Array::new();
    for finding in findings(snapshot, &search) {
        list.json(&written(snapshot, &finding));
    }
    Ok(list.finish())
}

/// A finding as JSON, without a sentence.
pub fn written(snapshot: &Snapshot, finding: &Finding) -> String {
    let mut out = Object::new();
    out.text("kind", finding.kind.word());
    if let Some(lock) = snapshot.locks().get(finding.lock as usize) {
        out.text("lockId", snapshot.text(lock.id));
    }
    if finding.person != NONE {
        out.text("appUserId", snapshot.person(finding.person));
    }
    let (mut keys, mut refs) = (Array::new(), Array::new());
    let mut said = Vec::new();
    for number in &finding.keys {
        keys.text(&snapshot.key_id(*number));
        if let Some(key) = snapshot.key(*number)
            && key.reference.0 != 0
            && !said.contains(&key.reference)
        {
            refs.text(snapshot.text(key.reference));
            said.push(key.reference);
        }
    }
    out.json("keyIds", &keys.finish())
        .json("refs", &refs.finish());
    if finding.from != Ms::MIN {
        out.text("from", &write_moment(finding.from));
    }
    if finding.to != NEVER {
        out.text("to", &write_moment(finding.to));
    }
    out.finish()
}
