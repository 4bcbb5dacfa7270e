//! The table of entries. A pure function that takes bytes, texts, numbers, times or ids has a row.

use crate::bytes::Bytes;
use crate::{
    auth, client, client_v2, keys, model, moment, sandbox, sandbox_oauth, sandbox_v2, token,
    waiting,
};

/// One entry: what it is called (also its folder in the corpus), and what must hold of an input.
pub struct Entry {
    pub name: &'static str,
    pub check: fn(&mut Bytes),
    /// How many times fewer inputs it gets than asked for, because one of them takes long.
    pub one_in: u64,
    /// Whether it reads so much that an input is followed by bytes made of it.
    pub goes_on: bool,
}

const fn row(name: &'static str, check: fn(&mut Bytes)) -> Entry {
    Entry {
        name,
        check,
        one_in: 1,
        goes_on: false,
    }
}

/// One that reads many choices.
const fn long(name: &'static str, check: fn(&mut Bytes)) -> Entry {
    Entry {
        goes_on: true,
        ..row(name, check)
    }
}

impl Entry {
    /// Gets so many times fewer inputs.
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
    row("retry_after", client::retry_after),
    row("app_link", client::app_link),
    long("auth_callback", auth::callback),
    long("auth_authorization", auth::authorization),
    row("auth_form", token::form),
    long("auth_request", token::request),
    long("auth_answer", token::answer),
    long("auth_refusal", token::refusal).one_in(2),
    long("key_input", keys::key),
    row("moment", moment::moment),
    long("pages", waiting::pages),
    long("jobs", waiting::jobs),
    row("model", model::decoded),
    long("v2_model", model::decoded_v2).one_in(2),
    row("sandbox_request", sandbox::request),
    long("sandbox_v2_request", sandbox_v2::request).one_in(2),
    long("sandbox_oauth_request", sandbox_oauth::request).one_in(2),
    row("sandbox_state", sandbox::state).one_in(20),
    row("sandbox_faults", sandbox::faults),
];
