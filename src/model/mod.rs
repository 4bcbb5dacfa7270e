//! What the API talks about: one file per noun, and the only place that spells a member.
//!
//! The TypeScript types of the npm package are generated from these structs, the sandbox is built
//! of them, and tests decode recorded answers into them. The client itself hands answers through
//! untouched, so nothing here costs a byte in its wasm.
//!
//! Two rules hold for every entity: members the model does not know are kept (in `extra`), and a
//! member that is absent stays distinct from one that is `null` ([`Maybe`]).

mod entity;
mod maybe;
mod typescript;

pub mod address;
pub mod integrator;
pub mod key;
pub mod key_event;
pub mod lock;
pub mod lock_holder;
pub mod recurrence;
pub mod role;
pub mod user;
pub mod v2;
pub mod vendor_account;
pub mod vendor_connection;
pub mod webhook;

pub use address::Address;
pub use integrator::Integrator;
pub use key::{CreateKeyRequest, Key, KeyState, KeyUser, UpdateKeyRequest};
pub use key_event::KeyEvent;
pub use lock::{Lock, UpdateLockRequest};
pub use lock_holder::{CreateLockHolderRequest, LockHolder, UpdateLockHolderRequest};
pub use maybe::Maybe;
pub use recurrence::{Recurrence, TimeWindow};
pub use role::{CreateOrUpdateRoleRequest, Role};
pub use typescript::declaration;
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
    typescript::declarations![
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
