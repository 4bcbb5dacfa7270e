//! The table of entries. A pure function that takes bytes, texts, numbers, times or ids has a row.

use crate::bytes::Bytes;
use crate::{auth, client, client_v2, model, sandbox, token};

/// One entry: what it is called (also its folder in the corpus), and what must hold of an input.
pub struct Entry {
    pub name: &'static str,
    pub check: fn(&mut Bytes),
    /// How many times fewer inputs it gets than asked for, because one of them takes long.
    pub one_in: u64,
}

const fn row(name: &'static str, check: fn(&mut Bytes)) -> Entry {
    Entry {
        name,
        check,
        one_in: 1,
    }
}

pub const ENTRIES: &[Entry] = &[
    row("base_url", client::base_url),
    row("raw_path", client::raw_path),
    row("target", client::target),
    row("v2_target", client_v2::target),
    row("scopes", client::scopes),
    row("redaction", client::redaction),
    row("phone_number", client::phone_number),
    row("outcome", client::outcome),
    row("lost", client::lost),
    row("retry", client::retry),
    row("retry_after", client::retry_after),
    row("app_link", client::app_link),
    row("auth_callback", auth::callback),
    row("auth_authorization", auth::authorization),
    row("auth_form", token::form),
    row("auth_request", token::request),
    row("auth_answer", token::answer),
    row("auth_refusal", token::refusal),
    row("model", model::decoded),
    row("v2_model", model::decoded_v2),
    row("sandbox_request", sandbox::request),
    Entry {
        one_in: 20,
        ..row("sandbox_state", sandbox::state)
    },
    row("sandbox_faults", sandbox::faults),
];
