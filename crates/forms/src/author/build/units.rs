//! Units of administration, cut so that a browser loads only the province that it needs.
//!
//! - `lists/provinces.json`, `lists/communes/<province>.json`: lists like the others, the same in every language. They
//!   are found by the names of before 01/07/2025 too
//! - `lists/legacy/index.json`: the old provinces, with the code of the province that each lies in now;
//!   `lists/legacy/<old province>.csv` and `<old province>.splits.csv`: the tables that `vietnam::unit::OldUnits` reads,
//!   one old province at a time

use super::{Site, Unwritten};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::Path;
use vietnam::text::search_fold;
use vietnam::unit::{Code, Commune, CommuneCode, OldUnits, UnitFault, Units};

/// Where the units of today come from.
const SOURCE: &str =
    "Quyết định 19/2025/QĐ-TTg và các nghị quyết của Quốc hội, Ủy ban Thường vụ Quốc hội";
/// State of the tables.
const DATE: &str = "2026-09-20";

/// Writes all of them.
pub(super) fn write(site: &mut Site<'_>, data: &Path) -> Result<(), Unwritten> {
    let read = |name: &str| {
        let path = data.join(name);
        std::fs::read_to_string(&path).map_err(|error| Unwritten {
            path,
            why: error.to_string(),
        })
    };
    let wrong = |name: &str, fault: UnitFault| Unwritten {
        path: data.join(name),
        why: format!("{fault:?}"),
    };
    let units = Units::read(&read("provinces.csv")?, &read("communes.csv")?)
        .map_err(|fault| wrong("communes.csv", fault))?;
    let (rows, splits) = (read("legacy-communes.csv")?, read("legacy-splits.csv")?);
    let old =
        OldUnits::read(&rows, &splits).map_err(|fault| wrong("legacy-communes.csv", fault))?;
    let former = former_names(&old);
    let provinces = units.provinces().iter();
    let provinces: Vec<Value> = provinces
        .map(|province| json!({ "code": province.code.as_str(), "name": province.full_name(), "also": province.merged_from }))
        .collect();
    site.json("lists/provinces.json", &list("provinces", &provinces))?;
    for province in units.provinces() {
        let communes = units.communes_of(province.code);
        let communes: Vec<Value> = communes
            .map(|unit| listed(unit, former.get(&unit.code).map(Vec::as_slice)))
            .collect();
        let name = format!("lists/communes/{}.json", province.code.as_str());
        site.json(&name, &list("communes", &communes))?;
    }
    legacy(site, &units, &rows, &splits)
}

/// A commune of today with the names of the old ones that it took.
fn listed(unit: &Commune, former: Option<&[&str]>) -> Value {
    let name = unit.full_name();
    let mut also: Vec<&str> = former.unwrap_or_default().to_vec();
    also.retain(|old| *old != name);
    let mut item = json!({ "code": unit.code.as_str(), "name": name });
    if let Some(map) = item.as_object_mut().filter(|_| !also.is_empty()) {
        map.insert("also".to_owned(), also.into());
    }
    item
}

/// By commune of today: the old ones of which it took something, each name once.
fn former_names(old: &OldUnits) -> BTreeMap<CommuneCode, Vec<&str>> {
    let districts = { old.provinces().iter() }.flat_map(|province| &province.districts);
    let mut names: BTreeMap<CommuneCode, Vec<&str>> = BTreeMap::new();
    for commune in districts.flat_map(|district| &district.communes) {
        for successor in &commune.successors {
            let known = names.entry(successor.code).or_default();
            if !commune.name.is_empty() && !known.contains(&commune.name.as_str()) {
                known.push(&commune.name);
            }
        }
    }
    names
}

fn list(id: &str, items: &[Value]) -> Value {
    json!({ "id": id, "source": SOURCE, "date": DATE, "items": items })
}

/// Rows by old province; the splits are those of its communes.
fn legacy(
    site: &mut Site<'_>,
    units: &Units,
    communes: &str,
    splits: &str,
) -> Result<(), Unwritten> {
    let mut parts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut rows = communes.lines();
    let header = rows.next().unwrap_or_default();
    for row in rows {
        if let Some(province) = row.split(',').nth(3) {
            parts.entry(province).or_default().push(row);
        }
    }
    let mut split_rows = splits.lines();
    let split_header = split_rows.next().unwrap_or_default();
    let split_rows: Vec<&str> = split_rows.collect();
    let mut index = Vec::new();
    for (province, rows) in parts {
        let id = search_fold(province).replace(' ', "-");
        let codes: Vec<&str> = rows
            .iter()
            .filter_map(|row| row.split(',').next())
            .collect();
        let of_these = |row: &&&str| {
            row.split(',')
                .next()
                .is_some_and(|code| codes.contains(&code))
        };
        let split: Vec<&str> = split_rows.iter().filter(of_these).copied().collect();
        site.text(&format!("lists/legacy/{id}.csv"), &table(header, &rows))?;
        site.text(
            &format!("lists/legacy/{id}.splits.csv"),
            &table(split_header, &split),
        )?;
        // No old province was parted.
        let now = { rows.iter() }
            .find_map(|row| units.commune(Code::parse(row.split(',').nth(4)?)?))
            .map(|commune| commune.province.as_str());
        index.push(json!({ "id": id, "name": province, "province": now }));
    }
    site.json("lists/legacy/index.json", &index)
}

fn table(header: &str, rows: &[&str]) -> String {
    std::iter::once(&header)
        .chain(rows)
        .flat_map(|row| [row, "\n"])
        .collect()
}
