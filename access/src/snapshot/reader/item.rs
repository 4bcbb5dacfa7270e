//! An item of a page, before anything of it is kept.

use super::scan::{Raw, Scan};
use super::table::{METADATA, PERSON, Table, What, required, slot, table};
use crate::snapshot::texts::Texts;
use crate::snapshot::types::{PageOf, State};
use crate::time::{Ms, NEVER, Window, read_moment};
use unloc_integrator_client::json;

/// A part of a list of the page.
#[derive(Clone, Copy, Debug, Default)]
pub struct Part {
    /// Where it begins.
    pub from: u32,
    /// Where it ends.
    pub to: u32,
}

/// An item: a key, a lock, a person.
#[derive(Clone, Copy, Debug, Default)]
pub struct Item<'a> {
    /// Texts by [`slot`]; what is absent is empty.
    pub texts: [Raw<'a>; slot::COUNT],
    /// When it begins, if that was said.
    pub start: Option<Ms>,
    /// When it ends.
    pub end: Ms,
    /// The state of a key, if that was said.
    pub state: Option<State>,
    /// Weekly hours, a part of the page's windows.
    pub windows: Option<Part>,
    /// Lists of texts, parts of the page's texts.
    pub lists: [Part; 2],
    /// What was denied: `canShare` is `false`.
    pub denied: bool,
}

/// A page while it is read.
#[derive(Debug)]
pub struct Page<'a> {
    /// Where reading is.
    pub scan: Scan<'a>,
    /// What was read.
    pub items: Vec<Item<'a>>,
    /// Weekly hours of the items.
    pub windows: Vec<Window>,
    /// Texts in lists of the items.
    pub texts: Vec<Raw<'a>>,
    /// Whether an item is read: the one behind those that were.
    pub in_items: bool,
    /// The member that is read.
    pub member: &'static str,
    /// The member within it.
    pub inner: &'static str,
}

/// Member of a list's length, of which there are never that many.
#[allow(clippy::cast_possible_truncation)]
fn end_of<T>(list: &[T]) -> u32 {
    list.len() as u32
}

impl<'a> Page<'a> {
    /// The items of the list that comes next.
    pub fn items(&mut self, of: PageOf) -> Option<()> {
        self.in_items = true;
        self.items.clear();
        self.windows.clear();
        self.texts.clear();
        let mut more = self.scan.enter(b'[', b']')?;
        while more {
            self.member = "";
            self.inner = "";
            if self.scan.peek() != b'{' {
                return self.scan.fail("type");
            }
            let mut item = Item {
                end: NEVER,
                ..Item::default()
            };
            self.members(table(of), &mut item)?;
            self.check(of, &item)?;
            self.items.push(item);
            more = self.scan.goes_on(b']')?;
        }
        Some(())
    }

    /// Whether all is there that an item cannot be without.
    fn check(&mut self, of: PageOf, item: &Item<'a>) -> Option<()> {
        self.inner = "";
        for (slot, name) in required(of) {
            if item.texts.get(*slot).is_none_or(|text| text.is_empty()) {
                self.member = name;
                return self.scan.fail("missing");
            }
        }
        let timed = matches!(of, PageOf::Keys | PageOf::AccessEvents);
        if timed && item.start.is_none() {
            self.member = if of == PageOf::Keys {
                "start"
            } else {
                "created"
            };
            return self.scan.fail("missing");
        }
        if of == PageOf::Keys && item.state.is_none() {
            self.member = "state";
            return self.scan.fail("missing");
        }
        Some(())
    }

    /// Goes to the value of the next member, and gives the member's place in the table; none of it if it
    /// is not there.
    #[inline(always)]
    fn next_member(&mut self, table: Table, expected: usize) -> Option<usize> {
        // Most come in the order of the table, and of those some are left out.
        for place in [expected, expected.wrapping_add(1)] {
            if let Some((known, _)) = table.get(place)
                && self.scan.named(known)
            {
                return Some(place);
            }
        }
        let name = self.scan.name()?;
        let place = table.iter().position(|(known, _)| name.is(known));
        Some(place.unwrap_or(table.len()))
    }

    /// The members of an object.
    fn members(&mut self, table: Table, item: &mut Item<'a>) -> Option<()> {
        let is_inner = !self.member.is_empty();
        let mut expected = 0_usize;
        let mut more = self.scan.enter(b'{', b'}')?;
        while more {
            let place = self.next_member(table, expected)?;
            let found = table.get(place).copied();
            if found.is_some() {
                expected = place.wrapping_add(1);
            }
            match found {
                None | Some((_, What::Nothing)) => self.scan.skip()?,
                Some((known, what)) => {
                    if is_inner {
                        self.inner = known;
                    } else {
                        self.member = known;
                        self.inner = "";
                    }
                    self.value(what, item)?;
                }
            }
            more = self.scan.goes_on(b'}')?;
        }
        Some(())
    }

    fn value(&mut self, what: What, item: &mut Item<'a>) -> Option<()> {
        match what {
            What::Nothing => self.scan.skip()?,
            What::Text(slot) => {
                let text = if self.scan.null()? {
                    Raw::default()
                } else {
                    self.text()?
                };
                if let Some(place) = item.texts.get_mut(slot) {
                    *place = text;
                }
            }
            What::Number => {
                let digits = self.scan.peek().is_ascii_digit();
                let text = if digits {
                    Raw::number(self.scan.number()?)
                } else if self.scan.null()? {
                    Raw::default()
                } else {
                    self.text()?
                };
                if let Some(place) = item.texts.get_mut(slot::PERSON) {
                    *place = text;
                }
            }
            What::Person | What::Metadata => {
                let (table, slots) = if what == What::Person {
                    (PERSON, slot::PERSON..slot::FOURTH)
                } else {
                    (METADATA, slot::FOURTH..slot::GROUP)
                };
                for slot in item.texts.get_mut(slots).unwrap_or_default() {
                    *slot = Raw::default();
                }
                if !self.scan.null()? {
                    self.object()?;
                    self.members(table, item)?;
                }
            }
            What::Start => item.start = Some(self.moment()?),
            What::End => {
                item.end = if self.scan.null()? {
                    NEVER
                } else {
                    self.moment()?
                };
            }
            What::State => {
                let word = self.text()?;
                item.state = Some(State::of_word(&word.get()));
            }
            What::Recurrence => {
                item.windows = if self.scan.null()? {
                    None
                } else {
                    self.object()?;
                    Some(self.recurrence()?)
                };
            }
            What::Flag => item.denied = self.denied()?,
            What::Texts(list) => {
                let texts = self.list()?;
                if let Some(part) = item.lists.get_mut(list) {
                    *part = texts;
                }
            }
        }
        Some(())
    }

    /// Whether a flag, which may be a text or `null`, is `false`.
    #[inline(never)]
    fn denied(&mut self) -> Option<bool> {
        if self.scan.peek() == b'"' {
            Some(self.scan.string()?.means("false"))
        } else if self.scan.null()? {
            Some(false)
        } else {
            Some(!self.truth()?)
        }
    }

    /// A list of texts, or `null`.
    #[inline(never)]
    fn list(&mut self) -> Option<Part> {
        let from = end_of(&self.texts);
        if !self.scan.null()? {
            if self.scan.peek() != b'[' {
                return self.scan.fail("type");
            }
            let mut more = self.scan.enter(b'[', b']')?;
            while more {
                let text = self.text()?;
                self.texts.push(text);
                more = self.scan.goes_on(b']')?;
            }
        }
        let to = end_of(&self.texts);
        Some(Part { from, to })
    }

    /// Refuses what is no object.
    fn object(&mut self) -> Option<()> {
        if self.scan.peek() == b'{' {
            return Some(());
        }
        self.scan.fail("type")
    }

    fn truth(&mut self) -> Option<bool> {
        if matches!(self.scan.peek(), b't' | b'f') {
            return self.scan.truth();
        }
        self.scan.fail("type")
    }

    /// A text that is not too long to be kept.
    #[inline(never)]
    pub fn text(&mut self) -> Option<Raw<'a>> {
        if self.scan.peek() != b'"' {
            return self.scan.fail("type");
        }
        let text = self.scan.string()?;
        if text.is_longer_than(Texts::LONGEST) {
            return self.scan.fail("long");
        }
        Some(text)
    }

    fn moment(&mut self) -> Option<Ms> {
        let text = self.text()?;
        match read_moment(&text.get()) {
            Some(ms) => Some(ms),
            None => self.scan.fail("time"),
        }
    }

    /// Weekly hours: a list `timeSpans`, or a member for each day.
    #[inline(never)]
    fn recurrence(&mut self) -> Option<Part> {
        let from = self.windows.len();
        let mut more = self.scan.enter(b'{', b'}')?;
        while more {
            let name = self.scan.name()?;
            if name.means("timeSpans") || name.means("timespans") {
                self.inner = "timeSpans";
                self.windows.truncate(from);
                if self.scan.peek() != b'[' {
                    return self.scan.fail("type");
                }
                let mut more = self.scan.enter(b'[', b']')?;
                while more {
                    let window = self.window(None)?;
                    self.keep_window(from, window);
                    more = self.scan.goes_on(b']')?;
                }
            } else if let Some((day, word)) = day_of(name) {
                self.inner = word;
                // Of two members with one name, the last counts.
                let mut place = from;
                while let Some(window) = self.windows.get(place) {
                    if window.day == day {
                        self.windows.remove(place);
                    } else {
                        place = place.wrapping_add(1);
                    }
                }
                if !self.scan.null()? {
                    let window = self.window(Some(day))?;
                    self.keep_window(from, window);
                }
            } else {
                self.scan.skip()?;
            }
            more = self.scan.goes_on(b'}')?;
        }
        #[allow(clippy::cast_possible_truncation)] // fewer than bytes of the page
        let from = from as u32;
        let to = end_of(&self.windows);
        Some(Part { from, to })
    }

    /// Adds a window to those from `from` on, which are sorted.
    #[inline(never)]
    fn keep_window(&mut self, from: usize, window: Window) {
        let mut place = self.windows.len();
        while place > from
            && self
                .windows
                .get(place.wrapping_sub(1))
                .is_some_and(|before| *before > window)
        {
            place = place.wrapping_sub(1);
        }
        self.windows.insert(place, window);
    }

    fn window(&mut self, mut day: Option<u8>) -> Option<Window> {
        self.object()?;
        let mut times = [0_u16; 4];
        let mut given = [false; 4];
        let mut more = self.scan.enter(b'{', b'}')?;
        while more {
            let name = self.scan.name()?;
            if name.means("weekday") && self.scan.peek() == b'"' {
                let word = self.text()?;
                let Some((of_word, _)) = day_of(word) else {
                    return self.scan.fail("weekday");
                };
                day = Some(of_word);
            } else if let Some(place) = TIMES.iter().position(|known| name.means(known)) {
                let number = self.small_number()?;
                if let (Some(time), Some(given)) = (times.get_mut(place), given.get_mut(place)) {
                    *time = number;
                    *given = true;
                }
            } else {
                self.scan.skip()?;
            }
            more = self.scan.goes_on(b'}')?;
        }
        let [start_hour, start_minute, end_hour, end_minute] = times;
        let minute = |hour: u16, minute: u16| hour.wrapping_mul(60).wrapping_add(minute);
        let from = minute(start_hour, start_minute);
        let to = minute(end_hour, end_minute);
        let Some(day) = day else {
            return self.scan.fail("weekday");
        };
        if given.contains(&false) {
            return self.scan.fail("missing");
        }
        let is_time = |hour: u16, minute: u16| hour <= 24 && minute <= 59;
        let is_good = is_time(start_hour, start_minute) && is_time(end_hour, end_minute);
        if !is_good || from > 1_440 || to > 1_440 {
            return self.scan.fail("window");
        }
        Some(Window { day, from, to })
    }

    /// A whole number below 1000; 999 for all others.
    #[inline(never)]
    fn small_number(&mut self) -> Option<u16> {
        if !matches!(self.scan.peek(), b'-' | b'0'..=b'9') {
            return self.scan.fail("type");
        }
        let text = self.scan.number()?;
        if text.len() <= 2
            && let Ok(number) = text.parse()
        {
            return Some(number);
        }
        let number = json::read(text).and_then(json::Json::as_number);
        let number = number.unwrap_or(999.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // just seen to be small
        Some(if (0.0..999.0).contains(&number) && number.fract() == 0.0 {
            number as u16
        } else {
            999
        })
    }
}

/// The members of a window.
static TIMES: [&str; 4] = ["startHour", "startMinute", "endHour", "endMinute"];

/// The weekdays; 0 is Monday.
static DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

fn day_of(name: Raw<'_>) -> Option<(u8, &'static str)> {
    let mut number = 0_u8;
    for day in &DAYS {
        if name.means(day) {
            return Some((number, day));
        }
        number = number.wrapping_add(1);
    }
    None
}
