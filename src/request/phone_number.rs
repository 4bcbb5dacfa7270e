//! Phone numbers among the parameters of a call: the same form for all of them.

use crate::text::{is_among, is_phone_number};

/// The parameters of paths and queries, and the members of bodies, that are phone numbers. `[]` stands
/// for each item of a list.
pub const PHONE_NUMBERS: [&str; 11] = [
    "userId",
    "appUserId",
    "keys[].appUserId",
    "sharingRights[].appUserId",
    "appUserIds[]",
    "appUserIdsToAdd[]",
    "appUserIdsToRemove[]",
    "doorbellUsers[].appUserId",
    "doorbellUsersToAdd[].appUserId",
    "doorbellUserLists[].doorbellUsers[].appUserId",
    "doorbellUserListsToAdd[].doorbellUsers[].appUserId",
];

/// What a phone number must be, as the end of a sentence.
pub const RULE: &str = "must be a phone number as E.164 has it: a plus, the country's code, digits. \
    Spaces, hyphens and brackets may be between them, invisible characters and (0) may not";

/// The phone number without the spaces, hyphens and brackets that people write into it; none if it is
/// no phone number (E.164).
pub fn phone_number(text: &str) -> Option<String> {
    let mut number = String::new();
    let mut in_brackets = false;
    for byte in text.bytes() {
        // The zero of "+47 (0) 99…" is dialled only without the country's code.
        if !byte.is_ascii() || (in_brackets && byte == b'0') {
            return None;
        }
        in_brackets = byte == b'(' || (in_brackets && byte == b' ');
        if !is_among(byte, b" -()") {
            number.push(char::from(byte));
        }
    }
    is_phone_number(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn separators_of_people_are_taken_out() {
        for text in [
            "+4799887766",
            "+47 99 88 77 66",
            "+47-99-88-77-66",
            "+47 (99) 88 77 66",
            "(+47) 99887766",
            " +4799887766 ",
        ] {
            assert_eq!(phone_number(text).as_deref(), Some("+4799887766"), "{text}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            " ",
            "+",
            "4799887766",
            "004799887766",
            "+0799887766",
            "+123456",
            "+1234567890123456",
            "+47998877aa",
            "+47 (0) 99887766",
            "+47 ( 0)99887766",
            "++4799887766",
            "+4799887766,+4799887767",
            "\u{202a}+4799887766\u{202c}",
            "+47\u{a0}99887766",
            "+4799887766\u{200e}",
            "+47\t99887766",
            "+4799887766\n",
            "+47.99.88.77.66",
            "+４７９９８８７７６６",
        ] {
            assert_eq!(phone_number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_is_taken_has_the_digits_that_were_given(text in "[+0-9 ()-]{0,20}") {
            let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            if let Some(number) = phone_number(&text) {
                prop_assert!(is_phone_number(&number));
                prop_assert_eq!(digits(&number), digits(&text));
                let again = phone_number(&number);
                prop_assert_eq!(again.as_deref(), Some(number.as_str()));
            }
        }
    }
}
