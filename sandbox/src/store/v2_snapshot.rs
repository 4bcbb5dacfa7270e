//! Loads the lists of API v2 into records indexed by id. Loading checks all references.

use indexmap::IndexMap;

use super::snapshot::{
    check_phone_number, check_reference, index_by_id, parse_timestamp, state_error,
};
use super::state_error::StateError;
use super::v2_records::{RecordLists, Records};
use crate::store::{Store, role_id};

impl Store {
    /// Loads the records of API v2. Lock holders, locks and people must be loaded before, and keys
    /// after, because they refer to subprojects and access groups.
    pub(crate) fn load_v2(&mut self, lists: RecordLists) -> Result<(), StateError> {
        let projects = index_by_id("v2.projects", lists.projects, |entry| {
            entry.project_id.clone()
        })?;
        let subprojects = index_by_id("v2.subprojects", lists.subprojects, |entry| {
            entry.subproject.id.clone()
        })?;
        let managed_users = match lists.managed_users {
            Some(list) => index_by_id("v2.managedUsers", list, |entry| {
                entry.managed_user.id.clone()
            })?,
            None => IndexMap::new(),
        };
        let sharing_rights = index_by_id("v2.sharingRights", lists.sharing_rights, |entry| {
            let right = &entry.sharing_right;
            let role = role_id(&right.app_user_id, &right.lock_id);
            role_id(&entry.subproject_id, &role)
        })?;
        let access_groups = index_by_id("v2.accessGroups", lists.access_groups, |entry| {
            entry.access_group.id.clone()
        })?;
        let doorbells = index_by_id("v2.doorbells", lists.doorbells, |entry| {
            entry.doorbell.id.clone()
        })?;
        let jobs = index_by_id("v2.jobs", lists.jobs, |entry| entry.id.clone())?;
        let records = Records {
            projects,
            subprojects,
            managed_users,
            sharing_rights,
            access_groups,
            doorbells,
            jobs,
        };
        self.check(&records)?;
        self.v2 = records;
        Ok(())
    }

    fn check(&self, records: &Records) -> Result<(), StateError> {
        let project = |list: &str, number: usize, id: &str| {
            let path = format!("v2.{list}[{number}].projectId");
            check_reference(&self.lock_holders, id, &path, "project")
        };
        let subproject = |list: &str, number: usize, id: Option<&String>| match id {
            Some(id) => {
                let path = format!("v2.{list}[{number}].subprojectId");
                check_reference(&records.subprojects, id, &path, "subproject")
            }
            None => Ok(()),
        };
        for (number, record) in records.projects.values().enumerate() {
            project("projects", number, &record.project_id)?;
        }
        for (number, record) in records.subprojects.values().enumerate() {
            project("subprojects", number, &record.project_id)?;
        }
        for (number, record) in records.managed_users.values().enumerate() {
            project("managedUsers", number, &record.project_id)?;
            subproject("managedUsers", number, record.subproject_id.as_ref())?;
            let path = format!("v2.managedUsers[{number}].managedUser.appUserId");
            check_phone_number(&record.managed_user.app_user_id, &path)?;
        }
        for (number, record) in records.sharing_rights.values().enumerate() {
            subproject("sharingRights", number, Some(&record.subproject_id))?;
            let path = format!("v2.sharingRights[{number}].sharingRight");
            let right = &record.sharing_right;
            check_phone_number(&right.app_user_id, &format!("{path}.appUserId"))?;
            check_reference(
                &self.locks,
                &right.lock_id,
                &format!("{path}.lockId"),
                "lock",
            )?;
        }
        for (number, record) in records.access_groups.values().enumerate() {
            project("accessGroups", number, &record.project_id)?;
            subproject("accessGroups", number, record.subproject_id.as_ref())?;
        }
        for (number, record) in records.doorbells.values().enumerate() {
            project("doorbells", number, &record.project_id)?;
            let path = format!("v2.doorbells[{number}].doorbell.lockId");
            check_reference(&self.locks, &record.doorbell.lock_id, &path, "lock")?;
        }
        for (number, record) in records.jobs.values().enumerate() {
            project("jobs", number, &record.project_id)?;
            let created = parse_timestamp(&record.created, &format!("v2.jobs[{number}].created"))?;
            let ends = parse_timestamp(&record.ends, &format!("v2.jobs[{number}].ends"))?;
            if ends < created {
                let path = format!("v2.jobs[{number}].ends");
                return Err(state_error(&path, "it ends before it is begun"));
            }
        }
        Ok(())
    }
}
