//! New ids: version 4 UUIDs, in the same order on every run.

use super::key_id::KeyId;

/// The UUID of a number. It is deterministic, so that a test fails again with the same ids.
pub(crate) fn uuid(number: u64) -> String {
    KeyId::Uuid(uuid_bytes(number)).to_string()
}

/// The UUID of a number as bytes.
pub(crate) fn uuid_bytes(number: u64) -> [u8; 16] {
    let high = mix(number.wrapping_mul(2));
    let low = mix(number.wrapping_mul(2).wrapping_add(1));
    // Version 4, and the variant of RFC 9562.
    let high = (high & !0xf000) | 0x4000;
    let low = (low & !(0b11 << 62)) | (0b10 << 62);
    ((u128::from(high) << 64) | u128::from(low)).to_be_bytes()
}

/// The UUID of some words, which is always the same.
pub(crate) fn derived_uuid(words: &[&str]) -> String {
    let mut sum = 0_u64;
    for word in words {
        for byte in word.bytes() {
            sum = mix(sum ^ u64::from(byte));
        }
        // So that `ab`, `c` differs from `a`, `bc`.
        sum = mix(sum ^ 0x100);
    }
    uuid(sum)
}

/// The mixing function of SplitMix64: close numbers give unrelated ones.
pub(crate) fn mix(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The code of an id that an installer types into the app of a lock vendor.
pub(crate) fn installer_invite_code(id: &str) -> String {
    // Without 0/O and 1/I, which people confuse.
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let mut seed = id
        .bytes()
        .fold(0_u64, |sum, byte| mix(sum.wrapping_add(u64::from(byte))));
    let mut code = String::new();
    for _ in 0..8 {
        let index = usize::try_from(seed & 31).unwrap_or(0);
        code.push(char::from(LETTERS.get(index).copied().unwrap_or(b'A')));
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
