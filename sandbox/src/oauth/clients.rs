//! The clients that have an account.

use super::endpoints::System;
use crate::token::same_secret;

/// The id of the one client that has an account with Unloc.
pub const CLIENT_ID: &str = "sandbox-client";
/// Its secret.
pub const CLIENT_SECRET: &str = "sandbox-secret";

/// One client.
#[derive(Debug)]
pub(crate) struct Client {
    pub id: &'static str,
    /// None for a client that could not keep it.
    pub secret: Option<&'static str>,
    pub systems: &'static [System],
}

static CLIENTS: &[Client] = &[Client {
    id: CLIENT_ID,
    secret: Some(CLIENT_SECRET),
    systems: &[System::UnlocV1, System::UnlocV2],
}];

impl Client {
    /// The client of a system that has this id.
    pub(crate) fn find(system: System, id: &str) -> Option<&'static Self> {
        CLIENTS
            .iter()
            .find(|client| client.systems.contains(&system) && same_secret(id, client.id))
    }
}
