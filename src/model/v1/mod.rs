//! The entities of API v1, a file each.

pub mod address;
pub mod integrator;
pub mod key;
pub mod key_event;
pub mod lock;
pub mod lock_holder;
pub mod recurrence;
pub mod role;
pub mod user;
pub mod vendor_account;
pub mod vendor_connection;
pub mod webhook;

pub use address::Address;
pub use integrator::Integrator;
pub use key::{CreateKeyRequest, Key, KeyState, KeyUser, UpdateKeyRequest};
pub use key_event::KeyEvent;
pub use lock::{Lock, UpdateLockRequest};
pub use lock_holder::{CreateLockHolderRequest, LockHolder, UpdateLockHolderRequest};
pub use recurrence::{Recurrence, TimeWindow};
pub use role::{CreateOrUpdateRoleRequest, Role};
pub use user::User;
pub use vendor_account::CreateVendorAccountRequest;
pub use vendor_connection::{
    CreateVendorConnectionRequest, UpdateVendorConnectionPasswordRequest, VendorConnection,
    VendorConnectionState,
};
pub use webhook::{CreateKeyEventsWebhookRequest, Webhook};

/// The model of API v1 in TypeScript, one declaration per type, in the order of
/// `pkg/src/generated/model.ts`.
pub fn declarations() -> Vec<String> {
    super::typescript::declarations![
        LockHolder,
        CreateLockHolderRequest,
        UpdateLockHolderRequest,
        Lock,
        UpdateLockRequest,
        Address,
        Key,
        KeyUser,
        KeyState,
        CreateKeyRequest,
        UpdateKeyRequest,
        Recurrence,
        TimeWindow,
        Role,
        CreateOrUpdateRoleRequest,
        User,
        VendorConnection,
        VendorConnectionState,
        CreateVendorConnectionRequest,
        UpdateVendorConnectionPasswordRequest,
        CreateVendorAccountRequest,
        KeyEvent,
        Webhook,
        CreateKeyEventsWebhookRequest,
        Integrator,
    ]
}

/// Entities with a member that the API has sent in two types. The npm package normalizes them.
pub const NORMALIZED: &[&str] = &["Key", "Lock", "Role"];
