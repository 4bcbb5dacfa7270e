//! Zones are told by the platform, once it is known which ones and for when.

use super::row::{Row, When};
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::time::{DAY, Ms, Span, Zone, write_moment};
use unloc_integrator_client::json::{Array, Json};

/// Zones are told from 2000 to 2100: before and after, the first and the last offset hold.
const EVER: Span = Span {
    from: 946_684_800_000,
    to: 4_133_980_800_000,
};

/// The zones that rows need and that nobody told about yet.
#[derive(Clone, Debug, Default)]
pub struct ZoneNeeds {
    /// From when to when those that were told are known; none is always.
    known: Option<Span>,
    /// Names that the platform does not know.
    unknown: Vec<String>,
    names: Vec<String>,
    /// From when to when they are needed.
    needed: Option<Span>,
}

impl ZoneNeeds {
    /// What was told so far, by the members `zonesKnown` and `unknownZones` of a question.
    pub fn new(given: Json<'_>) -> Self {
        let known = given.get("zonesKnown");
        #[allow(clippy::cast_possible_truncation)] // moments
        let ms = |name: &str| known.number(name).map(|ms| ms as Ms);
        Self {
            known: ms("from").zip(ms("to")).map(|(from, to)| Span { from, to }),
            unknown: given.get("unknownZones").texts(),
            ..Self::default()
        }
    }

    /// Whether the platform does not know a zone.
    pub fn is_unknown(&self, name: &str) -> bool {
        self.unknown.iter().any(|one| one == name)
    }

    /// Notes that a zone is needed at a time. Gives whether it is there.
    pub fn need(&mut self, name: &str, is_known: bool, from: Ms, to: Ms) -> bool {
        let from = from.saturating_sub(DAY).clamp(EVER.from, EVER.to);
        let to = to.saturating_add(DAY).clamp(EVER.from, EVER.to);
        let needed = self.needed.get_or_insert(Span { from, to });
        needed.from = needed.from.min(from);
        needed.to = needed.to.max(to);
        let is_covered = |known: Span| known.from <= from && to <= known.to;
        if is_known && self.known.is_none_or(is_covered) {
            return true;
        }
        if !self.is_unknown(name) && !self.names.iter().any(|one| one == name) {
            self.names.push(name.to_owned());
        }
        false
    }

    /// Notes the zones of a row's doors, if its times or hours need them.
    pub fn need_of(&mut self, row: &Row, snapshot: &Snapshot) {
        let (mut from, mut to) = (Ms::MAX, Ms::MIN);
        let mut is_wall = false;
        for when in [row.from, row.to] {
            match when {
                When::Instant(ms) => (from, to) = (from.min(ms), to.max(ms)),
                When::Wall { clock, .. } => {
                    (from, to) = (from.min(clock), to.max(clock));
                    is_wall = true;
                }
                When::Unsaid | When::Never => {}
            }
        }
        if !is_wall && row.windows.is_empty() {
            return;
        }
        // Hours without a start or an end fall, whenever that is.
        if from > to {
            (from, to) = (EVER.to, EVER.to);
        }
        for lock in &row.locks {
            if let Some(zone) = told_or_not(snapshot, *lock) {
                self.need(&zone.name, zone.is_known(), from, to);
            }
        }
    }

    /// Whether any is needed.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// A refusal that asks for them, if there are any.
    ///
    /// # Errors
    /// `zoneNeeded`, with their names and the time.
    pub fn refusal(&self) -> Result<(), Refusal> {
        let (false, Some(needed)) = (self.is_empty(), self.needed) else {
            return Ok(());
        };
        let mut names = Array::new();
        for name in &self.names {
            names.text(name);
        }
        Err(Refusal::new("zoneNeeded")
            .json("names", &names.finish())
            .text("from", &write_moment(needed.from))
            .text("to", &write_moment(needed.to)))
    }
}

/// The zone of a lock, whether its offsets were told or not.
fn told_or_not(snapshot: &Snapshot, lock: u32) -> Option<&Zone> {
    let zone = snapshot.locks().get(lock as usize)?.zone;
    snapshot.zones().get(zone as usize)
}
