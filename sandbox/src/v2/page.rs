//! Lists in pages.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::context::Call;
use super::problem::Problem;
use crate::http::Response;
use crate::store::settings::LastPageCursor;

/// The most entries of one page, and how many there are unless told.
const LARGEST: usize = 2_500;

/// What part of a list is wanted.
pub(crate) struct Page {
    pub limit: usize,
    /// The id of the last entity that the caller has.
    pub cursor: Option<String>,
}

impl Page {
    /// Reads `limit` and `startAfterId` from the query. An empty cursor is none.
    pub(crate) fn read(call: &Call) -> Result<Self, Problem> {
        let limit = match call.parameter("limit") {
            None => LARGEST,
            Some(text) => match text.parse() {
                Ok(limit @ 1..=LARGEST) => limit,
                _ => {
                    return Err(Problem::invalid_one(
                        "limit",
                        format!("must be a whole number from 1 to {LARGEST}"),
                    ));
                }
            },
        };
        let cursor = call.parameter("startAfterId");
        Ok(Self {
            limit,
            cursor: cursor.filter(|text| !text.is_empty()).map(str::to_owned),
        })
    }

    /// What to say to a cursor that names nothing.
    pub(crate) fn unknown_cursor() -> Problem {
        Problem::invalid_one("startAfterId", "names nothing in this list")
    }

    /// The page of a list that is gathered from its beginning: fit for lists that stay short.
    pub(crate) fn take<T>(
        &self,
        entries: impl Iterator<Item = T>,
        id: impl Fn(&T) -> &str,
    ) -> Result<(Vec<T>, Option<String>), Problem> {
        let mut entries = entries;
        if let Some(cursor) = &self.cursor {
            entries
                .find(|entry| id(entry) == cursor)
                .ok_or_else(Self::unknown_cursor)?;
        }
        let page: Vec<T> = entries.by_ref().take(self.limit).collect();
        let more = entries.next().is_some();
        let cursor = page.last().filter(|_| more).map(|last| id(last).to_owned());
        Ok((page, cursor))
    }
}

/// A page, written entry by entry: as JSON values first it would take several times the time.
struct Listed<'a, T> {
    name: &'a str,
    page: &'a [T],
    /// The outer is there if the member is.
    cursor: Option<Option<&'a str>>,
}

impl<T: Serialize> Serialize for Listed<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.name, self.page)?;
        if let Some(cursor) = self.cursor {
            map.serialize_entry("startAfterId", &cursor)?;
        }
        map.end()
    }
}

/// An answer with a page: `{"keys": […], "startAfterId"}`.
pub(crate) fn answer<T: Serialize>(
    call: &Call,
    name: &str,
    page: &[T],
    cursor: Option<String>,
) -> Response {
    let cursor = match (&cursor, call.store.settings.last_page_cursor) {
        (Some(cursor), _) => Some(Some(cursor.as_str())),
        (None, LastPageCursor::Absent) => None,
        (None, LastPageCursor::Null) => Some(None),
        (None, LastPageCursor::Empty) => Some(Some("")),
    };
    Response::json(200, &Listed { name, page, cursor })
}
