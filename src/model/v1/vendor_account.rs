//! An account with a lock vendor, made through Unloc.

use super::super::macros::entity;

entity! {
    /// The account to be made with a lock vendor.
    CreateVendorAccountRequest {
        /// The vendor, lower case.
        vendor: String,
        /// E-mail address of the account.
        email: String,
        /// Password of the account.
        password: String,
    }
}
