//! Everything the sandbox remembers, as JSON that people can read, write and keep in a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use unloc_integrator_client::model::v2::PrivacyPolicy;
use unloc_integrator_client::model::{
    Integrator, Key, KeyEvent, Lock, LockHolder, Role, VendorConnection, Webhook,
};

use super::json_path;
use super::settings::Settings;
use super::sign_ins::SignIns;
use super::state_error::StateError;
pub use super::v2_records::RecordLists;

/// The version of this shape.
pub(crate) const VERSION: u32 = 1;

/// Everything the sandbox remembers. `GET /_sandbox/state` gives it, a seed takes it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct State {
    /// The version of this shape; 1.
    pub version: u32,
    /// How the sandbox behaves where the API's behaviour is disputed.
    #[serde(default)]
    pub settings: Settings,
    /// The sandbox's clock.
    #[serde(default)]
    pub clock: Clock,
    /// How many ids were given out; the next one depends on it.
    #[serde(default)]
    pub ids_given: u64,
    /// The one integrator that has an account.
    #[serde(default = "default_integrator")]
    pub integrator: Integrator,
    /// People by phone number.
    #[serde(default)]
    pub people: Vec<Person>,
    /// Lock holders, in the order they were made.
    #[serde(default)]
    pub lock_holders: Vec<LockHolder>,
    /// Vendor connections.
    #[serde(default)]
    pub vendor_connections: Vec<VendorConnectionRecord>,
    /// Accounts made with lock vendors.
    #[serde(default)]
    pub vendor_accounts: Vec<VendorAccountRecord>,
    /// Locks.
    #[serde(default)]
    pub locks: Vec<LockRecord>,
    /// Keys made through the API.
    #[serde(default)]
    pub keys: Vec<KeyRecord>,
    /// Keys that people shared in the app. No list of the API shows them.
    #[serde(default)]
    pub shared_keys: Vec<SharedKeyRecord>,
    /// Roles, those that may not share included.
    #[serde(default)]
    pub roles: Vec<Role>,
    /// Webhooks.
    #[serde(default)]
    pub webhooks: Vec<WebhookRecord>,
    /// Key events, oldest first.
    #[serde(default)]
    pub key_events: Vec<KeyEvent>,
    /// Codes and refresh tokens of people who signed in.
    #[serde(default, skip_serializing_if = "SignIns::is_empty")]
    pub sign_ins: SignIns,
    /// What only API v2 knows of.
    #[serde(default)]
    pub v2: RecordLists,
}

/// The integrator of a state that names none.
pub(crate) fn default_integrator() -> Integrator {
    Integrator {
        id: "5a0dbc6e-4d5f-4c43-9d1b-3b1f5c1c7a10".to_owned(),
        name: "Sandbox Integrator".to_owned().into(),
        extra: serde_json::Map::new(),
    }
}

/// The sandbox's clock: the machine's, put forward.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Clock {
    /// By how many milliseconds it was put forward.
    pub advanced_milliseconds: i64,
}

/// A person.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Person {
    /// Phone number, E.164.
    pub user_id: String,
    /// Name.
    pub name: String,
    /// Picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
}

/// A lock and what the API does not show of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LockRecord {
    /// Whose lock it is.
    pub lock_holder_id: String,
    /// The connection it came through.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vendor_connection_id: Option<String>,
    /// Its time zone (IANA name): weekly windows of keys are in it. `UTC` unless told.
    #[serde(default = "utc")]
    pub timezone: String,
    /// What somebody wrote down about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// What of its events API v2 tells; the project's default unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_policy: Option<PrivacyPolicy>,
    /// When it was last changed, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<String>,
    /// Whether it is there no more.
    #[serde(default, skip_serializing_if = "LockPresence::is_present")]
    pub presence: LockPresence,
    /// The lock.
    pub lock: Lock,
}

/// Whether a lock is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LockPresence {
    /// It is.
    #[default]
    Present,
    /// Its vendor has it no more; the next refresh of its connection will tell.
    MissingAtVendor,
    /// A refresh took it out of the project and revoked its keys.
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

/// A key and what the API does not show of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeyRecord {
    /// When the vendor is done making it, ISO 8601; until then it is `creating`.
    pub ready_at: String,
    /// Whether the vendor fails to make it; it ends as `error`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub fails: bool,
    /// The subproject it was made in, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subproject_id: Option<String>,
    /// The access group it belongs to, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub access_group_id: Option<String>,
    /// The key. Of its `state` only `revoked` and `error` are kept; the others follow the clock.
    pub key: Key,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// A key that somebody with a role shared in the app.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharedKeyRecord {
    /// Who shared it: phone number of somebody with a role.
    pub shared_by: String,
    /// The key.
    pub key: Key,
}

/// A vendor connection and what the API does not show of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VendorConnectionRecord {
    /// Whose connection it is.
    pub lock_holder_id: String,
    /// User name at the vendor; none for `virtual`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub username: Option<String>,
    /// While it is `connecting`: when that ends, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready_at: Option<String>,
    /// Whether the vendor will refuse the password; it ends as `error`.
    #[serde(default, skip_serializing_if = "is_false")]
    pub fails: bool,
    /// How many locks come with it once it is connected.
    #[serde(default)]
    pub locks_to_create: u32,
    /// The integrator's own data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metadata: Option<BTreeMap<String, String>>,
    /// When it was made, ISO 8601.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub created: Option<String>,
    /// The connection.
    pub vendor_connection: VendorConnection,
}

/// An account with a lock vendor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VendorAccountRecord {
    /// The vendor, lower case.
    pub vendor: String,
    /// E-mail address of the account.
    pub email: String,
}

/// A webhook and what it listens to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WebhookRecord {
    /// Whose events.
    pub lock_holder_id: String,
    /// The lock, if only its events are wanted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lock_id: Option<String>,
    /// What API v2 delivers to it: `accessEvent`. None for a webhook of API v1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trigger: Option<String>,
    /// The webhook.
    pub webhook: Webhook,
}

impl State {
    /// Reads a state from JSON. That its parts fit together is checked when a sandbox is made of it.
    ///
    /// # Errors
    /// A sentence that says where the JSON is broken and how.
    pub fn from_json(text: &str) -> Result<Self, StateError> {
        let state: Self = serde_json::from_str(text).map_err(|error| {
            let words = error.to_string();
            if error.classify() != serde_json::error::Category::Data {
                return StateError(format!("The state is broken: {words}."));
            }
            // The place says more than serde's line and column.
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
