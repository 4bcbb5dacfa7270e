//! The clients that have an account.

use serde::Serialize;

use super::system::System;
use crate::jwt::same_secret;

/// The id of the one client that has an account with Unloc.
pub const CLIENT_ID: &str = "sandbox-client";
/// Its secret.
pub const CLIENT_SECRET: &str = "sandbox-secret";

/// One client.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Client {
    /// Its id.
    #[serde(rename = "clientId")]
    pub id: &'static str,
    /// Its secret; none for a client that could not keep it, such as a page.
    #[serde(rename = "clientSecret", skip_serializing_if = "Option::is_none")]
    pub secret: Option<&'static str>,
    #[serde(skip)]
    pub(crate) systems: &'static [System],
}

/// The clients, each with the name that tells it from others.
#[rustfmt::skip]
pub static CLIENTS: &[(&str, Client)] = &[
    ("unloc", Client { id: CLIENT_ID, secret: Some(CLIENT_SECRET), systems: &[System::UnlocV1, System::UnlocV2] }),
    ("unidy", Client { id: "unidy-client", secret: Some("unidy-secret"), systems: &[System::Unidy] }),
    ("unidyPublic", Client { id: "unidy-public", secret: None, systems: &[System::Unidy] }),
    ("lockit", Client { id: "lockit-client", secret: Some("lockit-secret"), systems: &[System::Lockit] }),
];

impl Client {
    /// The client of a system that has this id.
    pub(crate) fn find(system: System, id: &str) -> Option<&'static Self> {
        CLIENTS
            .iter()
            .map(|(_, client)| client)
            .find(|client| client.systems.contains(&system) && client.id == id)
    }

    /// Whether this is its secret; whoever has none must give none.
    pub(crate) fn has_secret(&self, given: Option<&str>) -> bool {
        match (self.secret, given) {
            (Some(expected), Some(given)) => same_secret(given, expected),
            (None, None) => true,
            _ => false,
        }
    }

    /// What to say when nobody has such credentials. The names of a sandbox's clients are no secret.
    pub(crate) fn of(system: System) -> String {
        let ids: Vec<&str> = CLIENTS
            .iter()
            .filter(|(_, client)| client.systems.contains(&system))
            .map(|(_, client)| client.id)
            .collect();
        ids.join(" and ")
    }
}
