//! A page of the API: a list and the cursor of the next page, or a bare list.

use super::item::Page;
use super::scan::Scan;
use crate::refusal::Refusal;
use crate::snapshot::types::PageOf;

/// Reads a whole page: its items, and the cursor, if there is one.
pub fn read(of: PageOf, bytes: &[u8]) -> Result<(Page<'_>, Option<String>), Refusal> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(refusal(of, "utf8"));
    };
    let mut page = Page {
        scan: Scan::new(text),
        // A key takes some 300 bytes.
        items: Vec::with_capacity(bytes.len().div_euclid(256)),
        windows: Vec::new(),
        texts: Vec::new(),
        in_items: false,
        member: "",
        inner: "",
    };
    match whole(of, &mut page) {
        Some(cursor) => Ok((page, cursor)),
        None => Err(located(of, &page)),
    }
}

fn refusal(of: PageOf, why: &str) -> Refusal {
    Refusal::new("page")
        .text("kind", of.name())
        .text("why", why)
}

/// Says where in the page it was: the item, its member, the byte.
#[inline(never)]
fn located(of: PageOf, page: &Page<'_>) -> Refusal {
    let mut found = refusal(of, page.scan.why);
    if page.in_items {
        #[allow(clippy::cast_precision_loss)] // far fewer
        let index = page.items.len() as f64;
        found = found.number("index", index);
    }
    if !page.member.is_empty() {
        let mut member = String::from(page.member);
        if !page.inner.is_empty() {
            member.push('.');
            member.push_str(page.inner);
        }
        found = found.text("member", &member);
    }
    #[allow(clippy::cast_precision_loss)] // as above
    found.number("at", page.scan.at as f64)
}

fn whole(of: PageOf, page: &mut Page<'_>) -> Option<Option<String>> {
    let mut cursor = None;
    page.scan.space();
    if page.scan.peek() == b'[' {
        page.items(of)?;
    } else {
        let mut found = false;
        // Lists under names that are not known: of some pages they are not.
        let (mut others, mut other) = (0_u32, 0_usize);
        let mut more = page.scan.enter(b'{', b'}')?;
        while more {
            page.in_items = false;
            page.member = "";
            let name = page.scan.name()?;
            let is_list = page.scan.peek() == b'[';
            if name.means("startAfterId") {
                page.member = "startAfterId";
                cursor = if page.scan.null()? {
                    None
                } else {
                    Some(page.text()?.get().into_owned())
                };
            } else if name.means(of.name()) || name.means(of.old_name()) {
                if !is_list {
                    return page.scan.fail("list");
                }
                page.items(of)?;
                found = true;
            } else {
                if is_list {
                    others = others.wrapping_add(1);
                    other = page.scan.at;
                }
                page.scan.skip()?;
            }
            more = page.scan.goes_on(b'}')?;
        }
        page.in_items = false;
        page.member = "";
        if !found {
            if others != 1 || matches!(of, PageOf::Keys | PageOf::Locks) {
                return page.scan.fail("list");
            }
            let end = std::mem::replace(&mut page.scan.at, other);
            page.items(of)?;
            page.scan.at = end;
        }
    }
    page.in_items = false;
    page.member = "";
    page.scan.space();
    if !page.scan.is_at_end() {
        return page.scan.fail("trailing");
    }
    Some(cursor.filter(|cursor| !cursor.is_empty()))
}
