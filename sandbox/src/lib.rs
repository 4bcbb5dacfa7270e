//! The embedded Unloc.
