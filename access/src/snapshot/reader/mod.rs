//! Pages of the API, as bytes. All of a page is read before any of it is kept, so a page that is torn,
//! or strange, leaves no trace.

mod item;
mod keep;
mod page;
mod scan;
mod table;

use super::slots::hash;
use super::store::Snapshot;
use super::types::PageOf;
use crate::refusal::Refusal;

/// What a page came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageRead {
    /// How many items it had.
    pub items: u32,
    /// The cursor of the next page, unless it was the last.
    pub cursor: Option<String>,
}

impl Snapshot {
    /// Adds a page as the API sent it: all of it, or nothing and an error.
    ///
    /// # Errors
    /// Code `page` says what is wrong (`why`) and where; `cursorRepeated`: the list goes in a circle;
    /// `sealed`: it was said that nothing is missing.
    pub fn add_page(&mut self, of: PageOf, bytes: &[u8]) -> Result<PageRead, Refusal> {
        if self.sealed.is_some() {
            return Err(Refusal::new("sealed"));
        }
        let (page, cursor) = page::read(of, bytes)?;
        let hash = cursor.as_ref().map(|cursor| hash(cursor.as_bytes()));
        if let Some(list) = self.lists.get_mut(of as usize) {
            match hash {
                Some(hash) => {
                    if list.has_come(hash) {
                        return Err(Refusal::new("cursorRepeated").text("kind", of.name()));
                    }
                    list.cursors.push(hash);
                }
                None => list.ended = true,
            }
            list.pages = list.pages.saturating_add(1);
        }
        self.index.take();
        self.keep(of, &page);
        if cursor.is_none() {
            self.settle();
        }
        #[allow(clippy::cast_possible_truncation)] // fewer than bytes of the page
        let items = page.items.len() as u32;
        Ok(PageRead { items, cursor })
    }
}
