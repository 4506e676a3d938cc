//! How people write units: short words for their kinds, other names of provinces, and words that begin names in which
//! the word for a kind may stand. All of it is data; what it is used for stands in `label`, `sought` and `hamlet`.
//!
//! The short words are those of registers and forms (`P.`, `Q.`, `TT.`); the other names are in daily use, or were
//! official before a change of name (Sài Gòn until 1976, Thừa Thiên Huế until 2025).

/// Where units of a kind stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// Of today, below the country.
    Province,
    /// Of today, below a province.
    Commune,
    /// Of before 01/07/2025 only.
    Old,
}

/// A kind of unit in writing.
pub(super) struct KindWord {
    /// Folded, with accents.
    pub(super) word: &'static str,
    /// Without accents.
    pub(super) plain: &'static str,
    /// Abbreviated.
    pub(super) short: &'static [&'static str],
    /// Where units of this kind stand.
    pub(super) level: Level,
}

const fn kind(
    word: &'static str,
    plain: &'static str,
    short: &'static [&'static str],
    level: Level,
) -> KindWord {
    KindWord {
        word,
        plain,
        short,
        level,
    }
}

/// The kinds; words of two syllables come before those they begin with.
pub(super) const KINDS: [KindWord; 9] = [
    kind("thành phố", "thanh pho", &["tp"], Level::Province),
    kind("thị trấn", "thi tran", &["tt"], Level::Old),
    kind("thị xã", "thi xa", &["tx"], Level::Old),
    kind("đặc khu", "dac khu", &["đk", "dk"], Level::Commune),
    kind("phường", "phuong", &["p"], Level::Commune),
    kind("huyện", "huyen", &["h"], Level::Old),
    kind("quận", "quan", &["q"], Level::Old),
    kind("tỉnh", "tinh", &["t"], Level::Province),
    kind("xã", "xa", &["x"], Level::Commune),
];

/// Abbreviated names, without accents: other spellings of the name.
pub(super) const SHORT_NAMES: [(&str, &str); 6] = [
    ("hcm", "hồ chí minh"),
    ("tphcm", "hồ chí minh"),
    ("hn", "hà nội"),
    ("tphn", "hà nội"),
    ("brvt", "bà rịa - vũng tàu"),
    ("tthue", "huế"),
];

/// Everyday and former names, without accents: other names of the same unit.
pub(super) const OTHER_NAMES: [(&str, &str); 9] = [
    ("sai gon", "hồ chí minh"),
    ("saigon", "hồ chí minh"),
    ("ho chi minh city", "hồ chí minh"),
    ("hanoi", "hà nội"),
    ("haiphong", "hải phòng"),
    ("danang", "đà nẵng"),
    ("thua thien", "huế"),
    ("thua thien hue", "huế"),
    ("tt hue", "huế"),
];

/// Words that begin the name of a street, a hamlet or a place: a word for a kind directly behind one of them belongs to
/// that name ("Đường Phường Đúc", "Thôn Xã Đoài").
pub(super) const BEGIN_NAMES: [&str; 21] = [
    "đường",
    "phố",
    "ngõ",
    "ngách",
    "hẻm",
    "kiệt",
    "thôn",
    "xóm",
    "ấp",
    "bản",
    "làng",
    "buôn",
    "sóc",
    "phum",
    "tổ",
    "khu",
    "khối",
    "chợ",
    "cầu",
    "bến",
    "ubnd",
];

/// Where units of the kind stand that a word means.
pub(super) fn level(word: &str) -> Option<Level> {
    { KINDS.iter() }
        .find(|kind| kind.word == word)
        .map(|kind| kind.level)
}

/// May units of these two kinds be the same one? A commune may have become a ward, a province a city; a unit of a kind
/// that is no more is no unit of today.
pub(super) fn may_be_one(a: &str, b: &str) -> bool {
    a == b || (level(a) == level(b) && level(a) != Some(Level::Old))
}
