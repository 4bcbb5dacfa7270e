//! API v1, the Integrator API: lock holders and what is in them.

pub(crate) mod context;
pub(crate) mod error;
mod integrator;
pub(crate) mod json_body;
pub(crate) mod key_events;
pub(crate) mod keys;
mod lock_holders;
mod locks;
mod roles;
pub(crate) mod routes;
pub(crate) mod scope;
mod vendor_accounts;
pub(crate) mod vendor_connections;
mod webhooks;
