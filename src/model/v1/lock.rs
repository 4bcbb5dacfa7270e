//! A door's lock.

use std::collections::BTreeMap;

use super::super::macros::entity;
use super::address::Address;

entity! {
    /// A lock, as its vendor and the lock holder know it.
    Lock {
        /// Id, a UUID.
        id: String,
        /// Name, such as the door's.
        name: String,
        /// The lock's vendor. Casing varies (`Danalock`, `danalock`): compare without it.
        vendor: String,
    } optional {
        /// Which service providers may use the lock: provider to `opt-in`, `opt-out` or `deny`.
        auth: BTreeMap<String, String>,
        /// Picture of the door.
        image_url: String,
        /// Where the lock is.
        address: Address,
        /// How many people may share keys to the lock.
        can_create_keys_count: u32,
        /// How many keys have been shared.
        keys_created_count: u32,
        /// When the lock was added, ISO 8601.
        created: String,
        /// Whether it is a duplicate of a lock that another lock holder has too.
        duplicate_lock: bool,
    }
}

entity! {
    /// What can be changed of a lock. An absent member is not changed.
    UpdateLockRequest {
    } optional {
        /// New name.
        name: String,
        /// New picture, a base64 data URL (`data:image/png;base64,…`); the vendor's app sends up to 3,000,000 bytes.
        image: String,
        /// New address; `null` removes it.
        address: Option<Address>,
    }
}
