//! Lock holders: list, create, rename.

use serde_json::Map;
use unloc_integrator_client::model::LockHolder;

use super::context::Call;
use super::error::ApiError;
use super::json_body::Body;
use super::vendor_accounts;
use crate::http::Response;
use crate::store::ids::installer_invite_code;
use crate::store::settings::LockHolderListForm;
use crate::store::state::VendorAccountRecord;
use crate::validate;

/// All lock holders for an integrator token, otherwise those in its scope.
pub(crate) fn list(call: &mut Call) -> Result<Response, ApiError> {
    let all = call.store.lock_holders.values();
    let lock_holders: Vec<&LockHolder> = if call.access.integrator {
        all.collect()
    } else {
        all.filter(|lock_holder| call.access.lock_holder_ids.contains(&lock_holder.id))
            .collect()
    };
    Ok(match call.store.settings.lock_holder_list_form {
        LockHolderListForm::Dashed => Response::named("lock-holders", &lock_holders),
        LockHolderListForm::Camel => Response::named("lockHolders", &lock_holders),
        LockHolderListForm::Managed => Response::named("managedLockHolders", &lock_holders),
        LockHolderListForm::Array => Response::json(200, &lock_holders),
    })
}

/// Creates a lock holder. The body is flat, or nested under `lockHolder` as Unloc's own app sends it.
pub(crate) fn create(call: &mut Call) -> Result<Response, ApiError> {
    let outer = call.json()?;
    let body = outer.nested_or_self("lockHolder");
    let name = body.required_text("name", 4, 1024)?;
    let country_iso = body.country("countryIso")?;
    let organization_id = organization_member(&body, "organizationId", 4)?
        .ok_or_else(|| super::json_body::missing("organizationId"))?;
    let suffix = organization_member(&body, "organizationIdSuffix", 0)?;
    let account = if outer.flag("createVendorAccount")?.unwrap_or(false) {
        Some(vendor_accounts::read(&outer)?)
    } else {
        None
    };
    let suffix_or_empty = suffix.as_deref().unwrap_or("");
    if call
        .store
        .lock_holder_by_identifier(&country_iso, &organization_id, suffix_or_empty)
        .is_some()
    {
        return Err(ApiError::conflict(
            "A lock holder of this country, organizationId and organizationIdSuffix exists; a different organizationIdSuffix tells them apart.",
        ));
    }
    if let Some(VendorAccountRecord { vendor, email }) = account {
        vendor_accounts::add(call.store, vendor, email)?;
    }
    let lock_holder = LockHolder {
        id: call.store.new_id(),
        name,
        country_iso,
        organization_id,
        organization_id_suffix: suffix.unwrap_or_default().into(),
        active_installer_invite_codes: Default::default(),
        extra: Map::new(),
    };
    call.store
        .lock_holders
        .insert(lock_holder.id.clone(), lock_holder.clone());
    Ok(with_invite_codes(lock_holder))
}

/// Renames a lock holder.
pub(crate) fn update(call: &mut Call) -> Result<Response, ApiError> {
    let name = call.json()?.required_text("name", 4, 1024)?;
    let id = call.lock_holder_id().to_owned();
    let lock_holder = call
        .store
        .lock_holders
        .get_mut(&id)
        .ok_or_else(|| ApiError::not_found("There is no such lock holder."))?;
    lock_holder.name = name;
    let lock_holder = lock_holder.clone();
    Ok(with_invite_codes(lock_holder))
}

/// Responses to create and update have the installer's codes, lists do not.
fn with_invite_codes(mut lock_holder: LockHolder) -> Response {
    lock_holder.active_installer_invite_codes = vec![installer_invite_code(&lock_holder.id)].into();
    Response::named("lockHolder", &lock_holder)
}

fn organization_member(
    body: &Body,
    name: &str,
    min_length: usize,
) -> Result<Option<String>, ApiError> {
    let text = body.text(name, min_length, 1024)?;
    match text {
        Some(text) if !validate::is_organization_id(&text) => Err(ApiError::bad_request(format!(
            "{name} may have letters, digits, _ and - only."
        ))),
        text => Ok(text),
    }
}
