//! How a response is delivered. The sandbox describes it, and its host does it.

/// How a response is delivered. By default at once and completely.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Delivery {
    /// The delay of the response, in milliseconds of real time. The request was executed before.
    pub delay_ms: u32,
    /// What happens after the delay.
    pub ending: Ending,
    /// Whether the connection is reset after the body, which is shorter than `content-length`.
    pub truncated: bool,
    /// The duration of the body, in milliseconds of real time.
    pub slow_body_ms: u32,
}

/// A delivery to a webhook. The sandbox has no network: its host posts it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Post {
    /// The URL of the webhook.
    pub url: String,
    /// The JSON body.
    pub body: String,
}

/// The end of a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Ending {
    /// The response.
    #[default]
    Answer,
    /// No response, and the connection stays open.
    Hang,
    /// The connection is reset before the response.
    Reset,
}

impl Delivery {
    /// Whether it is delivered as without faults.
    pub fn is_ordinary(&self) -> bool {
        *self == Self::default()
    }
}
