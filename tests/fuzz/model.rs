//! The model: every value that it decodes is encoded without loss and decodes to the same value.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use unloc_integrator_client::model::{self, v2};

use crate::bytes::Bytes;
use crate::examples;

/// Required members that may be `null`. Serde reads their absence as `null` and writes it.
const NULL_IF_ABSENT: [&str; 2] = ["appUser", "end"];

/// Whether the encoded value has all that the decoded one had, and nothing else.
fn same(decoded: &Value, encoded: &Value) -> bool {
    match (decoded, encoded) {
        (Value::Object(decoded), Value::Object(encoded)) => {
            let added = |name: &&str| {
                !decoded.contains_key(*name) && encoded.get(*name) == Some(&Value::Null)
            };
            let added = NULL_IF_ABSENT.iter().copied().filter(added).count();
            decoded.len() + added == encoded.len()
                && decoded.iter().all(|(name, value)| {
                    // The one member that is accepted in two spellings.
                    let other = (name == "timespans").then_some("timeSpans");
                    let found = encoded.get(name).or_else(|| encoded.get(other?));
                    found.is_some_and(|found| same(value, found))
                })
        }
        (Value::Array(decoded), Value::Array(encoded)) => {
            decoded.len() == encoded.len() && decoded.iter().zip(encoded).all(|(a, b)| same(a, b))
        }
        // 10 equals 10.0.
        (Value::Number(decoded), Value::Number(encoded)) => decoded.as_f64() == encoded.as_f64(),
        _ => decoded == encoded,
    }
}

/// Whether the value is a `T`. If it is, it is encoded without loss.
fn round_trip<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(
    value: &Value,
    text: &[u8],
) -> bool {
    let Ok(read) = serde_json::from_value::<T>(value.clone()) else {
        return false;
    };
    let encoded = serde_json::to_value(&read).expect("a decoded value can be encoded");
    let again: T =
        serde_json::from_value(encoded.clone()).expect("an encoded value can be decoded");
    assert!(same(value, &encoded), "{value} became {encoded}");
    assert_eq!(again, read);
    assert_eq!(serde_json::to_value(&again).ok(), Some(encoded));
    // The text may hold duplicate members and numbers of any length: it is decoded or rejected.
    let _ = serde_json::from_slice::<T>(text);
    true
}

pub fn decoded(bytes: &mut Bytes) {
    let text = bytes.rest();
    let Ok(value) = serde_json::from_slice::<Value>(text) else {
        return;
    };
    macro_rules! each {
        ($($type:ident),* $(,)?) => { $( round_trip::<model::$type>(&value, text); )* };
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

/// Types of API v2 by name, each with the check whether a value is of it.
macro_rules! types {
    ($($type:ident),* $(,)?) => {
        &[$( (stringify!($type), round_trip::<v2::$type>) ),*]
    };
}

type Type = (&'static str, fn(&Value, &[u8]) -> bool);

const TYPES_V2: &[Type] = types!(
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

/// A mutated example. After a zero byte: the rest of the input as JSON.
pub fn decoded_v2(bytes: &mut Bytes) {
    if bytes.byte() == 0 {
        let text = bytes.rest();
        if let Ok(value) = serde_json::from_slice::<Value>(text) {
            for (_, is_of_type) in TYPES_V2 {
                is_of_type(&value, text);
            }
        }
        return;
    }
    let (type_name, whole) = &examples::EXAMPLES[bytes.below(examples::EXAMPLES.len())];
    let mut value = whole.clone();
    // An unknown member of any value does not change the type.
    let members = value.as_object_mut().expect("an object");
    members.insert("unheardOf".to_owned(), examples::object(bytes));
    let own = TYPES_V2.iter().find(|(name, _)| name == type_name);
    let (_, is_of_type) = own.expect("a type of the model");
    assert!(is_of_type(&value, b""), "not a {type_name}: {value}");
    examples::mutate(&mut value, bytes);
    let text = value.to_string();
    is_of_type(&value, text.as_bytes());
    let (_, is_of_other_type) = bytes.choice(TYPES_V2);
    is_of_other_type(&value, text.as_bytes());
}
