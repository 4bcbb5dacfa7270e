//! Which column is which, by its header.

use crate::wanted::fault::Fault;
use crate::wanted::fold::{folded, has_word};
use unloc_integrator_client::json::{Array, Json};

/// A column's place in `COLUMNS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    /// The list's own name of a row.
    Ref,
    /// Phone number.
    Phone,
    /// Doors.
    Doors,
    /// A room.
    Room,
    /// Start.
    From,
    /// End.
    To,
    /// Weekly hours.
    Windows,
    /// Status.
    Status,
    /// A note.
    Label,
}

/// Each column: its name, and the folded headers that mean it.
pub static COLUMNS: [(&str, &str); 9] = [
    (
        "ref",
        "ref reference reservation reservationcode booking bookingid confirmation id uid member medlemsnummer bestilling avtale leilighet enhet",
    ),
    (
        "phone",
        "phone mobile telephone tel msisdn appuserid telefon mobil mobilnummer handy puhelin person",
    ),
    (
        "doors",
        "doors door lock locks lockid dor dorer las dorr tur",
    ),
    (
        "room",
        "room unit listing listingmapid space rom hytte bolig lagenhet zimmer",
    ),
    (
        "from",
        "from start starts checkin arrival arrivaldate movein dtstart fra fradato innflytting fran von anreise",
    ),
    (
        "to",
        "to end ends until checkout departure departuredate moveout dtend til tildato utflytting till bis abreise",
    ),
    (
        "windows",
        "windows hours days recurrence tider ukedager dager oppettider",
    ),
    ("status", "status state bookingstatus"),
    ("label", "note label name guest guestname navn namn comment"),
];

/// The columns of a file.
#[derive(Debug, Default)]
pub struct Columns {
    places: [Option<usize>; COLUMNS.len()],
    headers: Vec<String>,
    /// Headers that mean nothing here.
    pub ignored: Vec<String>,
}

impl Columns {
    /// Reads a header. `told` names headers by column: those win.
    ///
    /// # Errors
    /// Two headers that mean the same, a told header that is not there, or none for a column that is
    /// required.
    pub fn new(headers: Vec<String>, told: Json<'_>, required: &[Column]) -> Result<Self, Fault> {
        let mut columns = Self {
            headers,
            ..Self::default()
        };
        let mut meanings = vec![None; columns.headers.len()];
        for (name, header) in told.text_entries() {
            let Some(column) = COLUMNS.iter().position(|(one, _)| *one == name) else {
                return Err(Fault::new("", "columnUnknown").text("value", &name));
            };
            let header = folded(&header);
            let mut found = false;
            for (meaning, one) in meanings.iter_mut().zip(&columns.headers) {
                if folded(one) == header {
                    *meaning = Some(column);
                    found = true;
                }
            }
            if !found {
                return Err(columns.fault_at(column, "columnMissing"));
            }
        }
        for (meaning, header) in meanings.iter_mut().zip(&columns.headers) {
            let header = folded(header);
            let by_name = COLUMNS
                .iter()
                .position(|(name, words)| has_word(words, &header) && told.member(name).is_none());
            *meaning = meaning.or(by_name);
        }
        for (index, meaning) in meanings.iter().enumerate() {
            match meaning.and_then(|column| Some((column, columns.places.get_mut(column)?))) {
                None => columns.ignored.extend(
                    columns
                        .headers
                        .get(index)
                        .filter(|one| !one.is_empty())
                        .cloned(),
                ),
                Some((_, place @ None)) => *place = Some(index),
                Some((column, Some(_))) => return Err(columns.fault_at(column, "columnTwice")),
            }
        }
        for column in required {
            if columns.place(*column).is_none() {
                return Err(columns.fault(*column, "columnMissing"));
            }
        }
        Ok(columns)
    }

    /// A fault of a column that prints those that there are.
    pub fn fault(&self, column: Column, code: &str) -> Fault {
        self.fault_at(column as usize, code)
    }

    fn fault_at(&self, column: usize, code: &str) -> Fault {
        let (name, _) = COLUMNS.get(column).copied().unwrap_or_default();
        let mut saw = Array::new();
        for header in &self.headers {
            saw.text(header);
        }
        let mut fault = Fault::new(name, code);
        fault.refusal = fault.refusal.json("saw", &saw.finish());
        fault
    }

    /// Where a column is.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.places.get(column as usize).copied().flatten()
    }

    /// How many cells a row has.
    pub fn count(&self) -> usize {
        self.headers.len()
    }

    /// The file's own name of a column.
    pub fn header<'a>(&'a self, name: &'a str) -> &'a str {
        let column = COLUMNS.iter().position(|(one, _)| *one == name);
        column
            .and_then(|column| self.places.get(column).copied().flatten())
            .and_then(|place| self.headers.get(place))
            .map_or(name, String::as_str)
    }
}
