//! The integrator's own data.

use std::collections::BTreeMap;

/// The integrator's own data: at most 20 pairs of text, names of 40 and values of 256 characters.
/// Names that begin with `unloc` are the API's and may be overwritten.
pub type Metadata = BTreeMap<String, String>;

/// Pairs to be laid over those that are there; a value of `null` removes its pair.
pub type MetadataChange = BTreeMap<String, Option<String>>;
