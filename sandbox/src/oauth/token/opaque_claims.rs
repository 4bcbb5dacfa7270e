//! Access tokens of Unidy and LockitNetwork. To clients they are opaque.

use serde_json::Value;

use crate::jwt;
use crate::oauth::system::System;
use crate::time::{SECOND, Timestamp};

/// What an access token says. It travels as a list, because a type of its own adds kilobytes to the wasm.
pub(crate) struct OpaqueClaims {
    /// Who issued it.
    pub system: System,
    /// When it expires, in seconds since 1970.
    pub expires: i64,
    /// Its scopes.
    pub scope: String,
}

impl OpaqueClaims {
    /// A token. `id` tells it from others with the same claims.
    pub(crate) fn seal(&self, id: String) -> String {
        jwt::seal(&Value::Array(vec![
            self.system.display_name().into(),
            self.expires.into(),
            self.scope.as_str().into(),
            id.into(),
        ]))
    }

    /// The claims of a token that this system issued.
    pub(crate) fn unseal(token: &str, system: System) -> Option<Self> {
        let claims = jwt::unseal(token)?;
        let text = |index: usize| claims.get(index)?.as_str();
        (text(0)? == system.display_name()).then_some(())?;
        Some(Self {
            system,
            expires: claims.get(1)?.as_i64()?,
            scope: text(2)?.to_owned(),
        })
    }

    /// Whether it has expired.
    pub(crate) fn has_expired(&self, now: Timestamp) -> bool {
        now >= self.expires.saturating_mul(SECOND)
    }

    /// Whether it has one of the scopes.
    pub(crate) fn has_one_of(&self, scopes: &[&str]) -> bool {
        self.scope.split(' ').any(|scope| scopes.contains(&scope))
    }
}
