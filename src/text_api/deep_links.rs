//! Links that open the apps.

use super::result::value_json;
use crate::deep_links::{LINKS, Link, ParameterSource, link};
use crate::error::Error;
use crate::json::Json;

/// The link that a function of this name makes; `null` if there is none.
pub(super) fn url(name: &str, params: Json<'_>) -> Result<String, Error> {
    match LINKS.iter().find(|row| row.name == name) {
        Some(row) => link(row, &Params { row, params }).map(value_json),
        None => Ok("null".to_owned()),
    }
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
