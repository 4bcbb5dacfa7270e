//! What a token of API v2 allows: one scope on one organization or project.

use serde::{Deserialize, Serialize};

use crate::http::Request;
use crate::http::bearer::bearer;
use crate::jwt::{self, Audience};
use crate::time::Timestamp;
use crate::v1::error::ApiError;

/// The scopes of API v2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum ResourceScope {
    /// To list and create projects of the organization.
    #[serde(rename = "organization.admin")]
    OrganizationAdmin,
    /// Full access to the project.
    #[serde(rename = "project.admin")]
    ProjectAdmin,
    /// To connect locks of the project. How Unloc issues it is not known.
    #[serde(rename = "project.installer")]
    ProjectInstaller,
}

impl ResourceScope {
    /// All scopes with their names.
    pub(crate) const ALL: [(&'static str, Self); 3] = [
        ("organization.admin", Self::OrganizationAdmin),
        ("project.admin", Self::ProjectAdmin),
        ("project.installer", Self::ProjectInstaller),
    ];

    /// The scope of a name.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|(candidate, _)| *candidate == name)
            .map(|(_, scope)| scope)
    }
}

/// What a token of API v2 allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ResourceGrant {
    /// Its scopes.
    pub scope: Vec<ResourceScope>,
    /// The organization it is for, or the one that the project belongs to.
    pub organization_id: String,
    /// The project it is for. `None` if it is for the organization.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub project_id: Option<String>,
}

/// The claims of a token of API v2.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct ResourceClaims {
    /// Always API v2.
    pub aud: Audience,
    /// The client.
    pub sub: String,
    /// Issued at, in seconds since 1970.
    pub iat: i64,
    /// Expires at, in seconds since 1970.
    pub exp: i64,
    #[serde(flatten)]
    pub grant: ResourceGrant,
}

impl ResourceGrant {
    /// Verifies the token of a request. 401 if there is none, or if it is malformed, expired, or of
    /// API v1.
    pub(crate) fn from_request(request: &Request, now: Timestamp) -> Result<Self, ApiError> {
        jwt::verify::<ResourceClaims>(
            bearer(request).map_err(ApiError::unauthorized)?,
            Audience::UnlocV2,
            now,
        )
        .map(|claims| claims.grant)
        .map_err(|error| ApiError::invalid_token(error.description()))
    }

    /// Whether it has a scope on this project.
    pub(crate) fn allows_project(&self, scope: ResourceScope, project_id: &str) -> bool {
        self.scope.contains(&scope) && self.project_id.as_deref() == Some(project_id)
    }

    /// Whether it has a scope on this organization itself.
    pub(crate) fn allows_organization(&self, organization_id: &str) -> bool {
        self.scope.contains(&ResourceScope::OrganizationAdmin)
            && self.project_id.is_none()
            && self.organization_id == organization_id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_grant_is_for_its_own_resource_only() {
        let project = ResourceGrant {
            scope: vec![ResourceScope::ProjectAdmin],
            organization_id: "organization".to_owned(),
            project_id: Some("project".to_owned()),
        };
        assert!(project.allows_project(ResourceScope::ProjectAdmin, "project"));
        assert!(!project.allows_project(ResourceScope::ProjectAdmin, "other"));
        assert!(!project.allows_project(ResourceScope::ProjectInstaller, "project"));
        assert!(!project.allows_organization("organization"));
        let organization = ResourceGrant {
            scope: vec![ResourceScope::OrganizationAdmin],
            project_id: None,
            ..project
        };
        assert!(organization.allows_organization("organization"));
        assert!(!organization.allows_organization("other"));
        assert!(!organization.allows_project(ResourceScope::ProjectAdmin, "project"));
    }
}
