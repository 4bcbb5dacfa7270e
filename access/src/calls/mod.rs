//! What can be called by name: the rows below are all that JavaScript reaches, with texts and bytes.
//! Each row is a function of the module that answers it.

use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::wanted;
use unloc_integrator_client::json;

/// A snapshot without pages. `of` is JSON of the scope.
pub fn create(_of: &str) -> Result<Snapshot, Refusal> {
    Ok(Snapshot::default())
}

/// Adds a page as the API sent it: all of it or, refused, nothing. Gives `{"items":…,"cursor"?:…}`.
pub fn add_page(_snapshot: &mut Snapshot, kind: &str, _page: &[u8]) -> Result<String, Refusal> {
    Err(unknown(kind))
}

/// A snapshot that was saved by [`bytes`].
pub fn load(_saved: &[u8]) -> Result<Snapshot, Refusal> {
    Err(unknown("load"))
}

/// Answers a question, both as JSON.
pub fn ask(_snapshot: &mut Snapshot, question: &str, _given: &str) -> Result<String, Refusal> {
    match question {
        "version" => Ok(version()),
        // Changes of the snapshot: `zone`, `seal`. All other questions only read it.
        _ => Err(unknown(question)),
    }
}

/// Answers a question by bytes: columns, pieces of CSV, the saved snapshot.
pub fn bytes(_snapshot: &Snapshot, question: &str, _given: &str) -> Result<Vec<u8>, Refusal> {
    Err(unknown(question))
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
