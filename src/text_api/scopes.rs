//! Scopes of tokens for one lock holder.

use super::result::value_json;
use crate::auth::lock_holder_scope;
use crate::error::Error;
use crate::json::{Json, Kind};

/// The scope of a token for one lock holder, by country and organization.
pub(super) fn lock_holder_scope(lock_holder: Json<'_>) -> Result<String, Error> {
    const OPERATION: &str = "lockHolderScope";
    if !lock_holder.is_object() {
        return Err(must_be(OPERATION, "", "an object", lock_holder));
    }
    let text = |name: &str| {
        let value = lock_holder.get(name);
        let wrong = || must_be(OPERATION, name, "a string", value);
        value.as_text().ok_or_else(wrong)
    };
    let suffix = match lock_holder.get("organizationIdSuffix").kind() {
        Kind::Null => String::new(),
        _ => text("organizationIdSuffix")?,
    };
    lock_holder_scope::identifier(&text("countryIso")?, &text("organizationId")?, &suffix)
        .map(value_json)
}

/// The scope of a token for one lock holder, by its id.
pub(super) fn lock_holder_admin_scope(id: Json<'_>) -> Result<String, Error> {
    let wrong = || must_be("lockHolderAdminScope", "id", "a string", id);
    let text = id.as_text().ok_or_else(wrong)?;
    lock_holder_scope::admin(&text).map(value_json)
}

/// The error of a member of the lock holder, or of the lock holder itself, of a wrong type.
fn must_be(operation: &str, name: &str, wanted: &str, value: Json<'_>) -> Error {
    let of = if name.is_empty() { "" } else { "'s " };
    let parts = [
        "the lock holder",
        of,
        name,
        " must be ",
        wanted,
        ", not ",
        value.type_name(),
    ];
    Error::invalid_argument(operation, &parts)
}
