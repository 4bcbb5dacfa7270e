//! The face towards JavaScript, and the only module that knows it: the exported functions, `fetch`,
//! and the conversion of arguments, answers and errors.

mod answer;
mod arguments;
mod call;
mod error;
mod exports;
mod settings;
mod transport;
mod value;

pub use exports::*;
