//! What answers are made of: units, lists with names, invented people. It also judges lists as far as it knows them.

use crate::author::files::Files;
use crate::author::schema::Codes;
use crate::lists::{Lists, unit};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use toml::de::{DeTable, DeValue};
use vietnam::unit::{Commune, CommuneCode, ProvinceCode, Units};

const FAMILY: [&str; 12] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô", "Dương", "Lý",
];
const GIVEN: [&str; 7] = ["An", "Bình", "Cúc", "Dũng", "Hoa", "Khánh", "Lan"];

/// Codes and names that answers take, and the version of their list.
struct Listed {
    version: String,
    items: Vec<(String, String)>,
}

/// Everything that answers are made of.
pub struct Stock {
    units: Units,
    /// Lists whose codes are all known.
    closed: BTreeMap<String, Listed>,
    /// Lists of which some codes are known.
    open: BTreeMap<String, Listed>,
}

/// Communes that answers name, in two provinces.
const COMMUNES: [&str; 3] = ["00004", "00008", "01273"];

impl Stock {
    /// What a checkout has: its units, its closed lists, and the sandbox's samples of open ones.
    ///
    /// # Errors
    /// The file that cannot be read.
    pub fn read(root: &Path, files: &Files) -> Result<Self, String> {
        let text = |name: &str| {
            let path = root.join(name);
            std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
        };
        let units = Units::read(&text("data/provinces.csv")?, &text("data/communes.csv")?)
            .map_err(|fault| format!("units: {fault:?}"))?;
        let closed = files.lists.iter().map(|list| {
            let json = list.to_json("vi");
            let items = json.get("items").and_then(Value::as_array);
            let item = |item: &Value| {
                Some((
                    item.get("code")?.as_str()?.to_owned(),
                    item.get("name")?.as_str()?.to_owned(),
                ))
            };
            let listed = Listed {
                version: json
                    .get("date")
                    .and_then(Value::as_str)
                    .unwrap_or_default()
                    .to_owned(),
                items: items.into_iter().flatten().filter_map(item).collect(),
            };
            (list.id.clone(), listed)
        });
        Ok(Self {
            units,
            closed: closed.collect(),
            open: samples(&root.join("sandbox/lists"))?,
        })
    }

    /// The codes of the closed lists.
    #[must_use]
    pub fn closed(&self) -> Codes {
        let codes = |listed: &Listed| listed.items.iter().map(|(code, _)| code.clone()).collect();
        let lists = self.closed.iter();
        lists
            .map(|(id, listed)| (id.clone(), codes(listed)))
            .collect()
    }

    /// An invented person's name.
    pub(super) fn name(&self, number: usize) -> String {
        let pick = |from: &[&str], number: usize| {
            from.get(number % from.len())
                .copied()
                .unwrap_or_default()
                .to_owned()
        };
        let middle = if number.is_multiple_of(2) {
            "Thị"
        } else {
            "Văn"
        };
        format!(
            "{} {middle} {}",
            pick(&FAMILY, number),
            pick(&GIVEN, number / 2 + number)
        )
    }

    /// Their number: of Ha Noi, born in 1990.
    pub(super) fn personal_id(&self, number: usize) -> String {
        let sex = usize::from(number.is_multiple_of(2));
        format!("001{sex}9099{:04}", number % 10_000)
    }

    /// Codes of a list, as answers; one that no list has where nothing of it is known.
    pub(super) fn codes(&self, list: &str, only: &[String]) -> Vec<Value> {
        let Some(listed) = self.closed.get(list).or_else(|| self.open.get(list)) else {
            let made = only.iter().map(|code| answer(list, code, code, "1"));
            let unknown = ["X1", "X2"].map(|code| answer(list, code, code, "1"));
            return if only.is_empty() {
                unknown.to_vec()
            } else {
                made.collect()
            };
        };
        let items = listed.items.iter();
        items
            .filter(|(code, _)| only.is_empty() || only.contains(code))
            .map(|(code, name)| answer(list, code, name, &listed.version))
            .collect()
    }

    /// Communes that answers name.
    fn communes(&self) -> impl Iterator<Item = &Commune> {
        COMMUNES
            .iter()
            .filter_map(|code| self.units.commune(CommuneCode::parse(code)?))
    }

    /// Provinces, as answers.
    pub(super) fn provinces(&self) -> Vec<Value> {
        let known = self
            .communes()
            .filter_map(|commune| self.units.province(commune.province));
        let mut all: Vec<Value> = known
            .map(|known| {
                answer(
                    unit::PROVINCES,
                    known.code.as_str(),
                    &known.full_name(),
                    "2025",
                )
            })
            .collect();
        all.dedup();
        all
    }

    /// Communes, or the offices of a kind that serve them, as answers.
    pub(super) fn of_communes(&self, office: Option<&str>) -> Vec<Value> {
        let made = |commune: &Commune| {
            let (list, code) = match office {
                Some(office) => (unit::AUTHORITIES, self.office(office, commune)),
                None => (unit::COMMUNES, commune.code.as_str().to_owned()),
            };
            let mut made = answer(list, &code, &commune.full_name(), "2025");
            if let Some(members) = made.as_object_mut() {
                members.insert("province".to_owned(), commune.province.as_str().into());
                members.insert("commune".to_owned(), commune.code.as_str().into());
            }
            made
        };
        self.communes().map(made).collect()
    }

    /// The code of the office of a kind that serves a commune.
    fn office(&self, kind: &str, commune: &Commune) -> String {
        let unit = match kind {
            "commune-committee" | "commune-police" => commune.code.as_str(),
            _ if kind.starts_with("central-") => "00",
            _ => commune.province.as_str(),
        };
        format!("{kind}.{unit}")
    }

    /// Addresses at home, with house and street or, where that is enough, without.
    pub(super) fn addresses(&self) -> Vec<Value> {
        let made = |commune: &Commune| {
            let province = self.units.province(commune.province);
            let province = province
                .map(vietnam::unit::Province::full_name)
                .unwrap_or_default();
            json!({
                "country": "VN", "province": commune.province.as_str(), "commune": commune.code.as_str(),
                "detail": "Số 5", "text": format!("Số 5, {}, {province}", commune.full_name()), "vintage": "current",
            })
        };
        self.communes().map(made).collect()
    }
}

impl Lists for Stock {
    fn contains(&self, list: &str, code: &str) -> Option<bool> {
        let commune =
            |code: &str| CommuneCode::parse(code).and_then(|code| self.units.commune(code));
        let province =
            |code: &str| ProvinceCode::parse(code).and_then(|code| self.units.province(code));
        match list {
            unit::PROVINCES => Some(province(code).is_some()),
            unit::COMMUNES => Some(commune(code).is_some()),
            unit::AUTHORITIES => {
                let unit = code.rsplit_once('.').map_or(code, |(_, unit)| unit);
                Some(unit == "00" || commune(unit).is_some() || province(unit).is_some())
            }
            _ => {
                let items = &self.closed.get(list)?.items;
                Some(items.iter().any(|(known, _)| known == code))
            }
        }
    }

    fn name(&self, list: &str, code: &str) -> Option<String> {
        let listed = self.closed.get(list).or_else(|| self.open.get(list))?;
        let (_, name) = listed.items.iter().find(|(known, _)| known == code)?;
        Some(name.clone())
    }
}

/// A code as an answer.
pub(super) fn answer(list: &str, code: &str, name: &str, version: &str) -> Value {
    json!({ "code": code, "name": name, "list": list, "version": version })
}

/// The sandbox's samples of lists that a portal answers.
fn samples(folder: &Path) -> Result<BTreeMap<String, Listed>, String> {
    let told = |error: std::io::Error| format!("{}: {error}", folder.display());
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(told)? {
        let path = entry.map_err(told)?.path();
        let text = std::fs::read_to_string(&path).map_err(told)?;
        let table =
            DeTable::parse(&text).map_err(|error| format!("{}: {error}", path.display()))?;
        found.extend(sample(table.get_ref()));
    }
    Ok(found)
}

fn sample(table: &DeTable<'_>) -> Option<(String, Listed)> {
    let text =
        |table: &DeTable<'_>, name: &str| Some(table.get(name)?.get_ref().as_str()?.to_owned());
    let items = table
        .get("item")
        .and_then(|items| items.get_ref().as_array())?;
    let item = |item: &DeValue<'_>| {
        let item = item.as_table()?;
        Some((text(item, "code")?, text(item, "vi")?))
    };
    let listed = Listed {
        version: text(table, "date")?,
        items: items
            .iter()
            .filter_map(|entry| item(entry.get_ref()))
            .collect(),
    };
    Some((text(table, "id")?, listed))
}
