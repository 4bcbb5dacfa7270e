//! Scopes: what a token is good for.

use serde_json::Value;

use crate::store::Store;

/// What a token is good for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Grant {
    /// Whether it may list and create lock holders.
    pub integrator: bool,
    /// The lock holders it may do everything inside of.
    pub lock_holder_ids: Vec<String>,
    /// Whether one of them was named by its identifier: the token's answer then has
    /// `lock_holder_id`, else `lock_holder_ids`.
    pub by_identifier: bool,
}

/// The scopes of a request: absent, text, text with spaces between several, or a list.
pub(crate) fn read(scope: Option<&Value>) -> Result<Vec<String>, &'static str> {
    let wrong_kind =
        || "scope must be text or a list of texts; the form with an object is long gone.";
    let split =
        |text: &str| -> Vec<String> { text.split_ascii_whitespace().map(str::to_owned).collect() };
    match scope {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(text)) => Ok(split(text)),
        Some(Value::Array(parts)) => {
            let mut scopes = Vec::new();
            for part in parts {
                scopes.extend(split(part.as_str().ok_or_else(wrong_kind)?));
            }
            Ok(scopes)
        }
        Some(_) => Err(wrong_kind()),
    }
}

/// What the scopes allow. A token without any is good for the whole integrator.
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
            named_by_identifier(identifier, store)?
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

/// `<countryIso>.<organizationId>.<suffix>`, the last dot also when there is no suffix.
fn named_by_identifier(identifier: &str, store: &Store) -> Result<Option<String>, &'static str> {
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
