//! Values of JavaScript to values of the core, and back.

pub mod arguments;
mod body;
pub mod options;
pub mod response;
pub mod result;
pub mod value;
