//! The core with JSON texts in and out, as the npm package asks for it. Members are in camel case,
//! times in milliseconds. A result that can fail is `{ "error": … }` if it did.
//!
//! What every call that succeeds needs has a function of its own; the rest is asked by its name with
//! [`ask`], because each export costs the package half a kilobyte.
//!
//! Texts and numbers only: V8 (seen in Node 20) ends the process when it has to leave optimised code
//! in the middle of an inlined call into wasm that returns an object.

mod deep_links;
mod exchange;
mod keys;
mod pagination;
mod result;
mod scopes;
#[cfg(feature = "auth")]
mod tokens;

pub use exchange::*;

use crate::json::{self, Json};
use crate::retry::retry_after::ReadDate;
use result::or_error;

/// Calls the function of that name. `argument` is its only argument and JSON, as is the result.
pub fn ask(name: &str, argument: &str, read_date: ReadDate) -> String {
    let argument = json::read(argument).unwrap_or(Json::UNDEFINED);
    or_error(match name {
        "describeOperation" => exchange::describe_operation(argument),
        "checkOptions" => exchange::check_options(argument),
        "authorize" => exchange::authorize(argument),
        "prepareCall" => exchange::prepare_call(argument),
        "redactHeaders" => Ok(exchange::redact_headers(argument)),
        "redactText" => Ok(exchange::redact_text(argument)),
        "decideOnResponse" => exchange::decide_on_response(argument, read_date),
        "decideOnTransportError" => exchange::decide_on_transport_error(argument),
        "abortError" => exchange::abort_error(argument),
        "advanceCursor" => pagination::advance_cursor(argument),
        "jobStatus" => pagination::job_status(argument),
        "keyStatus" => pagination::key_status(argument),
        "nextPollDelay" => pagination::next_poll_delay(argument, read_date),
        "validateKeys" => keys::validate_keys(argument),
        "keyIndexInError" => keys::key_index_in_error(argument),
        "lockHolderScope" => scopes::lock_holder_scope(argument),
        "lockHolderAdminScope" => scopes::lock_holder_admin_scope(argument),
        #[cfg(feature = "auth")]
        "prepareTokenRequest" => tokens::prepare_token_request(argument),
        #[cfg(feature = "auth")]
        "readTokenResponse" => tokens::read_token_response(argument),
        #[cfg(feature = "auth")]
        "beginSignIn" => tokens::begin_sign_in(argument),
        #[cfg(feature = "auth")]
        "signInCode" => tokens::sign_in_code(argument),
        link => deep_links::url(link, argument),
    })
}
