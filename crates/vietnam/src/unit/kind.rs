//! The kinds of today's units.

use crate::number_words::capitalised;

/// Kind of a province.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProvinceKind {
    /// Tỉnh.
    Province,
    /// Thành phố: a city run by the central government.
    City,
}

/// Kind of a commune.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CommuneKind {
    /// Xã.
    Commune,
    /// Phường.
    Ward,
    /// Đặc khu.
    SpecialZone,
}

impl ProvinceKind {
    /// The Vietnamese word, lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Province => "tỉnh",
            Self::City => "thành phố",
        }
    }

    /// The kind that a Vietnamese word means.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Province, Self::City]
            .into_iter()
            .find(|kind| kind.word() == word)
    }

    /// Kind and name of "Tỉnh Cao Bằng".
    pub(super) fn split(full: &str) -> Option<(Self, &str)> {
        [Self::Province, Self::City]
            .into_iter()
            .find_map(|kind| Some((kind, without(full, kind.word())?)))
    }
}

impl CommuneKind {
    /// The Vietnamese word, lower case.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::SpecialZone => "đặc khu",
        }
    }

    /// The kind that a Vietnamese word means.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        [Self::Commune, Self::Ward, Self::SpecialZone]
            .into_iter()
            .find(|kind| kind.word() == word)
    }

    /// Kind and name of "Phường Ba Đình".
    pub(super) fn split(full: &str) -> Option<(Self, &str)> {
        [Self::Commune, Self::Ward, Self::SpecialZone]
            .into_iter()
            .find_map(|kind| Some((kind, without(full, kind.word())?)))
    }
}

fn without<'a>(full: &'a str, word: &str) -> Option<&'a str> {
    full.strip_prefix(&capitalised(word))?.strip_prefix(' ')
}
