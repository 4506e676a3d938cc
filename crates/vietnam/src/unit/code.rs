//! Codes of units: text of digits, leading zeros kept.

use std::fmt;

/// A code of exactly `N` digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Code<const N: usize>([u8; N]);

/// A province: 2 digits.
pub type ProvinceCode = Code<2>;

/// A commune, ward or special zone: 5 digits.
pub type CommuneCode = Code<5>;

impl<const N: usize> Code<N> {
    /// Reads exactly `N` ASCII digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes: [u8; N] = text.as_bytes().try_into().ok()?;
        bytes.iter().all(u8::is_ascii_digit).then_some(Self(bytes))
    }

    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }
}

impl<const N: usize> fmt::Display for Code<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<const N: usize> fmt::Debug for Code<N> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
