//! Records of API v2 only. Both APIs share the others: locks, keys, roles, webhooks, connections, events.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use unloc_integrator_client::model::v2::{
    AccessGroup, Doorbell, JobStatus, ManagedUser, PrivacyPolicy, SharingRight, Subproject,
};

use super::key_index::{RowId, row_index};

/// A module of a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
pub enum Module {
    /// Keys, sharing and access groups.
    #[serde(rename = "mobileKey")]
    MobileKey,
    /// Subprojects.
    #[serde(rename = "subproject")]
    Subproject,
    /// Doorbells.
    #[serde(rename = "doorbell")]
    Doorbell,
}

impl Module {
    /// All modules.
    pub(crate) const ALL: [Self; 3] = [Self::MobileKey, Self::Subproject, Self::Doorbell];

    /// Its name in the API.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::MobileKey => "mobileKey",
            Self::Subproject => "subproject",
            Self::Doorbell => "doorbell",
        }
    }
}

/// A project with other modules or another privacy policy than the default.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ProjectRecord {
    /// The project.
    pub project_id: String,
    /// The modules that it does not have.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub modules_off: Vec<Module>,
    /// The privacy policy of its new locks. Default: `public`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_policy: Option<PrivacyPolicy>,
}

/// A subproject.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubprojectRecord {
    /// The project that it belongs to.
    pub project_id: String,
    /// The subproject.
    pub subproject: Subproject,
}

impl SubprojectRecord {
    /// Its locks.
    pub(crate) fn lock_ids(&self) -> &[String] {
        self.subproject.lock_ids.value().map_or(&[], Vec::as_slice)
    }

    /// Whether it has a lock.
    pub(crate) fn has_lock(&self, lock_id: &str) -> bool {
        self.lock_ids().iter().any(|id| id == lock_id)
    }
}

/// A managed user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct ManagedUserRecord {
    /// The project that it belongs to.
    pub project_id: String,
    /// The subproject that it was created in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subproject_id: Option<String>,
    /// Whether it was deleted. A new key for the person restores it without names and metadata.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(as = "Option<_>")]
    pub deleted: bool,
    /// The managed user.
    pub managed_user: ManagedUser,
}

/// A sharing right of a subproject. Those of projects are roles, and those of access groups follow from
/// the group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharingRightRecord {
    /// The subproject.
    pub subproject_id: String,
    /// The sharing right.
    pub sharing_right: SharingRight,
}

/// An access group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct AccessGroupRecord {
    /// The project that it belongs to.
    pub project_id: String,
    /// The subproject that it was created in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subproject_id: Option<String>,
    /// The access group.
    pub access_group: AccessGroup,
}

/// A doorbell, with the keys of its users.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct DoorbellRecord {
    /// The project that it belongs to.
    pub project_id: String,
    /// The doorbell.
    pub doorbell: Doorbell,
    /// The id of the key of each user, by the id of the doorbell user.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub key_ids: BTreeMap<String, String>,
    /// The subproject that added a user, by the id of the doorbell user.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub subproject_ids: BTreeMap<String, String>,
}

/// A job: work that ends after the response, by the sandbox's clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[ts(optional_fields)]
pub struct JobRecord {
    /// The id.
    pub id: String,
    /// The project that it belongs to.
    pub project_id: String,
    /// The type: `createKeys`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// The time of creation, ISO 8601.
    pub created: String,
    /// When it ends, ISO 8601.
    pub ends: String,
    /// The final status.
    pub ending: JobStatus,
    /// Why it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<String>,
    /// The ids of the keys that it creates.
    #[serde(default)]
    #[ts(as = "Option<_>")]
    pub key_ids: Vec<String>,
    /// The keys that it fails to create.
    #[serde(default)]
    #[ts(as = "Option<_>", inline)]
    pub failed_keys: Vec<FailedKey>,
}

/// A key that could not be created.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FailedKey {
    /// The lock.
    pub lock_id: String,
    /// The phone number of the person.
    pub app_user_id: String,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// Records of API v2 only, as lists.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
#[ts(rename = "StateOfV2", optional_fields)]
pub struct RecordLists {
    /// Projects with other modules or another privacy policy than the default.
    #[ts(as = "Option<_>")]
    pub projects: Vec<ProjectRecord>,
    /// Subprojects.
    #[ts(as = "Option<_>")]
    pub subprojects: Vec<SubprojectRecord>,
    /// Managed users. If the list is absent, each person with a key is one.
    #[ts(optional = nullable)]
    pub managed_users: Option<Vec<ManagedUserRecord>>,
    /// Sharing rights of subprojects.
    #[ts(as = "Option<_>")]
    pub sharing_rights: Vec<SharingRightRecord>,
    /// Access groups.
    #[ts(as = "Option<_>")]
    pub access_groups: Vec<AccessGroupRecord>,
    /// Doorbells.
    #[ts(as = "Option<_>")]
    pub doorbells: Vec<DoorbellRecord>,
    /// Jobs.
    #[ts(as = "Option<_>")]
    pub jobs: Vec<JobRecord>,
}

/// Records of API v2 only, indexed by id.
#[derive(Clone, Debug, Default)]
pub(crate) struct Records {
    pub projects: IndexMap<String, ProjectRecord>,
    pub subprojects: IndexMap<String, SubprojectRecord>,
    pub managed_users: IndexMap<String, ManagedUserRecord>,
    pub sharing_rights: IndexMap<String, SharingRightRecord>,
    pub access_groups: IndexMap<String, AccessGroupRecord>,
    pub doorbells: IndexMap<String, DoorbellRecord>,
    pub jobs: IndexMap<String, JobRecord>,
}

impl Records {
    /// Whether a project does not have a module.
    pub(crate) fn lacks(&self, project_id: &str, module: Module) -> bool {
        self.projects
            .get(project_id)
            .is_some_and(|record| record.modules_off.contains(&module))
    }

    /// The subproject in a row.
    pub(crate) fn subproject(&self, row: RowId) -> Option<&SubprojectRecord> {
        self.subprojects
            .get_index(row_index(row))
            .map(|(_, record)| record)
    }

    /// The privacy policy of a project's new locks.
    pub(crate) fn default_privacy_policy(&self, project_id: &str) -> PrivacyPolicy {
        self.projects
            .get(project_id)
            .and_then(|record| record.privacy_policy.clone())
            .unwrap_or(PrivacyPolicy::Public)
    }

    /// The record of a project, to be changed. It is added if there is none.
    pub(crate) fn project_mut(&mut self, project_id: &str) -> &mut ProjectRecord {
        self.projects
            .entry(project_id.to_owned())
            .or_insert_with(|| ProjectRecord {
                project_id: project_id.to_owned(),
                ..ProjectRecord::default()
            })
    }

    /// The records as lists.
    pub(crate) fn lists(&self) -> RecordLists {
        fn list<T: Clone>(map: &IndexMap<String, T>) -> Vec<T> {
            map.values().cloned().collect()
        }
        RecordLists {
            projects: list(&self.projects),
            subprojects: list(&self.subprojects),
            managed_users: Some(list(&self.managed_users)),
            sharing_rights: list(&self.sharing_rights),
            access_groups: list(&self.access_groups),
            doorbells: list(&self.doorbells),
            jobs: list(&self.jobs),
        }
    }
}
