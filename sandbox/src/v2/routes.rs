//! The endpoints of API v2, written from the documentation of the API. The client has a table of its
//! own. They share nothing, so that one mistake cannot be in both.

use super::context::Call;
use super::context::Permission::{Organization, Project, ProjectOrInstaller, Subproject};
use super::problem::Problem;
use super::{
    access_groups, access_log, doorbells, jobs, keys, lock_connections, locks, managed_users,
    projects, revocation, sharing_rights, subprojects, webhooks,
};
use crate::http::Response;
use crate::http::router::Row;
use crate::store::v2_records::Module::{self, Doorbell, MobileKey, Subproject as Subprojects};

/// One endpoint.
pub(crate) struct Route {
    method: &'static str,
    path: &'static str,
    pub permission: super::context::Permission,
    /// The modules that the project must have.
    pub modules: &'static [Module],
    pub handler: fn(&mut Call) -> Result<Response, Problem>,
}

impl Row for Route {
    fn method(&self) -> &'static str {
        self.method
    }

    fn path(&self) -> &'static str {
        self.path
    }
}

macro_rules! table {
    ($( $method:ident $path:literal $permission:ident [$( $module:ident )*] $handler:path; )*) => {
        /// All endpoints.
        pub(crate) static TABLE: &[Route] = &[
            $( Route {
                method: stringify!($method), path: $path, permission: $permission, modules: &[$( $module ),*], handler: $handler,
            }, )*
        ];
    };
}

#[rustfmt::skip]
table! {
    // Method and path are confirmed.
    GET    "/v2/projects/{projectId}" Project [] projects::show;
    GET    "/v2/projects/{projectId}/locks" Project [] locks::list;
    GET    "/v2/projects/{projectId}/keys" Project [] keys::list;
    POST   "/v2/projects/{projectId}/keys" Project [MobileKey] keys::create;
    DELETE "/v2/projects/{projectId}/keys" Project [MobileKey] revocation::revoke_many;
    GET    "/v2/projects/{projectId}/keys/{keyId}" Project [] keys::show;
    DELETE "/v2/projects/{projectId}/keys/{keyId}" Project [] revocation::revoke;
    DELETE "/v2/projects/{projectId}/shared-keys" Project [MobileKey] revocation::revoke_shared;
    GET    "/v2/subprojects/{subprojectId}/keys" Subproject [Subprojects] keys::list;
    DELETE "/v2/subprojects/{subprojectId}/keys" Subproject [Subprojects] revocation::revoke_many;
    DELETE "/v2/subprojects/{subprojectId}/shared-keys" Subproject [Subprojects] revocation::revoke_shared;
    GET    "/v2/projects/{projectId}/jobs/{jobId}" Project [] jobs::show;
    GET    "/v2/projects/{projectId}/sharing-rights" Project [] sharing_rights::list;
    POST   "/v2/projects/{projectId}/sharing-rights" Project [MobileKey] sharing_rights::create;
    DELETE "/v2/projects/{projectId}/sharing-rights" Project [MobileKey] sharing_rights::revoke;
    POST   "/v2/projects/{projectId}/access-groups" Project [MobileKey] access_groups::create;
    POST   "/v2/projects/{projectId}/doorbells/" Project [Doorbell] doorbells::create;
    PUT    "/v2/projects/{projectId}/lock-connections/{lockConnectionId}/refresh" ProjectOrInstaller [] lock_connections::refresh;
    GET    "/v2/projects/{projectId}/logs/access" Project [] access_log::list;
    POST   "/v2/projects/{projectId}/webhooks" Project [] webhooks::create;

    // The operation is documented, the path follows the pattern.
    GET    "/v2/organization/{organizationId}/projects" Organization [] projects::list;
    POST   "/v2/organization/{organizationId}/projects" Organization [] projects::create;
    PATCH  "/v2/projects/{projectId}/privacy-policy" Project [] projects::update_privacy_policy;
    PUT    "/v2/projects/{projectId}/privacy-policy" Project [] projects::update_privacy_policy;
    POST   "/v2/subprojects/{subprojectId}/keys" Subproject [Subprojects] keys::create;
    GET    "/v2/subprojects/{subprojectId}/sharing-rights" Subproject [] sharing_rights::list;
    POST   "/v2/subprojects/{subprojectId}/sharing-rights" Subproject [Subprojects] sharing_rights::create;
    DELETE "/v2/subprojects/{subprojectId}/sharing-rights" Subproject [MobileKey] sharing_rights::revoke;
    POST   "/v2/projects/{projectId}/subprojects" Project [Subprojects] subprojects::create;
    PATCH  "/v2/projects/{projectId}/subprojects/{subprojectId}/locks" Project [Subprojects] subprojects::update_locks;
    GET    "/v2/projects/{projectId}/managed-users" Project [] managed_users::list;
    PATCH  "/v2/projects/{projectId}/managed-users/{managedUserId}" Project [] managed_users::update;
    DELETE "/v2/projects/{projectId}/managed-users/{managedUserId}" Project [] managed_users::delete;
    POST   "/v2/subprojects/{subprojectId}/managed-users" Subproject [Subprojects] managed_users::create;
    PATCH  "/v2/projects/{projectId}/access-groups/{accessGroupId}" Project [MobileKey] access_groups::update;
    PATCH  "/v2/projects/{projectId}/access-groups/{accessGroupId}/accesses" Project [MobileKey] access_groups::update_accesses;
    POST   "/v2/subprojects/{subprojectId}/access-groups" Subproject [Subprojects MobileKey] access_groups::create;
    PATCH  "/v2/subprojects/{subprojectId}/access-groups/{accessGroupId}" Subproject [Subprojects MobileKey] access_groups::update;
    PATCH  "/v2/subprojects/{subprojectId}/access-groups/{accessGroupId}/accesses" Subproject [Subprojects MobileKey] access_groups::update_accesses;
    PATCH  "/v2/projects/{projectId}/doorbells/{doorbellId}/user-lists/{userListId}" Project [Doorbell] doorbells::update_user_list;
    PATCH  "/v2/subprojects/{subprojectId}/doorbells/{doorbellId}/user-lists/{userListId}" Subproject [Doorbell] doorbells::update_user_list;
    PATCH  "/v2/projects/{projectId}/lock-connections/{lockConnectionId}/metadata" Project [] lock_connections::update_metadata;
    POST   "/v2/projects/{projectId}/lock-connections/{vendor}" Project [] lock_connections::create;

    // Assumptions.
    GET    "/v2/organization/{organizationId}" Organization [] projects::show_organization;
    PATCH  "/v2/projects/{projectId}" Project [] projects::update;
    GET    "/v2/projects/{projectId}/locks/{lockId}" Project [] locks::show;
    PATCH  "/v2/projects/{projectId}/locks/{lockId}" Project [] locks::update;
    GET    "/v2/projects/{projectId}/subprojects" Project [] subprojects::list;
    POST   "/v2/projects/{projectId}/managed-users" Project [] managed_users::create;
    GET    "/v2/projects/{projectId}/access-groups" Project [] access_groups::list;
    GET    "/v2/projects/{projectId}/lock-connections" Project [] lock_connections::list;
    GET    "/v2/projects/{projectId}/lock-connections/{lockConnectionId}" Project [] lock_connections::show;
    GET    "/v2/projects/{projectId}/webhooks" Project [] webhooks::list;
    DELETE "/v2/projects/{projectId}/webhooks/{webhookId}" Project [] webhooks::delete;
}
