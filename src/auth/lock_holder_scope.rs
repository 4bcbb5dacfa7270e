//! The scopes with which a v1 token for one lock holder is requested.

use super::scope::is_scope;
use crate::error::Error;
use crate::text::{concat, has_any};

const IDENTIFIER: &str = "lockHolderScope";
const ADMIN: &str = "lockHolderAdminScope";

/// The scope that names a lock holder by country and organisation:
/// `lockHolder.identifier:<countryIso>.<organizationId>.<suffix>`. Without a suffix the last dot
/// is there too. Source: the original package's README and <https://developer.unloc.app/docs>.
///
/// # Errors
/// `invalid_argument` if a part is empty or contains what would change the scope's meaning: a dot
/// separates parts, a space separates scopes
/// ([RFC 6749, section 3.3](https://www.rfc-editor.org/rfc/rfc6749#section-3.3)).
pub fn identifier(
    country_iso: &str,
    organization_id: &str,
    organization_id_suffix: &str,
) -> Result<String, Error> {
    required(IDENTIFIER, "countryIso", country_iso)?;
    required(IDENTIFIER, "organizationId", organization_id)?;
    harmless(IDENTIFIER, "countryIso", country_iso)?;
    harmless(IDENTIFIER, "organizationId", organization_id)?;
    harmless(IDENTIFIER, "organizationIdSuffix", organization_id_suffix)?;
    Ok(concat(&[
        "lockHolder.identifier:",
        country_iso,
        ".",
        organization_id,
        ".",
        organization_id_suffix,
    ]))
}

/// The scope that names a lock holder by its id: `lockHolder.admin:<id>`, the newer form.
///
/// # Errors
/// `invalid_argument` if the id is empty or contains a dot, or what no scope may contain.
pub fn admin(lock_holder_id: &str) -> Result<String, Error> {
    required(ADMIN, "id", lock_holder_id)?;
    harmless(ADMIN, "id", lock_holder_id)?;
    Ok(concat(&["lockHolder.admin:", lock_holder_id]))
}

fn required(operation: &str, name: &str, value: &str) -> Result<(), Error> {
    if value.is_empty() {
        return Err(invalid_argument(operation, name, " is empty"));
    }
    Ok(())
}

fn harmless(operation: &str, name: &str, value: &str) -> Result<(), Error> {
    if has_any(value, b".") || !(value.is_empty() || is_scope(value)) {
        return Err(invalid_argument(
            operation,
            name,
            " contains a dot, or a character that no scope may contain: a space, a quote, a backslash, a control character, or one beyond ASCII",
        ));
    }
    Ok(())
}

fn invalid_argument(operation: &str, name: &str, what: &str) -> Error {
    Error::invalid_argument(operation, &["the lock holder's ", name, what])
}
