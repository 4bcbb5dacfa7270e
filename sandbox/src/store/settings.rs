//! Settings of the sandbox.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use ts_rs::TS;

use super::state_error::StateError;
use crate::time::{MINUTE, SECOND, Timestamp};

/// How the sandbox behaves where the API's behaviour is disputed, and which authorization servers it has.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(rename = "SandboxSettings", optional_fields)]
pub struct Settings {
    /// The format of the list of lock holders. Default: `lock-holders`.
    #[ts(as = "Option<_>")]
    pub lock_holder_list_form: LockHolderListForm,
    /// The format of one entity of API v1. Default: `envelope`, under its name. `bare`: the entity itself.
    #[serde(skip_serializing_if = "EntityForm::is_default")]
    #[ts(as = "Option<_>", inline)]
    pub entity_form: EntityForm,
    /// The format of a rejected request of API v2. Default: `dotted`, with names such as
    /// `keys.0.appUserId`. `brackets`: the older one, with names such as `keys[0].appUserId`.
    #[serde(skip_serializing_if = "ValidationErrorForm::is_default")]
    #[ts(as = "Option<_>", inline)]
    pub validation_error_form: ValidationErrorForm,
    /// The value of `startAfterId` on the last page of a list of API v2. Default: `absent`.
    #[serde(skip_serializing_if = "LastPageCursor::is_default")]
    #[ts(as = "Option<_>", inline)]
    pub last_page_cursor: LastPageCursor,
    /// The authorization servers at `/oauth/…`, besides Unloc's. Default: none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>", inline)]
    pub also: Vec<OtherSystem>,
    /// The refresh token in a token response of LockitNetwork to a refresh. Default: `rotate`, a new one,
    /// and the used one becomes invalid. `same`: the used one. `omit`: none, and the used one stays valid.
    /// Unidy always rotates.
    #[serde(skip_serializing_if = "RefreshTokenForm::is_default")]
    #[ts(as = "Option<_>", inline)]
    pub lockit_refresh_token: RefreshTokenForm,
    /// Where Unidy puts the code in the redirect URI: in the `query` (default) or in the `fragment`.
    #[serde(skip_serializing_if = "CallbackForm::is_default")]
    #[ts(as = "Option<_>", inline)]
    pub unidy_callback: CallbackForm,
    /// Scopes that Unidy has besides those of its documentation. Default: none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub unidy_scopes: Vec<String>,
    /// The registered redirect URIs, which are compared exactly. Default: any redirect URI is valid.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub redirect_uris: Vec<String>,
    /// For how many seconds of its clock a new key is in no list of keys, as with a list that lags behind.
    /// Its job and the door know it at once. Default: 0.
    #[serde(skip_serializing_if = "is_zero")]
    #[ts(as = "Option<_>")]
    pub unlisted_seconds: u32,
    /// Whether a key that is in no list yet is not found by its id either. Default: `false`.
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<_>")]
    pub unlisted_by_id: bool,
    /// To what the start and the end of a new key are cut when they are stored. Default: `millisecond`.
    #[serde(skip_serializing_if = "TimePrecision::is_default")]
    #[ts(as = "Option<_>", inline)]
    pub time_precision: TimePrecision,
    /// Whether a key of API v2 names the access group that it belongs to, as `accessGroupId`. Default: `false`.
    #[serde(skip_serializing_if = "is_false")]
    #[ts(as = "Option<_>")]
    pub keys_name_access_group: bool,
    /// Whether API v2 gives the metadata of a key back. Default: `kept`. `dropped`: never.
    #[serde(skip_serializing_if = "KeyMetadata::is_default")]
    #[ts(as = "Option<_>", inline)]
    pub key_metadata: KeyMetadata,
}

/// To what the times of a key are cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum TimePrecision {
    /// Not at all.
    #[default]
    Millisecond,
    /// To whole seconds.
    Second,
    /// To whole minutes.
    Minute,
}

impl TimePrecision {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }

    /// The last moment of this precision that is not after `timestamp`.
    pub(crate) fn cut(self, timestamp: Timestamp) -> Timestamp {
        let unit = match self {
            Self::Millisecond => 1,
            Self::Second => SECOND,
            Self::Minute => MINUTE,
        };
        timestamp.saturating_sub(timestamp.rem_euclid(unit))
    }
}

/// Whether a key's metadata can be read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum KeyMetadata {
    /// It can.
    #[default]
    Kept,
    /// It cannot.
    Dropped,
}

impl KeyMetadata {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// What the list of lock holders looks like. The API was seen with all four.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
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

/// What one entity of API v1 looks like. The API was seen with both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum EntityForm {
    /// `{"lock": {…}}`.
    #[default]
    Envelope,
    /// `{…}`.
    Bare,
}

impl EntityForm {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// How API v2 names the invalid members of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum ValidationErrorForm {
    /// `keys.0.start`.
    #[default]
    Dotted,
    /// `keys[0].start`.
    Brackets,
}

impl ValidationErrorForm {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// The cursor on the last page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum LastPageCursor {
    /// The member is absent.
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

/// An authorization server other than Unloc's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum OtherSystem {
    /// Unidy.
    Unidy,
    /// LockitNetwork.
    Lockit,
}

/// The refresh token in the response to a refresh.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum RefreshTokenForm {
    /// A new one. The used one becomes invalid.
    #[default]
    Rotate,
    /// The used one.
    Same,
    /// None. The used one stays valid.
    Omit,
}

impl RefreshTokenForm {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

/// Where the code is in the redirect URI.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "lowercase")]
pub enum CallbackForm {
    /// In the query.
    #[default]
    Query,
    /// In the fragment.
    Fragment,
}

impl CallbackForm {
    fn is_default(&self) -> bool {
        *self == Self::default()
    }
}

impl Settings {
    /// The settings with some members changed.
    ///
    /// # Errors
    /// A sentence that names the unknown setting or the invalid value.
    pub fn with(&self, changes: &Map<String, Value>) -> Result<Self, StateError> {
        let invalid =
            |error: serde_json::Error| StateError(format!("The settings are broken: {error}."));
        let mut members = match serde_json::to_value(self) {
            Ok(Value::Object(members)) => members,
            Ok(_) => Map::new(),
            Err(error) => return Err(invalid(error)),
        };
        members.extend(changes.clone());
        serde_json::from_value(Value::Object(members)).map_err(invalid)
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
            (json!({ "timePrecision": "hour" }), "hour"),
            (json!({ "unlistedSeconds": -1 }), "-1"),
        ] {
            let error = Settings::default()
                .with(changes.as_object().unwrap())
                .unwrap_err();
            assert!(error.to_string().contains(named), "{error}");
        }
    }
}
