//! The table of entries. Every pure function that takes bytes, texts, numbers, times or ids has a row.

use crate::bytes::Bytes;
use crate::{
    access, auth, client, client_v2, exchange, json, keys, model, polling, sandbox, sandbox_oauth,
    sandbox_v2, timestamp, token,
};

/// One entry: its name, which is also its folder in the corpus, and the check of an input.
pub struct Entry {
    pub name: &'static str,
    pub check: fn(&mut Bytes),
    /// Divides the number of inputs, for entries that are slow.
    pub one_in: u64,
    /// Whether inputs are extended, because the check consumes more bytes than an input has.
    pub extended: bool,
}

const fn row(name: &'static str, check: fn(&mut Bytes)) -> Entry {
    Entry {
        name,
        check,
        one_in: 1,
        extended: false,
    }
}

/// An entry that consumes more bytes than an input has. The input is extended deterministically
/// from its own bytes.
const fn long(name: &'static str, check: fn(&mut Bytes)) -> Entry {
    Entry {
        extended: true,
        ..row(name, check)
    }
}

impl Entry {
    /// Divides the number of inputs.
    const fn one_in(self, one_in: u64) -> Self {
        Self { one_in, ..self }
    }
}

pub const ENTRIES: &[Entry] = &[
    row("base_url", client::base_url),
    row("raw_path", client::raw_path),
    row("target", client::target),
    long("v2_target", client_v2::target),
    row("scopes", client::scopes),
    row("redaction", client::redaction),
    row("phone_number", client::phone_number),
    row("outcome", client::outcome),
    row("lost", client::lost),
    row("retry", client::retry),
    long("exchange_call", exchange::call).one_in(2),
    row("exchange_any_text", exchange::any_text).one_in(2),
    row("json_reader", json::reader),
    row("json_writer", json::writer),
    row("retry_after", client::retry_after),
    row("app_link", client::app_link),
    row("operation_name", client::operation_name),
    row("text_search", client::text_search),
    long("auth_callback", auth::callback),
    long("auth_authorization", auth::authorization),
    row("auth_form", token::form),
    long("auth_request", token::request),
    long("auth_answer", token::answer),
    long("auth_refusal", token::refusal).one_in(2),
    row("auth_scope_list", token::scope_list),
    row("auth_token_lifetime", token::token_lifetime),
    row("auth_system_words", token::system_words),
    long("key_input", keys::key),
    row("moment", timestamp::timestamp),
    long("pages", polling::pages),
    long("jobs", polling::jobs),
    row("model", model::decoded),
    long("v2_model", model::decoded_v2).one_in(2),
    row("sandbox_request", sandbox::request),
    long("sandbox_v2_request", sandbox_v2::request).one_in(2),
    long("sandbox_oauth_request", sandbox_oauth::request).one_in(2),
    row("sandbox_state", sandbox::state).one_in(20),
    row("sandbox_faults", sandbox::faults),
    long("sandbox_settings", sandbox::settings),
    long("access_page", access::page),
    row("access_ask", access::ask),
    row("access_bytes", access::answered_by_bytes),
    row("access_list", access::list),
    long("access_saved", access::saved),
    long("access_compare", access::compare).one_in(2),
];
