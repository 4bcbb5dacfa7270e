//! The link to a lock vendor's account (in API v2: lock connection).

use super::super::macros::{entity, open_words};

open_words! {
    /// The state of a vendor connection.
    VendorConnectionState {
        /// Being created; poll until the state changes.
        Connecting = "connecting",
        /// It works.
        Connected = "connected",
        /// It does not work, such as after a password change at the vendor.
        Error = "error",
        /// It has ended.
        Disconnected = "disconnected",
    }
}

entity! {
    /// The link to a lock vendor's account, from which locks come. In API v2: lock connection.
    VendorConnection {
        /// Id, a UUID.
        id: String,
        /// Its state; the set is open.
        state: VendorConnectionState,
        /// The vendor.
        vendor: String,
    }
}

entity! {
    /// The vendor account to connect to, or `virtual` for locks to test with.
    CreateVendorConnectionRequest {
        /// The vendor, lower case: `danalock`, `virtual`, …
        vendor: String,
    } optional {
        /// User name at the vendor; not for `virtual`.
        username: String,
        /// Password at the vendor; not for `virtual`.
        password: String,
        /// How many locks a `virtual` connection creates, 1 to 100.
        locks_to_create: u32,
    }
}

entity! {
    /// The new password of a vendor account.
    UpdateVendorConnectionPasswordRequest {
        /// The current password at the vendor.
        password: String,
    }
}
