//! Who can open what over a span of time.

pub mod cell;
