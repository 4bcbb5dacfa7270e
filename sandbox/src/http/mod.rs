//! Requests and responses as plain data.

pub(crate) mod bearer;
pub(crate) mod cors;
pub(crate) mod delivery;
pub(crate) mod router;

use serde::Serialize;

use delivery::{Delivery, Post};

/// A request to the embedded Unloc.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The method, in upper or lower case.
    pub method: &'a str,
    /// Path and query of the request line, percent-encoded.
    pub url: &'a str,
    /// Names (any case) and values.
    pub headers: &'a [(String, String)],
    /// The body, empty if there is none.
    pub body: &'a [u8],
}

impl<'a> Request<'a> {
    /// The value of a header. Its name is case-insensitive.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers
            .iter()
            .find(|(candidate, _)| candidate.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    /// The path without the query.
    pub fn path(&self) -> &'a str {
        self.split_url().0
    }

    /// The query without the question mark, percent-encoded.
    pub fn query_text(&self) -> &'a str {
        self.split_url().1
    }

    /// The names and values of the query, decoded.
    pub fn query(&self) -> Vec<(String, String)> {
        form_urlencoded::parse(self.query_text().as_bytes())
            .into_owned()
            .collect()
    }

    fn split_url(&self) -> (&'a str, &'a str) {
        let without_fragment = match self.url.split_once('#') {
            Some((before, _)) => before,
            None => self.url,
        };
        without_fragment
            .split_once('?')
            .unwrap_or((without_fragment, ""))
    }
}

/// A response of the embedded Unloc.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Names (lower case) and values.
    pub headers: Vec<(String, String)>,
    /// The body, empty if there is none.
    pub body: Vec<u8>,
    /// How it is delivered.
    pub delivery: Delivery,
    /// Deliveries to webhooks, independent of the response.
    pub posts: Vec<Post>,
}

impl Response {
    /// A response without a body.
    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            body: Vec::new(),
            delivery: Delivery::default(),
            posts: Vec::new(),
        }
    }

    /// A response with a JSON body.
    pub(crate) fn json(status: u16, body: &impl Serialize) -> Self {
        match serde_json::to_vec(body) {
            Ok(body) => {
                let mut response = Self::empty(status);
                response.set_header("content-type", "application/json; charset=utf-8");
                response.body = body;
                response
            }
            // Serialization fails only for maps whose keys are no texts, and there are none.
            Err(_) => Self::empty(500),
        }
    }

    /// A 200 with one value by its name: `{"lock": {…}}`.
    pub(crate) fn named(name: &str, value: &impl Serialize) -> Self {
        Self::json(200, &std::collections::BTreeMap::from([(name, value)]))
    }

    /// A 200 with an empty object.
    pub(crate) fn empty_object() -> Self {
        Self::json(200, &serde_json::Map::new())
    }

    /// Sets a header.
    pub(crate) fn set_header(&mut self, name: &str, value: &str) {
        self.remove_header(name);
        self.headers.push((name.to_owned(), value.to_owned()));
    }

    /// Removes a header.
    pub(crate) fn remove_header(&mut self, name: &str) {
        self.headers.retain(|(existing, _)| existing != name);
    }

    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(candidate, _)| candidate == name)
            .map(|(_, value)| value.as_str())
    }
}
