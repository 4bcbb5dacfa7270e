//! The state of a sandbox as JSON, which people can read, write and keep in a file.
//!
//! Its TypeScript types are generated from these structs: a member that has a default is
//! `#[ts(as = "Option<_>")]`, which makes it optional there.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unloc_integrator_client::model::v2::PrivacyPolicy;
use unloc_integrator_client::model::{
    Integrator, Key, KeyEvent, Lock, LockHolder, Role, VendorConnection, Webhook,
};

use super::json_path;
use super::settings::Settings;
use super::sign_ins::SignIns;
use super::state_error::StateError;
use super::unidy_users::UnidyUser;
pub use super::v2_records::RecordLists;

/// The version of the format.
pub(crate) const VERSION: u32 = 1;

/// Everything that a sandbox stores. `state()` and `GET /_sandbox/state` return it, `seed` takes it.
/// In a seed, every member but `version` is optional.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct State {
    /// The version of this format.
    #[ts(type = "1")]
    pub version: u32,
    /// How the sandbox behaves where the API's behaviour is disputed.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub settings: Settings,
    /// The sandbox's clock.
    #[serde(default)]
    #[ts(as = "Option<_>", inline)]
    pub clock: Clock,
    /// The number of ids that were created. The next id depends on it.
    #[serde(default)]
    #[ts(as = "Option<f64>")]
    pub ids_given: u64,
    /// The integrator.
    #[serde(default = "default_integrator")]
    #[ts(as = "Option<_>")]
    pub integrator: Integrator,
    /// People, each with a phone number of their own.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub people: Vec<Person>,
    /// Lock holders, oldest first.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub lock_holders: Vec<LockHolder>,
    /// Vendor connections.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub vendor_connections: Vec<VendorConnectionRecord>,
    /// Accounts that were created with lock vendors.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub vendor_accounts: Vec<VendorAccountRecord>,
    /// Locks.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub locks: Vec<LockRecord>,
    /// Keys that were created through the API.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub keys: Vec<KeyRecord>,
    /// Keys that people shared in the app. No list of the API contains them.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub shared_keys: Vec<SharedKeyRecord>,
    /// Roles, including those that may no longer share.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub roles: Vec<Role>,
    /// Webhooks.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub webhooks: Vec<WebhookRecord>,
    /// Key events, oldest first.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub key_events: Vec<KeyEvent>,
    /// Codes and refresh tokens of people who signed in. Absent if there are none.
    #[serde(default, skip_serializing_if = "SignIns::is_empty")]
    #[ts(as = "Option<_>")]
    pub sign_ins: SignIns,
    /// Users that were created through Unidy's API. Absent if there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<_>")]
    pub unidy_users: Vec<UnidyUser>,
    /// Records of API v2 only.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub v2: RecordLists,
}

/// The integrator of a state without one.
pub(crate) fn default_integrator() -> Integrator {
    Integrator {
        id: "5a0dbc6e-4d5f-4c43-9d1b-3b1f5c1c7a10".to_owned(),
        name: "Sandbox Integrator".to_owned().into(),
        extra: serde_json::Map::new(),
    }
}

/// The clock of the sandbox.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clock {
    /// How many milliseconds it is ahead of the machine's clock.
    #[ts(as = "f64")]
    pub advanced_milliseconds: i64,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(rename = "SandboxPerson", optional_fields)]
pub struct Person {
    /// Phone number, E.164.
    pub user_id: String,
    /// Name.
    pub name: String,
    /// The URL of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
}

/// A lock, with data that the API does not show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct LockRecord {
    /// The lock holder that it belongs to.
    pub lock_holder_id: String,
    /// The vendor connection that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_connection_id: Option<String>,
    /// The time zone of weekly windows, an IANA name. Default: `UTC`.
    #[serde(default = "utc")]
    #[ts(as = "Option<_>")]
    pub timezone: String,
    /// A note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// How much of its events API v2 discloses. Default: the policy of the project.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_policy: Option<PrivacyPolicy>,
    /// The time of the last change, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// How full the battery is. Default: `High`, but for `virtual` locks, which have none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub battery_level: Option<String>,
    /// When that was measured, ISO 8601. Default: the time of the last change.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub battery_updated: Option<String>,
    /// Degrees north of the equator. The API shows a place only with both coordinates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub latitude: Option<f64>,
    /// Degrees east of Greenwich.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub longitude: Option<f64>,
    /// Whether it is present. Default: `there`. `vanished`: it is missing at its vendor, and the next
    /// refresh of its connection removes it. `gone`: a refresh removed it and revoked its keys.
    #[serde(default, skip_serializing_if = "LockPresence::is_present")]
    #[ts(as = "Option<_>", inline)]
    pub presence: LockPresence,
    /// The lock.
    pub lock: Lock,
}

/// Whether a lock is present.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum LockPresence {
    /// It is present.
    #[default]
    #[serde(rename = "there")]
    Present,
    /// It is missing at its vendor. The next refresh of its connection removes it.
    #[serde(rename = "vanished")]
    MissingAtVendor,
    /// A refresh removed it and revoked its keys.
    #[serde(rename = "gone")]
    Removed,
}

impl LockPresence {
    fn is_present(&self) -> bool {
        *self == Self::Present
    }
}

fn utc() -> String {
    "UTC".to_owned()
}

/// A key, with data that the API does not show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct KeyRecord {
    /// When the vendor has created it, ISO 8601. Until then it is `creating`.
    pub ready_at: String,
    /// Whether the vendor fails to create it, so that it ends as `error`.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(as = "Option<_>")]
    pub fails: bool,
    /// The subproject that it was created in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subproject_id: Option<String>,
    /// The access group that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_group_id: Option<String>,
    /// The key. Its `state` matters only if it is `revoked` or `error`. The others follow from the clock.
    pub key: Key,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A key that a person with a role shared in the app. No list of the API contains it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharedKeyRecord {
    /// The phone number of the person who shared it.
    pub shared_by: String,
    /// The key.
    pub key: Key,
}

/// A vendor connection, with data that the API does not show.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct VendorConnectionRecord {
    /// The lock holder that it belongs to.
    pub lock_holder_id: String,
    /// The user name at the vendor. Absent for `virtual`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// When `connecting` ends, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_at: Option<String>,
    /// Whether the vendor rejects the password, so that it ends as `error`.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(as = "Option<_>")]
    pub fails: bool,
    /// The number of locks that are added when it is connected.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub locks_to_create: u32,
    /// Metadata of the integrator.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<BTreeMap<String, String>>,
    /// The time of creation, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// The connection.
    pub vendor_connection: VendorConnection,
}

/// An account that was created with a lock vendor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VendorAccountRecord {
    /// The vendor, in lower case.
    pub vendor: String,
    /// The e-mail address of the account.
    pub email: String,
}

/// A webhook, with what it receives.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct WebhookRecord {
    /// The lock holder whose events it receives.
    pub lock_holder_id: String,
    /// The lock whose events it receives. Absent: all locks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_id: Option<String>,
    /// The trigger in API v2: `accessEvent`. Absent for a webhook of API v1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// The webhook.
    pub webhook: Webhook,
}

impl State {
    /// Parses a state. Its references are checked when a sandbox is created from it.
    ///
    /// # Errors
    /// A sentence with the path in the JSON and what is wrong there.
    pub fn from_json(text: &str) -> Result<Self, StateError> {
        let state: Self = serde_json::from_str(text).map_err(|error| {
            let words = error.to_string();
            if error.classify() != serde_json::error::Category::Data {
                return StateError(format!("The state is broken: {words}."));
            }
            // The path is more helpful than the line and column of serde.
            let reason = words.split(" at line ").next().unwrap_or(&words);
            match json_path::path_at(text, error.line(), error.column()).as_str() {
                "" => StateError(format!("The state is broken: {reason}.")),
                path => StateError(format!("The state is broken at {path}: {reason}.")),
            }
        })?;
        if state.version != VERSION {
            return Err(StateError(format!(
                "The state is broken at version: it is {}, and this sandbox reads {VERSION}.",
                state.version
            )));
        }
        Ok(state)
    }
}
