//! One call to API v1 or v2 while it is handled.

use crate::store::Store;
use crate::time::Timestamp;

/// What a handler of either API gets. `A` is what the caller's token allows in that API.
pub(crate) struct Call<'a, A> {
    pub store: &'a mut Store,
    pub now: Timestamp,
    /// The path's variable segments, decoded.
    pub segments: Vec<(&'static str, String)>,
    pub query: Vec<(String, String)>,
    pub body: &'a [u8],
    pub access: A,
}

impl<A> Call<'_, A> {
    /// A variable segment of the path.
    pub(crate) fn segment(&self, name: &str) -> &str {
        self.segments
            .iter()
            .find(|(candidate, _)| *candidate == name)
            .map_or("", |(_, value)| value)
    }

    /// A parameter of the query.
    pub(crate) fn parameter(&self, name: &str) -> Option<&str> {
        self.query
            .iter()
            .find(|(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }
}
