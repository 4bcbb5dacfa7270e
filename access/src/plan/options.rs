//! What a plan is asked for beside the list.

use super::timeline::{Minute, minute_of};
use crate::refusal::Refusal;
use crate::snapshot::Snapshot;
use crate::time::{MINUTE, Ms};
use unloc_integrator_client::json::Json;

/// How a key is made to open longer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extend {
    /// By a second key that begins where the first ends.
    Append,
    /// By a new key; then the first is taken back.
    Replace,
    /// By taking the first back; then a new key is made.
    TakeFirst,
}

/// Numbers that lift limits.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lifted {
    /// The share of live keys that may go.
    pub share: Option<f64>,
    /// Exactly so many revocations.
    pub revocations: Option<u32>,
    /// Exactly so many doors that nobody can open.
    pub empty_doors: Option<u32>,
    /// Exactly so many keys to make.
    pub creations: Option<u32>,
    /// An empty list.
    pub empty_list: bool,
}

/// Options of a plan.
#[derive(Debug)]
pub struct Options {
    /// Now, by the clock of the API.
    pub now: Ms,
    /// Whether anything may be taken back.
    pub revoke: bool,
    /// What lifts limits.
    pub lifted: Lifted,
    /// Owners, or ids of keys, that are taken over; in order.
    pub take_over: Vec<String>,
    /// Ids of keys that are known to be the owner's; in order.
    pub own_keys: Vec<String>,
    /// Whether keys of others count.
    pub adopt: bool,
    /// How a key is made to open longer.
    pub extend: Extend,
    /// Locks that are one person's at a time, by index; in order.
    pub exclusive: Vec<u32>,
    /// Minutes between two people.
    pub turnover: Minute,
    /// Minutes that a grant keeps what it has after it began to wait.
    pub grace: Option<Minute>,
    /// Minutes for which a plan is valid, and a snapshot good for one.
    pub valid_for: Minute,
    /// Whether keys without an end may be made.
    pub for_ever: bool,
}

/// Without more, a plan is valid for an hour.
const VALID_FOR: f64 = 60.0;

impl Options {
    /// Reads them. What is of the wrong type was refused in TypeScript.
    ///
    /// # Errors
    /// `badOption`, with its name.
    pub fn read(json: Json<'_>, snapshot: &Snapshot) -> Result<Self, Refusal> {
        let Some(now) = json.number("now") else {
            return Err(Refusal::new("badOption").text("option", "now"));
        };
        let limits = json.get("limits");
        let extend = match json.text_or_empty("extend").as_str() {
            "" | "append" => Extend::Append,
            "replace" => Extend::Replace,
            "takeFirst" => Extend::TakeFirst,
            _ => return Err(Refusal::new("badOption").text("option", "extend")),
        };
        let adopt = match json.text_or_empty("adopt").as_str() {
            "" | "exact" => true,
            "never" => false,
            _ => return Err(Refusal::new("badOption").text("option", "adopt")),
        };
        let mut exclusive = Vec::new();
        for id in json.get("exclusive").texts() {
            exclusive.push(snapshot.find_lock(&id));
        }
        exclusive.sort_unstable();
        let minutes = |name: &str| json.number(name).map(whole);
        Ok(Self {
            now: whole(now),
            revoke: json.get("revoke").as_bool() != Some(false),
            lifted: Lifted {
                share: limits.number("revokeShare"),
                revocations: limits.count("allowRevocations"),
                empty_doors: limits.count("allowEmptyDoors"),
                creations: limits.count("allowCreations"),
                empty_list: limits.is_true("allowEmptyList"),
            },
            take_over: sorted(json.get("takeOver").texts()),
            own_keys: sorted(json.get("ownKeys").texts()),
            adopt,
            extend,
            exclusive,
            turnover: minutes("turnoverMinutes").unwrap_or(0),
            grace: minutes("graceMinutes"),
            valid_for: minutes("validForMinutes").unwrap_or(whole(VALID_FOR)),
            for_ever: json.is_true("forEver"),
        })
    }

    /// The minute from which on access is compared: the one under way is over when a key is there.
    pub fn first(&self) -> Minute {
        minute_of(self.now).saturating_add(1)
    }

    /// Until when the plan may be begun.
    pub fn valid_until(&self) -> Ms {
        self.now
            .saturating_add(self.valid_for.saturating_mul(MINUTE))
    }

    /// Whether only one person at a time has a lock.
    pub fn is_exclusive(&self, lock: u32) -> bool {
        self.exclusive.binary_search(&lock).is_ok()
    }
}

#[allow(clippy::cast_possible_truncation)] // `as` saturates
fn whole(number: f64) -> i64 {
    number as i64
}

fn sorted(mut texts: Vec<String>) -> Vec<String> {
    texts.sort_unstable();
    texts
}
