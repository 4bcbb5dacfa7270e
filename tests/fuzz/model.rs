//! What the model promises: whatever it decodes it writes, and reads back as the same.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unloc_integrator_client::model::{self, v2};

use crate::bytes::Bytes;
use crate::stock;

/// Members that every such thing has, `null` too: serde reads their absence as `null`.
const NULL_IF_ABSENT: [&str; 2] = ["appUser", "end"];

/// Whether nothing of what came is missing in what is written, and nothing is added.
fn same(came: &Value, written: &Value) -> bool {
    match (came, written) {
        (Value::Object(came), Value::Object(written)) => {
            let added =
                |name: &&str| !came.contains_key(*name) && written.get(*name) == Some(&Value::Null);
            let added = NULL_IF_ABSENT.iter().copied().filter(added).count();
            came.len() + added == written.len()
                && came.iter().all(|(name, value)| {
                    // The one member that is read in two spellings.
                    let other = (name == "timespans").then_some("timeSpans");
                    let found = written.get(name).or_else(|| written.get(other?));
                    found.is_some_and(|found| same(value, found))
                })
        }
        (Value::Array(came), Value::Array(written)) => {
            came.len() == written.len() && came.iter().zip(written).all(|(a, b)| same(a, b))
        }
        // 10 and 10.0
        (Value::Number(came), Value::Number(written)) => came.as_f64() == written.as_f64(),
        _ => came == written,
    }
}

/// Whether the value is one of these; then it is written as it came.
fn both_ways<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(
    value: &Value,
    text: &[u8],
) -> bool {
    let Ok(read) = serde_json::from_value::<T>(value.clone()) else {
        return false;
    };
    let written = serde_json::to_value(&read).expect("what was read can be written");
    let again: T = serde_json::from_value(written.clone()).expect("what was written can be read");
    assert!(same(value, &written), "{value} became {written}");
    assert_eq!(again, read);
    assert_eq!(serde_json::to_value(&again).ok(), Some(written));
    // The text, with members twice and numbers of any length, is decoded or refused.
    let _ = serde_json::from_slice::<T>(text);
    true
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

/// Every kind of API v2, with the check whether a value is of it.
macro_rules! kinds {
    ($($type:ident),* $(,)?) => {
        &[$( (stringify!($type), both_ways::<v2::$type>) ),*]
    };
}

type Kind = (&'static str, fn(&Value, &[u8]) -> bool);

const KINDS_V2: &[Kind] = kinds!(
    AccessEvent,
    AccessGroup,
    AccessGroupInput,
    AccessGroupChange,
    AccessGroupAccessesChange,
    Doorbell,
    DoorbellInput,
    DoorbellUserListChange,
    Job,
    JobRef,
    Key,
    KeyInput,
    Lock,
    LockConnection,
    LockConnectionInput,
    ManagedUser,
    ManagedUserInput,
    ManagedUserChange,
    Organization,
    Project,
    ProjectInput,
    Recurrence,
    Resources,
    SharingRight,
    SharingRightInput,
    Subproject,
    SubprojectInput,
    SubprojectLocksChange,
    Webhook,
    WebhookInput,
);

/// An object of the stock with changes, or, after a zero, whatever the text says.
pub fn decoded_v2(bytes: &mut Bytes) {
    if bytes.byte() == 0 {
        let text = bytes.rest();
        if let Ok(value) = serde_json::from_slice::<Value>(text) {
            for (_, is_kind) in KINDS_V2 {
                is_kind(&value, text);
            }
        }
        return;
    }
    let (kind, whole) = &stock::STOCK[bytes.below(stock::STOCK.len())];
    let mut value = whole.clone();
    // One member more makes it no other thing, whatever the member is.
    let members = value.as_object_mut().expect("an object");
    members.insert("unheardOf".to_owned(), stock::object(bytes));
    let own = KINDS_V2.iter().find(|(name, _)| name == kind);
    let (_, is_kind) = own.expect("a kind");
    assert!(is_kind(&value, b""), "no {kind}: {value}");
    stock::changed(&mut value, bytes);
    let text = value.to_string();
    is_kind(&value, text.as_bytes());
    let (_, is_other) = bytes.choice(KINDS_V2);
    is_other(&value, text.as_bytes());
}
