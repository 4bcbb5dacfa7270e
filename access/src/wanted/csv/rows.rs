//! The rows of a CSV file, one at a time, numbered as a spreadsheet numbers them.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// A row that is not blank.
    Row,
    /// Nothing.
    End,
    /// The file ends within a quoted cell.
    Torn,
}

/// Rows of cells.
pub struct Rows<'a> {
    input: &'a [u8],
    reader: Reader,
    cells: Vec<u8>,
    ends: Vec<usize>,
    count: usize,
    row: usize,
    after_cr: bool,
}

/// `;`, `,` or tab: what the first line has most of outside quotes; none if two are as many.
pub fn delimiter(text: &str) -> Option<u8> {
    let (mut counts, mut quoted) = ([0_usize; 3], false);
    for byte in text.trim_start_matches(['\r', '\n']).bytes() {
        let count = match byte {
            b'"' => {
                quoted = !quoted;
                continue;
            }
            b'\r' | b'\n' if !quoted => break,
            b';' => counts.first_mut(),
            b',' => counts.get_mut(1),
            b'\t' => counts.get_mut(2),
            _ => continue,
        };
        if let Some(count) = count.filter(|_| !quoted) {
            *count = count.saturating_add(1);
        }
    }
    let [semicolons, commas, tabs] = counts;
    if semicolons > commas && semicolons > tabs {
        Some(b';')
    } else if tabs > commas && tabs > semicolons {
        Some(b'\t')
    } else if commas > semicolons && commas > tabs {
        Some(b',')
    } else {
        // One column is no list, but that is said better by what it lacks.
        (semicolons == 0 && commas == 0 && tabs == 0).then_some(b';')
    }
}

impl<'a> Rows<'a> {
    /// The rows of a text.
    pub fn new(text: &'a str, delimiter: u8) -> Self {
        Self {
            input: text.as_bytes(),
            reader: ReaderBuilder::new().delimiter(delimiter).build(),
            cells: vec![0; 1_024],
            ends: vec![0; 32],
            count: 0,
            row: 0,
            after_cr: false,
        }
    }

    /// The number of the row, from 1 on, blank ones counted.
    pub fn row(&self) -> usize {
        self.row
    }

    /// How many cells the row has.
    pub fn count(&self) -> usize {
        self.count
    }

    /// A cell without space round it; none where there is no such cell.
    pub fn cell(&self, index: usize) -> Option<&str> {
        if index >= self.count {
            return None;
        }
        let begin = match index.checked_sub(1) {
            None => 0,
            Some(before) => *self.ends.get(before)?,
        };
        let cell = self.cells.get(begin..*self.ends.get(index)?)?;
        str::from_utf8(cell).ok().map(str::trim)
    }

    /// Goes to the next row that has something in a cell.
    pub fn advance(&mut self) -> Next {
        loop {
            match self.record() {
                Next::Row => {}
                end => return end,
            }
            for index in 0..self.count {
                if self.cell(index).is_some_and(|cell| !cell.is_empty()) {
                    return Next::Row;
                }
            }
        }
    }

    fn record(&mut self) -> Next {
        // The reader passes over blank lines in silence.
        loop {
            match self.input {
                [b'\n', rest @ ..] => {
                    if !self.after_cr {
                        self.row = self.row.saturating_add(1);
                    }
                    self.after_cr = false;
                    self.input = rest;
                }
                [b'\r', rest @ ..] => {
                    self.row = self.row.saturating_add(1);
                    self.after_cr = true;
                    self.input = rest;
                }
                [] => return Next::End,
                _ => break,
            }
        }
        self.row = self.row.saturating_add(1);
        let (mut length, mut count) = (0_usize, 0_usize);
        // A line end after the last one ends a last row that has none, and no cell in quotes.
        let mut last_end: &[u8] = b"\n";
        loop {
            let at_end = self.input.is_empty();
            let input = if at_end { last_end } else { self.input };
            let (result, read, written, ended) = self.reader.read_record(
                input,
                self.cells.get_mut(length..).unwrap_or_default(),
                self.ends.get_mut(count..).unwrap_or_default(),
            );
            length = length.saturating_add(written);
            count = count.saturating_add(ended);
            self.after_cr = input.get(read.wrapping_sub(1)) == Some(&b'\r');
            let rest = input.get(read..).unwrap_or_default();
            match result {
                ReadRecordResult::OutputFull => {
                    let longer = self.cells.len().saturating_mul(2);
                    self.cells.resize(longer, 0);
                }
                ReadRecordResult::OutputEndsFull => {
                    let longer = self.ends.len().saturating_mul(2);
                    self.ends.resize(longer, 0);
                }
                ReadRecordResult::Record => {
                    self.count = count;
                    if !at_end {
                        self.input = rest;
                    }
                    return Next::Row;
                }
                ReadRecordResult::InputEmpty if at_end => return Next::Torn,
                ReadRecordResult::End => return Next::End,
                ReadRecordResult::InputEmpty => {}
            }
            if at_end {
                last_end = rest;
            } else {
                self.input = rest;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> (Vec<(usize, Vec<String>)>, Next) {
        let mut rows = Rows::new(text, b';');
        let mut out = Vec::new();
        loop {
            match rows.advance() {
                Next::Row => out.push((
                    rows.row(),
                    (0..rows.count())
                        .map(|cell| rows.cell(cell).unwrap().to_owned())
                        .collect(),
                )),
                end => return (out, end),
            }
        }
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_does() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["a;b", "", "\"1\n2\";3", ";", "x;\"y\"\"z\"", ""].join(end);
            let (rows, last) = all(&text);
            assert_eq!(last, Next::End);
            let numbers: Vec<usize> = rows.iter().map(|(row, _)| *row).collect();
            assert_eq!(numbers, [1, 3, 5], "{text:?}");
            assert_eq!(rows[1].1, ["1\n2", "3"]);
            assert_eq!(rows[2].1, ["x", "y\"z"]);
        }
    }

    #[test]
    fn the_last_row_needs_no_line_end_but_its_quote() {
        assert_eq!(all("a;b\n1;2").0.len(), 2);
        assert_eq!(all("a;b\n1;\"2\"").1, Next::End);
        assert_eq!(all("a;b\n1;\"2").1, Next::Torn);
        assert_eq!(all("a;b\n1;\"2\"\"").1, Next::Torn);
        assert_eq!(all("a;b\n1;\"2\n").1, Next::Torn);
        assert_eq!(all("").1, Next::End);
    }

    #[test]
    fn long_rows_and_many_cells_are_whole() {
        let long = "x".repeat(5_000);
        let text = vec![long.as_str(); 200].join(";");
        let (rows, _) = all(&text);
        assert_eq!(rows[0].1.len(), 200);
        assert!(rows[0].1.iter().all(|cell| *cell == long));
    }

    #[test]
    fn the_header_tells_the_delimiter() {
        assert_eq!(delimiter("a;b,c;d\n1,2,3,4,5"), Some(b';'));
        assert_eq!(delimiter("a,b\n;;;"), Some(b','));
        assert_eq!(delimiter("\r\na\tb"), Some(b'\t'));
        assert_eq!(delimiter("\"a;b\",c"), Some(b','));
        assert_eq!(delimiter("a;b,c"), None);
    }
}
