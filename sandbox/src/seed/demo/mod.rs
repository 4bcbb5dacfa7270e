//! The seed `demo`. It is the same on every run, except that its dates are relative to the current time.

mod bell;
mod chance;
mod clock;
mod doors;
mod groups;
mod hours;
mod keys;
mod names;
mod new_key;
mod openings;
mod parts;
mod people;
mod periods;
mod sharing;
mod site;

use crate::store::Store;
use crate::time::{self, HOUR, Timestamp};
use clock::Clock;
use names::{PORTFOLIOS, Portfolio};
use site::Site;

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
