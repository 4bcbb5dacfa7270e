//! Managed users: each person with a key has a record in the project.

use serde_json::Map;
use unloc_integrator_client::model::Nullable;
use unloc_integrator_client::model::v2::ManagedUser;

use super::Store;
use super::ids;
use super::v2_records::ManagedUserRecord;

/// The id of the record. It is derived, so that a person has the same one for ever.
fn id_of(project_id: &str, app_user_id: &str) -> String {
    ids::derived_uuid(&["managed user", project_id, app_user_id])
}

impl Store {
    /// Whether a project has a record of a person.
    pub(crate) fn manages(&self, project_id: &str, app_user_id: &str) -> bool {
        let record = self.v2.managed_users.get(&id_of(project_id, app_user_id));
        record.is_some_and(|record| !record.deleted)
    }

    /// The record of a person, added if it does not exist or was deleted.
    pub(crate) fn manage_user(
        &mut self,
        project_id: &str,
        app_user_id: &str,
    ) -> &mut ManagedUserRecord {
        let id = id_of(project_id, app_user_id);
        let new = |id: String| ManagedUserRecord {
            project_id: project_id.to_owned(),
            subproject_id: None,
            deleted: false,
            managed_user: ManagedUser {
                id,
                app_user_id: app_user_id.to_owned(),
                first_name: Nullable::Absent,
                last_name: Nullable::Absent,
                metadata: Nullable::Absent,
                extra: Map::new(),
            },
        };
        let record = self
            .v2
            .managed_users
            .entry(id.clone())
            .or_insert_with(|| new(id.clone()));
        if record.deleted {
            *record = new(id);
        }
        record
    }
}
