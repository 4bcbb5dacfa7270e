//! What the sandbox remembers that only API v2 knows of. The rest (locks, keys, roles, webhooks,
//! connections, events) lies in the store that both APIs share.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};
use unloc_integrator_client::model::v2::{
    AccessGroup, Doorbell, JobStatus, ManagedUser, PrivacyPolicy, SharingRight, Subproject,
};

use super::key_index::{RowId, row_index};

/// What a project pays for beside the base.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::MobileKey, Self::Subproject, Self::Doorbell];

    /// As the API calls it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::MobileKey => "mobileKey",
            Self::Subproject => "subproject",
            Self::Doorbell => "doorbell",
        }
    }
}

/// What of a project only API v2 knows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProjectRecord {
    /// The project.
    pub project_id: String,
    /// The modules that it does not have.
    #[serde(default)]
    pub modules_off: Vec<Module>,
    /// The privacy policy of its new locks; `public` unless told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub privacy_policy: Option<PrivacyPolicy>,
}

/// A subproject, and whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SubprojectRecord {
    /// The project it is a part of.
    pub project_id: String,
    /// The subproject.
    pub subproject: Subproject,
}

impl SubprojectRecord {
    /// Its locks.
    pub(crate) fn lock_ids(&self) -> &[String] {
        self.subproject.lock_ids.value().map_or(&[], Vec::as_slice)
    }

    /// Whether a lock is among its locks.
    pub(crate) fn has_lock(&self, lock_id: &str) -> bool {
        self.lock_ids().iter().any(|id| id == lock_id)
    }
}

/// A managed user, and whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ManagedUserRecord {
    /// The project that keeps the record.
    pub project_id: String,
    /// The subproject it was made in, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subproject_id: Option<String>,
    /// Whether it was deleted. A new key for the person brings it back, empty.
    #[serde(default, skip_serializing_if = "is_false")]
    pub deleted: bool,
    /// The managed user.
    pub managed_user: ManagedUser,
}

/// A right to share that a subproject gave. Those of projects are roles, those of access groups
/// follow from the group.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharingRightRecord {
    /// The subproject it comes from.
    pub subproject_id: String,
    /// The right.
    pub sharing_right: SharingRight,
}

/// An access group, and whose it is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AccessGroupRecord {
    /// The project it belongs to.
    pub project_id: String,
    /// The subproject it was made in, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subproject_id: Option<String>,
    /// The group.
    pub access_group: AccessGroup,
}

/// A doorbell, whose it is, and the keys that its people got by it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DoorbellRecord {
    /// The project it belongs to.
    pub project_id: String,
    /// The doorbell.
    pub doorbell: Doorbell,
    /// Which key each of its people got, by the id of the person at the bell.
    #[serde(default)]
    pub key_ids: BTreeMap<String, String>,
    /// Which of its people a subproject added, by the same id.
    #[serde(default)]
    pub subproject_ids: BTreeMap<String, String>,
}

/// A job: work that goes on after the answer, on the sandbox's clock.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct JobRecord {
    /// Id.
    pub id: String,
    /// The project it works for.
    pub project_id: String,
    /// Its kind: `createKeys`, …
    #[serde(rename = "type")]
    pub kind: String,
    /// When it was begun, ISO 8601.
    pub created: String,
    /// When it ends, ISO 8601.
    pub ends: String,
    /// What it ends as.
    pub ending: JobStatus,
    /// Why, if it fails.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure_reason: Option<String>,
    /// The keys that it makes.
    #[serde(default)]
    pub key_ids: Vec<String>,
    /// The keys that it fails to make.
    #[serde(default)]
    pub failed_keys: Vec<FailedKey>,
}

/// A key that could not be made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FailedKey {
    /// For which lock.
    pub lock_id: String,
    /// For whom.
    pub app_user_id: String,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// What only API v2 knows of, as it stands in a state.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct RecordLists {
    /// What is special about projects.
    pub projects: Vec<ProjectRecord>,
    /// Subprojects.
    pub subprojects: Vec<SubprojectRecord>,
    /// Managed users. If the list is not there, everybody with a key is one.
    pub managed_users: Option<Vec<ManagedUserRecord>>,
    /// Rights to share that subprojects gave.
    pub sharing_rights: Vec<SharingRightRecord>,
    /// Access groups.
    pub access_groups: Vec<AccessGroupRecord>,
    /// Doorbells.
    pub doorbells: Vec<DoorbellRecord>,
    /// Jobs.
    pub jobs: Vec<JobRecord>,
}

/// The same, found by id.
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

    /// The subproject at a place.
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

    /// What is special about a project, to be changed.
    pub(crate) fn project_mut(&mut self, project_id: &str) -> &mut ProjectRecord {
        self.projects
            .entry(project_id.to_owned())
            .or_insert_with(|| ProjectRecord {
                project_id: project_id.to_owned(),
                ..ProjectRecord::default()
            })
    }

    /// As lists.
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
