//! What findings are looked for, and where.

use super::kind::FindingKind;
use crate::refusal::Refusal;
use crate::review::query::{Query, lock};
use crate::snapshot::Snapshot;
use crate::time::{Ms, Span};
use unloc_integrator_client::json::Json;

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
            exclusive.push(lock(snapshot, &id)?);
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
    pub(super) fn wants(&self, kind: FindingKind) -> bool {
        self.kinds
            .as_ref()
            .is_none_or(|kinds| kinds.contains(&kind))
    }
}
