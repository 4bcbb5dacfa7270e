//! Scopes of API v1.

use serde_json::Value;

use crate::store::Store;

/// What a token allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grant {
    /// Whether it allows to list and create lock holders.
    pub integrator: bool,
    /// The lock holders that it gives full access to.
    pub lock_holder_ids: Vec<String>,
    /// Whether a scope named its lock holder by identifier. The token response then has
    /// `lock_holder_id` instead of `lock_holder_ids`.
    pub by_identifier: bool,
}

/// The scopes of a request: absent, a text (several are separated by spaces), or a list.
pub(crate) fn read(scope: Option<&Value>) -> Result<Vec<String>, &'static str> {
    let wrong_type =
        || "scope must be text or a list of texts; the form with an object is long gone.";
    let split =
        |text: &str| -> Vec<String> { text.split_ascii_whitespace().map(str::to_owned).collect() };
    match scope {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(split(text)),
        Some(Value::Array(parts)) => {
            let mut scopes = Vec::new();
            for part in parts {
                scopes.extend(split(part.as_str().ok_or_else(wrong_type)?));
            }
            Ok(scopes)
        }
        Some(_) => Err(wrong_type()),
    }
}

/// What the scopes allow. A token without scope is an integrator token.
pub(crate) fn grant(scopes: &[String], store: &Store) -> Result<Grant, &'static str> {
    let mut grant = Grant {
        integrator: scopes.is_empty(),
        ..Grant::default()
    };
    for scope in scopes {
        if scope == "integrator.admin" {
            grant.integrator = true;
            continue;
        }
        let lock_holder_id = if let Some(id) = scope.strip_prefix("lockHolder.admin:") {
            store.lock_holders.get(id).map(|_| id.to_owned())
        } else if let Some(identifier) = scope.strip_prefix("lockHolder.identifier:") {
            grant.by_identifier = true;
            find_by_identifier(identifier, store)?
        } else {
            return Err(
                "Unknown scope. Known are integrator.admin, lockHolder.admin:<lockHolderId> and \
                 lockHolder.identifier:<countryIso>.<organizationId>.<suffix>.",
            );
        };
        match lock_holder_id {
            Some(id) if grant.lock_holder_ids.contains(&id) => {}
            Some(id) => grant.lock_holder_ids.push(id),
            None => {
                return Err("The scope names a lock holder that does not exist.");
            }
        }
    }
    Ok(grant)
}

/// Finds the lock holder of `<countryIso>.<organizationId>.<suffix>`. An empty suffix keeps its dot.
fn find_by_identifier(identifier: &str, store: &Store) -> Result<Option<String>, &'static str> {
    let mut parts = identifier.splitn(3, '.');
    let (Some(country), Some(organization), Some(suffix)) =
        (parts.next(), parts.next(), parts.next())
    else {
        return Err(
            "An identifier scope is lockHolder.identifier:<countryIso>.<organizationId>.<suffix>; \
             the last dot stays when there is no suffix.",
        );
    };
    Ok(store
        .lock_holder_by_identifier(country, organization, suffix)
        .map(|lock_holder| lock_holder.id.clone()))
}
