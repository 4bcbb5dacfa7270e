//! How an answer travels. The sandbox only says it; whoever carries answers to callers does it.

/// How an answer travels. Without faults: at once, whole, and over a connection that holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// How long to wait before anything is answered, in milliseconds of real time. The work of
    /// the request, if any, was done before.
    pub delay_ms: u32,
    /// What comes after the delay.
    pub ending: Ending,
    /// Whether the connection breaks after the body's bytes. The header `content-length` then
    /// promises more of them.
    pub truncated: bool,
    /// Over how many milliseconds of real time the body's bytes are spread.
    pub slow_body_ms: u32,
}

/// A message to a webhook: JSON that is to be posted. The sandbox has no network; whoever carries
/// its answers carries these too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// Where to.
    pub url: String,
    /// The body, JSON.
    pub body: String,
}

/// What comes of a request in the end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// The answer.
    #[default]
    Answer,
    /// Nothing, ever; the connection stays open.
    Hang,
    /// The connection breaks before anything is answered.
    Reset,
}

impl Delivery {
    /// Whether the answer travels as it does without faults.
    pub fn is_ordinary(&self) -> bool {
        *self == Self::default()
    }
}
