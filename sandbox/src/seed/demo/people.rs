//! The people of the demo, and what their projects call them.

use std::collections::BTreeMap;

use unloc_integrator_client::model::Nullable;

use super::names::{Kind, Portfolio};
use super::site::Site;
use crate::store::Store;
use crate::store::state::Person;

/// Adds the people of a portfolio. Returns their phone numbers.
pub(super) fn add(store: &mut Store, portfolio: &Portfolio) -> Vec<String> {
    (portfolio.first_phone_number..)
        .zip(portfolio.people)
        .map(|(number, name)| {
            let user_id = format!("+{number}");
            let person = Person {
                user_id: user_id.clone(),
                name: (*name).to_owned(),
                image_url: None,
            };
            store.people.insert(user_id.clone(), person);
            user_id
        })
        .collect()
}

/// The flat of somebody in a house with four flats a floor, as Norway numbers them: `H0201`.
pub(super) fn dwelling(person: usize) -> String {
    let (floor, door) = (person / 4, person % 4);
    format!("H0{}0{}", floor.saturating_add(1), door.saturating_add(1))
}

/// Names the managed users. Every sixth is known to the app only.
pub(super) fn add_names(store: &mut Store, sites: &[Site]) {
    for site in sites {
        let people = site.people.iter().zip(site.portfolio.people);
        for (index, (user_id, name)) in people.enumerate() {
            if index % 6 == 5 {
                continue;
            }
            let user = &mut store.manage_user(&site.project_id, user_id).managed_user;
            let (first, last) = name.split_once(' ').unwrap_or((name, ""));
            user.first_name = Nullable::Value(Some(first.to_owned()));
            user.last_name = Nullable::Value(Some(last.to_owned()));
            if site.portfolio.kind == Kind::Homes {
                let flat = ("apartment".to_owned(), dwelling(index));
                user.metadata = Nullable::Value(Some(BTreeMap::from([flat])));
            }
        }
    }
}
