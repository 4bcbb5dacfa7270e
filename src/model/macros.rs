//! The macros that declare entities.

/// Declares an entity: its required members, then those that may be absent or `null`.
/// Rust spells them in snake case, JSON and TypeScript in camel case.
macro_rules! entity {
    (
        $(#[$entity_attribute:meta])*
        $name:ident {
            $( $(#[$required_attribute:meta])* $required:ident: $required_type:ty, )*
        }
        $( optional {
            $( $(#[$optional_attribute:meta])* $optional:ident: $optional_type:ty, )*
        } )?
    ) => {
        $(#[$entity_attribute])*
        #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
        #[serde(rename_all = "camelCase")]
        pub struct $name {
            $( $(#[$required_attribute])* pub $required: $required_type, )*
            $( $(
                $(#[$optional_attribute])*
                #[serde(default, skip_serializing_if = "crate::model::nullable::Nullable::is_absent")]
                pub $optional: crate::model::nullable::Nullable<$optional_type>,
            )* )?
            /// Members that this version of the model does not know, as received.
            #[serde(flatten)]
            #[ts(skip)]
            pub extra: serde_json::Map<String, serde_json::Value>,
        }
    };
}

/// Declares an open set of words: the API may add to it, and unknown ones are kept as text.
macro_rules! open_words {
    (
        $(#[doc = $set_doc:literal])*
        $name:ident { $( $(#[$word_attribute:meta])* $variant:ident = $word:literal, )* }
    ) => {
        $(#[doc = $set_doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum $name {
            $( $(#[$word_attribute])* $variant, )*
            /// A word that this version does not know, as received.
            Other(String),
        }

        impl $name {
            /// The word as the API writes it.
            pub fn as_str(&self) -> &str {
                match self {
                    $( Self::$variant => $word, )*
                    Self::Other(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $( $word => Self::$variant, )*
                    _ => Self::Other(word),
                }
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        impl ts_rs::TS for $name {
            type WithoutGenerics = Self;
            type OptionInnerType = Self;

            fn docs() -> Option<String> {
                Some(concat!("/**\n", $( " *", $set_doc, "\n", )* " */\n").to_owned())
            }

            fn name(_: &ts_rs::Config) -> String {
                stringify!($name).to_owned()
            }

            fn decl(config: &ts_rs::Config) -> String {
                ["type ", stringify!($name), " = ", &Self::inline(config), ";"].concat()
            }

            fn inline(_: &ts_rs::Config) -> String {
                // `string & {}` keeps the known words in the editor's completion list.
                concat!($( "'", $word, "' | ", )* "(string & {})").to_owned()
            }
        }
    };
}

pub(crate) use {entity, open_words};
