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
        /// Distinguishes lock holders of one organisation. Empty or absent if unset.
        organization_id_suffix: String,
        /// Codes that an installer enters in the vendor's app. Only in responses to create and update.
        active_installer_invite_codes: Vec<String>,
    }
}

entity! {
    /// The members of a new lock holder.
    CreateLockHolderRequest {
        /// Name, 4 to 1024 characters.
        name: String,
        /// Country, ISO 3166-1 alpha-2.
        country_iso: String,
        /// The organisation's identifier, 4 to 1024 of letters, digits, `_` and `-`.
        organization_id: String,
    } optional {
        /// Distinguishes lock holders of one organisation, up to 1024 of letters, digits, `_` and `-`.
        organization_id_suffix: String,
        /// Whether to create an account with a lock vendor too, from `vendor`, `email` and `password`.
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
    /// What can be changed of a lock holder.
    UpdateLockHolderRequest {
        /// New name, 4 to 1024 characters.
        name: String,
    }
}
