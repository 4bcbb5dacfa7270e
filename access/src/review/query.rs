//! What a review is asked for.

use crate::refusal::Refusal;
use crate::snapshot::{NONE, Snapshot};
use crate::time::{Ms, Span};
use unloc_integrator_client::json::{self, Json};

/// What a review is asked for.
#[derive(Clone, Debug)]
pub struct Query {
    /// The time.
    pub span: Span,
    /// The locks asked for, sorted; none is all of them.
    pub locks: Option<Vec<u32>>,
    /// The people asked for, sorted; none is all of them. Who is not in the snapshot is left out.
    pub people: Option<Vec<u32>>,
    /// Whether locks that are one door are one.
    pub merge_doors: bool,
}

impl Query {
    /// Everything in a span of time, lock by lock.
    pub fn of(span: Span) -> Self {
        Self {
            span,
            locks: None,
            people: None,
            merge_doors: false,
        }
    }

    /// Reads `{"from":ms,"to":ms,"lockIds"?:[…],"appUserIds"?:[…],"mergeDoors"?:true}`.
    ///
    /// # Errors
    /// `malformed` with the `member`, `badSpan` without a beginning before an end, `unknownLock` with its
    /// `id`, `zoneUnknown`.
    pub fn read(snapshot: &Snapshot, given: &Json<'_>) -> Result<Self, Refusal> {
        let mut query = Self::of(span(given)?);
        query.merge_doors = given.is_true("mergeDoors");
        if given.get("lockIds").is_array() {
            let mut locks = Vec::new();
            for id in given.get("lockIds").texts() {
                locks.push(lock(snapshot, &id)?);
            }
            if query.merge_doors {
                let doors = snapshot.doors();
                for lock in std::mem::take(&mut locks) {
                    locks.extend_from_slice(doors.locks_with(snapshot.locks(), lock));
                }
            }
            query.locks = Some(sorted(locks));
        }
        if given.get("appUserIds").is_array() {
            let mut people = Vec::new();
            for number in given.get("appUserIds").texts() {
                people.push(snapshot.find_person(&number));
            }
            people.retain(|person| *person != NONE);
            query.people = Some(sorted(people));
        }
        query.check_zones(snapshot)?;
        Ok(query)
    }

    /// Weekly hours are the wall clock's: without its zone nothing can be said.
    ///
    /// # Errors
    /// `zoneUnknown` with the `lockId`, and the `zone` if it has one that nobody told about.
    pub fn check_zones(&self, snapshot: &Snapshot) -> Result<(), Refusal> {
        for lock in snapshot.doors().weekly_locks() {
            if self.has_lock(*lock) {
                check_zone(snapshot, *lock)?;
            }
        }
        Ok(())
    }

    /// Whether a person is asked for.
    pub fn has_person(&self, person: u32) -> bool {
        self.people
            .as_ref()
            .is_none_or(|people| people.binary_search(&person).is_ok())
    }

    /// Whether one of the locks of a door is asked for.
    pub fn has_door(&self, locks: &[u32]) -> bool {
        locks.iter().any(|lock| self.has_lock(*lock))
    }

    /// Whether a lock is asked for.
    pub fn has_lock(&self, lock: u32) -> bool {
        self.locks
            .as_ref()
            .is_none_or(|locks| locks.binary_search(&lock).is_ok())
    }
}

fn sorted(mut numbers: Vec<u32>) -> Vec<u32> {
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// A question in a form that is not that of its table.
pub fn malformed(member: &str) -> Refusal {
    Refusal::new("malformed").text("member", member)
}

/// The value that a question is asked with.
///
/// # Errors
/// `malformed`.
pub fn given(text: &str) -> Result<Json<'_>, Refusal> {
    json::read(text).ok_or_else(|| malformed("given"))
}

/// `from` and `to`.
///
/// # Errors
/// `malformed` with the `member`, `badSpan`.
pub fn span(given: &Json<'_>) -> Result<Span, Refusal> {
    match (moment(given, "from"), moment(given, "to")) {
        (Some(from), Some(to)) if from < to => Ok(Span { from, to }),
        (Some(_), Some(_)) => Err(Refusal::new("badSpan")),
        (None, _) => Err(malformed("from")),
        (_, None) => Err(malformed("to")),
    }
}

/// A moment in ms.
#[allow(clippy::cast_possible_truncation)] // moments have less than 53 bits
pub fn moment(given: &Json<'_>, name: &str) -> Option<Ms> {
    let number = given.number(name)?;
    (number.abs() <= 8.64e15).then(|| number.floor() as Ms)
}

/// The lock of an id.
///
/// # Errors
/// `unknownLock`.
pub fn lock(snapshot: &Snapshot, id: &str) -> Result<u32, Refusal> {
    match snapshot.find_lock(id) {
        NONE => Err(Refusal::new("unknownLock").text("id", id)),
        lock => Ok(lock),
    }
}

/// Whether weekly hours at a lock can be understood.
///
/// # Errors
/// See [`Query::check_zones`].
pub fn check_zone(snapshot: &Snapshot, lock: u32) -> Result<(), Refusal> {
    let Some(one) = snapshot.locks().get(lock as usize) else {
        return Ok(());
    };
    match snapshot.zones().get(one.zone as usize) {
        Some(zone) if zone.is_known() => Ok(()),
        zone => {
            let mut refusal = Refusal::new("zoneUnknown").text("lockId", snapshot.text(one.id));
            if let Some(zone) = zone {
                refusal = refusal.text("zone", &zone.name);
            }
            Err(refusal)
        }
    }
}
