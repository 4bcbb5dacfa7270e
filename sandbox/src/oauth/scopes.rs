//! Scopes of Unidy: words that are separated by spaces (RFC 6749, section 3.3).

use crate::oauth::token_error::TokenError;
use crate::store::settings::Settings;

/// The scopes that Unidy's documentation names: those of its first edition, then those added since.
const DOCUMENTED: [&str; 19] = [
    "subscriptions:read",
    "subscriptions:write",
    "subscriptions_batch:write",
    "custom_attributes:read",
    "custom_attributes:write",
    "users:read",
    "users:read_by_email",
    "users:change_email",
    "users:write",
    "newsletter_subscriptions:write",
    "admin:read",
    "admin:write",
    "tickets:read",
    "tickets:write",
    "openid",
    "email",
    "profile",
    "phone",
    "address",
];

/// The scopes of a request, without repetitions.
pub(crate) fn read(text: Option<&str>, settings: &Settings) -> Result<Vec<String>, TokenError> {
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
        if !DOCUMENTED.contains(&scope) && !settings.unidy_scopes.iter().any(|own| own == scope) {
            let scope: String = scope.chars().take(40).collect();
            return Err(TokenError::invalid_scope(format!(
                "Unidy has no scope {scope}; the setting unidyScopes adds those of a tenant"
            )));
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

    fn read(text: Option<&str>) -> Result<Vec<String>, TokenError> {
        super::read(text, &Settings::default())
    }

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
    #[test]
    fn what_unidy_does_not_name_is_refused_unless_a_setting_adds_it() {
        let refused = read(Some("users:read unloc:all")).unwrap_err();
        assert_eq!(refused.error, "invalid_scope");
        assert!(refused.description.contains("unloc:all"));
        let settings = Settings {
            unidy_scopes: vec!["unloc:all".to_owned()],
            ..Settings::default()
        };
        let scopes = super::read(Some("users:read unloc:all"), &settings).unwrap();
        assert_eq!(scopes, ["users:read", "unloc:all"]);
    }
}
