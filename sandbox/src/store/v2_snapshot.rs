//! From a state's lists to records found by id, with a check that all fits together.

use indexmap::IndexMap;

use super::snapshot::{broken, index, known, moment, phone_number};
use super::state_error::StateError;
use super::v2_records::{RecordLists, Records};
use crate::store::{Store, role_id};

impl Store {
    /// Takes over what a state says of API v2. Lock holders, locks and people must be there; keys
    /// come after, as they name subprojects and access groups.
    pub(crate) fn load_v2(&mut self, lists: RecordLists) -> Result<(), StateError> {
        let projects = index("v2.projects", lists.projects, |entry| {
            entry.project_id.clone()
        })?;
        let subprojects = index("v2.subprojects", lists.subprojects, |entry| {
            entry.subproject.id.clone()
        })?;
        let managed_users = match lists.managed_users {
            Some(list) => index("v2.managedUsers", list, |entry| {
                entry.managed_user.id.clone()
            })?,
            None => IndexMap::new(),
        };
        let sharing_rights = index("v2.sharingRights", lists.sharing_rights, |entry| {
            let right = &entry.sharing_right;
            let role = role_id(&right.app_user_id, &right.lock_id);
            role_id(&entry.subproject_id, &role)
        })?;
        let access_groups = index("v2.accessGroups", lists.access_groups, |entry| {
            entry.access_group.id.clone()
        })?;
        let doorbells = index("v2.doorbells", lists.doorbells, |entry| {
            entry.doorbell.id.clone()
        })?;
        let jobs = index("v2.jobs", lists.jobs, |entry| entry.id.clone())?;
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
            let place = format!("v2.{list}[{number}].projectId");
            known(&self.lock_holders, id, &place, "project")
        };
        let subproject = |list: &str, number: usize, id: Option<&String>| match id {
            Some(id) => {
                let place = format!("v2.{list}[{number}].subprojectId");
                known(&records.subprojects, id, &place, "subproject")
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
            let place = format!("v2.managedUsers[{number}].managedUser.appUserId");
            phone_number(&record.managed_user.app_user_id, &place)?;
        }
        for (number, record) in records.sharing_rights.values().enumerate() {
            subproject("sharingRights", number, Some(&record.subproject_id))?;
            let place = format!("v2.sharingRights[{number}].sharingRight");
            let right = &record.sharing_right;
            phone_number(&right.app_user_id, &format!("{place}.appUserId"))?;
            known(
                &self.locks,
                &right.lock_id,
                &format!("{place}.lockId"),
                "lock",
            )?;
        }
        for (number, record) in records.access_groups.values().enumerate() {
            project("accessGroups", number, &record.project_id)?;
            subproject("accessGroups", number, record.subproject_id.as_ref())?;
        }
        for (number, record) in records.doorbells.values().enumerate() {
            project("doorbells", number, &record.project_id)?;
            let place = format!("v2.doorbells[{number}].doorbell.lockId");
            known(&self.locks, &record.doorbell.lock_id, &place, "lock")?;
        }
        for (number, record) in records.jobs.values().enumerate() {
            project("jobs", number, &record.project_id)?;
            let created = moment(&record.created, &format!("v2.jobs[{number}].created"))?;
            let ends = moment(&record.ends, &format!("v2.jobs[{number}].ends"))?;
            if ends < created {
                let place = format!("v2.jobs[{number}].ends");
                return Err(broken(&place, "it ends before it is begun"));
            }
        }
        Ok(())
    }
}
