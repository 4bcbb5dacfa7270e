//! The authorization servers that the sandbox can answer as (RFC 6749, section 1.1).

use serde::{Deserialize, Serialize};

use crate::store::settings::{OtherSystem, Settings};

/// An authorization server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum System {
    /// Unloc's Integrator API.
    #[serde(rename = "unlocV1")]
    UnlocV1,
    /// Unloc's API v2.
    #[serde(rename = "unlocV2")]
    UnlocV2,
    /// Unidy: logins and subscriptions.
    #[serde(rename = "unidy")]
    Unidy,
    /// LockitNetwork: film production.
    #[serde(rename = "lockit")]
    Lockit,
}

impl System {
    /// Whether the settings enable it. Unloc's own servers are always enabled.
    pub(crate) fn is_enabled(self, settings: &Settings) -> bool {
        let other = match self {
            Self::UnlocV1 | Self::UnlocV2 => return true,
            Self::Unidy => OtherSystem::Unidy,
            Self::Lockit => OtherSystem::Lockit,
        };
        settings.also.contains(&other)
    }

    /// Its name on a page that people read.
    pub(crate) fn display_name(self) -> &'static str {
        match self {
            Self::UnlocV1 | Self::UnlocV2 => "Unloc",
            Self::Unidy => "Unidy",
            Self::Lockit => "LockitNetwork",
        }
    }
}
