//! Pagination.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::context::Call;
use super::problem::Problem;
use crate::http::Response;
use crate::store::settings::LastPageCursor;

/// The maximum and default number of entries of a page.
const MAX_PAGE_SIZE: usize = 2_500;

/// The requested page of a list.
pub(crate) struct Page {
    pub limit: usize,
    /// The id of the last entity of the page before.
    pub cursor: Option<String>,
}

impl Page {
    /// Reads `limit` and `startAfterId` from the query. An empty cursor counts as absent.
    pub(crate) fn read(call: &Call) -> Result<Self, Problem> {
        let limit = match call.parameter("limit") {
            None => MAX_PAGE_SIZE,
            Some(text) => match text.parse() {
                Ok(limit @ 1..=MAX_PAGE_SIZE) => limit,
                _ => {
                    return Err(Problem::invalid_one(
                        "limit",
                        format!("must be a whole number from 1 to {MAX_PAGE_SIZE}"),
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

    /// The error for an unknown cursor.
    pub(crate) fn unknown_cursor() -> Problem {
        Problem::invalid_one("startAfterId", "names nothing in this list")
    }

    /// Takes the page from an iterator over the whole list. For short lists only.
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
        let has_more = entries.next().is_some();
        let cursor = page
            .last()
            .filter(|_| has_more)
            .map(|last| id(last).to_owned());
        Ok((page, cursor))
    }
}

/// A page that is serialized entry by entry. As JSON values it takes several times as long.
struct PageBody<'a, T> {
    name: &'a str,
    page: &'a [T],
    /// `None`: the member is absent. `Some(None)`: it is `null`.
    cursor: Option<Option<&'a str>>,
}

impl<T: Serialize> Serialize for PageBody<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry(self.name, self.page)?;
        if let Some(cursor) = self.cursor {
            map.serialize_entry("startAfterId", &cursor)?;
        }
        map.end()
    }
}

/// A response with a page: `{"keys": […], "startAfterId"}`.
pub(crate) fn respond<T: Serialize>(
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
    Response::json(200, &PageBody { name, page, cursor })
}
