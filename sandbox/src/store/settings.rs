//! How the sandbox behaves where the API's behaviour is disputed, and which systems it stands for.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::state_error::StateError;

/// How the sandbox behaves where the behaviour of what it stands for is disputed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Settings {
    /// What the list of lock holders looks like.
    pub lock_holder_list_form: LockHolderListForm,
    /// What API v2 says for a cursor on the last page of a list.
    #[serde(skip_serializing_if = "LastPageCursor::is_default")]
    pub last_page_cursor: LastPageCursor,
    /// The systems it answers as, besides Unloc.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<OtherSystem>,
    /// What LockitNetwork gives with a refreshed access token.
    #[serde(skip_serializing_if = "RefreshTokenForm::is_default")]
    pub lockit_refresh_token: RefreshTokenForm,
    /// Where Unidy puts the code when it sends people back.
    #[serde(skip_serializing_if = "CallbackForm::is_default")]
    pub unidy_callback: CallbackForm,
    /// The only addresses that people are sent back to after they signed in. Any, if it is empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub redirect_uris: Vec<String>,
}

/// The forms in which the list of lock holders was seen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum LockHolderListForm {
    /// `{"lock-holders": […]}`.
    #[default]
    #[serde(rename = "lock-holders")]
    Dashed,
    /// `{"lockHolders": […]}`.
    #[serde(rename = "lockHolders")]
    Camel,
    /// `{"managedLockHolders": […]}`.
    #[serde(rename = "managedLockHolders")]
    Managed,
    /// The bare list.
    #[serde(rename = "array")]
    Array,
}

/// What is said for a cursor where there is no more page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LastPageCursor {
    /// Nothing: the member is not there.
    #[default]
    Absent,
    /// `null`.
    Null,
    /// `""`.
    Empty,
}

impl LastPageCursor {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// A system other than Unloc.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OtherSystem {
    /// Unidy.
    Unidy,
    /// LockitNetwork.
    Lockit,
}

/// What comes with a refreshed access token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RefreshTokenForm {
    /// A new refresh token; the used one is good for nothing more.
    #[default]
    Rotate,
    /// The same refresh token again.
    Same,
    /// None; the one that was used stays good.
    Omit,
}

impl RefreshTokenForm {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Where a code stands in the address that people are sent back to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CallbackForm {
    /// After `?`.
    #[default]
    Query,
    /// After `#`.
    Fragment,
}

impl CallbackForm {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Settings {
    /// The same with some members changed.
    ///
    /// # Errors
    /// A sentence that names what is no setting, or no value of it.
    pub fn with(&self, changes: &Map<String, Value>) -> Result<Self, StateError> {
        let broken =
            |error: serde_json::Error| StateError(format!("The settings are broken: {error}."));
        let mut members = match serde_json::to_value(self) {
            Ok(Value::Object(members)) => members,
            Ok(_) => Map::new(),
            Err(error) => return Err(broken(error)),
        };
        members.extend(changes.clone());
        serde_json::from_value(Value::Object(members)).map_err(broken)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::system::System;
    use serde_json::json;

    #[test]
    fn a_change_leaves_the_rest_as_it_was() {
        let changes = json!({ "also": ["unidy"], "lockitRefreshToken": "same" });
        let settings = Settings {
            lock_holder_list_form: LockHolderListForm::Array,
            ..Settings::default()
        };
        let settings = settings.with(changes.as_object().unwrap()).unwrap();
        assert_eq!(settings.lock_holder_list_form, LockHolderListForm::Array);
        assert!(System::Unidy.is_enabled(&settings) && !System::Lockit.is_enabled(&settings));
        let back = json!({ "also": [] });
        let settings = settings.with(back.as_object().unwrap()).unwrap();
        assert!(!System::Unidy.is_enabled(&settings));
        assert_eq!(settings.lockit_refresh_token, RefreshTokenForm::Same);
    }

    #[test]
    fn what_is_no_setting_is_refused_by_name() {
        for (changes, named) in [
            (json!({ "also": ["star"] }), "star"),
            (json!({ "star": 1 }), "star"),
            (json!({ "unidyCallback": "post" }), "post"),
        ] {
            let error = Settings::default()
                .with(changes.as_object().unwrap())
                .unwrap_err();
            assert!(error.to_string().contains(named), "{error}");
        }
    }
}
