//! The time that counts is the server's; the device only measures how long ago it was told.

/// The server's time, kept going by the device.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clock {
    /// What the server said, in milliseconds since 1970.
    told: f64,
    /// What the device's own count was then, in milliseconds.
    at: f64,
}

/// Viet Nam is seven hours ahead of UTC all year.
const OFFSET: f64 = 7.0 * 3_600_000.0;

impl Clock {
    /// The server said that it is `told` (milliseconds since 1970) just now.
    #[must_use]
    pub fn told_now(told: f64) -> Self {
        Self {
            told,
            at: elapsed(),
        }
    }

    /// Reads the server's text of a time, as in its `Date` header; none where it is no time.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let told = js_sys::Date::parse(text);
        told.is_finite().then(|| Self::told_now(told))
    }

    /// Milliseconds since 1970, by the server.
    #[must_use]
    pub fn now(&self) -> f64 {
        self.at(elapsed())
    }

    /// Today in Viet Nam: `YYYY-MM-DD`.
    #[must_use]
    pub fn today(&self) -> String {
        let local = js_sys::Date::new(&(self.now() + OFFSET).into());
        String::from(local.to_iso_string())
            .chars()
            .take(10)
            .collect()
    }

    fn at(&self, elapsed: f64) -> f64 {
        self.told + (elapsed - self.at)
    }
}

/// The time by the device's own clock (RFC 3339), for what happens on the device only.
#[must_use]
pub fn now_here() -> String {
    js_sys::Date::new_0().to_iso_string().into()
}

/// Milliseconds since the page was opened; does not jump when someone sets the device's clock.
#[must_use]
pub fn elapsed() -> f64 {
    web_sys::window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Waits so many milliseconds.
pub async fn pause(milliseconds: u32) {
    let wait = js_sys::Promise::new(&mut |done, _| {
        let wait = i32::try_from(milliseconds).unwrap_or(i32::MAX);
        if let Some(window) = web_sys::window() {
            // Fails only for a function that the page forbids to be called later.
            let _set = window.set_timeout_with_callback_and_timeout_and_arguments_0(&done, wait);
        }
    });
    // The promise is never refused.
    let _over = wasm_bindgen_futures::JsFuture::from(wait).await;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_on_from_what_the_server_said() {
        let clock = Clock {
            told: 1_000_000.0,
            at: 500.0,
        };
        assert!((clock.at(2_500.0) - 1_002_000.0).abs() < f64::EPSILON);
    }
}
