//! The calls of the Unloc Integrator API, version 1. To add an endpoint, add a row.
//!
//! A row reads: documentation; the name in Rust and in JavaScript; noun and verb on
//! `UnlocClient`; method; whether a repeat is
//! harmless (`Idempotent`, `NotIdempotent`); path; then, where there are any, `query`, `timeout`
//! (milliseconds, where 15 s are too short, as for a picture) and `body`; and what the answer becomes. Everything else follows from it: the wasm export, its TypeScript types, the
//! function of the npm package.
//!
//! Paths end in a slash as the vendor's own requests do since 2020, except where another form is
//! documented. Sources: the vendor's reference (<https://developer.unloc.app/reference>), its
//! older pages (<https://api.unloc.app>) and its public Postman collection and control centre app.

/// Hands all rows to another macro.
#[macro_export]
#[doc(hidden)]
macro_rules! v1_operations {
    ($then:ident) => { $then! {
        /// Lists the lock holders that the token may see: all of the integrator's with a token
        /// without scope or with `integrator.admin`, at most one with a lock holder's token.
        get_lock_holders getLockHolders lockHolders.list GET Idempotent "/integrators/v1/lock-holders/"
            => list_also("lockHolders", &["lock-holders", "managedLockHolders"], "LockHolder");

        /// Creates a lock holder. Takes its members flat, under `createLockHolderRequest`, or with
        /// the lock holder's own under `lockHolder`; they leave flat. Needs a token without scope
        /// or with `integrator.admin`.
        create_lock_holder createLockHolder lockHolders.create POST NotIdempotent "/integrators/v1/lock-holders/"
            body flat(&["createLockHolderRequest", "lockHolder"], "CreateLockHolderRequest")
            => one("lockHolder", "LockHolder");

        /// Renames a lock holder.
        update_lock_holder updateLockHolder lockHolders.update PATCH NotIdempotent "/integrators/v1/lock-holders/{lockHolderId}/"
            body member("updateLockHolderRequest", "UpdateLockHolderRequest")
            => one("lockHolder", "LockHolder");

        /// Lists the locks of a lock holder.
        get_locks getLocks locks.list GET Idempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/"
            => list("locks", "Lock");

        /// Gets one lock.
        get_lock getLock locks.get GET Idempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/"
            => one("lock", "Lock");

        /// Changes a lock's name, picture or address. What is absent stays, `address: null` removes.
        update_lock updateLock locks.update PATCH NotIdempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/"
            timeout 60_000.0
            body member("updateLockRequest", "UpdateLockRequest")
            => one("lock", "Lock");

        /// Lists the keys of a lock holder that were made through the API, revoked ones too; keys
        /// that people share in the app are not among them.
        get_keys getKeys keys.list GET Idempotent "/integrators/v1/lock-holders/{lockHolderId}/keys/"
            => list("keys", "Key");

        /// Lists the keys to one lock that were made through the API, revoked ones too.
        get_keys_for_lock getKeysForLock keys.listForLock GET Idempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/"
            => list("keys", "Key");

        /// Gives a person a key. It starts as `creating`: list keys until it is `active`,
        /// `scheduled` or `error`. Without `lockId` beside the lock holder's id, the request must
        /// hold it.
        create_key createKey keys.create POST NotIdempotent "/integrators/v1/lock-holders/{lockHolderId}[/locks/{lockId}]/keys/"
            body member("createKeyRequest", "CreateKeyRequest")
            => one("key", "Key");

        /// Changes a key: `{ state: 'revoked' }` takes it back.
        update_key updateKey keys.update PUT Idempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/keys/{keyId}/"
            body member("updateKeyRequest", "UpdateKeyRequest")
            => as_sent();

        /// Lists who may share keys to the lock holder's locks. With `limit` (a number) in pages:
        /// `data.startAfterId`, sent back, gets the next one.
        get_roles getRoles roles.list GET Idempotent "/integrators/v1/lock-holders/{lockHolderId}/roles/"
            query ["limit", "startAfterId"]
            => list("roles", "Role");

        /// Lists who may share keys to one lock.
        get_roles_for_lock getRolesForLock roles.listForLock GET Idempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/roles/"
            => list("roles", "Role");

        /// Gives a person the right to share keys to a lock, or takes it back (`canShare: false`).
        /// `userId` is a phone number, E.164.
        create_or_update_role createOrUpdateRole roles.createOrUpdate PUT Idempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/roles/{userId}/"
            body member("createOrUpdateRoleRequest", "CreateOrUpdateRoleRequest")
            => one_known_by("userId", "role", "Role");

        /// Deletes the keys that a person shared, to all locks of a lock holder. `userId` is a
        /// phone number, E.164.
        delete_shared_keys_for_user deleteSharedKeysForUser keys.deleteSharedForUser DELETE Idempotent "/integrators/v1/lock-holders/{lockHolderId}/users/{userId}/shared-keys/"
            => as_sent();

        /// Deletes the keys that a person shared to one lock. `userId` is a phone number, E.164.
        /// The function is the original package's; its path is not documented and inferred here.
        delete_shared_keys_for_lock deleteSharedKeysForLock keys.deleteSharedForLock DELETE Idempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/users/{userId}/shared-keys/"
            => as_sent();

        /// Connects a lock holder to a lock vendor's account, from which its locks come. It starts
        /// as `connecting`. Vendor `virtual` brings locks to test with.
        create_vendor_connection createVendorConnection vendorConnections.create POST NotIdempotent "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/"
            body member("createVendorConnectionRequest", "CreateVendorConnectionRequest")
            => one("vendorConnection", "VendorConnection");

        /// Lists a lock holder's vendor connections.
        get_vendor_connections getVendorConnections vendorConnections.list GET Idempotent "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/"
            => list("vendorConnections", "VendorConnection");

        /// Asks the vendor for its locks again: new ones appear, removed ones disappear.
        refresh_vendor_connection refreshVendorConnection vendorConnections.refresh PUT Idempotent "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/{vendorConnectionId}/refresh/"
            => as_sent();

        /// Tells Unloc the new password of a vendor account.
        update_vendor_connection_password updateVendorConnectionPassword vendorConnections.updatePassword PUT Idempotent "/integrators/v1/lock-holders/{lockHolderId}/vendor-connections/{vendorConnectionId}/update-password/"
            body member("updateVendorConnectionPasswordRequest", "UpdateVendorConnectionPasswordRequest")
            => as_sent();

        /// Makes an account with a lock vendor.
        create_vendor_account createVendorAccount vendorConnections.createAccount POST NotIdempotent "/integrators/v1/lock-vendors/account/"
            body member("createVendorAccountRequest", "CreateVendorAccountRequest")
            => as_sent();

        /// Registers a URL that gets a POST for each event at a lock.
        create_key_events_webhook createKeyEventsWebhook webhooks.create POST NotIdempotent "/integrators/v1/lock-holders/{lockHolderId}/locks/{lockId}/key-events/webhooks/"
            body member("createKeyEventsWebhookRequest", "CreateKeyEventsWebhookRequest")
            => as_sent();

        /// Gets the integrator. The vendor prints this path without a slash at its end.
        get_integrator getIntegrator integrator.get GET Idempotent "/integrators/v1/integrator/{integratorId}"
            => one("integrator", "Integrator");
    } };
}

/// What each parameter of a path is, for TypeScript. A `?` marks the parameter of a part in brackets.
pub const PATH_PARAMETERS: &[(&str, &str)] = &[
    ("lockHolderId", "Id of the lock holder."),
    (
        "lockId?",
        "Id of the lock; without it the request must hold it.",
    ),
    ("lockId", "Id of the lock."),
    ("keyId", "Id of the key."),
    ("userId", "Phone number of the person, E.164 (`+47…`)."),
    ("vendorConnectionId", "Id of the vendor connection."),
    ("integratorId", "Id of the integrator."),
];

/// Type and meaning of each query parameter, for TypeScript.
pub const QUERY_PARAMETERS: &[(&str, &str, &str)] = &[
    (
        "limit",
        "number",
        "How many at most in one answer; then `startAfterId` comes with it.",
    ),
    (
        "startAfterId",
        "string",
        "Where the last answer ended, as it said.",
    ),
];

use crate::api::operation::{
    Body, Idempotency, Method, Operation, PackedOperation, REQUEST_ROW, TIMEOUT_MS, as_sent, flat,
    further_names, list, list_also, member, one, one_known_by, packed_text,
};

macro_rules! statics {
    ($(
        $(#[doc = $doc:literal])*
        $rust:ident $javascript:ident $noun:ident.$verb:ident $method:ident $repeat:ident $path:literal
            $(query $query:tt)? $(timeout $timeout:literal)? $(body $body:ident $body_parts:tt)? => $answer:ident $answer_parts:tt;
    )*) => {
        $(
            $(#[doc = $doc])*
            #[allow(non_upper_case_globals)] // one spelling per call: the function's
            pub static $rust: Operation = Operation {
                name: stringify!($javascript),
                method: Method::$method,
                idempotency: Idempotency::$repeat,
                path: $path,
                query: statics!(@query $($query)?),
                body: statics!(@body $($body $body_parts)?),
                timeout_ms: statics!(@timeout $($timeout)?),
                answer: $answer $answer_parts,
            };
        )*

        /// All rows, in order.
        pub static OPERATIONS: &[&Operation] = &[$(&$rust),*];

        /// The same rows, packed.
        pub static PACKED: &[PackedOperation] = &[$( PackedOperation {
            text: packed_text!(
                stringify!($javascript), $method, $repeat, $path,
                ($($body $body_parts)?), ($answer $answer_parts)
            ),
            query: statics!(@query $($query)?),
            further_names: {
                const ROW: &Operation = &Operation {
                    body: statics!(@body $($body $body_parts)?),
                    answer: $answer $answer_parts,
                    ..REQUEST_ROW
                };
                further_names(ROW)
            },
            timeout_ms: statics!(@timeout $($timeout)?),
        } ),*];
    };
    (@query) => { &[] };
    (@query $query:tt) => { &$query };
    (@timeout) => {
        TIMEOUT_MS
    };
    (@timeout $timeout:literal) => {
        $timeout
    };
    (@body) => { Body::None };
    (@body $body:ident $body_parts:tt) => { $body $body_parts };
}

v1_operations!(statics);
