//! The limits beyond which a plan is refused, each with the exact number that lifts it.

use super::options::Lifted;
use crate::refusal::Refusal;
use unloc_integrator_client::json::Object;

/// What a plan comes to, as far as it is limited.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// The owner's live keys within what the list covers.
    pub of: u32,
    /// How many of them are revoked.
    pub revocations: u32,
    /// How many of these have no other in their place.
    pub closed: u32,
    /// Doors that nobody could open any more.
    pub empty_doors: u32,
    /// Keys to make.
    pub creations: u32,
    /// People with live keys of the owner, and people on the list, if the list is about everything.
    pub people: Option<(u32, u32)>,
}

/// The share of live keys that may be revoked.
const SHARE: f64 = 0.3;
/// The number of live keys from which on the share counts.
const FEW: u32 = 10;
/// How many of fewer may be revoked.
const OF_FEW: u32 = 2;
/// How many may be revoked at all.
const REVOCATIONS: u32 = 50;
/// How many keys may be made.
const CREATIONS: u32 = 500;
/// How many times as many keys as there are may be made.
const TIMES: u32 = 3;

/// Holds a plan against its limits.
///
/// # Errors
/// R17 with the numbers, and the option that lifts it.
pub fn check(sums: &Sums, lifted: &Lifted) -> Result<(), Refusal> {
    let revocations = Limit {
        flag: "allowRevocations",
        number: sums.revocations,
        lifted: lifted.revocations,
    };
    let is_few = sums.of < FEW;
    let share = lifted.share.unwrap_or(SHARE);
    if !is_few && f64::from(sums.revocations) > share * f64::from(sums.of) {
        let allowed = (share * f64::from(sums.of)).floor();
        revocations.refuse("revokeShare", allowed, sums.of)?;
    }
    if is_few && sums.revocations > OF_FEW {
        revocations.refuse("revokeOfFew", OF_FEW.into(), sums.of)?;
    }
    if is_few && sums.closed > 0 && sums.closed == sums.of {
        revocations.refuse("revokeAll", f64::from(sums.of.saturating_sub(1)), sums.of)?;
    }
    if sums.revocations > REVOCATIONS {
        revocations.refuse("revokeMany", REVOCATIONS.into(), sums.of)?;
    }
    if let Some((before, listed)) = sums.people
        && sums.revocations > 0
        && listed.saturating_mul(2) < before
    {
        revocations.refuse("fewerPeople", f64::from(listed), before)?;
    }
    if sums.empty_doors > 0 {
        let limit = Limit {
            flag: "allowEmptyDoors",
            number: sums.empty_doors,
            lifted: lifted.empty_doors,
        };
        limit.refuse("emptyDoors", 0.0, sums.of)?;
    }
    let creations = Limit {
        flag: "allowCreations",
        number: sums.creations,
        lifted: lifted.creations,
    };
    if sums.creations > CREATIONS {
        creations.refuse("createMany", CREATIONS.into(), sums.of)?;
    }
    // Where there is no key yet there is nothing to compare with.
    let times = sums.of.saturating_mul(TIMES);
    if sums.of > 0 && sums.creations > times {
        creations.refuse("createTimes", f64::from(times), sums.of)?;
    }
    Ok(())
}

struct Limit {
    flag: &'static str,
    number: u32,
    lifted: Option<u32>,
}

impl Limit {
    /// Refuses, unless exactly this number was allowed.
    fn refuse(&self, code: &str, allowed: f64, of: u32) -> Result<(), Refusal> {
        if self.lifted == Some(self.number) {
            return Ok(());
        }
        let numbers = Object::new()
            .number("planned", self.number.into())
            .number("allowed", allowed)
            .number("of", of.into())
            .finish();
        Err(Refusal::new(code)
            .text("rule", "R17")
            .json("numbers", &numbers)
            .text("flag", self.flag))
    }
}
