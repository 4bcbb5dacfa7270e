//! The registered clients.

use serde::Serialize;

use super::system::System;
use crate::jwt::secrets_match;

/// The id of the client that is registered with all authorization servers.
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
    /// Its secret. A public client, such as a page, has none.
    #[serde(rename = "clientSecret", skip_serializing_if = "Option::is_none")]
    pub secret: Option<&'static str>,
    #[serde(skip)]
    pub(crate) systems: &'static [System],
}

/// The clients with their names.
#[rustfmt::skip]
pub static CLIENTS: &[(&str, Client)] = &[
    ("unloc", Client { id: CLIENT_ID, secret: Some(CLIENT_SECRET), systems: &[System::UnlocV1, System::UnlocV2, System::Unidy, System::Lockit] }),
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

    /// Whether the secret matches. A client without a secret must send none.
    pub(crate) fn has_secret(&self, sent: Option<&str>) -> bool {
        match (self.secret, sent) {
            (Some(expected), Some(sent)) => secrets_match(sent, expected),
            (None, None) => true,
            _ => false,
        }
    }

    /// The ids of the clients of some systems, for an error text. They are no secret in a sandbox.
    pub(crate) fn ids_of(systems: &[System]) -> String {
        let ids: Vec<&str> = CLIENTS
            .iter()
            .filter(|(_, client)| systems.iter().any(|one| client.systems.contains(one)))
            .map(|(_, client)| client.id)
            .collect();
        ids.join(", ")
    }
}
