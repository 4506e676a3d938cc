//! What an address of before 01/07/2025 may be today, for the control of an address and for comparing. Only the files of
//! the province that it names are brought.

use super::{lists, today};
use crate::portal::former;
use crate::ui::{Found, Proposal, Proposed, UnitChoice};
use forms::merge::Conflict;
use forms::value::{Address, Vintage};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use std::cell::RefCell;
use std::collections::BTreeMap;
use vietnam::address::{Former, Standing};
use vietnam::text::clean;
use vietnam::unit::{
    CommuneCode, Conversion, CurrentAddress, LegacyAddress, OldUnits, Share, names_a_district,
};

/// An old address that is being written is looked up after so long a pause, in milliseconds.
const PAUSE: u32 = 500;

/// An old address as it was understood.
#[derive(Clone, Debug, PartialEq)]
struct Understood {
    /// Code of the province of today; none where the old one could not be told.
    province: Option<String>,
    read: LegacyAddress,
    /// The same read as an address of today, where it names a commune of today and no district.
    now: Option<CurrentAddress>,
}

/// What old addresses that were compared are today, by their text; none where that is not certain or could not be had.
#[derive(Clone, Debug, Default)]
pub(super) struct Looked(BTreeMap<String, Option<Standing>>);

impl Former for Looked {
    fn today(&self, written: &str) -> Option<Standing> {
        self.0.get(&clean(written))?.clone()
    }
}

thread_local! {
    static LOOKED: RefCell<Looked> = RefCell::default();
}

/// All that was looked up.
pub(super) fn looked() -> Looked {
    LOOKED.with_borrow(Clone::clone)
}

/// The old addresses of a conflict that are yet to be looked up: till then it is not known to be one.
pub(super) fn unsure(conflict: &Conflict) -> Vec<String> {
    let said = conflict.candidates.iter().map(|one| &one.value);
    let addresses = said.chain(&conflict.typed).filter_map(Address::of);
    let old = addresses.filter(|address| address.vintage == Vintage::Legacy);
    let texts = old.flat_map(|address| address.texts().map(clean).collect::<Vec<_>>());
    LOOKED.with_borrow(|looked| texts.filter(|text| !looked.0.contains_key(text)).collect())
}

/// Looks old addresses up.
pub(super) async fn look_up(texts: Vec<String>) {
    for text in texts {
        let found = understand(&text).await;
        let standing = found.and_then(|found| Standing::of(found.read));
        LOOKED.with_borrow_mut(|looked| looked.0.insert(text, standing));
    }
}

/// The proposal for an old address as it stands; none where there is none, and while it is worked out. `is_given`: a
/// source wrote it, and nobody is writing at it now.
pub(super) fn proposal(
    old: Signal<Option<String>>,
    is_given: Signal<bool>,
) -> Signal<Option<Proposal>> {
    let understood = RwSignal::new(None::<Understood>);
    let pause = StoredValue::new(None::<SendWrapper<Timeout>>);
    Effect::new(move |_| {
        let text = old.get();
        understood.set(None);
        pause.set_value(None);
        let Some(text) = text else { return };
        let look = move || {
            spawn_local(async move {
                let found = understand(&text).await;
                // By now another one may be written, or the control be gone.
                if old.try_get_untracked() == Some(Some(text)) {
                    let _gone = understood.try_set(found);
                }
            });
        };
        if is_given.get_untracked() {
            look();
        } else {
            let timer = Timeout::new(PAUSE, look);
            pause.set_value(Some(SendWrapper::new(timer)));
        }
    });
    Memo::new(move |_| {
        let understood = understood.get()?;
        let units = understood.units().into_iter();
        let unit = |(province, code): (String, CommuneCode)| {
            let name = lists::name(&lists::provinces(), Some(&province))?;
            let commune = lists::name(&lists::communes(&province), Some(code.as_str()))?;
            Some(Proposed {
                unit: UnitChoice {
                    province: Some(province.clone()),
                    commune: Some(code.as_str().to_owned()),
                    typed: None,
                },
                name: [&commune, ", ", &name].concat(),
            })
        };
        // The names may still be on their way: then nothing is proposed yet.
        let units: Option<Vec<Proposed>> = units.map(unit).collect();
        Some(understood.proposal(units?))
    })
    .into()
}

/// The address read with the table of its province; none where a file could not be had: the units are then chosen by
/// hand.
async fn understand(text: &str) -> Option<Understood> {
    let provinces = former::provinces().await.ok()?;
    let names = OldUnits::of_provinces(provinces.iter().map(|province| province.name.as_str()));
    let read = names.read_legacy_address(text);
    let named = read.province.as_ref();
    let Some(province) = provinces.iter().find(|one| Some(&one.name) == named) else {
        return Some(Understood::of(None, read, None));
    };
    let units = former::units(province).await.ok()?;
    let read = units.read_legacy_address(text);
    let now = match read.district {
        None if !names_a_district(text) => today::understood(text).await,
        _ => None,
    };
    Some(Understood::of(Some(province.province.clone()), read, now))
}

impl Understood {
    fn of(province: Option<String>, read: LegacyAddress, now: Option<CurrentAddress>) -> Self {
        let now = now.filter(|now| now.commune.is_some());
        Self {
            province,
            read,
            now,
        }
    }

    /// The units of today that it may be, with their provinces: the one that it names as it is today stands first.
    fn units(&self) -> Vec<(String, CommuneCode)> {
        let now = { self.now.iter() }
            .filter_map(|now| Some((now.province?.as_str().to_owned(), now.commune?)));
        let former = { self.province.iter() }.flat_map(|province| {
            { candidates(&self.read).into_iter() }.map(|code| (province.clone(), code))
        });
        let mut units: Vec<(String, CommuneCode)> = Vec::new();
        for unit in now.chain(former) {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }

    fn proposal(&self, units: Vec<Proposed>) -> Proposal {
        let Some(now) = &self.now else {
            return proposed(&self.read, units);
        };
        Proposal {
            found: if units.len() > 1 {
                Found::Split
            } else {
                Found::Whole
            },
            units,
            detail: now.detail.clone(),
        }
    }
}

/// The communes of today that it may be; of one that was split, where all the people went stands first.
fn candidates(read: &LegacyAddress) -> Vec<CommuneCode> {
    match &read.conversion {
        Conversion::Whole(code) => vec![*code],
        Conversion::Split(parts) => {
            let mut parts = parts.clone();
            parts.sort_by_key(|part| part.share != Share::AreaAndAllPeople);
            parts.iter().map(|part| part.code).collect()
        }
        Conversion::Unknown => read.narrowed.clone(),
    }
}

fn proposed(read: &LegacyAddress, units: Vec<Proposed>) -> Proposal {
    let found = match (&read.conversion, &read.district) {
        (Conversion::Whole(_), _) => Found::Whole,
        (Conversion::Split(_), _) => Found::Split,
        (Conversion::Unknown, Some(district)) if !read.narrowed.is_empty() => {
            Found::District(district.clone())
        }
        (Conversion::Unknown, _) => Found::Nothing,
    };
    Proposal {
        found,
        units,
        detail: read.detail.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::fact::Provenance;
    use forms::merge::Candidate;
    use forms::place::Place;
    use serde_json::{Value, json};
    use vietnam::unit::Units;

    fn table() -> OldUnits {
        OldUnits::read(
            include_str!("../../data/legacy-communes.csv"),
            include_str!("../../data/legacy-splits.csv"),
        )
        .unwrap()
    }

    #[track_caller]
    fn check(written: &str, found: &Found, detail: &str, count: impl Fn(usize) -> bool) {
        let read = table().read_legacy_address(written);
        let proposal = proposed(&read, Vec::new());
        assert_eq!((&proposal.found, &*proposal.detail), (found, detail));
        assert!(count(candidates(&read).len()), "{written}");
    }

    #[test]
    fn what_is_certain_is_proposed_and_what_is_not_is_asked() {
        let whole = "Số 8, xóm Mẫu, Xã Ninh Hiệp, Huyện Gia Lâm, Thành phố Hà Nội";
        check(whole, &Found::Whole, "Số 8, xóm Mẫu", |count| {
            count == 1
        });
        let split = "Số 2, P. Cống Vị, Q. Ba Đình, TP. Hà Nội";
        check(split, &Found::Split, "Số 2", |count| count > 1);
        let district = Found::District("Huyện Đông Hưng".to_owned());
        let merged_before = "Xã Đông Xuân, H. Đông Hưng, Thái Bình";
        check(merged_before, &district, "", |count| count > 1);
        let unknown = "Nhà bà Tư, gần chợ";
        check(unknown, &Found::Nothing, unknown, |count| count == 0);
    }

    #[track_caller]
    fn units(written: &str, found: &Found, detail: &str, first: &str, count: usize) {
        let now = Units::read(
            include_str!("../../data/provinces.csv"),
            include_str!("../../data/communes.csv"),
        );
        let now = now.unwrap().read_address(written);
        let understood = Understood::of(
            Some("01".into()),
            table().read_legacy_address(written),
            Some(now),
        );
        let units = understood.units();
        let none = |(province, commune): &(String, CommuneCode)| Proposed {
            unit: UnitChoice {
                province: Some(province.clone()),
                commune: Some(commune.to_string()),
                typed: None,
            },
            name: String::new(),
        };
        let proposal = understood.proposal(units.iter().map(none).collect());
        assert_eq!(
            (&proposal.found, &*proposal.detail),
            (found, detail),
            "{written}"
        );
        assert_eq!(
            (units[0].1.as_str(), units.len()),
            (first, count),
            "{written}"
        );
    }

    #[test]
    fn an_address_of_today_is_understood_as_such() {
        units(
            "Phường Ba Đình, Thành phố Hà Nội",
            &Found::Whole,
            "",
            "00004",
            1,
        );
        units("Số 8 P.Ba Đình, HN", &Found::Whole, "Số 8", "00004", 1);
        // The old ward of this name was split: today's stands first.
        units(
            "Tổ 5 phường Ngọc Hà, Hà Nội",
            &Found::Split,
            "Tổ 5",
            "00008",
            2,
        );
        // Only an old ward has this name.
        units(
            "Số 1, Phường Phúc Xá, Hà Nội",
            &Found::Whole,
            "Số 1",
            "00097",
            1,
        );
    }

    #[test]
    fn an_old_address_is_in_doubt_until_it_was_looked_up() {
        let text = "Số 8, Xã Ninh Hiệp, Huyện Gia Lâm, Thành phố Hà Nội";
        let old = json!({ "country": "VN", "text": text, "vintage": "legacy", "legacy": { "text": text } });
        let new = json!({ "country": "VN", "commune": "00541", "text": "a", "vintage": "current" });
        let conflict = |said: &Value, typed: &Value| Conflict {
            place: Place::of("address"),
            candidates: vec![Candidate {
                value: said.clone(),
                provenance: Provenance::default(),
            }],
            typed: Some(typed.clone()),
        };
        for conflict in [conflict(&old, &new), conflict(&new, &old)] {
            let mut texts = unsure(&conflict);
            texts.dedup();
            assert_eq!(texts, [text]);
        }
        assert!(unsure(&conflict(&new, &json!("text"))).is_empty());
        let standing = Standing::of(table().read_legacy_address(text));
        LOOKED.with_borrow_mut(|looked| looked.0.insert(text.to_owned(), standing.clone()));
        assert!(unsure(&conflict(&old, &new)).is_empty());
        assert!(standing.is_some());
        assert_eq!(looked().today(&[text, " "].concat()), standing);
        assert_eq!(looked().today("Số 9"), None);
    }
}
