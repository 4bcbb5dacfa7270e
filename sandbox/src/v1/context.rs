//! A call to API v1: who may make it, and its parameters.

use super::error::ApiError;
use super::json_body::Body;
use super::scope::Grant;
use crate::http::Request;
use crate::http::bearer::bearer;
use crate::jwt::{self, Audience, Claims};
use crate::time::Timestamp;

/// The maximum number of entries of a page.
const MAX_PAGE_SIZE: usize = 2_500;

/// One call to API v1.
pub(crate) type Call<'a> = crate::call::Call<'a, Grant>;

/// What a token must allow for a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Permission {
    /// Any valid token.
    AnyToken,
    /// A token without scope, or with `integrator.admin`.
    Integrator,
    /// A token for the lock holder in the path.
    LockHolder,
}

/// Verifies the token of a request.
pub(crate) fn authenticate(request: &Request, now: Timestamp) -> Result<Grant, ApiError> {
    let claims: Claims = jwt::verify(
        bearer(request).map_err(ApiError::unauthorized)?,
        Audience::UnlocV1,
        now,
    )
    .map_err(|error| ApiError::invalid_token(error.description()))?;
    Ok(Grant {
        integrator: claims.integrator,
        lock_holder_ids: claims.lock_holder_ids,
        by_identifier: false,
    })
}

impl Call<'_> {
    /// Checks that the token allows the call.
    pub(crate) fn authorize(&self, permission: Permission) -> Result<(), ApiError> {
        match permission {
            Permission::AnyToken => Ok(()),
            Permission::Integrator if self.access.integrator => Ok(()),
            Permission::Integrator => Err(ApiError::forbidden(
                "This needs a token without scope, or with integrator.admin.",
            )),
            Permission::LockHolder => self.authorize_lock_holder(),
        }
    }

    fn authorize_lock_holder(&self) -> Result<(), ApiError> {
        if self.access.lock_holder_ids.is_empty() {
            return Err(ApiError::forbidden(
                "This needs a token with a scope for the lock holder.",
            ));
        }
        let id = self.segment("lockHolderId");
        if !self.store.lock_holders.contains_key(id) {
            return Err(ApiError::not_found("There is no such lock holder."));
        }
        if !self
            .access
            .lock_holder_ids
            .iter()
            .any(|allowed| allowed == id)
        {
            return Err(ApiError::forbidden(
                "The token's scope is for another lock holder.",
            ));
        }
        Ok(())
    }

    /// The lock holder in the path.
    pub(crate) fn lock_holder_id(&self) -> &str {
        self.segment("lockHolderId")
    }

    /// The lock in the path, which must belong to the lock holder.
    pub(crate) fn lock_id(&self) -> Result<&str, ApiError> {
        let id = self.segment("lockId");
        self.own_lock(id)
            .then_some(id)
            .ok_or_else(|| ApiError::not_found("The lock holder has no such lock."))
    }

    /// Whether a lock belongs to the lock holder in the path.
    pub(crate) fn own_lock(&self, lock_id: &str) -> bool {
        self.store.lock_holder_of(lock_id) == Some(self.lock_holder_id())
    }

    /// The person in the path.
    pub(crate) fn user_id(&self) -> Result<&str, ApiError> {
        let id = self.segment("userId");
        if crate::validate::is_phone_number(id) {
            Ok(id)
        } else {
            Err(super::json_body::invalid_phone_number(
                "The user id in the path",
            ))
        }
    }

    /// The request's JSON body.
    pub(crate) fn json(&self) -> Result<Body, ApiError> {
        Body::read(self.body)
    }

    /// The query's `limit`, if there is one.
    pub(crate) fn limit(&self) -> Result<Option<usize>, ApiError> {
        let Some(text) = self.parameter("limit") else {
            return Ok(None);
        };
        match text.parse() {
            Ok(limit @ 1..=MAX_PAGE_SIZE) => Ok(Some(limit)),
            _ => Err(ApiError::bad_request(format!(
                "limit must be a whole number from 1 to {MAX_PAGE_SIZE}."
            ))),
        }
    }

    /// The query's `limit`, or the maximum.
    pub(crate) fn limit_or_max(&self) -> Result<usize, ApiError> {
        Ok(self.limit()?.unwrap_or(MAX_PAGE_SIZE))
    }
}
