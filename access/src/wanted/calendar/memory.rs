//! What was in the feeds before: an event that is missing is not gone yet (R10).

use crate::refusal::Refusal;
use crate::time::{MINUTE, Ms, read_moment, write_moment};
use unloc_integrator_client::json::{self, Json, Kind, Object};

/// Two reads that find an event gone are at least so far apart.
const APART: Ms = 15 * MINUTE;

/// And so many they are at least.
const MISSES: u32 = 2;

/// An event that was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// Its name.
    pub uid: String,
    /// Its calendar.
    pub calendar: String,
    /// When it begins, everything added.
    pub from: Ms,
    /// When it ends, everything added.
    pub to: Ms,
    /// The grant as JSON; empty for one that waits for a number.
    pub grant: String,
    /// When it was there last.
    pub last_seen: Ms,
    /// In how many whole reads it was missing since.
    pub misses: u32,
    /// When it was missing first.
    pub missed_since: Ms,
}

/// A feed that was read whole.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Feed {
    /// Its name.
    pub name: String,
    /// When it was read whole for the first time.
    pub since: Ms,
}

/// All that is remembered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Memory {
    /// The events, by calendar and name.
    pub seen: Vec<Seen>,
    /// The feeds.
    pub feeds: Vec<Feed>,
}

impl Seen {
    /// Whether a read that lacks it says that it is gone. A stay under way never ends so.
    pub fn is_gone(&mut self, at: Ms) -> bool {
        if self.misses == 0 {
            self.missed_since = at;
        }
        self.misses = self.misses.saturating_add(1);
        let is_under_way = self.from <= at && at < self.to;
        !is_under_way && self.misses >= MISSES && at.saturating_sub(self.missed_since) >= APART
    }

    fn write(&self) -> String {
        let mut object = Object::new();
        object.number("misses", f64::from(self.misses));
        object.text("lastSeen", &write_moment(self.last_seen));
        object.text(
            "hash",
            &hash(json::read(&self.grant).unwrap_or(Json::UNDEFINED)),
        );
        object.text("calendar", &self.calendar);
        object.text("from", &write_moment(self.from));
        object.text("to", &write_moment(self.to));
        if self.misses > 0 {
            object.text("missedSince", &write_moment(self.missed_since));
        }
        if !self.grant.is_empty() {
            object.json("grant", &self.grant);
        }
        object.finish()
    }
}

impl Memory {
    /// Reads `unloc-feeds/1`. None is nothing.
    ///
    /// # Errors
    /// `memoryUnreadable`: it was cut or changed, and what it forgot would be taken back.
    pub fn read(json: Json<'_>) -> Result<Self, Refusal> {
        let mut memory = Self::default();
        if json == Json::UNDEFINED || json == Json::NULL {
            return Ok(memory);
        }
        let refusal = || Refusal::new("memoryUnreadable");
        if json.text("format").as_deref() != Some("unloc-feeds/1") {
            return Err(refusal());
        }
        let moment = |json: Json<'_>, name: &str| {
            let text = json.text(name).ok_or_else(refusal)?;
            read_moment(&text).ok_or_else(refusal)
        };
        for (name, feed) in json.get("feeds").entries() {
            let since = moment(feed, "since")?;
            memory.feeds.push(Feed { name, since });
        }
        for (uid, one) in json.get("seen").entries() {
            let misses = one.count("misses").ok_or_else(refusal)?;
            let grant = one.get("grant");
            if one.text("hash") != Some(hash(grant)) {
                return Err(refusal());
            }
            memory.seen.push(Seen {
                uid,
                calendar: one.text("calendar").ok_or_else(refusal)?,
                from: moment(one, "from")?,
                to: moment(one, "to")?,
                grant: grant.raw().to_owned(),
                last_seen: moment(one, "lastSeen")?,
                misses,
                missed_since: if misses > 0 {
                    moment(one, "missedSince")?
                } else {
                    0
                },
            });
        }
        memory.sort();
        Ok(memory)
    }

    /// Sorts the events by calendar and name.
    pub fn sort(&mut self) {
        self.seen
            .sort_unstable_by(|a, b| (&a.calendar, &a.uid).cmp(&(&b.calendar, &b.uid)));
    }

    /// The events of a calendar.
    pub fn of(&self, calendar: &str) -> &[Seen] {
        let first = self
            .seen
            .partition_point(|one| one.calendar.as_str() < calendar);
        let rest = self.seen.get(first..).unwrap_or_default();
        let end = rest.partition_point(|one| one.calendar == calendar);
        rest.get(..end).unwrap_or_default()
    }

    /// Notes that a feed was read whole, and tells whether it was so long enough before.
    pub fn was_read(&mut self, name: &str, at: Ms) -> bool {
        for feed in &mut self.feeds {
            if feed.name == name {
                feed.since = feed.since.min(at);
                return at.saturating_sub(feed.since) >= APART;
            }
        }
        self.feeds.push(Feed {
            name: name.to_owned(),
            since: at,
        });
        false
    }

    /// Its text.
    pub fn write(&self) -> String {
        let mut seen = Object::new();
        for one in &self.seen {
            seen.json(&one.uid, &one.write());
        }
        let mut feeds = Object::new();
        for one in &self.feeds {
            let mut feed = Object::new();
            feeds.json(
                &one.name,
                &feed.text("since", &write_moment(one.since)).finish(),
            );
        }
        let mut object = Object::new();
        object.text("format", "unloc-feeds/1");
        object.json("seen", &seen.finish());
        object.json("feeds", &feeds.finish());
        object.finish()
    }
}

/// Tells what was cut or changed by accident. The order of members does not count: databases change it.
fn hash(grant: Json<'_>) -> String {
    let hash = hash_of(grant);
    let mut digits = String::with_capacity(16);
    for place in (0..16_u32).rev() {
        let digit = (hash >> place.saturating_mul(4)) & 15;
        digits.push(char::from_digit(u32::try_from(digit).unwrap_or_default(), 16).unwrap_or('0'));
    }
    digits
}

fn hash_of(json: Json<'_>) -> u64 {
    let mut hash = 0;
    match json.kind() {
        Kind::Object => {
            for (name, value) in json.entries() {
                hash = fnv(&name, hash_of(value)).wrapping_add(hash);
            }
        }
        Kind::Array => {
            for item in json.items() {
                hash = fnv("", hash_of(item) ^ hash.rotate_left(1));
            }
        }
        Kind::String => hash = fnv(&json.as_text().unwrap_or_default(), 1),
        _ => hash = fnv(json.raw(), 0),
    }
    hash
}

/// FNV-1a.
fn fnv(text: &str, seed: u64) -> u64 {
    let mut hash = 0xCBF2_9CE4_8422_2325_u64 ^ seed;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
    }
    hash.wrapping_mul(0x0100_0000_01B3)
}
