//! A door's lock.

use super::super::macros::{entity, open_words};
use crate::model::v1::address::Address;

open_words! {
    /// What of an access event is told.
    PrivacyPolicy {
        /// All of it.
        Public = "public",
        /// Not who it was.
        Anonymized = "anonymized",
        /// Nothing: there is no event.
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
        /// The lock's vendor, as `vendor` in all that has been seen.
        vendor_type: String,
        /// What somebody wrote down about it; often empty.
        note: Option<String>,
        /// The thing at the door; several locks may share one.
        physical_lock_id: String,
        /// The connection it came by.
        lock_connection_id: String,
        /// When it was added, ISO 8601.
        created: String,
        /// When it last changed, ISO 8601.
        updated: String,
        /// Whether it can be locked by key, and not only opened.
        can_be_locked: bool,
        /// Whether it is a second entry of a lock that another project has too.
        duplicate_lock: bool,
        /// Time zone of the door, an IANA name such as `Europe/Oslo`; recurrence counts in it.
        timezone: String,
        /// What of its access events is told.
        privacy_policy: PrivacyPolicy,
        /// Where it is.
        address: Option<Address>,
        /// How full its battery is.
        battery_status: Option<BatteryStatus>,
        /// Where it is, as somebody said.
        location: Option<Coordinates>,
        /// Where it is, as the API guesses.
        location_guess: Option<Coordinates>,
        /// Picture of the door.
        image_url: String,
    }
}

entity! {
    /// How full a lock's battery is.
    BatteryStatus {
    } optional {
        /// The level; more words may come.
        battery_level: BatteryLevel,
        /// When that was known, ISO 8601.
        battery_level_last_updated: String,
    }
}

entity! {
    /// A place on the globe, in degrees.
    Coordinates {
        /// North of the equator.
        latitude: f64,
        /// East of Greenwich.
        longitude: f64,
    }
}
