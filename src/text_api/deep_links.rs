//! Links that open the apps.

use super::result::value_json;
use crate::deep_links::{Link, PREFETCH_KEYS, ParameterSource, UNLOC_WORK, USE_KEY, link};
use crate::error::Error;
use crate::json::{self, Json};

/// The link that opens the Unloc app at a key.
pub fn use_key_url(params: &str) -> String {
    link_json(&USE_KEY, params)
}

/// The link that makes the Unloc app load the person's keys.
pub fn prefetch_keys_url(params: &str) -> String {
    link_json(&PREFETCH_KEYS, params)
}

/// The signed link that opens Unloc Work at a key.
pub fn unloc_work_url(params: &str) -> String {
    link_json(&UNLOC_WORK, params)
}

fn link_json(row: &'static Link, params: &str) -> String {
    let params = json::read(params).unwrap_or(Json::NULL);
    value_json(link(row, &Params { row, params }))
}

struct Params<'a> {
    row: &'static Link,
    params: Json<'a>,
}

impl Params<'_> {
    /// A member by what `read` makes of it; none if it is undefined or null.
    fn read<T>(
        &self,
        name: &str,
        wanted: &str,
        read: fn(Json<'_>) -> Option<T>,
    ) -> Result<Option<T>, Error> {
        let Some(value) = self.params.member(name).filter(|it| *it != Json::NULL) else {
            return Ok(None);
        };
        let refuse = || {
            let what = [" must be ", wanted, ", not ", value.type_name()].concat();
            self.row.refusal(name, &what)
        };
        read(value).map(Some).ok_or_else(refuse)
    }
}

impl ParameterSource for Params<'_> {
    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        self.read(name, "a string", |value| value.as_text())
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        self.read(name, "a boolean", |value| value.as_bool())
    }
}
