//! What can be called by name: the rows below are all that JavaScript reaches, with texts and bytes.
//! Each row is a function of the module that answers it. Moments are milliseconds since 1970.
//!
//! Of a snapshot, by [`ask`]:
//!
//! | question | given | answer |
//! | --- | --- | --- |
//! | `about` | `{}` | `{"sealed":…,"locks":…,"keys":…,"people":…,"pages":…,"blindSpots":["…"],"zones":["…"],"of":{…},"seenFrom"?:…,"seenTo"?:…}` |
//! | `lockIndex` | `{"lockId":"…"}` | `{"index":…}` |
//! | `describe` | `{"lockId"?:"…","appUserId"?:"…"}` | `{"door"?:"…","zone"?:"…","name"?:"…"}` |
//! | `seal` | `{"from":…,"to":…}` | `{}` |
//! | `zone` | `{"name":"…","offsets":[[ms, seconds],…]}` | `{}`; takes the place of what was known of the zone |
//! | `lockZones` | `{"<lockId>":"<zone>",…}` | `{}` |
//! | `plan` | `{"wanted":…,"options":…}` | a plan without sentences and id |
//! | `planMoveIn` | as `plan` | a plan |
//! | `planMoveOut` | `{"appUserId":"…","owners":[…]\|"any","at"?:…,"options":…}` | a plan |
//! | `planStay` | `{"owner":"…","ref":"…","options":…}` with `extendTo`, `endAt`, or `moveTo` and `at` | a plan |
//! | `planLocks` | `{}` | `[{"lockId":"…","name":"…","door":"…","zone"?:"…"},…]` |
//! | `print` | `{"appUserId":"…","lockIds":[…],"ending"?:[…]}` | `{"print":"…","live":…,"keyIds":[…]}`: the fingerprint of a person's live keys |
//! | `sha256` | any text | its digest, as a JSON text of hexadecimal digits |
//!
//! By [`bytes`]: `save` is what [`load`] reads.
//!
//! Questions about access are in [`questions`], reviews, findings and comparisons in [`review`].
//!
//! What is asked early and loops over what there is stays a function of its own (`inline(never)`): an engine
//! compiles a function once more when much of it was used, and [`ask`] with all answers in it takes it 28 ms.

mod snapshot;

use crate::plan;
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::wanted;
use crate::{questions, review};
use unloc_integrator_client::json;

pub use snapshot::{add_page, create};

/// A snapshot that was saved by [`bytes`].
pub fn load(saved: &[u8]) -> Result<Snapshot, Refusal> {
    Snapshot::from_bytes(saved)
}

/// Answers a question, both as JSON.
pub fn ask(snapshot: &mut Snapshot, question: &str, given: &str) -> Result<String, Refusal> {
    match question {
        "version" => Ok(version()),
        "about" => Ok(snapshot::about(snapshot)),
        "lockIndex" => snapshot::lock_index(snapshot, given),
        "describe" => snapshot::describe(snapshot, given),
        // Changes of the snapshot. All other questions only read it.
        "seal" => snapshot::seal(snapshot, given),
        "zone" => snapshot::zone(snapshot, given),
        "lockZones" => snapshot::lock_zones(snapshot, given),
        "canOpen" => questions::can_open(snapshot, given),
        "whoCanOpen" => questions::who_can_open(snapshot, given),
        "whatCanOpen" => questions::what_can_open(snapshot, given),
        "mayGrant" => questions::may_grant(snapshot, given),
        "reviewNumbers" => Ok(review::numbers(snapshot)),
        "reviewOpenings" => review::openings_of(snapshot, given),
        "findings" => review::findings::find(snapshot, given),
        "plan" => plan::plan(snapshot, given),
        "planMoveIn" => plan::move_in(snapshot, given),
        "planMoveOut" => plan::move_out(snapshot, given),
        "planStay" => plan::stay(snapshot, given),
        "planLocks" => Ok(plan::locks(snapshot)),
        "print" => plan::print(snapshot, given),
        "sha256" => Ok(plan::sha256(given)),
        _ => Err(unknown(question)),
    }
}

/// Answers a question by bytes: columns, pieces of CSV, the saved snapshot.
pub fn bytes(snapshot: &Snapshot, question: &str, given: &str) -> Result<Vec<u8>, Refusal> {
    match question {
        "save" => Ok(snapshot.to_bytes()),
        "reviewColumns" => review::columns(snapshot, given),
        "reviewCsv" => review::csv::csv_piece(snapshot, given),
        _ => Err(unknown(question)),
    }
}

/// Reads a file of wanted access, against the doors of a snapshot where there is one.
pub fn read(
    doors: Option<&Snapshot>,
    form: &str,
    file: &[u8],
    given: &str,
) -> Result<String, Refusal> {
    let doors = doors.ok_or_else(|| Refusal::new("doorsNeeded"))?;
    let options = json::read(given).ok_or_else(|| Refusal::new("noOptions"))?;
    match form {
        "csv" => wanted::csv::read(file, options, doors),
        "calendars" => wanted::calendar::read(file, options, doors),
        "json" => wanted::grants::read(file, options, doors),
        _ => Err(unknown(form)),
    }
}

/// What changed between two snapshots.
pub fn compare(before: &Snapshot, after: &Snapshot, given: &str) -> Result<String, Refusal> {
    review::compare::compare(before, after, given)
}

/// The people who can open a lock at an instant, as indices.
#[allow(clippy::cast_possible_truncation)] // `as` saturates
pub fn people_at(snapshot: &Snapshot, lock: u32, at: f64) -> Result<Vec<u32>, Refusal> {
    questions::people_at(snapshot, lock, at.floor() as i64)
}

/// `"0.1.0"`: the version of the package.
fn version() -> String {
    concat!("\"", env!("CARGO_PKG_VERSION"), "\"").to_owned()
}

fn unknown(name: &str) -> Refusal {
    Refusal::new("unknownQuestion").text("question", name)
}
