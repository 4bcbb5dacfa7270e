//! Who holds locks (in API v2: project).

use super::super::macros::entity;

entity! {
    /// Who holds locks: a housing association, an office, an owner of flats. In API v2: project.
    LockHolder {
        /// Id, a UUID.
        id: String,
        /// Name.
        name: String,
        /// Country, ISO 3166-1 alpha-2.
        country_iso: String,
        /// The organisation's number or another identifier that is unique in the country.
        organization_id: String,
    } optional {
        /// Tells lock holders of one organisation apart. Empty or absent when unset.
        organization_id_suffix: String,
        /// Codes an installer types into the vendor's app. Only in answers to create and update.
        active_installer_invite_codes: Vec<String>,
    }
}

entity! {
    /// What a new lock holder is made of.
    CreateLockHolderRequest {
        /// Name, 4 to 1024 characters.
        name: String,
        /// Country, ISO 3166-1 alpha-2.
        country_iso: String,
        /// The organisation's identifier, 4 to 1024 of letters, digits, `_` and `-`.
        organization_id: String,
    } optional {
        /// Tells lock holders of one organisation apart, up to 1024 of letters, digits, `_` and `-`.
        organization_id_suffix: String,
        /// Whether to make an account with a lock vendor too; then `vendor`, `email` and `password` count.
        create_vendor_account: bool,
        /// The lock vendor of the new account.
        vendor: String,
        /// E-mail address of the new vendor account.
        email: String,
        /// Password of the new vendor account.
        password: String,
    }
}

entity! {
    /// What may change about a lock holder.
    UpdateLockHolderRequest {
        /// New name, 4 to 1024 characters.
        name: String,
    }
}
