//! Sends the requests of a call and waits.

pub mod call;
#[cfg(feature = "sabotage")]
pub mod fault_injection;
pub mod fetch;
pub mod hooks;
pub mod recovery;
pub mod timeouts;
#[cfg(feature = "auth")]
pub mod token_call;
