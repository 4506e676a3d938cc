//! The QR code on identity cards since 2021: one line, parts between `|`.
//!
//! It is not signed, so it proves nothing; it only fills answers in, to be
//! checked against the database.

use std::fmt;

use crate::date::{CivilDate, PartialDate};
use crate::name::check_name;
use crate::personal_id::{OldId, PersonalId, Sex};
use crate::{letters, text, unit};

/// What a card says. What it leaves out, or says in no known form, is `None`.
#[derive(Clone, PartialEq, Eq)]
pub struct CardQr {
    /// Personal id.
    pub personal_id: PersonalId,
    /// Old identity card number.
    pub old_id: Option<OldId>,
    /// Full name, with accents, usually in capitals.
    pub name: String,
    /// Date of birth, perhaps the year only.
    pub birth: Option<PartialDate>,
    /// Sex.
    pub sex: Option<Sex>,
    /// Residence as printed, with the names of units at the time of issue; see [`CardQr::is_of_two_levels`].
    pub address: Option<String>,
    /// Date of issue.
    pub issued: CivilDate,
    /// Further parts, whose meaning is not published.
    pub extra: Vec<String>,
}

/// Why a text could not be read as that of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QrFault {
    /// Another kind of code.
    NotACard,
    /// A card's code with fewer than 6 or more than 11 parts.
    Parts(usize),
    /// A card's code that the scanner or the keyboard has mangled (accents
    /// lost, Telex active, another layout or character set): scan again, with
    /// the camera or the input method off. Nothing is taken from it.
    ScanAgain,
    /// A card's code whose capitals and small letters came exchanged: Caps
    /// Lock was on where a scanner typed. Nothing is taken from it.
    CapsLock,
}

impl CardQr {
    /// Reads 6 to 11 parts; 6 mean that the old number is missing.
    ///
    /// # Errors
    /// [`QrFault`]; nothing is guessed from a mangled text.
    pub fn read(scanned: &str) -> Result<Self, QrFault> {
        let parts: Vec<String> = scanned.split('|').map(text::clean).collect();
        let id = parts.first().and_then(|part| whole_id(part));
        let (Some(personal_id), true) = (id, parts.len() > 1) else {
            let looks_like_a_card = parts.len() >= 6 || begins_like_a_card(scanned);
            return Err(if looks_like_a_card {
                QrFault::ScanAgain
            } else {
                QrFault::NotACard
            });
        };
        let (old_id, [name, birth, sex, address, issued], extra) = match parts.as_slice() {
            [_, name, birth, sex, address, issued] if !is_old_number(name) => {
                ("", [name, birth, sex, address, issued], Vec::new())
            }
            [_, old, name, birth, sex, address, issued, extra @ ..] if extra.len() <= 4 => (
                old.as_str(),
                [name, birth, sex, address, issued],
                extra.to_vec(),
            ),
            _ => return Err(QrFault::Parts(parts.len())),
        };
        if is_mangled(&parts, name, sex) {
            return Err(QrFault::ScanAgain);
        }
        if has_exchanged_case(name) {
            return Err(QrFault::CapsLock);
        }
        Ok(Self {
            personal_id,
            old_id: OldId::parse(old_id).ok(),
            name: name.clone(),
            birth: PartialDate::read(birth).ok(),
            sex: read_sex(sex),
            address: Some(address.clone()).filter(|address| !address.is_empty()),
            issued: CivilDate::read(issued).map_err(|_| QrFault::ScanAgain)?,
            extra,
        })
    }

    /// Can there be such a card today? It was issued since 01/01/2016, when there were such cards (Law 59/2014/QH13),
    /// not after today, and not before its holder was born.
    #[must_use]
    pub fn is_of_its_time(&self, today: CivilDate) -> bool {
        let born = self.birth.map(PartialDate::earliest);
        self.issued.year() >= 2016
            && self.issued <= today
            && born.is_none_or(|born| born <= self.issued)
    }

    /// Was the card issued since 01/07/2025, when units got two levels? A
    /// district in its address says that the address is an older one all the
    /// same.
    #[must_use]
    pub fn is_of_two_levels(&self) -> bool {
        let address = self.address.as_deref().unwrap_or_default();
        CivilDate::new(2025, 7, 1).is_ok_and(|first| self.issued >= first)
            && !unit::names_a_district(address)
    }
}

/// Shows the masked id only: a card is personal data and stays out of logs.
impl fmt::Debug for CardQr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("CardQr").field(&self.personal_id).finish()
    }
}

/// 12 digits without anything between them.
fn whole_id(part: &str) -> Option<PersonalId> {
    PersonalId::parse(part)
        .ok()
        .filter(|id| id.as_str() == part)
}

/// Twelve digits and then something else than the sign between the parts.
fn begins_like_a_card(scanned: &str) -> bool {
    let text = text::clean(scanned);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 12 && text.len() > 40
}

fn is_old_number(part: &str) -> bool {
    part.is_empty() || OldId::parse(part).is_ok()
}

fn read_sex(part: &str) -> Option<Sex> {
    match &*text::fold(part) {
        "nam" => Some(Sex::Male),
        "nữ" => Some(Sex::Female),
        _ => None,
    }
}

/// Does the text show that characters were lost or changed on the way? A name
/// or sex that cannot be, signs of a wrong character set, or not one letter
/// beyond ASCII on the whole Vietnamese card.
fn is_mangled(parts: &[String], name: &str, sex: &str) -> bool {
    let mut characters = parts.iter().flat_map(|part| part.chars());
    let wrong_sex = !sex.is_empty() && read_sex(sex).is_none();
    let has_accents = |c: char| !c.is_ascii() && letters::is_latin_letter(c);
    wrong_sex
        || check_name(name).is_err()
        || has_two_tones(name)
        || lacks_a_vowel(name)
        || characters.clone().any(is_wreckage)
        || !characters.any(has_accents)
}

/// What stands where a letter was lost, or where UTF-8 or an old Vietnamese
/// character set was read as Western European.
fn is_wreckage(c: char) -> bool {
    matches!(
        c,
        '?' | '\u{FFFD}' | '\u{80}'..='\u{BF}' | 'Ä' | 'Æ' | '„' | '†' | '‡' | '‰'
    )
}

/// A syllable with two tones is nobody's name but an input method's.
fn has_two_tones(name: &str) -> bool {
    name.split([' ', '-', '\'']).any(|word| {
        let tones = word
            .chars()
            .map(letters::lower)
            .filter_map(letters::split_tone);
        tones.filter(|(_, tone)| *tone != 0).count() > 1
    })
}

/// A word of several letters without any vowel: accented ones were lost (`TH`
/// of Thị). One letter, and what an apostrophe or dot joins or ends, is how
/// names of several peoples are written (`H Hen`, `H'Blêch`).
fn lacks_a_vowel(name: &str) -> bool {
    let is_vowel = |c: char| {
        matches!(
            letters::base(letters::lower(c)),
            'a' | 'e' | 'i' | 'o' | 'u' | 'y'
        )
    };
    name.split([' ', '-']).any(|word| {
        word.chars().count() > 1
            && word.chars().all(letters::is_latin_letter)
            && !word.chars().any(is_vowel)
    })
}

/// A word that begins small, or has small letters and capitals after its first
/// letter: `nGUYỄN`, `nguyễn`, `ĐẶng`. Cards print capitals.
fn has_exchanged_case(name: &str) -> bool {
    let is_capital = |c: char| letters::lower(c) != c;
    let is_small = |c: char| letters::is_latin_letter(c) && !is_capital(c);
    name.split([' ', '-']).any(|word| {
        let mut parts = word.split(['\'', '.']);
        word.starts_with(is_small)
            || parts.any(|part| part.contains(is_small) && part.chars().skip(1).any(is_capital))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SEVEN: &str = "001099000001|012345678|NGUYỄN VĂN MẪU|01021999|Nam|Số 1, Phường B, Quận C, Hà Nội|15042021";

    #[track_caller]
    fn refused(scanned: &str, fault: QrFault) {
        assert_eq!(CardQr::read(scanned), Err(fault), "{scanned}");
    }

    /// The same card with one part written otherwise.
    fn with(part: &str, other: &str) -> String {
        assert!(SEVEN.contains(part));
        SEVEN.replace(part, other)
    }

    #[test]
    fn seven_parts() {
        let card = CardQr::read(SEVEN).unwrap();
        assert_eq!(card.personal_id.as_str(), "001099000001");
        assert_eq!(card.old_id, OldId::parse("012345678").ok());
        assert_eq!(card.name, "NGUYỄN VĂN MẪU");
        assert_eq!(card.birth, PartialDate::parse_iso("1999-02-01").ok());
        assert_eq!(card.sex, Some(Sex::Male));
        assert_eq!(
            card.address.as_deref(),
            Some("Số 1, Phường B, Quận C, Hà Nội")
        );
        assert_eq!(card.issued, CivilDate::new(2021, 4, 15).unwrap());
        assert!(card.extra.is_empty());
    }

    #[test]
    fn six_parts_lack_the_old_number() {
        let empty = CardQr::read(&with("|012345678|", "||")).unwrap();
        let missing = CardQr::read(&with("|012345678|", "|")).unwrap();
        assert_eq!(empty, missing);
        assert_eq!(missing.old_id, None);
        let six_without_issue = SEVEN.rsplit_once('|').unwrap().0;
        refused(six_without_issue, QrFault::Parts(6));
    }

    #[test]
    fn up_to_eleven_parts() {
        let eleven = format!("{SEVEN}|a|b||NGUYỄN VĂN CHA");
        assert_eq!(
            CardQr::read(&eleven).unwrap().extra,
            ["a", "b", "", "NGUYỄN VĂN CHA"]
        );
        refused(&format!("{eleven}|x"), QrFault::Parts(12));
        refused("001099000001|012345678|NGUYỄN VĂN MẪU", QrFault::Parts(3));
    }

    #[test]
    fn what_is_not_known_stays_open() {
        let birth = |other| CardQr::read(&with("01021999", other)).unwrap().birth;
        assert_eq!(birth("00001999"), PartialDate::of_year(1999).ok());
        assert_eq!(birth("1999"), PartialDate::of_year(1999).ok());
        assert_eq!(birth(""), None);
        assert_eq!(birth("31021999"), None);
        let sex = |other| CardQr::read(&with("|Nam|", other)).unwrap().sex;
        assert_eq!(sex("|Nu\u{31B}\u{303}|"), Some(Sex::Female));
        assert_eq!(sex("||"), None);
    }

    #[test]
    fn a_card_is_of_no_day_to_come_nor_of_before_its_holder_was_born() {
        let today = CivilDate::new(2026, 11, 25).unwrap();
        let is_right = |born: &str, issued: &str| {
            let text = with("01021999", born).replace("15042021", issued);
            CardQr::read(&text).unwrap().is_of_its_time(today)
        };
        for (born, issued) in [
            ("01021999", "15042021"),
            ("1999", "25112026"),
            ("2026", "01022026"),
            ("25112026", "25112026"),
            ("", "01012016"),
        ] {
            assert!(is_right(born, issued), "{born} {issued}");
        }
        for (born, issued) in [
            ("01021999", "26112026"),
            ("01021999", "01012030"),
            ("01021999", "15042012"),
            ("16042021", "15042021"),
            ("2022", "15042021"),
            ("01022040", "15042021"),
        ] {
            assert!(!is_right(born, issued), "{born} {issued}");
        }
    }

    #[test]
    fn other_codes_are_no_cards() {
        refused("", QrFault::NotACard);
        refused("001099000001", QrFault::NotACard);
        refused("https://example.vn/?q=1|2", QrFault::NotACard);
        refused("|||", QrFault::NotACard);
    }

    #[test]
    fn a_mangled_scan_fills_nothing() {
        let again = QrFault::ScanAgain;
        for name in [
            "NGUY?N V?N M?U",
            "NGUY\u{FFFD}N",
            "NGUYá»„N VÄ‚N",
            "NGUYÔN V¨N",
            "NGUY3N",
            "",
            "NGÙYỄN",
        ] {
            refused(&with("NGUYỄN VĂN MẪU", name), again);
        }
        refused(&with("|Nam|", "|Na|"), again);
        refused(&with("15042021", "1504202"), again);
        refused(&with("001099000001", "00109900000"), again);
        refused(&SEVEN.replace('|', "~"), again);
        refused(
            "001099000001|012345678|NGUYEENX VAWN MAAUX|01021999|Nam|Soos 1, Haf Nooij|15042021",
            again,
        );
        refused(
            "001099000001|012345678|NGUYN VN MU|01021999|Nam|S 1, H Ni|15042021",
            again,
        );
        refused("đđăđ99đđđđđă|đăâê|NGUYỄN VĂN MẪU|x|Nam|Hà Nội|y", again);
    }

    #[test]
    fn what_caps_lock_exchanged_fills_nothing() {
        let exchanged: String = SEVEN
            .chars()
            .map(|c| match letters::lower(c) {
                small if small == c => c.to_uppercase().next().unwrap(),
                small => small,
            })
            .collect();
        refused(&exchanged, QrFault::CapsLock);
        for name in [
            "nguyễn thị mẫu",
            "nGUYỄN vĂN mẪU",
            "ĐẶng Ái",
            "NGUYỄN văn MẪU",
        ] {
            refused(&with("NGUYỄN VĂN MẪU", name), QrFault::CapsLock);
        }
    }

    #[test]
    fn names_of_all_peoples_are_read_and_lost_vowels_are_not() {
        let names = "H'MLÓ NIÊ,H\u{2019}MLÓ NIÊ,H' BLÊCH,H HEN NIÊ,Y BHIAO NIÊ,K'SOR H'BLÊCH,K'Sor H'Blêch,\
            Điểu B'Rơi,H'mló Niê,RCHÂM H'BLƯL,KPĂ Y KRŎ,LÝ A.,ANNE-MARIE,SANJAY,NGUYỄN Ỷ";
        for name in names.split(',') {
            let card = CardQr::read(&with("NGUYỄN VĂN MẪU", name)).unwrap();
            assert_eq!(card.name, text::clean(name));
        }
        for name in ["NGUYN TH MU QUT", "TRN VN MU", "L TH-MU", "PHM ANH"] {
            refused(&with("NGUYỄN VĂN MẪU", name), QrFault::ScanAgain);
        }
    }

    proptest! {
        #[test]
        fn no_text_is_a_surprise(text in "(?s).{0,80}|([0-9]{12}\\|)?([0-9A-ZỄĂ|]{0,12}\\|){0,12}[0-9]{8}") {
            if let Ok(card) = CardQr::read(&text) {
                prop_assert!(check_name(&card.name).is_ok());
            }
        }

        #[test]
        fn decomposed_letters_are_read_the_same(name in "[A-ZÀ-ỲĐ][A-Z]{0,6}( [A-Z]{1,6}){0,4}") {
            use unicode_normalization::UnicodeNormalization;
            let text = with("NGUYỄN VĂN MẪU", &name);
            let parts: String = text.nfd().collect();
            prop_assert_eq!(CardQr::read(&parts), CardQr::read(&text));
        }
    }
}
