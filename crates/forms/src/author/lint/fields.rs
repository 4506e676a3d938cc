//! The fields of a definition against `fields.csv`: the same questions, asked of the same people.

use super::Lint;
use super::walk::{Logic, kind_name};
use super::worlds::{World, Worlds};
use crate::author::finding::nearest_few;
use crate::author::vocabulary::{FieldRow, bare, parse};
use crate::condition::Condition;
use crate::definition::Field;
use crate::kind::Kind;
use crate::place::FieldId;

const AS_ROW: &str =
    "follow services/fields.csv, or correct the row there with the reason in its note";

/// Ids, concepts, kinds, items, sources and marks.
pub(super) fn check_rows(lint: &mut Lint<'_>) {
    let words = lint.words;
    let service = lint.service.id.as_str();
    for (pointer, place, field) in lint.fields() {
        let Some(row) = words
            .fields_of(service)
            .find(|row| row.id == field.id.as_str())
        else {
            let known = words.fields_of(service).map(|row| row.id.as_str());
            let near = nearest_few(field.id.as_str(), known);
            let remedy = format!(
                "take one of its ids, the nearest are {}, or add a row with the reason in its note",
                near.join(", ")
            );
            lint.tell(
                &pointer,
                &place,
                format!(
                    "services/fields.csv has no field `{}` of service {service}",
                    field.id
                ),
                remedy,
            );
            continue;
        };
        let is_expected = lint.service.cases.iter().any(|case| {
            case.authority.field.as_ref() == Some(&field.id) && !case.authority.by.is_empty()
        });
        for (member, what) in differences(field, row, is_expected) {
            lint.tell(
                &format!("{pointer}/{member}"),
                format!("{place} {member}"),
                what,
                AS_ROW,
            );
        }
    }
    let asked = lint.ids();
    let missing = words
        .fields_of(service)
        .filter(|row| !row.is_step() && !asked.contains(&row.id.as_str()));
    for row in missing {
        lint.tell(
            "/steps",
            super::field_place(&row.id),
            format!("the field `{}` is not defined", row.id),
            "add it to a step",
        );
    }
}

/// Member and difference. An office that the authority rule of a case expects needs no expression of its own.
fn differences(field: &Field, row: &FieldRow, is_expected: bool) -> Vec<(&'static str, String)> {
    let mut found = Vec::new();
    let mut differ = |member: &'static str, here: String, there: String| {
        if here != there {
            found.push((member, format!("{here} here, {there} in fields.csv")));
        }
    };
    let told = |list: Vec<String>| {
        if list.is_empty() {
            "none".to_owned()
        } else {
            list.join(", ")
        }
    };
    differ("concept", field.concept.clone(), row.concept.clone());
    differ("kind", kind_name(&field.kind).to_owned(), row.kind.clone());
    let items = field
        .items
        .iter()
        .filter(|(_, item)| *item != "E")
        .map(|(form, item)| format!("{form} {}", bare(item)));
    let official = row
        .official_items()
        .into_iter()
        .map(|(form, item)| format!("{form} {item}"));
    differ("items", told(items.collect()), told(official.collect()));
    let sources = field.sources.iter().map(|source| source.id.clone());
    differ(
        "sources",
        told(sources.collect()),
        told(row.source_ids().map(str::to_owned).collect()),
    );
    if row.is_computed() && field.computed.is_none() && !is_expected {
        found.push((
            "computed",
            "nothing is computed here; fields.csv says the engine works it out".to_owned(),
        ));
    }
    if row.unconfirmed == "yes" && !field.unconfirmed {
        found.push(("unconfirmed", "fields.csv marks it unconfirmed".to_owned()));
    }
    found
}

/// When each field is shown and required.
pub(super) fn check_asked(lint: &mut Lint<'_>) {
    let words = lint.words;
    for (pointer, place, field) in lint.fields() {
        let Some(row) = words
            .fields_of(&lint.service.id)
            .find(|row| row.id == field.id.as_str())
        else {
            continue;
        };
        let text = row.when.strip_prefix("shown:").unwrap_or(&row.when).trim();
        let condition = if text.is_empty() {
            Ok(Condition::Always)
        } else {
            lint.condition(text)
        };
        let condition = match condition {
            Ok(condition) => condition,
            Err(why) => {
                lint.tell(
                    &pointer,
                    &place,
                    format!("its row in fields.csv cannot be read: {why}"),
                    "mend the row",
                );
                continue;
            }
        };
        let worlds = Worlds::of(
            lint.service,
            lint.today,
            &[&condition, &field.shown, &field.required].map(Logic::Condition),
        );
        let shown_exactly = row.when.is_empty() || !row.is_shown_beyond();
        if let Some(world) =
            worlds.find(|world| differs(world, field, row, &condition, shown_exactly))
        {
            let (member, here, there) = told(&world, field, row, &condition, shown_exactly);
            let what = format!("{here} here but {there} by fields.csv {}", world.told());
            lint.tell(
                &format!("{pointer}/{member}"),
                format!("{place} {member}"),
                what,
                AS_ROW,
            );
        }
    }
}

/// Shown and required: in the definition, and by the row. `None` where there is no row of the list to ask about.
fn asked(
    world: &World<'_>,
    field: &Field,
    row: &FieldRow,
    condition: &Condition,
) -> Option<[(bool, bool); 2]> {
    world.at(Some(&field.id), |scope| {
        let around = field
            .id
            .list()
            .and_then(|list| world.service.field(&list))
            .is_none_or(|list| scope.is_shown(list));
        let holds = around && scope.holds(condition);
        [
            (scope.is_shown(field), scope.is_required(field)),
            (holds, holds && row.required != "no"),
        ]
    })
}

fn differs(
    world: &World<'_>,
    field: &Field,
    row: &FieldRow,
    condition: &Condition,
    shown_exactly: bool,
) -> bool {
    asked(world, field, row, condition)
        .is_some_and(|[here, there]| here.1 != there.1 || (shown_exactly && here.0 != there.0))
}

/// The member that differs, and what it is here and there.
fn told(
    world: &World<'_>,
    field: &Field,
    row: &FieldRow,
    condition: &Condition,
    shown_exactly: bool,
) -> (&'static str, &'static str, &'static str) {
    let Some([here, there]) = asked(world, field, row, condition) else {
        return ("shown", "", "");
    };
    if shown_exactly && here.0 != there.0 {
        return if here.0 {
            ("shown", "shown", "hidden")
        } else {
            ("shown", "hidden", "shown")
        };
    }
    if here.1 {
        ("required", "required", "optional")
    } else {
        ("required", "optional", "required")
    }
}

impl Lint<'_> {
    /// Reads a condition of the vocabulary as one about this service.
    pub(super) fn condition(&self, text: &str) -> Result<Condition, String> {
        let condition = parse(text, &|id: &FieldId| {
            let kind = self.service.field(id).map(|field| &field.kind);
            matches!(kind, Some(Kind::Lookup(_) | Kind::Unit(_))).then_some("code")
        });
        let condition = condition.map_err(|misread| misread.to_string())?;
        match condition
            .reads()
            .into_iter()
            .find(|id| self.service.field(id).is_none())
        {
            Some(id) => Err(format!("there is no field `{id}`")),
            None => Ok(condition),
        }
    }
}
