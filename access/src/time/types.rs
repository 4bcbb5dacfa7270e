//! Spans, weekly windows and zones.

/// Milliseconds since 1970.
pub type Ms = i64;

/// The end of what has none.
pub const NEVER: Ms = i64::MAX;

/// A second, in ms.
pub const SECOND: Ms = 1_000;
/// A minute, in ms.
pub const MINUTE: Ms = 60_000;
/// A day of 24 hours, in ms.
pub const DAY: Ms = 86_400_000;

/// A half-open span.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Its first millisecond.
    pub from: Ms,
    /// The first one after it.
    pub to: Ms,
}

/// Weekly hours of one day, in minutes of the door's wall clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Window {
    /// 0 is Monday.
    pub day: u8,
    /// The first minute of the day, 0 to 1439.
    pub from: u16,
    /// The first minute after it, 1 to 1440.
    pub to: u16,
}

/// A time zone: the offsets that the platform told, in the order of time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Zone {
    /// Its IANA name.
    pub name: String,
    /// From when on which offset holds, in ms and seconds east of UTC. The first begins at `Ms::MIN`.
    pub offsets: Vec<(Ms, i32)>,
}
