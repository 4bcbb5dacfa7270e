//! What credentials give access to.

use super::super::macros::entity;

entity! {
    /// What credentials give access to.
    Resources {
        /// Projects for which a token can be requested.
        projects: Vec<ProjectResource>,
        /// Organizations for which a token can be requested.
        organizations: Vec<OrganizationResource>,
    }
}

entity! {
    /// A project for which a token can be requested.
    ProjectResource {
        /// Id of the project.
        project_id: String,
        /// The scope to request: `project.admin`.
        scope: String,
    }
}

entity! {
    /// An organization for which a token can be requested.
    OrganizationResource {
        /// Id of the organization.
        organization_id: String,
        /// The scope to request: `organization.admin`.
        scope: String,
    }
}
