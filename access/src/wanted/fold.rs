//! Words without case, accents and what is between them: `Check-in` and `check in` are one word.

/// Letters of Latin alphabets and what they count as, in lower case.
static LETTERS: [(&str, char); 14] = [
    ("àáâãäåāăąæÀÁÂÃÄÅĀĂĄÆ", 'a'),
    ("çćčÇĆČ", 'c'),
    ("ďđðĎĐÐ", 'd'),
    ("èéêëēėęěÈÉÊËĒĖĘĚ", 'e'),
    ("ğĞ", 'g'),
    ("ìíîïīįıÌÍÎÏĪĮİ", 'i'),
    ("łŁ", 'l'),
    ("ñńňÑŃŇ", 'n'),
    ("òóôõöøōőœÒÓÔÕÖØŌŐŒ", 'o'),
    ("řŘ", 'r'),
    ("śšşßŚŠŞ", 's'),
    ("ťþŤÞ", 't'),
    ("ùúûüūůűÙÚÛÜŪŮŰ", 'u'),
    ("ýÿźżžÝŹŻŽ", 'z'),
];

/// The letter that counts.
fn letter(character: char) -> char {
    for (letters, plain) in &LETTERS {
        for one in letters.chars() {
            if one == character {
                return *plain;
            }
        }
    }
    character
}

/// Whether a word is one of those in a text, which have a space between them.
pub fn has_word(words: &str, word: &str) -> bool {
    words.split(' ').any(|one| one == word)
}

/// A word folded.
pub fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for character in word.chars() {
        match character {
            // What is between words, accents of their own, and what cannot be seen.
            ' '
            | '\t'
            | '_'
            | '-'
            | '.'
            | '\u{A0}'
            | '\u{AD}'
            | '\u{FEFF}'
            | '\u{300}'..='\u{36F}'
            | '\u{200B}'..='\u{200F}' => {}
            ascii if ascii.is_ascii() => out.push(ascii.to_ascii_lowercase()),
            other => out.push(letter(other)),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::folded;

    #[test]
    fn case_accents_and_spaces_do_not_count() {
        for (word, plain) in [
            ("Check-in", "checkin"),
            ("booking ID", "bookingid"),
            ("reservation_code", "reservationcode"),
            ("DØR", "dor"),
            ("Från", "fran"),
            ("Fra\u{30A}n", "fran"),
            ("Öppettider", "oppettider"),
            ("Tür", "tur"),
            ("Этаж 2", "Этаж2"),
        ] {
            assert_eq!(folded(word), plain);
        }
    }
}
