//! How a CSV is to be written.

use crate::refusal::Refusal;
use unloc_integrator_client::json::Json;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// Name of the lock; in a list of grants of all locks.
    Door,
    /// Id of the lock.
    LockId,
    /// Id of the first lock of the door.
    DoorId,
    /// Phone number.
    Person,
    /// Name of the person.
    Name,
    /// When it begins to open.
    From,
    /// When it no longer opens.
    To,
    /// By what means.
    Why,
    /// Ids of the keys.
    Key,
    /// Owners of the keys.
    Owner,
    /// References of the keys.
    Ref,
    /// Weekly hours.
    Windows,
    /// States of the keys.
    State,
    /// Access groups of the keys.
    Group,
}

/// The names of the columns, as they are asked for and written above them.
const NAMES: [(&str, Column); 17] = [
    ("door", Column::Door),
    ("doors", Column::Door),
    ("lockId", Column::LockId),
    ("doorId", Column::DoorId),
    ("person", Column::Person),
    ("phone", Column::Person),
    ("appUserId", Column::Person),
    ("name", Column::Name),
    ("from", Column::From),
    ("to", Column::To),
    ("why", Column::Why),
    ("key", Column::Key),
    ("owner", Column::Owner),
    ("ref", Column::Ref),
    ("windows", Column::Windows),
    ("state", Column::State),
    ("accessGroupId", Column::Group),
];

/// What is written if nothing else is asked for.
const USUAL: [&str; 6] = ["door", "person", "from", "to", "why", "key"];
/// The same of a list of grants: what reads as one.
const OF_GRANTS: [&str; 6] = ["ref", "phone", "doors", "from", "to", "windows"];

/// How a CSV is to be written.
#[derive(Clone, Debug)]
pub struct CsvOptions {
    /// Between cells: `;`, `,` or a tab.
    pub delimiter: char,
    /// Whether it begins with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
    /// Whether times are in UTC, and not the door's.
    pub utc: bool,
    /// Whether numbers are hidden but for their ends.
    pub masked: bool,
    /// Whether rows are grants, as a list of who should be able to open what has them.
    pub grants: bool,
    /// The columns and their names.
    pub columns: Vec<(&'static str, Column)>,
}

impl CsvOptions {
    /// Reads `{"delimiter"?,"bom"?,"times"?:"door"|"utc","masked"?,"rows"?:"openings"|"grants",
    /// "columns"?:[…]}`.
    ///
    /// # Errors
    /// `unknownColumn` with its `column`, `unknownDelimiter`.
    pub fn read(given: &Json<'_>) -> Result<Self, Refusal> {
        let grants = given.text("rows").is_some_and(|rows| rows == "grants");
        let delimiter = match given.text("delimiter").as_deref() {
            None | Some(";") => ';',
            Some(",") => ',',
            Some("\t") => '\t',
            Some(_) => return Err(Refusal::new("unknownDelimiter")),
        };
        let mut columns = Vec::new();
        if given.get("columns").is_array() {
            for name in given.get("columns").texts() {
                columns.push(column(&name)?);
            }
        } else {
            for name in if grants { OF_GRANTS } else { USUAL } {
                columns.push(column(name)?);
            }
        }
        Ok(Self {
            delimiter,
            bom: given.is_true("bom"),
            utc: given.text("times").is_some_and(|times| times == "utc"),
            masked: given.is_true("masked"),
            grants,
            columns,
        })
    }
}

fn column(name: &str) -> Result<(&'static str, Column), Refusal> {
    NAMES
        .into_iter()
        .find(|one| one.0 == name)
        .ok_or_else(|| Refusal::new("unknownColumn").text("column", name))
}
