//! One call to API v2 while it is answered: the store, the moment, what was asked for and by whom.

use serde_json::{Map, Value};

use super::problem::Problem;
use crate::oauth::{ResourceGrant, ResourceScope};
use crate::store::key_index::{Phone, Place, phone, place, position};
use crate::store::state::LockRecord;
use crate::store::v2_records::Module;
use crate::validate;

/// Who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Who administers the organization in the path.
    Organization,
    /// Who administers the project in the path.
    Project,
    /// Who administers or installs the project in the path.
    ProjectOrInstaller,
    /// Who administers the project that the subproject in the path is a part of.
    Subproject,
}

/// What a call is about: a project as a whole, or one of its subprojects.
#[derive(Clone, Debug, Default)]
pub(crate) struct Owner {
    /// Where the project stands among lock holders.
    pub project: Place,
    pub project_id: String,
    /// Where the subproject stands.
    pub subproject: Option<Place>,
}

/// What a call may do, and what it is about.
pub(crate) struct Access {
    /// What the caller's token is good for.
    pub grant: ResourceGrant,
    /// What the call is about, once it is authorized.
    pub owner: Owner,
}

/// One call to API v2.
pub(crate) type Call<'a> = crate::call::Call<'a, Access>;

impl Call<'_> {
    /// Whether the token is good for this call, and the project has the modules for it.
    pub(crate) fn authorize(&mut self, need: Need, modules: &[Module]) -> Result<(), Problem> {
        match need {
            Need::Organization => return self.authorize_organization(),
            Need::Subproject => {
                let id = self.segment("subprojectId");
                let (subproject, _, record) = self
                    .store
                    .v2
                    .subprojects
                    .get_full(id)
                    .ok_or_else(|| Problem::not_found("There is no such subproject"))?;
                self.access.owner.subproject = Some(place(subproject));
                self.access.owner.project_id = record.project_id.clone();
            }
            Need::Project | Need::ProjectOrInstaller => {
                self.access.owner.project_id = self.segment("projectId").to_owned();
            }
        }
        let id = &self.access.owner.project_id;
        let allowed = self
            .access
            .grant
            .allows_project(ResourceScope::ProjectAdmin, id)
            || (need == Need::ProjectOrInstaller
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
            place(project.ok_or_else(|| Problem::not_found("There is no such project"))?);
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

    /// A switch of the query; off unless told.
    pub(crate) fn switch(&self, name: &str) -> Result<bool, Problem> {
        match self.parameter(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(_) => Err(Problem::invalid_one(name, "must be of type boolean")),
        }
    }

    /// The body, which must be an object.
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
            Some(text) if validate::is_phone_number(text) => Ok(Some(phone(text))),
            Some(text) => {
                // A plus that is not encoded means a space in a query.
                let reason = if text.starts_with(' ') {
                    "must be a phone number as E.164 writes it; write its + as %2B"
                } else {
                    "must be a phone number as E.164 writes it"
                };
                Err(Problem::invalid_one("appUserId", reason))
            }
        }
    }

    /// Whether a lock is among those that the call may use: the project's, or the subproject's.
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

    /// The locks that the call may use, in the order they were made.
    pub(crate) fn locks(&self) -> impl Iterator<Item = (&String, &LockRecord)> {
        self.store.locks.iter().filter(|(id, _)| self.has_lock(id))
    }

    /// The id of the subproject that the call is about.
    pub(crate) fn subproject_id(&self) -> Option<&str> {
        let subproject = self.access.owner.subproject?;
        self.store
            .v2
            .subprojects
            .get_index(position(subproject))
            .map(|(id, _)| id.as_str())
    }
}
