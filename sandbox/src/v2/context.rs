//! A call to API v2: who may make it, and its parameters.

use serde_json::{Map, Value};

use super::problem::Problem;
use crate::oauth::{ResourceGrant, ResourceScope};
use crate::store::key_index::{Phone, RowId, parse_phone, row_id, row_index};
use crate::store::state::LockRecord;
use crate::store::v2_records::Module;
use crate::validate;

/// What a token must allow for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// To administer the organization in the path.
    Organization,
    /// To administer the project in the path.
    Project,
    /// To administer the project in the path, or to connect its locks.
    ProjectOrInstaller,
    /// To administer the project of the subproject in the path.
    Subproject,
}

/// The scope of a call: a project, or one of its subprojects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owner {
    /// The row of the project among lock holders.
    pub project: RowId,
    pub project_id: String,
    /// The row of the subproject.
    pub subproject: Option<RowId>,
}

/// What the token of a call allows, and what the call applies to.
pub(crate) struct Access {
    /// What the token allows.
    pub grant: ResourceGrant,
    /// Set when the call is authorized.
    pub owner: Owner,
}

/// One call to API v2.
pub(crate) type Call<'a> = crate::call::Call<'a, Access>;

impl Call<'_> {
    /// Checks that the token allows the call, and that the project has the modules for it.
    pub(crate) fn authorize(
        &mut self,
        permission: Permission,
        modules: &[Module],
    ) -> Result<(), Problem> {
        match permission {
            Permission::Organization => return self.authorize_organization(),
            Permission::Subproject => {
                let id = self.segment("subprojectId");
                let (subproject, _, record) = self
                    .store
                    .v2
                    .subprojects
                    .get_full(id)
                    .ok_or_else(|| Problem::not_found("There is no such subproject"))?;
                self.access.owner.subproject = Some(row_id(subproject));
                self.access.owner.project_id = record.project_id.clone();
            }
            Permission::Project | Permission::ProjectOrInstaller => {
                self.access.owner.project_id = self.segment("projectId").to_owned();
            }
        }
        let id = &self.access.owner.project_id;
        let allowed = self
            .access
            .grant
            .allows_project(ResourceScope::ProjectAdmin, id)
            || (permission == Permission::ProjectOrInstaller
                && self
                    .access
                    .grant
                    .allows_project(ResourceScope::ProjectInstaller, id));
        if !allowed {
            return Err(Problem::forbidden(
                "The token is not for this project, or its scope is not enough",
            ));
        }
        let project = self.store.lock_holders.get_index_of(id);
        self.access.owner.project =
            row_id(project.ok_or_else(|| Problem::not_found("There is no such project"))?);
        match modules
            .iter()
            .find(|module| self.store.v2.lacks(id, **module))
        {
            None => Ok(()),
            Some(module) => Err(Problem::forbidden(format!(
                "The project does not have the module {}",
                module.name()
            ))),
        }
    }

    fn authorize_organization(&self) -> Result<(), Problem> {
        let id = self.segment("organizationId");
        if self.access.grant.allows_organization(id) {
            Ok(())
        } else {
            Err(Problem::forbidden(
                "The token is not for this organization, or its scope is not organization.admin",
            ))
        }
    }

    /// A boolean of the query. Default: `false`.
    pub(crate) fn flag(&self, name: &str) -> Result<bool, Problem> {
        match self.parameter(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Problem::invalid_one(name, "must be of type boolean")),
        }
    }

    /// The body, which must be a JSON object.
    pub(crate) fn members(&self) -> Result<Map<String, Value>, Problem> {
        match serde_json::from_slice(self.body) {
            Ok(Value::Object(members)) => Ok(members),
            Ok(_) => Err(Problem::bad_request("The body must be a JSON object")),
            Err(_) if self.body.is_empty() => Err(Problem::bad_request(
                "The body is empty; send a JSON object",
            )),
            Err(error) => Err(Problem::bad_request(format!(
                "The body is no JSON (line {}, column {})",
                error.line(),
                error.column()
            ))),
        }
    }

    /// The query's `appUserId`, if there is one.
    pub(crate) fn app_user(&self) -> Result<Option<Phone>, Problem> {
        match self.parameter("appUserId") {
            None => Ok(None),
            Some(text) if validate::is_phone_number(text) => Ok(Some(parse_phone(text))),
            Some(text) => {
                // A plus sign that is not encoded means a space in a query.
                let reason = if text.starts_with(' ') {
                    "must be a phone number as E.164 writes it; write its + as %2B"
                } else {
                    "must be a phone number as E.164 writes it"
                };
                Err(Problem::invalid_one("appUserId", reason))
            }
        }
    }

    /// Whether a lock belongs to the project, or to the subproject if the call is about one.
    pub(crate) fn has_lock(&self, lock_id: &str) -> bool {
        match self.access.owner.subproject {
            None => self.store.lock_holder_of(lock_id) == Some(&self.access.owner.project_id),
            Some(subproject) => {
                let record = self.store.v2.subproject(subproject);
                record.is_some_and(|record| record.has_lock(lock_id))
                    && self.store.lock_holder_of(lock_id).is_some()
            }
        }
    }

    /// The lock in the path.
    pub(crate) fn lock_id(&self) -> Result<&str, Problem> {
        let id = self.segment("lockId");
        if self.has_lock(id) {
            Ok(id)
        } else {
            Err(Problem::not_found("The project has no such lock"))
        }
    }

    /// The locks of the project or the subproject, oldest first.
    pub(crate) fn locks(&self) -> impl Iterator<Item = (&String, &LockRecord)> {
        self.store.locks.iter().filter(|(id, _)| self.has_lock(id))
    }

    /// The id of the subproject, if the call is about one.
    pub(crate) fn subproject_id(&self) -> Option<&str> {
        let subproject = self.access.owner.subproject?;
        self.store
            .v2
            .subprojects
            .get_index(row_index(subproject))
            .map(|(id, _)| id.as_str())
    }
}
