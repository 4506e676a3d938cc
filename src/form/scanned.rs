//! A code that the person has read on the device becomes facts, merged as those of any other source. The text itself goes
//! nowhere.

use super::field::counting;
use super::{Filling, today, told};
use crate::device::clock::now_here;
use crate::device::random::uuid;
use crate::portal::Proof;
use forms::answers::Reader;
use forms::definition::thing;
use forms::eval::Scope;
use forms::origin::{How, Origin};
use forms::place::{Place, RowKey};
use forms::scan::{self, ScanFault, Scanned, Target};
use forms::whose::filed_for;
use leptos::prelude::*;
use serde_json::json;
use vietnam::name::same_name;

/// What became of the answers that a code may fill, by their labels.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Taken {
    /// What the row is called that it stands in, of a list: "Người lưu trú 2".
    pub row: Option<String>,
    /// The card bears another name than that of the person who files for themselves.
    pub is_not_own: bool,
    /// Filled from it, or the same as what stood there.
    pub filled: Vec<String>,
    /// Something else was typed, or another source says otherwise: to be chosen.
    pub open: Vec<String>,
    /// The code does not say it, or the form cannot hold what it says.
    pub missing: Vec<String>,
}

/// What codes may fill, as the answers stand.
#[must_use]
pub fn targets(filling: &Filling) -> Vec<Target> {
    scan::targets(&filling.service(), filling)
}

/// Takes what a code says into the form. What was typed stays; what differs is to be chosen.
///
/// # Errors
/// [`ScanFault`]: nothing is taken then.
pub async fn take(filling: &Filling, target: &Target, text: &str) -> Result<Taken, ScanFault> {
    let service = untrack(|| filling.service());
    let scanned = target.read(&service, text)?;
    let home = match scanned.home() {
        Some(address) => today::understood(address).await,
        None => None,
    };
    let plain = filling.plain();
    filling
        .background()
        .with_untracked(|known| target.fits(&service, &plain, &known.facts, &scanned))?;
    let record = uuid().unwrap_or_default();
    let kind = target.kind;
    let issued = scanned.issued().map(|day| day.to_string());
    let proof = Proof::read_here(kind.source(), kind.name(), &record, issued, &now_here());
    let facts = target.facts(&scanned, home.as_ref(), &record, proof.shown());
    let row = match &scanned {
        Scanned::Card(card) => target
            .open_row(&service, &plain, card)
            .map(|number| (number, card.personal_id.as_str().to_owned())),
        _ => None,
    };
    let holder = match &scanned {
        Scanned::HealthCard(card) => Some(card.name.clone()),
        _ => None,
    };
    let is_not_own = holder
        .as_ref()
        .is_some_and(|name| is_not_own(filling, name));
    filling.background().update(|known| {
        // Who scans again after emptying a box wants it filled.
        for place in target.emptied(&service, &plain, &known.origins, &scanned) {
            known.origins.remove(&place);
        }
        if holder.is_some() {
            known.holder = holder;
        }
        // Of one person, what was read last counts.
        known.facts.retain(|fact| {
            target.list.is_some()
                || fact.provenance.source != kind.source()
                || fact.subject != target.subject
        });
        known.facts.extend(facts.clone());
        known.prove([(record.clone(), proof)].into());
    });
    // The number makes the open row that of the card; the rest of it is merged.
    if let Some((number, value)) = &row {
        let origin = Origin {
            how: How::Auto,
            prov: Some(record.clone()),
            original: None,
            others: Vec::new(),
        };
        filling.background().update(|known| {
            known.origins.insert(number.clone(), origin);
        });
        filling.signal(number).set(Some(json!(value)));
    }
    filling.refill();
    filling.touch();
    let row = row.and_then(|(number, _)| number.row);
    let row = row.or_else(|| row_of(filling, target, &facts));
    let taken = untrack(|| outcome(filling, target, row.as_ref(), &record));
    Ok(Taken {
        is_not_own,
        ..taken
    })
}

/// Whether somebody who files for themselves has a card of another name.
fn is_not_own(filling: &Filling, name: &str) -> bool {
    let service = untrack(|| filling.service());
    let account = filling.account();
    let is_own = untrack(|| filed_for(&service, filling)).is_empty();
    is_own && account.is_some_and(|own| !own.name.is_empty() && !same_name(&own.name, name))
}

/// The row that the card came to stand in: its own, or that of the same person.
fn row_of(filling: &Filling, target: &Target, facts: &[forms::fact::Fact]) -> Option<RowKey> {
    let list = target.list.as_ref()?;
    let first = facts.first()?;
    let rows = untrack(|| filling.rows(list));
    let own = RowKey::of_record(&first.record, &first.record_id, 0);
    if rows.contains(&own) {
        return Some(own);
    }
    let service = untrack(|| filling.service());
    let number = target.fields.iter().find(|column| {
        let field = service.field(column);
        field.is_some_and(|field| field.concept.ends_with(".personal_id"))
    })?;
    let forms::fact::FactValue::Value(value) = &first.value else {
        return None;
    };
    rows.into_iter().find(|row| {
        let place = Place::in_row(number.clone(), row.clone());
        untrack(|| filling.answer(&place)).as_ref() == Some(value)
    })
}

fn outcome(filling: &Filling, target: &Target, row: Option<&RowKey>, record: &str) -> Taken {
    let service = filling.service();
    let scope = Scope::new(&service, filling);
    let mut taken = Taken {
        row: row.and_then(|row| told::row_title(&service, filling, target.list.as_ref()?, row)),
        ..Taken::default()
    };
    for field in target.fields.iter().filter_map(|id| service.field(id)) {
        let (place, is_shown) = match (field.id.list(), row) {
            (Some(list), Some(row)) => (
                Place::in_row(field.id.clone(), row.clone()),
                scope.in_row(&list, row).is_shown(field),
            ),
            (Some(_), None) => continue,
            (None, _) => (Place::from(field.id.clone()), scope.is_shown(field)),
        };
        if !is_shown {
            continue;
        }
        let label = field.label.clone();
        filling.background().with(|known| {
            let is_open = known.conflicts.iter().any(|open| open.place == place);
            let is_ours = known
                .origins
                .get(&place)
                .is_some_and(|origin| origin.prov.as_deref() == Some(record));
            let is_said = known.facts.iter().any(|fact| {
                fact.record_id == record
                    && (field.sources.iter()).any(|source| match &source.from {
                        Some(cited) => fact.is(cited),
                        None => thing(&fact.concept) == thing(&field.concept),
                    })
            });
            let is_unread = known.unread.iter().any(|unread| unread.place == place);
            if is_open {
                taken.open.push(label);
            } else if is_ours || (is_said && !is_unread && counting(filling, &place).is_some()) {
                taken.filled.push(label);
            } else {
                taken.missing.push(label);
            }
        });
    }
    taken
}
