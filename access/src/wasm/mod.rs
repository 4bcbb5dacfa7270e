//! The face towards JavaScript, and the only module that knows it.
