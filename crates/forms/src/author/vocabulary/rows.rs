//! The rows of the vocabulary files. Cells are kept as written; helpers read the ones that hold lists.

use serde::Deserialize;
use serde_json::Value;
use std::collections::BTreeMap;

/// One question or shown value of one service.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct FieldRow {
    /// 01 to 25.
    pub service: String,
    /// Official forms, `;` between.
    pub form: String,
    /// Number on each form, `;` between; `E`: only on the electronic form.
    pub item: String,
    /// Id in the definition.
    pub id: String,
    /// `role.thing`.
    pub concept: String,
    /// Kind (decision 8).
    pub kind: String,
    /// `yes`, `no`, `when`.
    pub required: String,
    /// The condition of `when`, or `shown: …`.
    pub when: String,
    /// Ids of sources, best first; `computed` is the engine.
    pub sources: String,
    /// `yes` or `no`.
    pub unconfirmed: String,
    /// Remarks.
    pub note: String,
}

impl FieldRow {
    /// The sources of facts, best first.
    pub fn source_ids(&self) -> impl Iterator<Item = &str> {
        parts(&self.sources).filter(|id| *id != "computed")
    }

    /// Whether the engine works it out.
    pub fn is_computed(&self) -> bool {
        parts(&self.sources).any(|id| id == "computed")
    }

    /// Official form → number there; what stands only on the electronic form is left out.
    pub fn official_items(&self) -> BTreeMap<String, String> {
        let items = self.form.split(';').zip(self.item.split(';'));
        items
            .filter(|(_, item)| *item != "E")
            .map(|(form, item)| (form.to_owned(), bare(item).to_owned()))
            .collect()
    }

    /// A step of its own (payment, signature) that is no field of a definition: the `group` kinds.
    pub fn is_step(&self) -> bool {
        self.kind == "group"
    }

    /// Whether it counts as an official item (decision 23; 06 has `L` for the items of the law).
    pub fn is_official(&self) -> bool {
        self.item.split(';').any(|item| item != "E") || self.note.contains("unnumbered")
    }

    /// Whether it is shown beyond the condition that makes it required.
    pub fn is_shown_beyond(&self) -> bool {
        ["always shown", "also shown", "shown also"]
            .iter()
            .any(|words| self.note.contains(words))
    }
}

/// One attribute of one kind of record.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct AttributeRow {
    /// Kind of record.
    pub record: String,
    /// Its attribute.
    pub attribute: String,
    /// Kind of value.
    pub kind: String,
    /// `role.thing`.
    pub concept: String,
    /// Sources that serve it, `;` between.
    pub sources: String,
    /// Codes of results that hold it, `;` between.
    pub result_codes: String,
    /// Remarks; `values: a, b` among them are all that a choice may be.
    #[serde(default)]
    pub note: String,
}

impl AttributeRow {
    /// All that its value may be, where it is one of few and the row says which.
    pub fn values(&self) -> Vec<Value> {
        match self.kind.as_str() {
            "yes-no" => vec![false.into(), true.into()],
            "one-of" => {
                let told = self.note.split_once("values:").map(|(_, told)| told);
                let told = told.map(|told| told.split(';').next().unwrap_or_default());
                let words = told.into_iter().flat_map(|told| told.split(','));
                // A number in brackets is the code of a national system.
                let bare = words.map(|word| word.split('(').next().unwrap_or_default().trim());
                bare.filter(|word| !word.is_empty())
                    .map(Value::from)
                    .collect()
            }
            _ => Vec::new(),
        }
    }
}

/// A place that facts come from.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct SourceRow {
    /// Id, and scope of a consent.
    pub id: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// Short name in Vietnamese, for origin marks.
    pub short_vi: String,
    /// Short name in English, for origin marks.
    pub short_en: String,
}

/// One kind of record that prior results hold.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct ResultRow {
    /// Kind of record, one with result codes in `facts.csv`.
    pub record: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// Role of concepts (`child` of `child.full_name`): whom such a record is about; empty where it is about several.
    pub about: String,
    /// How many months one holds from its issue, where that is so.
    pub months: Option<u16>,
    /// How long one holds is not confirmed: `yes` or `no`.
    pub unconfirmed: String,
    /// How long one holds, in Vietnamese.
    pub holds_vi: String,
    /// The same in English.
    pub holds_en: String,
    /// What on it grows old, in Vietnamese; empty: nothing.
    pub ages_vi: String,
    /// The same in English.
    pub ages_en: String,
}

/// Who keeps a source, how a wrong entry is corrected, and why nothing of it is handed in again.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct RegisterRow {
    /// Id of `sources.csv`.
    pub source: String,
    /// Who keeps it, in Vietnamese.
    pub owner_vi: String,
    /// The same in English.
    pub owner_en: String,
    /// How an entry is corrected, in Vietnamese.
    pub correct_vi: String,
    /// The same in English.
    pub correct_en: String,
    /// The rule, in Vietnamese.
    pub ground_vi: String,
    /// The same in English.
    pub ground_en: String,
    /// `yes` where no source confirms the row.
    pub unconfirmed: String,
}

/// One document of one service.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct PaperRow {
    /// 01 to 25.
    pub service: String,
    /// `NN.slug`.
    pub paper: String,
    /// Name in Vietnamese.
    pub name_vi: String,
    /// Name in English.
    pub name_en: String,
    /// Its condition; `shown: …` where it is optional.
    pub when: String,
    /// Record kinds that make it unnecessary, `;` between; `form`: made from the answers.
    pub replaced_by: String,
    /// `originals/copies`.
    pub originals_copies: String,
    /// `yes` or `no`.
    pub unconfirmed: String,
}

/// One row of the case table of one service.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct CaseRow {
    /// Its line in the file, from 1.
    #[serde(skip)]
    pub line: usize,
    /// 01 to 25.
    pub service: String,
    /// The case questions, `;` between.
    pub dimensions: String,
    /// Empty: told, never chosen by answers.
    pub condition: String,
    /// `NN.slug`.
    pub case: String,
    /// National code, or `motcua.NN`.
    pub procedure: String,
    /// `full`, `partial`, `in-person`, `info`.
    pub online: String,
    /// `yes` or `no`.
    pub unconfirmed: String,
}

/// One day off.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct HolidayRow {
    /// `YYYY-MM-DD`.
    pub date: String,
}

/// The parts of a cell that holds a list.
pub(crate) fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split(';')
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// An item's number without the brackets that some forms print around it.
pub(crate) fn bare(item: &str) -> &str {
    item.trim().trim_start_matches('(').trim_end_matches(')')
}
