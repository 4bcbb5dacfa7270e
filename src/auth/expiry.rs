//! When a token is refreshed, and when it is no longer used.

/// A token is not used in its last 30 seconds: clocks differ and requests take time.
const SKEW_MS: f64 = 30_000.0;
/// From two minutes before its expiry a token is refreshed in the background.
const REFRESH_MS: f64 = 120_000.0;
/// The assumed lifetime if the server sends no `expires_in`, in seconds.
/// [RFC 6749, section 5.1](https://www.rfc-editor.org/rfc/rfc6749#section-5.1) only recommends it.
pub const ASSUMED_LIFETIME_SECONDS: f64 = 300.0;
/// The longest lifetime that is believed, in seconds: a year.
const LONGEST_SECONDS: f64 = 31_536_000.0;

/// When a token may be used, in milliseconds of the clock that `obtained_at` was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// When it expires.
    pub expires_at: f64,
    /// From then on it is used, and refreshed in the background.
    pub refresh_after: f64,
    /// From then on it is no longer used.
    pub usable_until: f64,
}

impl Window {
    /// The window of a token that was requested at `obtained_at`. The margins of a token with a short
    /// lifetime are half and three quarters of it.
    pub fn of(obtained_at: f64, lifetime_seconds: f64) -> Self {
        let lifetime = lifetime_seconds.clamp(0.0, LONGEST_SECONDS) * 1000.0;
        let expires_at = obtained_at + lifetime;
        Self {
            expires_at,
            refresh_after: expires_at - REFRESH_MS.min(lifetime * 0.75),
            usable_until: expires_at - SKEW_MS.min(lifetime * 0.5),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_hour_ends_half_a_minute_early_and_is_renewed_behind_two_minutes_early() {
        assert_eq!(
            Window::of(1_000.0, 3600.0),
            Window {
                expires_at: 3_601_000.0,
                refresh_after: 3_481_000.0,
                usable_until: 3_571_000.0
            }
        );
    }

    #[test]
    fn the_skew_of_a_short_life_is_half_of_it() {
        for (seconds, good_ms, fresh_ms) in [
            (40.0, 20_000.0, 10_000.0),
            (1.0, 500.0, 250.0),
            (60.0, 30_000.0, 15_000.0),
            (61.0, 31_000.0, 15_250.0),
            (0.0, 0.0, 0.0),
            (-5.0, 0.0, 0.0),
        ] {
            let window = Window::of(0.0, seconds);
            assert_eq!(
                (window.usable_until, window.refresh_after),
                (good_ms, fresh_ms),
                "{seconds}"
            );
        }
    }

    #[test]
    fn no_lifetime_beyond_a_year_is_believed() {
        const YEAR_MS: f64 = 365.0 * 24.0 * 3_600_000.0;
        for seconds in [
            YEAR_MS / 1000.0,
            YEAR_MS / 1000.0 + 1.0,
            1e300,
            f64::INFINITY,
        ] {
            assert_eq!(
                Window::of(5.0, seconds).expires_at,
                5.0 + YEAR_MS,
                "{seconds}"
            );
        }
    }

    proptest! {
        #[test]
        fn a_token_is_fresh_then_ageing_then_expired_and_never_used_after_its_end(
            obtained in 0.0..1e13_f64, seconds in -10.0..1e9_f64,
        ) {
            let window = Window::of(obtained, seconds);
            prop_assert!(obtained <= window.refresh_after);
            prop_assert!(window.refresh_after <= window.usable_until);
            prop_assert!(window.usable_until <= window.expires_at);
        }
    }
}
