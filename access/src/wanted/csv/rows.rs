//! The rows of a CSV file, one at a time, numbered as a spreadsheet numbers them.

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
    delimiter: u8,
    cells: Vec<u8>,
    ends: Vec<usize>,
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
            delimiter,
            cells: Vec::new(),
            ends: Vec::new(),
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
        self.ends.len()
    }

    /// A cell without space round it; none where there is no such cell.
    pub fn cell(&self, index: usize) -> Option<&str> {
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
            for index in 0..self.count() {
                if self.cell(index).is_some_and(|cell| !cell.is_empty()) {
                    return Next::Row;
                }
            }
        }
    }

    fn record(&mut self) -> Next {
        self.cells.clear();
        self.ends.clear();
        // Blank lines are passed over in silence.
        let (mut blank, mut begins, mut quoted) = (true, true, false);
        let mut before = if self.after_cr { b'\r' } else { 0 };
        while let Some((byte, rest)) = self.input.split_first() {
            let byte = *byte;
            self.input = rest;
            let last = std::mem::replace(&mut before, byte);
            let is_end = matches!(byte, b'\r' | b'\n') && !quoted;
            if is_end {
                if byte == b'\n' && last == b'\r' && blank {
                    continue;
                }
                self.row = self.row.saturating_add(1);
                if blank {
                    continue;
                }
                self.after_cr = byte == b'\r';
                self.ends.push(self.cells.len());
                return Next::Row;
            }
            blank = false;
            if quoted {
                if byte != b'"' {
                    self.cells.push(byte);
                } else if rest.first() == Some(&b'"') {
                    self.cells.push(byte);
                    self.input = rest.get(1..).unwrap_or_default();
                } else {
                    quoted = false;
                }
            } else if byte == self.delimiter {
                self.ends.push(self.cells.len());
                begins = true;
                continue;
            } else if byte == b'"' && begins {
                quoted = true;
            } else {
                self.cells.push(byte);
            }
            begins = false;
        }
        if blank {
            return Next::End;
        }
        self.row = self.row.saturating_add(1);
        self.ends.push(self.cells.len());
        if quoted { Next::Torn } else { Next::Row }
    }
}

#[cfg(test)]
#[allow(
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::unwrap_used
)] // a test
mod tests {
    use super::*;
    use proptest::prelude::*;

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

    /// What a library reads; it passes over blank lines, and ends a torn cell where the text ends.
    fn theirs(text: &str) -> Vec<Vec<String>> {
        let mut reader = csv_core::ReaderBuilder::new().delimiter(b';').build();
        let (mut cells, mut ends) = (vec![0; 1_000], vec![0; 100]);
        let (mut input, mut rows) = (text.as_bytes(), Vec::new());
        let (mut length, mut count) = (0, 0);
        loop {
            let (result, read, written, ended) =
                reader.read_record(input, &mut cells[length..], &mut ends[count..]);
            input = &input[read..];
            (length, count) = (length + written, count + ended);
            match result {
                csv_core::ReadRecordResult::End => return rows,
                csv_core::ReadRecordResult::Record => {
                    let mut begin = 0;
                    rows.push(Vec::new());
                    for end in &ends[..count] {
                        let cell = str::from_utf8(&cells[begin..*end]).unwrap().trim();
                        rows.last_mut().unwrap().push(cell.to_owned());
                        begin = *end;
                    }
                    if rows.last().unwrap().iter().all(String::is_empty) {
                        rows.pop();
                    }
                    (length, count) = (0, 0);
                }
                _ => {}
            }
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_as_a_library_does(text in "([a;\"\r\n ]{0,12}|\"[a;\"\r\n]{0,4}\"[;\r\n]){0,6}") {
            let (rows, last) = all(&text);
            let mut expected = theirs(&text);
            if last == Next::Torn {
                expected.truncate(rows.len());
            }
            let rows: Vec<Vec<String>> = rows.into_iter().map(|(_, row)| row).collect();
            prop_assert_eq!(rows, expected);
        }
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
