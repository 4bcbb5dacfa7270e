//! The integrator's own data.

use std::collections::BTreeMap;

/// Declares aliases in Rust and in TypeScript: `ts-rs` derives declarations of structs and enums only.
macro_rules! aliases {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident = $rust:ty, $typescript:literal;
    )*) => {
        $( $(#[doc = $doc])* pub type $name = $rust; )*

        /// The aliases in TypeScript.
        pub const DECLARATIONS: [&str; 2] = [$(
            concat!("/**\n", $( " *", $doc, "\n", )* " */\nexport type ", stringify!($name), " = ", $typescript, ";\n")
        ),*];
    };
}

aliases! {
    /// The integrator's own data: at most 20 pairs of text, names of 40 and values of 256 characters.
    /// Names that begin with `unloc` are the API's and may be overwritten.
    Metadata = BTreeMap<String, String>, "{ [name: string]: string }";

    /// Pairs to be merged into the present ones; a value of `null` removes its pair.
    MetadataChange = BTreeMap<String, Option<String>>, "{ [name: string]: string | null }";
}
