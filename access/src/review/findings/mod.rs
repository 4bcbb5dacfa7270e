//! What is worth a look: a closed list of kinds, each with its keys and its time.

mod finding;
mod gaps;
mod kind;
mod of_doors;
mod of_keys;
mod of_stays;
mod search;

use crate::refusal::Refusal;
use crate::review::query::given;
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, NEVER, write_moment};
use unloc_integrator_client::json::{Array, Object};

pub use finding::Finding;
pub use kind::FindingKind;
pub use search::Search;

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
            && let reference = snapshot.text(key.reference)
            && !said.contains(&reference)
        {
            refs.text(reference);
            said.push(reference);
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
