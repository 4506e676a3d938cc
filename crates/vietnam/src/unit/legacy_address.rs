//! Reading an address of three levels, as papers and registers of before
//! 01/07/2025 carry it: "Số 1, Phường B, Quận C, Thành phố D".

use super::current_address::parts;
use super::label::Label;
use super::old::{
    OldDistrict, OldProvince, all_districts, conversion, find_communes, find_districts, successors,
};
use super::{CommuneCode, Conversion, OldUnits, hamlet};
use crate::text;

/// What could be understood of an old address. It is a proposal: the text
/// stays what it is, and the person confirms or chooses the unit of today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegacyAddress {
    /// The whole address as it came, cleaned.
    pub text: String,
    /// What stands before the units: house, street, village.
    pub detail: String,
    /// The commune: its official name if known, else as written.
    pub commune: Option<String>,
    /// The district: its official name if known, else as written.
    pub district: Option<String>,
    /// The province by its official name.
    pub province: Option<String>,
    /// What the commune is now.
    pub conversion: Conversion,
    /// Where the commune is unknown but the district is not: the communes of
    /// today in which the district lies.
    pub narrowed: Vec<CommuneCode>,
}

impl OldUnits {
    /// Reads an address of before 01/07/2025 from its end: province, district,
    /// commune, and the rest. Commas part it; where that does not lead to a
    /// commune, the words for units or hyphens do.
    #[must_use]
    pub fn read_legacy_address(&self, written: &str) -> LegacyAddress {
        let text = text::clean(written);
        let mut best: Option<LegacyAddress> = None;
        for split in [by_commas, by_words, by_hyphens] {
            let Some(read) = self.read_parts(&text, parts(&split(&text))) else {
                continue;
            };
            if read.conversion != Conversion::Unknown {
                return read;
            }
            best.get_or_insert(read);
        }
        best.unwrap_or_else(|| LegacyAddress {
            detail: text.clone(),
            text,
            commune: None,
            district: None,
            province: None,
            conversion: Conversion::Unknown,
            narrowed: Vec::new(),
        })
    }

    fn read_parts(&self, text: &str, mut rest: Vec<&str>) -> Option<LegacyAddress> {
        let provinces = self.find_provinces(rest.pop()?);
        let province = provinces.first()?.name.clone();
        let (district, districts) = read_district(&mut rest, &provinces);
        let within = if districts.is_empty() {
            all_districts(&provinces)
        } else {
            districts.clone()
        };

        let mut communes = rest
            .last()
            .map(|last| find_communes(&within, last))
            .unwrap_or_default();
        if communes.is_empty()
            && let Some((before, commune)) = cut_commune(rest.last(), &within)
        {
            rest.pop();
            rest.extend([before, commune]);
            communes = find_communes(&within, commune);
        }
        let commune = match (communes.as_slice(), rest.last()) {
            ([], Some(last)) if is_commune_word(last) => rest.pop().map(str::to_owned),
            ([], _) => None,
            (found, _) => rest
                .pop()
                .map(|last| agreed(found.iter().map(|unit| &unit.name), last)),
        };
        let narrowed = successors(&districts);
        let (conversion, narrowed) = match (conversion(&communes), narrowed.as_slice()) {
            // All of the district lies in one commune of today.
            (Conversion::Unknown, [only]) => (Conversion::Whole(*only), Vec::new()),
            (Conversion::Unknown, _) => (Conversion::Unknown, narrowed),
            (known, []) if district.is_some() => (known.doubtful(), Vec::new()),
            (known, _) => (known, Vec::new()),
        };
        Some(LegacyAddress {
            text: text.to_owned(),
            detail: rest.join(", "),
            commune,
            district,
            province: Some(province),
            conversion,
            narrowed,
        })
    }
}

/// The last part in two, where it ends in a commune that only a word parts from what stands before.
fn cut_commune<'a>(last: Option<&&'a str>, within: &[&OldDistrict]) -> Option<(&'a str, &'a str)> {
    let last = last.filter(|last| !is_district_word(last))?;
    let communes = { within.iter() }.flat_map(|district| &district.communes);
    hamlet::cut(last, |label| {
        { communes.clone() }.any(|unit| label.is_surely(&Label::official(&unit.name)))
    })
}

/// Takes the district from the end of the parts. A part that must be a
/// district but is not known is taken as written.
fn read_district<'a>(
    rest: &mut Vec<&str>,
    provinces: &[&'a OldProvince],
) -> (Option<String>, Vec<&'a OldDistrict>) {
    let Some(last) = rest.last().copied().filter(|last| !is_commune_word(last)) else {
        return (None, Vec::new());
    };
    let districts = find_districts(provinces, last);
    if !districts.is_empty() {
        rest.pop();
        let name = agreed(districts.iter().map(|unit| &unit.name), last);
        return (Some(name), districts);
    }
    let is_commune = |part: &&str| !find_communes(&all_districts(provinces), part).is_empty();
    let before = rest.iter().rev().nth(1);
    let unknown_district =
        is_district_word(last) || (!is_commune(&last) && before.is_some_and(is_commune));
    if unknown_district {
        rest.pop();
        return (Some(last.to_owned()), Vec::new());
    }
    (None, Vec::new())
}

/// The official name that all the units share, else what was written.
fn agreed<'a>(mut names: impl Iterator<Item = &'a String>, written: &str) -> String {
    let first = names.next();
    first
        .filter(|first| names.all(|name| name == *first))
        .map_or(written, String::as_str)
        .to_owned()
}

fn is_commune_word(part: &str) -> bool {
    { Label::official(part).word }.is_some_and(hamlet::is_commune_word)
}

fn is_district_word(part: &str) -> bool {
    matches!(
        Label::official(part).word,
        Some("huyện" | "quận" | "thị xã" | "thành phố")
    )
}

fn by_commas(text: &str) -> String {
    text.to_owned()
}

/// Commas before every word for a unit.
fn by_words(text: &str) -> String {
    let mut marked = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    let mut before = String::new();
    while let Some(word) = words.next() {
        let folded = text::fold(word);
        let next = words
            .peek()
            .map(|next| text::fold(next))
            .unwrap_or_default();
        let starts = match (&*folded, &*next) {
            ("thị", "xã" | "trấn") | ("thành", "phố") => true,
            ("xã", _) => before != "thị",
            ("phường" | "quận" | "huyện" | "tỉnh" | "tp" | "tp.", _) => true,
            _ => false,
        };
        let starts = starts && !hamlet::begins_a_name(&before);
        marked.push(if starts { ',' } else { ' ' });
        marked.push_str(word);
        before = folded;
    }
    marked
}

fn by_hyphens(text: &str) -> String {
    text.replace(" - ", ",")
}
