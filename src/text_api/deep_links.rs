//! Links that open the apps.

use super::result::value_json;
use crate::deep_links::{LINKS, Link, ParameterSource, link};
use crate::error::Error;
use crate::json::{Json, Kind};
use crate::text::concat;

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

impl<'a> Params<'a> {
    /// A member of the kind `wanted`; none if it is undefined or null.
    fn member(&self, name: &str, wanted: Kind, in_words: &str) -> Result<Option<Json<'a>>, Error> {
        let value = self.params.get(name);
        let kind = value.kind();
        if kind == Kind::Null || kind == wanted {
            return Ok(Some(value).filter(|_| kind == wanted));
        }
        let what = concat(&[" must be ", in_words, ", not ", value.type_name()]);
        Err(self.row.invalid_argument(name, &what))
    }
}

impl ParameterSource for Params<'_> {
    fn text(&self, name: &str) -> Result<Option<String>, Error> {
        let value = self.member(name, Kind::String, "a string")?;
        Ok(value.and_then(Json::as_text))
    }

    fn flag(&self, name: &str) -> Result<Option<bool>, Error> {
        let value = self.member(name, Kind::Bool, "a boolean")?;
        Ok(value.and_then(Json::as_bool))
    }
}
