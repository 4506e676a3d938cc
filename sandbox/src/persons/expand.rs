//! Short forms in persons' files, written out into the shapes of decision 4:
//! `{ commune = "00004", detail = "Số 1" }` is an address, `{ list = "ethnic-groups", code = "01" }` a code answer. What
//! has a name (an office) is written out already.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Value, json};
use vietnam::unit::{Code, Units};

use super::Holds;
use crate::facts::FactTable;
use crate::start::StartError;

/// What is wrong in a person's file.
pub(super) type Wrong = String;

/// What short forms are written out with.
pub(super) struct Expander {
    facts: FactTable,
    units: Units,
    lists: BTreeMap<String, List>,
}

#[derive(Deserialize)]
struct List {
    id: String,
    date: String,
    item: Vec<Item>,
}

#[derive(Deserialize)]
struct Item {
    code: String,
    vi: String,
}

impl Expander {
    /// Reads the units and lists of a project.
    pub(super) fn load(root: &Path) -> Result<Self, StartError> {
        let text = |name: &str| {
            let file = root.join(name);
            std::fs::read_to_string(&file)
                .map_err(StartError::doing(format!("reading {}", file.display())))
        };
        let units = Units::read(&text("data/provinces.csv")?, &text("data/communes.csv")?);
        let units =
            units.map_err(|fault| StartError::doing("reading the units")(format!("{fault:?}")))?;
        let mut lists = BTreeMap::new();
        for below in ["data/lists", "sandbox/lists"] {
            let folder = root.join(below);
            for entry in std::fs::read_dir(&folder)
                .map_err(StartError::doing(format!("reading {}", folder.display())))?
                .flatten()
            {
                if entry.path().extension().is_some_and(|ext| ext == "toml") {
                    let name = format!("{below}/{}", entry.file_name().to_string_lossy());
                    let list: List = toml::from_str(&text(&name)?)
                        .map_err(StartError::doing(format!("reading {name}")))?;
                    lists.insert(list.id.clone(), list);
                }
            }
        }
        Ok(Self {
            facts: FactTable::load(root)?,
            units,
            lists,
        })
    }

    /// Writes the short forms of a record out and checks its attributes against `facts.csv`.
    pub(super) fn expand(&self, kind: &str, holds: &mut Holds) -> Result<(), Wrong> {
        for (attribute, value) in holds {
            if let Value::Array(rows) = value
                && rows.iter().all(Value::is_object)
            {
                for cell in rows.iter_mut().filter_map(Value::as_object_mut).flatten() {
                    self.expand_one(kind, &format!("{attribute}[].{}", cell.0), cell.1)?;
                }
            } else {
                self.expand_one(kind, attribute, value)?;
            }
        }
        Ok(())
    }

    fn expand_one(&self, kind: &str, attribute: &str, value: &mut Value) -> Result<(), Wrong> {
        let known = self
            .facts
            .get(kind, attribute)
            .ok_or_else(|| format!("{kind}.{attribute}: not in services/facts.csv"))?;
        if let Some(date) = value
            .get("$__toml_private_datetime")
            .and_then(Value::as_str)
        {
            *value = Value::from(date);
        }
        let part = |name: &str| value.get(name).and_then(Value::as_str);
        match known.kind.as_str() {
            "address" if value.get("raw").is_none() => {
                *value = self.address(part("commune"), part("detail"), part("legacy"))?;
            }
            "lookup" | "unit" if value.get("raw").or(value.get("name")).is_none() => {
                *value = self.code(part("list"), part("code"))?;
            }
            _ => {}
        }
        Ok(())
    }

    /// An address of today, or one that is known only as it was written before 01/07/2025.
    fn address(
        &self,
        commune: Option<&str>,
        detail: Option<&str>,
        legacy: Option<&str>,
    ) -> Result<Value, Wrong> {
        let Some(code) = commune else {
            let text = legacy.ok_or("an address has `commune` or `legacy`")?;
            return Ok(
                json!({ "country": "VN", "text": text, "vintage": "legacy", "legacy": { "text": text } }),
            );
        };
        let unit = Code::parse(code)
            .and_then(|code| self.units.commune(code))
            .ok_or_else(|| format!("commune {code}: not in data/communes.csv"))?;
        let province = self
            .units
            .province(unit.province)
            .ok_or_else(|| format!("commune {code}: no province"))?;
        let text: Vec<String> = detail
            .map(str::to_owned)
            .into_iter()
            .chain([unit.full_name(), province.full_name()])
            .collect();
        let mut address = json!({ "country": "VN", "province": province.code.to_string(), "commune": code, "text": text.join(", "), "vintage": "current" });
        if let (Some(detail), Some(object)) = (detail, address.as_object_mut()) {
            object.insert("detail".to_owned(), detail.into());
        }
        Ok(address)
    }

    fn code(&self, list: Option<&str>, code: Option<&str>) -> Result<Value, Wrong> {
        let (list, code) = list.zip(code).ok_or("a code has `list` and `code`")?;
        let found = self
            .lists
            .get(list)
            .ok_or_else(|| format!("list {list}: not in data/lists, sandbox/lists"))?;
        let item = found
            .item
            .iter()
            .find(|item| item.code == code)
            .ok_or_else(|| format!("list {list}: no code {code}"))?;
        Ok(json!({ "code": code, "name": item.vi, "list": list, "version": found.date }))
    }
}
