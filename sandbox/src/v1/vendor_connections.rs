//! Vendor connections: the links to vendors' accounts, through which locks come.

use serde_json::{Map, Value};
use unloc_integrator_client::model::{Lock, Maybe, VendorConnection, VendorConnectionState};

use super::context::Call;
use super::error::ApiError;
use crate::http::Response;
use crate::store::Store;
use crate::store::key_index::place;
use crate::store::state::{LockRecord, Presence, VendorConnectionRecord};
use crate::time::{self, Moment, SECOND};

/// How long a connection stays `connecting`.
pub(crate) const CONNECTING: i64 = 2 * SECOND;
/// The most locks of a virtual connection.
pub(crate) const MOST_VIRTUAL_LOCKS: u32 = 100;
/// The password that every vendor of the sandbox refuses, to see a connection end in `error`.
pub(crate) const WRONG_PASSWORD: &str = "wrong-password";

/// A connection of a lock holder that has just been asked for.
pub(crate) fn connecting(
    lock_holder_id: &str,
    vendor: String,
    now: Moment,
) -> VendorConnectionRecord {
    VendorConnectionRecord {
        lock_holder_id: lock_holder_id.to_owned(),
        username: None,
        ready_at: None,
        fails: false,
        locks_to_create: 0,
        metadata: None,
        created: Some(time::iso(now)),
        vendor_connection: VendorConnection {
            id: String::new(),
            state: VendorConnectionState::Connecting,
            vendor,
            extra: Map::new(),
        },
    }
}

/// Makes one. It is `connecting` for a while, then `connected`, or `error`.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let body = call.json()?;
    let vendor = body.required_text("vendor", 1, 100)?;
    let mut record = connecting(call.lock_holder_id(), vendor, call.now);
    if is_virtual(&record.vendor_connection.vendor) {
        record.locks_to_create = locks_to_create("locksToCreate", body.number("locksToCreate")?)?;
    } else {
        let username = body.required_text("username", 1, 1024)?;
        let password = body.required_text("password", 1, 1024)?;
        refuse_credentials_in_use(call.store, &record.vendor_connection.vendor, &username)?;
        record.username = Some(username);
        record.fails = password == WRONG_PASSWORD;
    }
    record.vendor_connection.id = call.store.new_id();
    connect(&mut record, call.now);
    let answer = Response::named("vendorConnection", &record.vendor_connection);
    call.store
        .vendor_connections
        .insert(record.vendor_connection.id.clone(), record);
    Ok(answer)
}

/// The lock holder's connections.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    let connections: Vec<&VendorConnection> = call
        .store
        .vendor_connections
        .values()
        .filter(|record| record.lock_holder_id == call.lock_holder_id())
        .map(|record| &record.vendor_connection)
        .collect();
    Ok(Response::named("vendorConnections", &connections))
}

/// One of them.
pub(crate) fn show(call: &mut Call) -> Result<Response, ApiError> {
    let record = find(call)?;
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

/// Asks the vendor again. Locks that were added there (`POST /_sandbox/vendor`) come with it, and those that vanished go.
pub(crate) fn refresh(call: &mut Call) -> Result<Response, ApiError> {
    let now = call.now;
    let record = find(call)?;
    connect(record, now);
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

/// Tells Unloc the vendor account's new password, and connects anew.
pub(crate) fn update_password(call: &mut Call) -> Result<Response, ApiError> {
    let password = call.json()?.required_text("password", 1, 1024)?;
    let now = call.now;
    let record = find(call)?;
    if is_virtual(&record.vendor_connection.vendor) {
        return Err(ApiError::bad_request(
            "A virtual connection has no password.",
        ));
    }
    record.fails = password == WRONG_PASSWORD;
    connect(record, now);
    Ok(Response::named(
        "vendorConnection",
        &record.vendor_connection,
    ))
}

/// Ends the `connecting` of connections whose time has come, and brings their locks.
pub(crate) fn settle(store: &mut Store, now: Moment) {
    let mut arrived = Vec::new();
    let mut asked = Vec::new();
    for record in store.vendor_connections.values_mut() {
        let due = record
            .ready_at
            .as_deref()
            .and_then(time::parse)
            .is_none_or(|ready| now >= ready);
        let connecting = record.vendor_connection.state == VendorConnectionState::Connecting;
        // A virtual one of API v2 is connected at once, and its locks come later all the same.
        if !due || !(connecting || record.ready_at.is_some()) {
            continue;
        }
        record.ready_at = None;
        if connecting {
            record.vendor_connection.state = if record.fails {
                VendorConnectionState::Error
            } else {
                VendorConnectionState::Connected
            };
        }
        if !record.fails {
            asked.push(record.vendor_connection.id.clone());
        }
        if !record.fails && record.locks_to_create > 0 {
            arrived.push((record.clone(), record.locks_to_create));
            record.locks_to_create = 0;
        }
    }
    if !asked.is_empty() {
        offboard(store, &asked, now);
    }
    for (connection, count) in arrived {
        let id = Some(&connection.vendor_connection.id);
        let there = store
            .locks
            .values()
            .filter(|lock| lock.vendor_connection_id.as_ref() == id)
            .count();
        let there = u32::try_from(there).unwrap_or(u32::MAX);
        for number in 1..=count {
            bring_lock(store, &connection, number.saturating_add(there), now);
        }
    }
}

/// Takes the locks out that connections' vendors have no more, and revokes their keys.
fn offboard(store: &mut Store, connection_ids: &[String], now: Moment) {
    let mut keys = Vec::new();
    for (here, record) in store.locks.values_mut().enumerate() {
        let of_connection = record
            .vendor_connection_id
            .as_ref()
            .is_some_and(|id| connection_ids.contains(id));
        if of_connection && record.presence == Presence::Vanished {
            record.presence = Presence::Gone;
            keys.extend_from_slice(store.keys.of_lock(place(here)));
        }
    }
    for key in keys {
        store.revoke_unless_over(key, now);
    }
}

fn bring_lock(store: &mut Store, connection: &VendorConnectionRecord, number: u32, now: Moment) {
    let country = store
        .lock_holders
        .get(&connection.lock_holder_id)
        .map_or("", |lock_holder| lock_holder.country_iso.as_str());
    let timezone = time::zone_of_country(country).to_owned();
    let lock = Lock {
        id: store.new_id(),
        name: format!("Virtual lock {number}"),
        vendor: connection.vendor_connection.vendor.clone(),
        auth: Maybe::Value(Default::default()),
        image_url: Maybe::Absent,
        address: Maybe::Absent,
        can_create_keys_count: Maybe::Absent,
        keys_created_count: Maybe::Absent,
        created: time::iso(now).into(),
        duplicate_lock: false.into(),
        extra: Map::<String, Value>::new(),
    };
    let record = LockRecord {
        lock_holder_id: connection.lock_holder_id.clone(),
        vendor_connection_id: Some(connection.vendor_connection.id.clone()),
        timezone,
        note: None,
        privacy_policy: None,
        updated: None,
        presence: Default::default(),
        lock,
    };
    store.locks.insert(record.lock.id.clone(), record);
}

pub(crate) fn connect(record: &mut VendorConnectionRecord, now: Moment) {
    record.vendor_connection.state = VendorConnectionState::Connecting;
    record.ready_at = Some(time::iso(now.saturating_add(CONNECTING)));
}

fn find<'a>(call: &'a mut Call) -> Result<&'a mut VendorConnectionRecord, ApiError> {
    let id = call.segment("vendorConnectionId").to_owned();
    let lock_holder_id = call.lock_holder_id().to_owned();
    call.store
        .vendor_connections
        .get_mut(&id)
        .filter(|record| record.lock_holder_id == lock_holder_id)
        .ok_or_else(|| ApiError::not_found("The lock holder has no such vendor connection."))
}

/// Vendors are spelled in different cases (`Danalock`, `danalock`).
fn is_virtual(vendor: &str) -> bool {
    vendor.eq_ignore_ascii_case("virtual")
}

/// A number of locks that come with a connection.
pub(crate) fn locks_to_create(name: &str, number: Option<f64>) -> Result<u32, ApiError> {
    let complaint = || {
        ApiError::bad_request(format!(
            "{name} must be a whole number from 1 to {MOST_VIRTUAL_LOCKS}."
        ))
    };
    let number = number.ok_or_else(complaint)?;
    (1..=MOST_VIRTUAL_LOCKS)
        .find(|count| f64::from(*count) == number)
        .ok_or_else(complaint)
}

pub(crate) fn refuse_credentials_in_use(
    store: &Store,
    vendor: &str,
    username: &str,
) -> Result<(), ApiError> {
    let in_use = store.vendor_connections.values().any(|record| {
        let ended = matches!(
            record.vendor_connection.state,
            VendorConnectionState::Error | VendorConnectionState::Disconnected
        );
        !ended
            && record.vendor_connection.vendor.eq_ignore_ascii_case(vendor)
            && record.username.as_deref() == Some(username)
    });
    if in_use {
        return Err(ApiError::conflict(
            "These credentials are used by another vendor connection.",
        ));
    }
    Ok(())
}
