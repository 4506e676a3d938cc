//! Values marked `auto` against what their source said, as long as that answer holds (contract 4.5).

use forms::compare::same_place;
use forms::definition::{Field, Lookup, SourceRef, thing};
use forms::eval::Scope;
use forms::fact::{Fact, FactValue, PRIOR_DOSSIER};
use forms::merge::{self, taken};
use forms::place::{Place, Pointer};
use portal_api::{DraftContent, Fault, FaultCode, Origin, OriginKind, ProvId};
use serde_json::Value;

use super::earlier::Earlier;
use super::judge::Judged;
use crate::facts::FactTable;
use crate::prefill::{Told, ToldFact};
use crate::state::AppState;

/// A value that a draft marks as taken from a source.
pub(super) struct Marked<'a> {
    /// Where it stands.
    pub pointer: &'a portal_api::Pointer,
    /// The same for the engine.
    pub place: Place,
    /// The key of what it was taken from.
    pub prov: &'a ProvId,
    /// Its field.
    pub field: &'a Field,
    /// The value.
    pub value: Value,
}

/// The values that a draft marks so; of what is not asked, or empty, there are none.
pub(super) fn marked<'a>(judged: &'a Judged<'_>, content: &'a DraftContent) -> Vec<Marked<'a>> {
    let scope = Scope::new(judged.service, &judged.answers);
    let one = |(pointer, origin): (&'a portal_api::Pointer, &'a Origin)| {
        let taken = origin.origin == OriginKind::Auto;
        let prov = origin.prov.as_ref().filter(|_| taken)?;
        let at = Pointer::new(pointer.as_str());
        let place = forms::send::place(judged.service, &judged.answers, &at)?;
        let field = judged.service.field(&place.field)?;
        let list = place.field.list();
        let scope = match (&list, &place.row) {
            (Some(list), Some(row)) => scope.in_row(list, row),
            _ => scope,
        };
        let value = scope.answer(&place.field)?;
        Some(Marked {
            pointer,
            place,
            prov,
            field,
            value,
        })
    };
    content.answers.origins.iter().filter_map(one).collect()
}

/// A fault for each value that is marked as taken from a source, and that no source told this person for this field of
/// whoever it is about. Of an answer that has run out only the field is looked at, not what it said of it. What only the
/// person brings cannot be told here: their device must be a source of the field, their earlier dossier must say it.
pub(super) fn mismatches(
    state: &AppState,
    judged: &Judged<'_>,
    content: &DraftContent,
    marked: &[Marked<'_>],
    told: &Told,
    earlier: &Earlier,
) -> Vec<Fault> {
    let known = Known {
        state,
        judged,
        content,
        told,
        earlier,
    };
    // That somebody said it, and nobody who did, is nothing that can be shown.
    let nobody = { content.answers.origins.iter() }
        .filter(|(_, origin)| origin.origin == OriginKind::Auto && origin.prov.is_none())
        .map(|(pointer, _)| pointer);
    { marked.iter() }
        .filter(|one| !Lookup::is_key(one.prov))
        .filter(|one| !known.says(&one.place, one.field, one.prov, &one.value))
        .map(|one| one.pointer)
        .chain(nobody)
        .map(differs)
        .collect()
}

/// What this server knows of where the values of a draft may come from.
pub(super) struct Known<'a> {
    pub state: &'a AppState,
    pub judged: &'a Judged<'a>,
    pub content: &'a DraftContent,
    pub told: &'a Told,
    pub earlier: &'a Earlier,
}

impl Known<'_> {
    /// Whether a source said this value of a place under a provenance, as far as that can be known here.
    pub(super) fn says(&self, place: &Place, field: &Field, prov: &ProvId, value: &Value) -> bool {
        let Some(named) = self.content.answers.provenance.get(prov) else {
            return false;
        };
        let is_same = |said: &Value| same_place(&field.kind, value, said, &self.state.units.old);
        let Some(told) = self.told.provenance(prov) else {
            return match named.source.as_str() {
                PRIOR_DOSSIER => self
                    .earlier
                    .said(self.state, prov, field)
                    .iter()
                    .any(is_same),
                source => {
                    let mut sources = field.sources.iter();
                    self.state.sources.is_brought(source) && sources.any(|one| one.id == source)
                }
            };
        };
        if told.source != named.source {
            return false;
        }
        let facts = self.told.facts(self.judged.service, prov);
        let of_relative = |told: &&ToldFact| told.of_relative;
        let said = |holds: bool| {
            let facts = facts.iter().filter(|told| !holds || told.holds);
            let (relatives, rest): (Vec<_>, Vec<_>) = facts.partition(of_relative);
            let rest = rest.into_iter().map(|told| &told.fact);
            let judged = self.judged;
            let mut said = merge::said(judged.service, &judged.answers, place, rest);
            let relatives = relatives.into_iter().map(|told| &told.fact);
            said.extend(relatives.flat_map(|fact| self.of_relative(fact, field)));
            said
        };
        let holding = said(true);
        if holding.is_empty() {
            return !said(false).is_empty();
        }
        holding.iter().any(is_same)
    }

    /// What is told of a relative, in a field of the same thing.
    fn of_relative(&self, fact: &Fact, field: &Field) -> Vec<Value> {
        let FactValue::Value(value) = &fact.value else {
            return Vec::new();
        };
        let sources = field.sources.iter();
        let named = sources.filter(|one| one.id == fact.provenance.source);
        let named: Vec<&SourceRef> = named.collect();
        let table = &self.state.facts;
        meant(table, &fact.record, &fact.attribute, value, &named, field)
    }
}

/// The fault of a value that is not what it is said to be.
pub(super) fn differs(pointer: &portal_api::Pointer) -> Fault {
    Fault {
        pointer: pointer.clone(),
        code: FaultCode::MismatchWithSource,
        params: None,
        detail: None,
        r#in: None,
    }
}

/// What a fact means in the field: by the attribute that the definition cites, else as it is when it is of the same
/// thing.
pub(super) fn meant(
    facts: &FactTable,
    record: &str,
    attribute: &str,
    value: &Value,
    sources: &[&SourceRef],
    field: &Field,
) -> Vec<Value> {
    let name = format!("{record}.{attribute}");
    let cited: Vec<&&SourceRef> = sources
        .iter()
        .filter(|source| source.from.as_deref() == Some(&name))
        .collect();
    if !cited.is_empty() {
        return cited
            .into_iter()
            .filter_map(|source| taken(field, source, value))
            .collect();
    }
    let of_same_thing = facts
        .get(record, attribute)
        .is_some_and(|known| thing(&known.concept) == thing(&field.concept));
    let source = sources.iter().find(|source| source.from.is_none());
    match source.filter(|_| of_same_thing) {
        Some(source) => taken(field, source, value).into_iter().collect(),
        None => Vec::new(),
    }
}
