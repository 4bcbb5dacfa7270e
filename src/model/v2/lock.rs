//! A door's lock.

use super::super::macros::{entity, open_words};
use crate::model::v1::address::Address;

open_words! {
    /// What access events reveal.
    PrivacyPolicy {
        /// Everything.
        Public = "public",
        /// Everything but the person.
        Anonymized = "anonymized",
        /// Nothing: there are no events.
        Private = "private",
    }
}

open_words! {
    /// How full a lock's battery is. Only one word has been seen.
    BatteryLevel {
        /// Nearly full.
        High = "High",
    }
}

entity! {
    /// A lock, which belongs to exactly one project.
    Lock {
        /// Id, a UUID.
        id: String,
        /// Name, such as the door's.
        name: String,
        /// The lock's vendor: `danalock`, `dormakaba-dkey`, `virtual`, …
        vendor: String,
    } optional {
        /// The lock's vendor, the same as `vendor` in all known responses.
        vendor_type: String,
        /// A note about it; often empty.
        note: Option<String>,
        /// Id of the physical lock; several locks may share one.
        physical_lock_id: String,
        /// The lock connection that it belongs to.
        lock_connection_id: String,
        /// When it was added, ISO 8601.
        created: String,
        /// When it last changed, ISO 8601.
        updated: String,
        /// Whether it can be locked by key, and not only opened.
        can_be_locked: bool,
        /// Whether it is a duplicate of a lock that another project has too.
        duplicate_lock: bool,
        /// Time zone of the door, an IANA name such as `Europe/Oslo`, in which recurrence is meant.
        timezone: String,
        /// What its access events reveal.
        privacy_policy: PrivacyPolicy,
        /// Where it is.
        address: Option<Address>,
        /// How full its battery is.
        battery_status: Option<BatteryStatus>,
        /// Where it is, as entered by a person.
        location: Option<Coordinates>,
        /// Where it is, as estimated by the API.
        location_guess: Option<Coordinates>,
        /// Picture of the door.
        image_url: String,
    }
}

entity! {
    /// What can be changed of a lock. An absent member is not changed. Inferred.
    LockChange {
    } optional {
        /// New name.
        name: String,
        /// New note.
        note: String,
        /// What its access events reveal from now on.
        privacy_policy: PrivacyPolicy,
    }
}

entity! {
    /// How full a lock's battery is.
    BatteryStatus {
    } optional {
        /// The level; the set is open.
        battery_level: BatteryLevel,
        /// When it was measured, ISO 8601.
        battery_level_last_updated: String,
    }
}

entity! {
    /// Geographic coordinates, in degrees.
    Coordinates {
        /// Latitude, north of the equator.
        latitude: f64,
        /// Longitude, east of Greenwich.
        longitude: f64,
    }
}
