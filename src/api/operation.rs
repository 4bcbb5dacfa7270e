//! What an API call is: its name, method, path, parameters, body, answer, and whether it may be
//! repeated. The calls themselves are rows in [`crate::api::v1`].

use crate::text::cut;

/// HTTP methods the API uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::upper_case_acronyms)] // as HTTP spells them
pub enum Method {
    /// Reads.
    GET,
    /// Creates.
    POST,
    /// Replaces.
    PUT,
    /// Changes in part.
    PATCH,
    /// Removes.
    DELETE,
}

impl Method {
    /// All of them, for callers who name one by its word.
    pub const ALL: [Self; 5] = [Self::GET, Self::POST, Self::PUT, Self::PATCH, Self::DELETE];

    /// Whether twice is as good as once (RFC 9110, section 9.2.2), for calls that have no row.
    pub fn idempotency(self) -> Idempotency {
        match self {
            Self::GET | Self::PUT | Self::DELETE => Idempotency::Idempotent,
            Self::POST | Self::PATCH => Idempotency::NotIdempotent,
        }
    }

    /// The method of this word, in any case.
    pub fn of(word: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|one| one.as_str().eq_ignore_ascii_case(word))
    }

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::GET => "GET",
            Self::POST => "POST",
            Self::PUT => "PUT",
            Self::PATCH => "PATCH",
            Self::DELETE => "DELETE",
        }
    }
}

/// Whether a call that may have arrived can be sent again without harm.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idempotency {
    /// Twice is as good as once (RFC 9110, section 9.2.2).
    Idempotent,
    /// Twice may be two keys.
    NotIdempotent,
}

/// Where a call's JSON body comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Body {
    /// The call has none.
    None,
    /// The parameter of this name, an object of the named model type.
    Member(&'static str, &'static str),
    /// The parameters themselves, or the object under one of `wrappers`, whose members are laid
    /// among the others. `type_name` is the model type of what is sent.
    Flat {
        /// Names under which the members may also come.
        wrappers: &'static [&'static str],
        /// The model type of what is sent.
        type_name: &'static str,
    },
}

/// What a successful answer becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SuccessBody {
    /// A list: `name` is what callers call it, `wire` are further names the API has used, and
    /// `item` is the model type.
    List {
        /// The name callers use.
        name: &'static str,
        /// Further names on the wire.
        wire: &'static [&'static str],
        /// The model type of the items.
        item: &'static str,
    },
    /// One entity under `name`, which the API has also sent without the envelope; then `id` is the
    /// member by which it is known.
    One {
        /// The name of the envelope's member.
        name: &'static str,
        /// The member that every such entity has.
        id: &'static str,
        /// The model type of the entity.
        entity: &'static str,
    },
    /// Whatever came, `{}` if nothing did.
    AsSent,
}

impl SuccessBody {
    /// What the list or the entity is called; empty where there is neither.
    pub fn name(self) -> &'static str {
        match self {
            Self::List { name, .. } | Self::One { name, .. } => name,
            Self::AsSent => "",
        }
    }
}

/// One call of the API.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Operation {
    /// The name of the function, as JavaScript spells it.
    pub name: &'static str,
    /// HTTP method.
    pub method: Method,
    /// Whether it may be repeated.
    pub idempotency: Idempotency,
    /// Path below the base URL, with `{parameters}`. A part in brackets is there only if its
    /// parameter is given; then the body must hold it.
    pub path: &'static str,
    /// Optional query parameters.
    pub query: &'static [&'static str],
    /// Where the body comes from.
    pub body: Body,
    /// How long an attempt may take until its answer's head is there, in milliseconds, unless the
    /// caller says otherwise.
    pub timeout_ms: f64,
    /// What the answer becomes.
    pub answer: SuccessBody,
}

impl Operation {
    /// Whether it is a call of the table, and not one whose method and path are the caller's.
    pub fn has_row(&self) -> bool {
        !self.path.is_empty()
    }
}

/// A query parameter, as a row of a table spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QueryParameter {
    /// Its name.
    pub name: &'static str,
    /// What it may be.
    pub kind: QueryKind,
}

/// What a query parameter may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueryKind {
    /// A string or a number.
    Single,
    /// A string or a list of them, whose items repeat the name (`*` in a row).
    Many,
    /// True or false (`?` in a row).
    Truth,
}

impl QueryParameter {
    /// Reads a row's spelling.
    pub fn read(row: &'static str) -> Self {
        let kind = match row.as_bytes().last() {
            Some(b'*') => QueryKind::Many,
            Some(b'?') => QueryKind::Truth,
            _ => {
                return Self {
                    name: row,
                    kind: QueryKind::Single,
                };
            }
        };
        let name = row.get(..row.len().saturating_sub(1)).unwrap_or_default();
        Self { name, kind }
    }
}

/// The call that has no row: method and path are the caller's own.
pub static REQUEST: Operation = REQUEST_ROW;

pub(crate) const REQUEST_ROW: Operation = Operation {
    name: "request",
    method: Method::GET,
    idempotency: Idempotency::NotIdempotent,
    path: "",
    query: &[],
    body: Body::None,
    timeout_ms: TIMEOUT_MS,
    answer: SuccessBody::AsSent,
};

/// How long an attempt may take where a row says nothing, in milliseconds.
pub const TIMEOUT_MS: f64 = 15_000.0;

/// The name of a model type, which documentation and TypeScript are generated with and the wasm has no use for.
const fn documented(type_name: &'static str) -> &'static str {
    if cfg!(target_family = "wasm") {
        ""
    } else {
        type_name
    }
}

/// Row word: a body from the parameter `name`, of model type `type_name`.
pub const fn member(name: &'static str, type_name: &'static str) -> Body {
    Body::Member(name, documented(type_name))
}

/// Row word: a body from the parameters themselves or from one of `wrappers`.
pub const fn flat(wrappers: &'static [&'static str], type_name: &'static str) -> Body {
    Body::Flat {
        wrappers,
        type_name: documented(type_name),
    }
}

/// Row word: a list called `name` of model type `item`.
pub const fn list(name: &'static str, item: &'static str) -> SuccessBody {
    list_also(name, &[], item)
}

/// Row word: a list called `name`, which the wire also calls otherwise.
pub const fn list_also(
    name: &'static str,
    wire: &'static [&'static str],
    item: &'static str,
) -> SuccessBody {
    SuccessBody::List {
        name,
        wire,
        item: documented(item),
    }
}

/// Row word: one entity under `name`, known by its `id`.
pub const fn one(name: &'static str, entity: &'static str) -> SuccessBody {
    one_known_by("id", name, entity)
}

/// Row word: one entity under `name`, known by the member `id`.
pub const fn one_known_by(
    id: &'static str,
    name: &'static str,
    entity: &'static str,
) -> SuccessBody {
    SuccessBody::One {
        name,
        id,
        entity: documented(entity),
    }
}

/// Row word: the answer as it came.
pub const fn as_sent() -> SuccessBody {
    SuccessBody::AsSent
}

/// A row as the wasm of the npm package holds it: a struct with a pointer to each text weighs a kilobyte more.
pub struct PackedOperation {
    /// Name, method, idempotency, path, body, list, entity and its id, a line each.
    pub text: &'static str,
    /// Optional query parameters.
    pub query: &'static [&'static str],
    /// The wrappers of a flat body, or the further names of a list. No row has both.
    pub further_names: &'static [&'static str],
    /// How long an attempt may take, in milliseconds.
    pub timeout_ms: f64,
}

impl PackedOperation {
    /// Whether this is its name.
    pub fn is_named(&self, name: &str) -> bool {
        let rest = self.text.strip_prefix(name);
        rest.is_some_and(|rest| rest.starts_with("\n"))
    }

    /// The row, without the model types.
    pub fn unpack(&self) -> Operation {
        let mut lines = [""; 8];
        let mut rest = self.text;
        for line in &mut lines {
            (*line, rest) = cut(rest, b'\n');
        }
        let [name, method, idempotency, path, body, list, entity, id] = lines;
        Operation {
            name,
            method: Method::of(method).unwrap_or(Method::GET),
            idempotency: match idempotency {
                "Idempotent" => Idempotency::Idempotent,
                _ => Idempotency::NotIdempotent,
            },
            path,
            query: self.query,
            body: match body {
                "" => Body::None,
                FLAT => Body::Flat {
                    wrappers: self.further_names,
                    type_name: "",
                },
                name => Body::Member(name, ""),
            },
            timeout_ms: self.timeout_ms,
            answer: if !list.is_empty() {
                SuccessBody::List {
                    name: list,
                    wire: self.further_names,
                    item: "",
                }
            } else if !entity.is_empty() {
                SuccessBody::One {
                    name: entity,
                    id,
                    entity: "",
                }
            } else {
                SuccessBody::AsSent
            },
        }
    }
}

/// The line of a flat body, which has no name.
const FLAT: &str = "*";

/// [`PackedOperation::further_names`] of a row.
pub const fn further_names(row: &Operation) -> &'static [&'static str] {
    match (row.body, row.answer) {
        (Body::Flat { wrappers, .. }, _) => wrappers,
        (_, SuccessBody::List { wire, .. }) => wire,
        _ => &[],
    }
}

/// The lines of [`PackedOperation::text`] from the words of a row.
macro_rules! packed_text {
    ($name:expr, $method:ident, $repeat:ident, $path:literal, ($($body:tt)*), ($($answer:tt)*)) => {
        concat!(
            $name, "\n", stringify!($method), "\n", stringify!($repeat), "\n", $path, "\n",
            packed_text!($($body)*), "\n", packed_text!($($answer)*)
        )
    };
    () => { "" };
    (member ($name:literal, $type_name:literal)) => { $name };
    (flat $arguments:tt) => { "*" };
    (list ($name:literal, $item:literal)) => { $name };
    (list_also ($name:literal, $wire:expr, $item:literal)) => { $name };
    (one ($name:literal, $entity:literal)) => { concat!("\n", $name, "\nid") };
    (one_known_by ($id:literal, $name:literal, $entity:literal)) => {
        concat!("\n", $name, "\n", $id)
    };
    (optional_entity $arguments:tt) => { "" };
    (as_sent $arguments:tt) => { "" };
}
pub(crate) use packed_text;
