//! The cursor of a list.
//!
//! The server's cursor is sent back as received. Two cursors are kept, however long the list is: the last
//! one, and an earlier one that advances at each power of two pages (Brent's cycle detection). So a list
//! of any length is read in constant memory, and a cycle of any length is detected.

use crate::error::{Code, Error};

/// A position in a list.
#[derive(Clone, Debug, PartialEq)]
pub struct PageCursor<Cursor> {
    /// The cursor of the next page.
    pub cursor: Cursor,
    /// An earlier cursor, which must not be received again.
    pub anchor: Cursor,
    /// Pages since the anchor.
    pub passed: u32,
    /// Pages after which the anchor advances.
    pub span: u32,
}

impl<Cursor: Clone> PageCursor<Cursor> {
    /// The position before the page of `cursor`, such as one from an earlier iteration.
    pub fn from(cursor: Cursor) -> Self {
        Self {
            anchor: cursor.clone(),
            cursor,
            passed: 0,
            span: 1,
        }
    }
}

/// The position after a page, from the position before it (none before the first page) and the cursor
/// of its response.
///
/// # Errors
/// `cursor_repeated` if the pages form a cycle.
pub fn follow<Cursor: Clone + PartialEq>(
    operation: &str,
    before: Option<PageCursor<Cursor>>,
    cursor: Cursor,
) -> Result<PageCursor<Cursor>, Error> {
    let Some(mut walk) = before else {
        return Ok(PageCursor::from(cursor));
    };
    if cursor == walk.anchor || cursor == walk.cursor {
        let what = "the API sent the same cursor twice, so the pages repeat. The last items that were read may be duplicates.";
        return Err(Error::of(Code::CursorRepeated, operation, &[what]));
    }
    walk.passed = walk.passed.saturating_add(1);
    if walk.passed >= walk.span {
        walk.anchor.clone_from(&cursor);
        walk.passed = 0;
        walk.span = walk.span.saturating_mul(2);
    }
    walk.cursor = cursor;
    Ok(walk)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Follows cursors until they end or repeat. Returns the number of pages and whether they ended.
    fn walk(cursors: impl Iterator<Item = Option<String>>) -> (usize, bool) {
        let mut at = None;
        let mut pages = 0;
        for cursor in cursors {
            pages += 1;
            let Some(cursor) = cursor else {
                return (pages, true);
            };
            match follow("keys.list", at, cursor) {
                Ok(next) => at = Some(next),
                Err(error) => {
                    assert_eq!(error.code, Code::CursorRepeated);
                    return (pages, false);
                }
            }
        }
        panic!("neither end nor circle after {pages} pages");
    }

    #[test]
    fn a_cursor_goes_back_as_it_came() {
        let next = follow("x", Some(PageCursor::from("a")), " +47 ø%2B ").unwrap();
        assert_eq!(next.cursor, " +47 ø%2B ");
    }

    #[test]
    fn the_same_cursor_twice_in_a_row_is_found_at_once() {
        assert_eq!(walk(std::iter::repeat(Some("a".to_owned()))), (2, false));
        assert!(follow("x", Some(PageCursor::from("a")), "a").is_err());
    }

    #[test]
    fn a_million_pages_end_and_what_is_remembered_stays_two_cursors() {
        let pages = 1_000_000_usize;
        let cursors = (1..=pages).map(|page| (page < pages).then(|| page.to_string()));
        assert_eq!(walk(cursors), (pages, true));
    }

    proptest! {
        #[test]
        fn a_circle_of_any_length_is_found_in_a_few_rounds(before in 0_usize..300, length in 1_usize..300) {
            let cursors = (0..).map(|page: usize| {
                let place = if page < before { page } else { before + (page - before) % length };
                Some(place.to_string())
            });
            let (pages, ended) = walk(cursors.take(100_000));
            prop_assert!(!ended);
            prop_assert!(pages <= 4 * (before + length) + 4, "{pages}");
        }

        #[test]
        fn a_list_without_circle_is_walked_to_its_end(pages in 1_usize..2_000) {
            let cursors = (1..=pages).map(|page| (page < pages).then(|| ["c", &page.to_string()].concat()));
            prop_assert_eq!(walk(cursors), (pages, true));
        }
    }
}
