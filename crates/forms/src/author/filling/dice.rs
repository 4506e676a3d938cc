//! Chance that repeats itself: the same seed gives the same picks.

/// A small generator of numbers (SplitMix64).
#[derive(Clone, Debug)]
pub struct Dice(u64);

impl Dice {
    /// Dice of this seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `count`; 0 where there is none.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        let below = (mixed ^ (mixed >> 31)) % u64::try_from(count.max(1)).unwrap_or(u64::MAX);
        usize::try_from(below).unwrap_or_default()
    }

    /// Whether something happens that happens so often in a hundred times.
    pub fn in_hundred(&mut self, share: usize) -> bool {
        self.below(100) < share
    }

    /// One of several; none where there is none.
    pub fn one<'t, T>(&mut self, from: &'t [T]) -> Option<&'t T> {
        from.get(self.below(from.len()))
    }

    /// One of several.
    ///
    /// # Panics
    /// Where there is none.
    #[allow(clippy::indexing_slicing, reason = "the caller has one")]
    pub fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[self.below(from.len())]
    }

    /// Puts them in another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            all.swap(last, self.below(last + 1));
        }
    }
}
