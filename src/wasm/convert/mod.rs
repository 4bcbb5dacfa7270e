//! Values of JavaScript to values of the core, and back.

pub mod arguments;
pub mod error;
pub mod options;
pub mod response;
pub mod value;
