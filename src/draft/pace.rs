//! When to save (contract 4.6): at the next pause, at most every ten seconds. Pure; times are in milliseconds.

/// A pause is so long.
const PAUSE: f64 = 1_000.0;
/// Between two saves.
const APART: f64 = 10_000.0;

/// When the last edit and the last save were.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Pace {
    edited_at: Option<f64>,
    not_before: f64,
    is_dirty: bool,
}

impl Pace {
    /// An answer changed.
    pub(super) fn edited(&mut self, now: f64) {
        self.edited_at = Some(now);
        self.is_dirty = true;
    }

    /// What there is now is on its way.
    pub(super) fn saving(&mut self) {
        self.is_dirty = false;
    }

    /// It has arrived.
    pub(super) fn saved(&mut self, now: f64) {
        self.not_before = now + APART;
    }

    /// It has not; try again after so long.
    pub(super) fn failed(&mut self, now: f64, again: f64) {
        self.is_dirty = true;
        self.not_before = now + again;
    }

    /// Whether something is not saved.
    pub(super) fn is_dirty(&self) -> bool {
        self.is_dirty
    }

    /// How long to wait from now.
    pub(super) fn wait(&self, now: f64) -> u32 {
        let due = self
            .edited_at
            .map_or(0.0, |at| at + PAUSE)
            .max(self.not_before);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped first"
        )]
        let wait = (due - now).clamp(0.0, 60_000.0).ceil() as u32;
        wait
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_for_a_pause_and_not_too_often() {
        let mut pace = Pace::default();
        pace.edited(5_000.0);
        assert_eq!((pace.is_dirty(), pace.wait(5_000.0)), (true, 1_000));
        pace.edited(5_400.0);
        assert_eq!(pace.wait(5_900.0), 500);
        pace.saving();
        pace.saved(6_500.0);
        assert!(!pace.is_dirty());
        pace.edited(7_000.0);
        assert_eq!(pace.wait(7_000.0), 9_500);
        pace.edited(16_400.0);
        assert_eq!(pace.wait(16_400.0), 1_000);
    }

    #[test]
    fn what_failed_is_tried_again() {
        let mut pace = Pace::default();
        pace.edited(0.0);
        pace.saving();
        pace.failed(2_000.0, 15_000.0);
        assert_eq!((pace.is_dirty(), pace.wait(2_000.0)), (true, 15_000));
    }
}
