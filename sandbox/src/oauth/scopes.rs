//! Scopes of Unidy: words that are separated by spaces (RFC 6749, section 3.3).

use crate::oauth::token_error::TokenError;

/// The scopes of a request, without repetitions.
pub(crate) fn read(text: Option<&str>) -> Result<Vec<String>, TokenError> {
    let mut scopes: Vec<String> = Vec::new();
    for scope in text
        .unwrap_or_default()
        .split(' ')
        .filter(|word| !word.is_empty())
    {
        // RFC 6749, section 3.3.
        let allowed = |byte: u8| matches!(byte, b'!'..=b'~') && !matches!(byte, b'"' | b'\\');
        if !scope.bytes().all(allowed) {
            return Err(TokenError::invalid_scope(
                "A scope is made of printable ASCII without quotes and backslashes",
            ));
        }
        if !scopes.iter().any(|known| known == scope) {
            scopes.push(scope.to_owned());
        }
    }
    Ok(scopes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_taken_once_and_odd_ones_are_refused() {
        assert_eq!(read(None).unwrap(), Vec::<String>::new());
        assert_eq!(
            read(Some("users:read  openid users:read")).unwrap(),
            ["users:read", "openid"]
        );
        for odd in ["a\tb", "\"a\"", "é", "a\\b"] {
            assert_eq!(read(Some(odd)).unwrap_err().error, "invalid_scope", "{odd}");
        }
    }
}
