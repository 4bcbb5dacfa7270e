//! What must change for the doors to match a list. It cannot send anything.

mod after;
mod difference;
mod document;
mod evidence;
mod excess;
mod exclusive;
mod findings;
mod keep;
mod limits;
mod list;
mod moves;
mod options;
mod outcome;
mod pairs;
mod print;
mod result;
mod steps;
mod timeline;
mod weekly;
mod work;

use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::wanted::{self, Wanted};
use options::Options;
use unloc_integrator_client::json::{Json, read};

pub use document::locks;
pub use print::{ask as print, sha256};

/// The question `plan`: `{"wanted":…,"options":…}` gives the plan without sentences.
///
/// # Errors
/// Every safety rule that refuses a plan, by its name.
pub fn plan(snapshot: &Snapshot, given: &str) -> Result<String, Refusal> {
    let given = read(given).ok_or_else(|| Refusal::new("badQuestion"))?;
    let options = Options::read(given.get("options"), snapshot)?;
    evidence::check(snapshot.sealed(), &options)?;
    let resolution = wanted::Options {
        allow_empty: options.lifted.empty_list,
        ..wanted::Options::default()
    };
    let mut list = wanted::resolve(given.get("wanted"), snapshot, &resolution)?;
    end_grace(given.get("wanted"), &options, &mut list);
    let mut work = list::work_of(snapshot, &options, list)?;
    work.hold();
    result::result(&mut work, true)
}

/// Grants whose grace is over do not keep what they have.
fn end_grace(wanted: Json<'_>, options: &Options, list: &mut Wanted) {
    let Some(grace) = options.grace else {
        return;
    };
    for one in wanted.get("waiting").items() {
        let since = one
            .text("since")
            .and_then(|text| crate::time::read_moment(&text));
        let Some(since) = since else {
            continue;
        };
        let until = since.saturating_add(grace.saturating_mul(crate::time::MINUTE));
        if until <= options.now {
            let reference = one.text_or_empty("ref");
            list.waiting.retain(|(waiting, _)| *waiting != reference);
        }
    }
}
