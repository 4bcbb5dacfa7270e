//! The model's types in TypeScript, for the generated files of the npm package.

use ts_rs::{Config, TS};

/// The exported declaration of a type, with its documentation before it and a line break at its end.
pub fn declaration<T: TS>() -> String {
    let documentation = T::docs().unwrap_or_default();
    [&documentation, "export ", &T::decl(&Config::new()), "\n"].concat()
}

/// The declarations of several types, in order.
macro_rules! declarations {
    ($($name:ident),* $(,)?) => { vec![$( $crate::model::typescript::declaration::<$name>() ),*] };
}

pub(crate) use declarations;
