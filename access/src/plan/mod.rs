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
mod one_person;
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
    plan_list(snapshot, given, true)
}

/// The question `planMoveIn`, of the same form: a person's grants beside what there is.
///
/// # Errors
/// As of [`plan`], without the limits of lists.
pub fn move_in(snapshot: &Snapshot, given: &str) -> Result<String, Refusal> {
    plan_list(snapshot, given, false)
}

/// The question `planMoveOut`: `{"appUserId":…,"owners":[…]|"any","at"?:…,"options":…}`.
///
/// # Errors
/// The rules of snapshots and times.
pub fn move_out(snapshot: &Snapshot, given: &str) -> Result<String, Refusal> {
    let (given, options) = asked(snapshot, given)?;
    let mut work = one_person::move_out(snapshot, &options, given)?;
    result::result(&mut work, false, Some("movedOut"))
}

/// The question `planStay`: `{"owner":…,"ref":…,"options":…}` with `extendTo`, `endAt`, or `moveTo` and `at`.
///
/// # Errors
/// The rules of snapshots and times, and a stay that is not there.
pub fn stay(snapshot: &Snapshot, given: &str) -> Result<String, Refusal> {
    let (given, options) = asked(snapshot, given)?;
    let mut work = one_person::stay(snapshot, &options, given)?;
    result::result(&mut work, false, Some("stay"))
}

/// What was asked for, of a snapshot that a plan may be made from.
fn asked<'a>(snapshot: &Snapshot, given: &'a str) -> Result<(Json<'a>, Options), Refusal> {
    let given = read(given).ok_or_else(|| Refusal::new("badQuestion"))?;
    let options = Options::read(given.get("options"), snapshot)?;
    evidence::check(snapshot.sealed(), &options)?;
    Ok((given, options))
}

fn plan_list(snapshot: &Snapshot, given: &str, is_list: bool) -> Result<String, Refusal> {
    let (given, options) = asked(snapshot, given)?;
    let resolution = wanted::Options {
        allow_empty: options.lifted.empty_list,
        ..wanted::Options::default()
    };
    let mut list = wanted::resolve(given.get("wanted"), snapshot, &resolution)?;
    end_grace(given.get("wanted"), &options, &mut list);
    let mut work = list::work_of(snapshot, &options, list)?;
    if !is_list {
        work.rights.person = work.heads.first().map(|head| head.person);
    }
    work.hold();
    result::result(&mut work, is_list, None)
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
