//! Phone numbers in cells: E.164, or the form of a country that was told. No country is guessed.

use crate::wanted::fault::Fault;
use unloc_integrator_client::request::phone_number::phone_number;

/// A country: its ISO code, its calling code, what is dialled before a number within it, and how many
/// digits come after that.
const COUNTRIES: [(&str, &str, &str, u8, u8); 20] = [
    ("AT", "43", "0", 7, 13),
    ("AU", "61", "0", 9, 9),
    ("BE", "32", "0", 8, 9),
    ("CA", "1", "", 10, 10),
    ("CH", "41", "0", 9, 9),
    ("DE", "49", "0", 6, 11),
    ("DK", "45", "", 8, 8),
    ("EE", "372", "", 7, 8),
    ("ES", "34", "", 9, 9),
    ("FI", "358", "0", 5, 12),
    ("FO", "298", "", 6, 6),
    ("FR", "33", "0", 9, 9),
    ("GB", "44", "0", 9, 10),
    ("IE", "353", "0", 7, 9),
    ("IS", "354", "", 7, 7),
    ("NL", "31", "0", 9, 9),
    ("NO", "47", "", 8, 8),
    ("PL", "48", "", 9, 9),
    ("SE", "46", "0", 7, 9),
    ("US", "1", "", 10, 10),
];

/// Whether a country is known.
pub fn is_known(country: &str) -> bool {
    COUNTRIES.iter().any(|(one, ..)| *one == country)
}

/// The number of a cell. What is wrong never holds the number.
///
/// # Errors
/// Which kind of no number it is.
pub fn number(cell: &str, country: Option<&str>) -> Result<String, Fault> {
    let mut plain = String::with_capacity(cell.len());
    for character in cell.chars() {
        match character {
            // Kinds of space and dash, and what cannot be seen.
            '\u{A0}'
            | '\u{2000}'..='\u{200F}'
            | '\u{202A}'..='\u{202F}'
            | '\u{2060}'
            | '\u{FEFF}'
            | '\u{AD}'
            | '\u{2010}'..='\u{2015}'
            | '\u{2066}'..='\u{2069}'
            | '\u{3000}' => {}
            other => plain.push(other),
        }
    }
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    if digits == 0 {
        return Err(Fault::new("phone", "noPhone"));
    }
    if plain.bytes().any(|byte| matches!(byte, b'e' | b'E')) && plain.contains(['+', ',', '.']) {
        return Err(Fault::new("phone", "phoneShortened").text("value", cell));
    }
    let plain = match plain.trim_start_matches([' ', '(', '-']).strip_prefix("00") {
        Some(rest) => ["+", rest].concat(),
        None => plain,
    };
    if plain.contains('+') {
        return phone_number(&plain).ok_or_else(|| Fault::new("phone", "noPhone"));
    }
    let Some(country) = country else {
        return Err(Fault::new("phone", "phoneNoCountry"));
    };
    national(&plain, country)
}

/// A number as it is dialled within a country.
fn national(plain: &str, country: &str) -> Result<String, Fault> {
    let fault = |code: &str| Fault::new("phone", code).text("country", country);
    let row = COUNTRIES.iter().find(|(one, ..)| *one == country);
    let Some((_, code, trunk, least, most)) = row else {
        return Err(fault("countryUnknown"));
    };
    let mut digits = String::with_capacity(plain.len());
    for byte in plain.bytes() {
        match byte {
            b'0'..=b'9' => digits.push(char::from(byte)),
            b' ' | b'-' | b'(' | b')' => {}
            _ => return Err(fault("noPhone")),
        }
    }
    // A zero that a spreadsheet has eaten is not made up.
    let Some(rest) = digits.strip_prefix(trunk) else {
        return Err(fault("phoneNoTrunk").text("trunk", trunk));
    };
    let fits = (usize::from(*least)..=usize::from(*most)).contains(&rest.len());
    if !fits || rest.starts_with('0') {
        return Err(fault("noPhone"));
    }
    phone_number(&["+", code, rest].concat()).ok_or_else(|| fault("noPhone"))
}
