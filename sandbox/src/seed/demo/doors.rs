//! The projects of the demo and their doors.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::Map;
use unloc_integrator_client::model::v2::PrivacyPolicy;
use unloc_integrator_client::model::{
    Address, Lock, LockHolder, Nullable, VendorConnection, VendorConnectionState,
};

use super::chance::chance;
use super::clock::{Clock, days};
use super::names::Portfolio;
use crate::store::Store;
use crate::store::snapshot::absent_if_empty;
use crate::store::state::{LockRecord, VendorConnectionRecord};
use crate::time::{self, HOUR};

/// What is peculiar about a door: privacy policy, note, days since its battery was measured as low.
fn peculiarities(name: &str) -> (Option<PrivacyPolicy>, Option<&'static str>, Option<i64>) {
    match name {
        "Laundry" => (Some(PrivacyPolicy::Anonymized), None, None),
        "Party room" => (Some(PrivacyPolicy::Private), None, None),
        "Garage gate" => (None, Some("Slow in frost: wait for the second beep."), None),
        "Bicycle room" => (None, None, Some(2)),
        "Roof terrace" => (None, Some("Closed when it storms."), Some(26)),
        _ => (None, None, None),
    }
}

/// Adds a lock holder with its vendor connection and locks. Returns the ids of the locks.
pub(super) fn add(
    store: &mut Store,
    portfolio: &Portfolio,
    project_id: &str,
    zone: &str,
    clock: Clock,
) -> Vec<String> {
    let lock_holder = LockHolder {
        id: project_id.to_owned(),
        name: portfolio.name.to_owned(),
        country_iso: portfolio.country_iso.to_owned(),
        organization_id: portfolio.organization_id.to_owned(),
        organization_id_suffix: portfolio.organization_id_suffix.to_owned().into(),
        active_installer_invite_codes: Nullable::Absent,
        extra: Map::new(),
    };
    store
        .lock_holders
        .insert(project_id.to_owned(), lock_holder);
    let connection_id = store.new_id();
    let organization = portfolio.organization_id.to_ascii_lowercase();
    let connection = VendorConnectionRecord {
        lock_holder_id: project_id.to_owned(),
        username: Some(format!("{organization}@example.com")),
        ready_at: None,
        fails: false,
        locks_to_create: 0,
        metadata: None,
        created: Some(time::to_iso(clock.hour.saturating_sub(days(901)))),
        vendor_connection: VendorConnection {
            id: connection_id.clone(),
            state: VendorConnectionState::Connected,
            vendor: "danalock".to_owned(),
            extra: Map::new(),
        },
    };
    store
        .vendor_connections
        .insert(connection_id.clone(), connection);
    (0..)
        .zip(portfolio.doors)
        .map(|(number, door)| {
            let record = LockRecord {
                lock_holder_id: project_id.to_owned(),
                vendor_connection_id: Some(connection_id.clone()),
                timezone: zone.to_owned(),
                ..lock(store, portfolio, number, *door, clock)
            };
            let id = record.lock.id.clone();
            store.locks.insert(id.clone(), record);
            id
        })
        .collect()
}

/// A door of the portfolio.
fn lock(
    store: &mut Store,
    portfolio: &Portfolio,
    number: u16,
    (name, house, floor): (&str, u8, &str),
    clock: Clock,
) -> LockRecord {
    let seed = u64::from(number);
    let age = chance(seed.wrapping_add(900), 220, 900);
    let lock = Lock {
        id: store.new_id(),
        name: name.to_owned(),
        vendor: "Danalock".to_owned(),
        auth: Nullable::Value(BTreeMap::new()),
        image_url: match number % 4 {
            3 => Nullable::Absent,
            _ => Nullable::Value(picture(number)),
        },
        address: Nullable::Value(Address {
            street: format!("{} {house}", portfolio.street),
            postal_code: portfolio.postal_code.to_owned(),
            city: portfolio.city.to_owned(),
            country_iso: portfolio.country_iso.to_owned(),
            floor: absent_if_empty(floor),
            visitor_instructions: Nullable::Absent,
            extra: Map::new(),
        }),
        can_create_keys_count: Nullable::Absent,
        keys_created_count: Nullable::Absent,
        created: time::to_iso(clock.hour.saturating_sub(days(age))).into(),
        duplicate_lock: false.into(),
        extra: Map::new(),
    };
    let (privacy_policy, note, low) = peculiarities(name);
    let measured = low.map_or(
        chance(seed.wrapping_add(950), 1, 30).saturating_mul(HOUR),
        days,
    );
    // Some ten metres from door to door, and nothing is known of some.
    let place = |degrees: f64, step: f64| {
        let degrees = degrees + step * (f64::from(house) + f64::from(number) / 4.0);
        (number % 5 != 4).then(|| (degrees * 100_000.0).round() / 100_000.0)
    };
    LockRecord {
        lock_holder_id: String::new(),
        vendor_connection_id: None,
        timezone: String::new(),
        note: note.map(str::to_owned),
        privacy_policy,
        updated: None,
        battery_level: low.map(|_| "Low".to_owned()),
        battery_updated: Some(time::to_iso(clock.hour.saturating_sub(measured))),
        latitude: place(portfolio.position.0, 0.000_125),
        longitude: place(portfolio.position.1, 0.000_25),
        presence: Default::default(),
        lock,
    }
}

/// A drawing of a door, in a colour of its own.
fn picture(number: u16) -> String {
    let hue = number.wrapping_mul(67) % 360;
    let svg = format!(
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 12 9'>\
         <path fill='hsl({hue} 25% 85%)' d='M0 0h12v9H0z'/>\
         <path fill='hsl({hue} 45% 38%)' d='M4 2h4v7H4z'/>\
         <circle fill='#fff' cx='7.2' cy='5.8' r='.4'/></svg>"
    );
    format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg))
}
