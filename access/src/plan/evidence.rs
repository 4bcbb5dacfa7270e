//! What a plan may be made from: a snapshot that is whole and fresh.

use super::options::Options;
use crate::refusal::Refusal;
use crate::time::{MINUTE, Ms, Span};
use unloc_integrator_client::json::Object;

/// Holds a snapshot against the clock. `seen` is when its first and last page came, if all of it did.
///
/// # Errors
/// R1 for one that is not whole, R7 for one that is too old or from the future.
pub fn check(seen: Option<Span>, options: &Options) -> Result<(), Refusal> {
    let Some(Span { from, to }) = seen else {
        return Err(Refusal::new("notSealed").text("rule", "R1"));
    };
    let age = options.now.saturating_sub(from);
    if age > options.valid_for.saturating_mul(MINUTE) {
        let numbers = Object::new()
            .number("minutes", minutes(age))
            .number("allowed", minutes(options.valid_for.saturating_mul(MINUTE)))
            .finish();
        return Err(Refusal::new("snapshotOld")
            .text("rule", "R7")
            .json("numbers", &numbers));
    }
    let ahead = to.max(from).saturating_sub(options.now);
    if ahead > MINUTE {
        let numbers = Object::new().number("minutes", minutes(ahead)).finish();
        return Err(Refusal::new("snapshotFromFuture")
            .text("rule", "R7")
            .json("numbers", &numbers));
    }
    Ok(())
}

/// Whole minutes, rounded up.
#[allow(clippy::cast_precision_loss)] // far from 2^53
fn minutes(ms: Ms) -> f64 {
    (ms as f64 / MINUTE as f64).ceil()
}
