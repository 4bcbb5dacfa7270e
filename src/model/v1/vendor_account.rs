//! An account with a lock vendor, created through Unloc.

use super::super::macros::entity;

entity! {
    /// The account to be created with a lock vendor.
    CreateVendorAccountRequest {
        /// The vendor, lower case.
        vendor: String,
        /// E-mail address of the account.
        email: String,
        /// Password of the account.
        password: String,
    }
}
