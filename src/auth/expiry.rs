//! How long a token is kept.

/// No token is used in its last half minute: clocks differ and requests take time.
const SKEW_MS: f64 = 30_000.0;
/// From two minutes before its end a token is replaced behind the back of whoever uses it.
const REFRESH_MS: f64 = 120_000.0;
/// How long a token counts as good whose server does not say, in seconds.
pub const ASSUMED_LIFETIME_SECONDS: f64 = 300.0;
/// No token is believed to last longer, in seconds: a year.
const LONGEST_SECONDS: f64 = 31_536_000.0;

/// When a token is to be used, in milliseconds of the clock that `obtained_at` was read from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// When the server lets it end.
    pub expires_at: f64,
    /// From then on it is used and replaced.
    pub refresh_after: f64,
    /// From then on it is not used any more.
    pub usable_until: f64,
}

impl Window {
    /// The window of a token that was asked for at `obtained_at`. The margins of a token that lives
    /// shortly are half and three quarters of its life.
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
