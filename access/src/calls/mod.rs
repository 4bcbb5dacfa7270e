//! What can be called by name: the rows below are all that JavaScript reaches, with texts and bytes.
//! Each row is a function of the module that answers it. Moments are milliseconds since 1970.
//!
//! Of a snapshot, by [`ask`]:
//!
//! | question | given | answer |
//! | --- | --- | --- |
//! | `about` | `{}` | `{"sealed":…,"locks":…,"keys":…,"people":…,"pages":…,"blindSpots":["…"],"zones":["…"],"of":{…},"seenFrom"?:…,"seenTo"?:…}` |
//! | `seal` | `{"from":…,"to":…}` | `{}` |
//! | `zone` | `{"name":"…","offsets":[[ms, seconds],…]}` | `{}`; takes the place of what was known of the zone |
//! | `lockZones` | `{"<lockId>":"<zone>",…}` | `{}` |
//!
//! By [`bytes`]: `save` is what [`load`] reads.

mod snapshot;

use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::wanted;
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
        // Changes of the snapshot. All other questions only read it.
        "seal" => snapshot::seal(snapshot, given),
        "zone" => snapshot::zone(snapshot, given),
        "lockZones" => snapshot::lock_zones(snapshot, given),
        _ => Err(unknown(question)),
    }
}

/// Answers a question by bytes: columns, pieces of CSV, the saved snapshot.
pub fn bytes(snapshot: &Snapshot, question: &str, _given: &str) -> Result<Vec<u8>, Refusal> {
    match question {
        "save" => Ok(snapshot.to_bytes()),
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
pub fn compare(_before: &Snapshot, _after: &Snapshot, _given: &str) -> Result<String, Refusal> {
    Err(unknown("compare"))
}

/// The people who can open a lock at an instant, as indices.
pub fn people_at(_snapshot: &Snapshot, _lock: u32, _at: f64) -> Vec<u32> {
    Vec::new()
}

/// `"0.1.0"`: the version of the package.
fn version() -> String {
    concat!("\"", env!("CARGO_PKG_VERSION"), "\"").to_owned()
}

fn unknown(name: &str) -> Refusal {
    Refusal::new("unknownQuestion").text("question", name)
}
