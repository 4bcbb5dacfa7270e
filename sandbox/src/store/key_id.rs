//! The id of a key, stored compactly.

/// The id of a key. UUIDs as bytes take a third of the memory of their texts.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum KeyId {
    /// A UUID in lower case.
    Uuid([u8; 16]),
    /// Any other id.
    Text(Box<str>),
}

/// The positions of the dashes.
const DASHES: [usize; 4] = [8, 13, 18, 23];

impl KeyId {
    /// The id of a text.
    pub(crate) fn read(text: &str) -> Self {
        uuid(text).map_or_else(|| Self::Text(text.into()), Self::Uuid)
    }
}

fn uuid(text: &str) -> Option<[u8; 16]> {
    if text.len() != 36 {
        return None;
    }
    let mut bytes = [0_u8; 16];
    let mut half = 0_usize;
    for (index, letter) in text.bytes().enumerate() {
        if DASHES.contains(&index) {
            if letter != b'-' {
                return None;
            }
            continue;
        }
        let value = match letter {
            b'0'..=b'9' => letter.wrapping_sub(b'0'),
            b'a'..=b'f' => letter.wrapping_sub(b'a').wrapping_add(10),
            _ => return None,
        };
        let byte = bytes.get_mut(half >> 1)?;
        *byte = (*byte << 4) | value;
        half = half.saturating_add(1);
    }
    Some(bytes)
}

impl std::fmt::Display for KeyId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => formatter.write_str(text),
            Self::Uuid(bytes) => {
                let mut text = [b'-'; 36];
                let digits = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
                let slots = text
                    .iter_mut()
                    .enumerate()
                    .filter(|(index, _)| !DASHES.contains(index));
                for ((_, byte), digit) in slots.zip(digits) {
                    *byte = b"0123456789abcdef"
                        .get(usize::from(digit))
                        .copied()
                        .unwrap_or(b'0');
                }
                formatter.write_str(std::str::from_utf8(&text).unwrap_or_default())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::ids;

    #[test]
    fn every_id_is_written_as_it_was_read() {
        for number in 0..1_000 {
            let text = ids::uuid(number);
            let id = KeyId::read(&text);
            assert!(matches!(id, KeyId::Uuid(_)), "{text}");
            assert_eq!(id.to_string(), text);
        }
        for text in [
            "",
            "key-7",
            "D1A5AC9A-015F-4C2E-B7B3-41673635512A",
            "d1a5ac9a-015f-4c2e-b7b3-41673635512",
            "d1a5ac9a-015f-4c2e-b7b3-41673635512g",
            "d1a5ac9a0015f-4c2e-b7b3-41673635512a",
            "ääääääääääääääääää",
        ] {
            let id = KeyId::read(text);
            assert!(matches!(id, KeyId::Text(_)), "{text}");
            assert_eq!(id.to_string(), text);
        }
    }
}
