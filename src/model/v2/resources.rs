//! What credentials may be used for.

use super::super::macros::entity;

entity! {
    /// What credentials may be used for.
    Resources {
        /// Projects for which a token can be had.
        projects: Vec<ProjectResource>,
        /// Organizations for which a token can be had.
        organizations: Vec<OrganizationResource>,
    }
}

entity! {
    /// A project for which a token can be had.
    ProjectResource {
        /// Id of the project.
        project_id: String,
        /// The scope to ask for: `project.admin`.
        scope: String,
    }
}

entity! {
    /// An organization for which a token can be had.
    OrganizationResource {
        /// Id of the organization.
        organization_id: String,
        /// The scope to ask for: `organization.admin`.
        scope: String,
    }
}
