//! Scopes of tokens for one lock holder.

use super::result::value_json;
use crate::auth::lock_holder_scope;
use crate::error::Error;
use crate::json::{self, Json};

/// The scope of a token for one lock holder, by country and organization.
pub fn lock_holder_scope(lock_holder: &str) -> String {
    value_json(identifier(json::read(lock_holder)))
}

/// The scope of a token for one lock holder, by its id.
pub fn lock_holder_admin_scope(id: &str) -> String {
    let id = json::read(id);
    value_json(match id.and_then(Json::as_text) {
        Some(id) => lock_holder_scope::admin(&id),
        None => Err(not_a_text(
            "lockHolderAdminScope",
            "the lock holder's id must be a string",
            id,
        )),
    })
}

fn identifier(lock_holder: Option<Json<'_>>) -> Result<String, Error> {
    const OPERATION: &str = "lockHolderScope";
    let Some(lock_holder) = lock_holder.filter(|it| it.is_object()) else {
        let what = "the lock holder must be an object";
        return Err(not_a_text(OPERATION, what, lock_holder));
    };
    let text = |name: &str| {
        let value = lock_holder.member(name);
        value.and_then(Json::as_text).ok_or_else(|| {
            let what = ["the lock holder's ", name, " must be a string"].concat();
            not_a_text(OPERATION, &what, value)
        })
    };
    let suffix = match lock_holder.member("organizationIdSuffix") {
        None | Some(Json::NULL) => String::new(),
        Some(_) => text("organizationIdSuffix")?,
    };
    lock_holder_scope::identifier(&text("countryIso")?, &text("organizationId")?, &suffix)
}

fn not_a_text(operation: &str, what: &str, value: Option<Json<'_>>) -> Error {
    let given = value.map_or("undefined", Json::type_name);
    Error::invalid_argument(operation, &[what, ", not ", given])
}
