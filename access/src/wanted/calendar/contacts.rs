//! Phone numbers by the names of events: the only way by which a feed opens a door.

use crate::wanted::csv::{self, Column, Next};
use crate::wanted::fault::Fault;
use crate::wanted::reading::{Place, Reading};
use unloc_integrator_client::json::Json;

/// A number, and where it was read.
struct Contact {
    uid: String,
    number: String,
    place: Place,
}

/// Numbers by `UID`.
#[derive(Default)]
pub struct Contacts(Vec<Contact>);

impl Contacts {
    /// The number of an event.
    pub fn number(&self, uid: &str) -> Option<&str> {
        let at = self.0.binary_search_by(|one| one.uid.as_str().cmp(uid));
        Some(&self.0.get(at.ok()?)?.number)
    }

    /// Adds a file `uid;phone`; what cannot be read is a problem of its row.
    pub fn read(
        &mut self,
        bytes: &[u8],
        file: usize,
        country: Option<&str>,
        reading: &mut Reading<'_>,
    ) {
        if let Err((row, fault)) = self.rows(bytes, file, country, reading) {
            reading.refuse(Place { file, row }, fault);
        }
    }

    /// To be called when all files are read: two numbers of one name are none.
    pub fn finish(&mut self, reading: &mut Reading<'_>) {
        self.0
            .sort_unstable_by(|a, b| (&a.uid, a.place).cmp(&(&b.uid, b.place)));
        let mut kept: Vec<Contact> = Vec::with_capacity(self.0.len());
        for one in std::mem::take(&mut self.0) {
            match kept.last() {
                Some(last) if last.uid == one.uid => {
                    if last.number != one.number {
                        let fault = Fault::new("uid", "contactTwice")
                            .text("ref", &one.uid)
                            .number("other", last.place.row);
                        reading.problem(one.place, fault);
                    }
                }
                _ => kept.push(one),
            }
        }
        self.0 = kept;
    }

    fn rows(
        &mut self,
        bytes: &[u8],
        file: usize,
        country: Option<&str>,
        reading: &mut Reading<'_>,
    ) -> Result<(), (usize, Fault)> {
        let text = csv::text(bytes, None).map_err(|code| (1, Fault::new("", code)))?;
        let required = [Column::Ref, Column::Phone];
        let (mut rows, columns) = csv::open(&text, None, Json::UNDEFINED, &required)?;
        loop {
            let next = rows.advance();
            let place = Place {
                file,
                row: rows.row(),
            };
            match next {
                Next::End => return Ok(()),
                Next::Torn => return Err((place.row, Fault::new("", "tornQuote"))),
                Next::Row => {}
            }
            if let Some(fault) = csv::wrong_width(&rows, &columns) {
                reading.problem(place, fault);
                continue;
            }
            let uid = csv::cell(&rows, &columns, Column::Ref).to_owned();
            let number = csv::cell(&rows, &columns, Column::Phone);
            // Nobody knows it yet: the event waits.
            if number.is_empty() {
                continue;
            }
            match csv::number(number, country) {
                Err(fault) => reading.problem(place, fault),
                Ok(number) => self.0.push(Contact { uid, number, place }),
            }
        }
    }
}
