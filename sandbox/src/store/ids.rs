//! New ids: version 4 UUIDs that come in the same order on every run.

use super::key_id::KeyId;

/// The UUID for a number. Deterministic, so a test that failed fails again with the same ids.
pub(crate) fn uuid(number: u64) -> String {
    KeyId::Uuid(uuid_bytes(number)).to_string()
}

/// The same as its 16 bytes.
pub(crate) fn uuid_bytes(number: u64) -> [u8; 16] {
    let high = scramble(number.wrapping_mul(2));
    let low = scramble(number.wrapping_mul(2).wrapping_add(1));
    // Version 4, and the variant of RFC 9562.
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0b11 << 62)) | (0b10 << 62);
    ((u128::from(high) << 64) | u128::from(low)).to_be_bytes()
}

/// The UUID that follows from some words: the same words, the same id.
pub(crate) fn derived(words: &[&str]) -> String {
    let mut sum = 0_u64;
    for word in words {
        for byte in word.bytes() {
            sum = scramble(sum ^ u64::from(byte));
        }
        // Where a word ends makes a difference.
        sum = scramble(sum ^ 0x100);
    }
    uuid(sum)
}

/// SplitMix64's finishing step: neighbouring numbers come out unlike each other.
pub(crate) fn scramble(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// A code as an installer types it into a lock vendor's app, made from an id.
pub(crate) fn installer_invite_code(id: &str) -> String {
    // Without 0/O and 1/I, which people mix up.
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut seed = id.bytes().fold(0_u64, |sum, byte| {
        scramble(sum.wrapping_add(u64::from(byte)))
    });
    let mut code = String::new();
    for _ in 0..8 {
        let place = usize::try_from(seed & 31).unwrap_or(0);
        code.push(char::from(LETTERS.get(place).copied().unwrap_or(b'A')));
        seed >>= 5;
    }
    code
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_uuids_of_version_4_and_repeat() {
        let id = uuid(7);
        assert_eq!(id, uuid(7));
        assert_ne!(id, uuid(8));
        assert_eq!(id.len(), 36);
        let parts: Vec<&str> = id.split('-').collect();
        assert_eq!(
            parts.iter().map(|part| part.len()).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
        assert!(parts[2].starts_with('4'));
        assert!(parts[3].starts_with(['8', '9', 'a', 'b']));
    }

    #[test]
    fn ten_thousand_ids_are_all_different() {
        let ids: std::collections::HashSet<String> = (0..10_000).map(uuid).collect();
        assert_eq!(ids.len(), 10_000);
    }
}
