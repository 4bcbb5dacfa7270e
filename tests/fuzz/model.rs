//! What the model promises: whatever it decodes it writes, and reads back as the same.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unloc_integrator_client::model;

use crate::bytes::Bytes;

fn both_ways<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(
    value: &Value,
    text: &[u8],
) {
    let Ok(read) = serde_json::from_value::<T>(value.clone()) else {
        return;
    };
    let written = serde_json::to_value(&read).expect("what was read can be written");
    let again: T = serde_json::from_value(written.clone()).expect("what was written can be read");
    assert_eq!(again, read);
    assert_eq!(serde_json::to_value(&again).ok(), Some(written));
    // The text, with members twice and numbers of any length, is decoded or refused.
    let _ = serde_json::from_slice::<T>(text);
}

pub fn decoded(bytes: &mut Bytes) {
    let text = bytes.rest();
    let Ok(value) = serde_json::from_slice::<Value>(text) else {
        return;
    };
    macro_rules! each {
        ($($type:ident),* $(,)?) => { $( both_ways::<model::$type>(&value, text); )* };
    }
    each!(
        Address,
        Integrator,
        CreateKeyRequest,
        Key,
        UpdateKeyRequest,
        KeyEvent,
        Lock,
        UpdateLockRequest,
        CreateLockHolderRequest,
        LockHolder,
        UpdateLockHolderRequest,
        Recurrence,
        CreateOrUpdateRoleRequest,
        Role,
        User,
        CreateVendorAccountRequest,
        CreateVendorConnectionRequest,
        UpdateVendorConnectionPasswordRequest,
        VendorConnection,
        CreateKeyEventsWebhookRequest,
        Webhook,
    );
}
