//! One call while it is answered: the store, the moment, what was asked for and by whom.

use super::error::ApiError;
use super::json_body::Body;
use super::scope::Grant;
use crate::http::Request;
use crate::http::bearer::bearer;
use crate::jwt::{self, Audience, Claims};
use crate::time::Moment;

/// The most entries of one page.
const LARGEST_PAGE: usize = 2_500;

/// One call to API v1.
pub(crate) type Call<'a> = crate::call::Call<'a, Grant>;

/// Who may make a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Need {
    /// Who has any token.
    AnyToken,
    /// Who has a token without scope, or with `integrator.admin`.
    Integrator,
    /// Who has a token for the lock holder in the path.
    LockHolder,
}

/// What the request's token is good for in API v1.
pub(crate) fn authenticate(request: &Request, now: Moment) -> Result<Grant, ApiError> {
    let claims: Claims = jwt::verify(
        bearer(request).map_err(ApiError::unauthorized)?,
        Audience::UnlocV1,
        now,
    )
    .map_err(|refusal| ApiError::bad_token(refusal.description()))?;
    Ok(Grant {
        integrator: claims.integrator,
        lock_holder_ids: claims.lock_holder_ids,
        by_identifier: false,
    })
}

impl Call<'_> {
    /// Whether the token is good for this call.
    pub(crate) fn authorize(&self, need: Need) -> Result<(), ApiError> {
        match need {
            Need::AnyToken => Ok(()),
            Need::Integrator if self.access.integrator => Ok(()),
            Need::Integrator => Err(ApiError::forbidden(
                "This needs a token without scope, or with integrator.admin.",
            )),
            Need::LockHolder => self.authorize_lock_holder(),
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
        if !self.access.lock_holder_ids.iter().any(|good| good == id) {
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

    /// The lock in the path. It must be the lock holder's.
    pub(crate) fn lock_id(&self) -> Result<&str, ApiError> {
        let id = self.segment("lockId");
        self.own_lock(id)
            .then_some(id)
            .ok_or_else(|| ApiError::not_found("The lock holder has no such lock."))
    }

    /// Whether a lock is the lock holder's of the path.
    pub(crate) fn own_lock(&self, lock_id: &str) -> bool {
        self.store.lock_holder_of(lock_id) == Some(self.lock_holder_id())
    }

    /// The person in the path.
    pub(crate) fn user_id(&self) -> Result<&str, ApiError> {
        let id = self.segment("userId");
        if crate::validate::is_phone_number(id) {
            Ok(id)
        } else {
            Err(super::json_body::not_a_phone_number(
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
            Ok(limit @ 1..=LARGEST_PAGE) => Ok(Some(limit)),
            _ => Err(ApiError::bad_request(format!(
                "limit must be a whole number from 1 to {LARGEST_PAGE}."
            ))),
        }
    }

    /// The query's `limit`, or the most entries of one page.
    pub(crate) fn limit_or_largest(&self) -> Result<usize, ApiError> {
        Ok(self.limit()?.unwrap_or(LARGEST_PAGE))
    }
}
