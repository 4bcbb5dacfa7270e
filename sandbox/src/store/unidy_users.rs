//! Users of Unidy.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A user that was created through Unidy's API.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "SandboxUnidyUser", optional_fields)]
pub struct UnidyUser {
    /// Its id.
    #[ts(type = "number")]
    pub id: u64,
    /// Its e-mail address, which no other user has.
    pub email: String,
    /// First name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub first_name: Option<String>,
    /// Last name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_name: Option<String>,
}

impl UnidyUser {
    /// The fictitious person who signs in, always the same.
    pub(crate) fn signed_in() -> Self {
        Self {
            id: 1,
            email: "kim@example.com".to_owned(),
            first_name: Some("Kim".to_owned()),
            last_name: Some("Example".to_owned()),
        }
    }

    /// Whether this is its e-mail address, in any case.
    pub(crate) fn has_email(&self, email: &str) -> bool {
        self.email.eq_ignore_ascii_case(email)
    }
}
