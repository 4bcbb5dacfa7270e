//! The endpoints of API v1, written from the documentation of the API. The client has a table of its
//! own. They share nothing, so that one mistake cannot be in both.

use super::context::Permission::{AnyToken, Integrator, LockHolder};
use super::context::{Call, Permission};
use super::error::ApiError;
use super::{
    integrator, key_events, keys, lock_holders, locks, roles, vendor_accounts, vendor_connections,
    webhooks,
};
use crate::http::Response;
use crate::http::router::Row;

/// One endpoint.
pub(crate) struct Route {
    pub method: &'static str,
    pub path: &'static str,
    pub permission: Permission,
    pub handler: fn(&mut Call) -> Result<Response, ApiError>,
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
    ($( $method:ident $path:literal $permission:ident $handler:path; )*) => {
        /// All endpoints.
        pub(crate) static TABLE: &[Route] = &[
            $( Route { method: stringify!($method), path: $path, permission: $permission, handler: $handler }, )*
        ];
    };
}

#[rustfmt::skip]
table! {
    // Known paths.
    GET    "/integrators/v1/lock-holders/" AnyToken lock_holders::list;
    POST   "/integrators/v1/lock-holders/" Integrator lock_holders::create;
    PATCH  "/integrators/v1/lock-holders/{lockHolderId}/" LockHolder lock_holders::update;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/locks/" LockHolder locks::list;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/" LockHolder locks::show;
    PATCH  "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/" LockHolder locks::update;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/keys/" LockHolder keys::list;
    POST   "/integrators/v1/lock-holders/{lockHolderId}/keys/" LockHolder keys::create;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/" LockHolder keys::list_of_lock;
    POST   "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/" LockHolder keys::create;
    PUT    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/{keyId}/" LockHolder keys::update;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/roles/" LockHolder roles::list;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/roles/" LockHolder roles::list_of_lock;
    PUT    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/roles/{userId}/" LockHolder roles::put;
    DELETE "/integrators/v1/lock-holders/{lockHolderId}/users/{userId}/shared-keys/" LockHolder roles::delete_shared_keys;
    POST   "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/" LockHolder vendor_connections::create;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/" LockHolder vendor_connections::list;
    PUT    "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/{vendorConnectionId}/refresh/" LockHolder vendor_connections::refresh;
    PUT    "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/{vendorConnectionId}/update-password/" LockHolder vendor_connections::update_password;
    POST   "/integrators/v1/lock-vendors/account/" AnyToken vendor_accounts::create;
    POST   "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/key-events/webhooks/" LockHolder webhooks::create;
    GET    "/integrators/v1/integrator/{integratorId}/" Integrator integrator::show;

    // Endpoints that are known to exist. Their paths are assumed.
    GET    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/{keyId}/" LockHolder keys::show;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/keys/{keyId}/" LockHolder keys::show;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/users/{userId}/keys/" LockHolder keys::list_of_user;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/users/{userId}/roles/" LockHolder roles::list_of_user;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/key-events/" LockHolder key_events::list_of_lock;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/key-events/" LockHolder key_events::list;
    POST   "/integrators/v1/lock-holders/{lockHolderId}/key-events/webhooks/" LockHolder webhooks::create;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/key-events/webhooks/" LockHolder webhooks::list;
    DELETE "/integrators/v1/lock-holders/{lockHolderId}/key-events/webhooks/{webhookId}/" LockHolder webhooks::delete;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/key-events/webhooks/" LockHolder webhooks::list;
    DELETE "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/key-events/webhooks/{webhookId}/" LockHolder webhooks::delete;
    GET    "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/{vendorConnectionId}/" LockHolder vendor_connections::show;
    DELETE "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/users/{userId}/shared-keys/" LockHolder roles::delete_shared_keys_of_lock;
}
