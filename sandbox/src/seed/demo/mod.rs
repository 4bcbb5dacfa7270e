//! The seed `demo`. It is the same on every run, except that its dates are relative to the current time.

mod bell;
mod doors;
mod groups;
mod hours;
mod keys;
mod names;
mod openings;
mod parts;
mod people;
mod periods;
mod sharing;

use crate::store::Store;
use crate::store::ids::mix;
use crate::store::key_index::RowId;
use crate::time::{self, DAY, HOUR, Timestamp};
use names::{PORTFOLIOS, Portfolio};

/// A lock holder, which is a project, with its locks and people.
struct Site {
    portfolio: &'static Portfolio,
    project_id: String,
    zone: &'static str,
    locks: Vec<String>,
    people: Vec<String>,
    subproject: Option<RowId>,
}

/// The current time, and the full hour before it: its dates are easier to read.
#[derive(Clone, Copy)]
struct Clock {
    now: Timestamp,
    hour: Timestamp,
}

impl Clock {
    /// A minute of the day on the clock of a zone, some days ago. Negative: in the future.
    fn ago(self, days: i64, minute: i64, zone: &str) -> Timestamp {
        let day = self.hour.saturating_sub(days.saturating_mul(DAY));
        time::at_minute_of_day(day, minute, zone)
    }
}

/// The store of the demo.
pub(crate) fn store(now: Timestamp) -> Store {
    let mut store = Store::empty();
    let clock = Clock {
        now,
        hour: now.saturating_sub(now.rem_euclid(HOUR)),
    };
    let sites: Vec<Site> = PORTFOLIOS
        .iter()
        .map(|portfolio| add_site(&mut store, portfolio, clock))
        .collect();
    let issued = groups::add(&mut store, &sites, clock);
    keys::add(&mut store, &sites, &issued, clock);
    groups::add_keys(&mut store, &issued);
    people::add_names(&mut store, &sites);
    sharing::add_roles(&mut store, &sites, clock);
    sharing::add_shared_keys(&mut store, &sites, clock);
    // The clocks of all doors show the same.
    let zone = sites.first().map_or("UTC", |site| site.zone);
    openings::add(&mut store, zone, clock);
    store
}

fn add_site(store: &mut Store, portfolio: &'static Portfolio, clock: Clock) -> Site {
    let project_id = store.new_id();
    let zone = time::zone_of_country(portfolio.country_iso);
    let locks = doors::add(store, portfolio, &project_id, zone, clock);
    let people = people::add(store, portfolio);
    let subproject = parts::add(store, portfolio, &project_id, &locks, clock);
    Site {
        portfolio,
        project_id,
        zone,
        locks,
        people,
        subproject,
    }
}

impl Site {
    /// The phone number of a person.
    fn person(&self, index: u8) -> Option<&String> {
        self.people.get(usize::from(index))
    }

    /// The id of a lock.
    fn lock(&self, index: u8) -> Option<&String> {
        self.locks.get(usize::from(index))
    }
}

fn count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}

/// The entry at a number modulo the length.
fn pick<T>(entries: &[T], number: u64) -> Option<&T> {
    let index = number.checked_rem(count(entries.len()))?;
    entries.get(usize::try_from(index).ok()?)
}

/// A pseudo-random number from `min` to below `limit`.
fn chance(seed: u64, min: i64, limit: i64) -> i64 {
    let span = limit.saturating_sub(min).max(1);
    let number = i64::try_from(mix(seed) >> 1).unwrap_or(0);
    min.saturating_add(number.checked_rem(span).unwrap_or(0))
}

fn days(count: i64) -> i64 {
    count.saturating_mul(DAY)
}
