//! Where an answer stands on a page: its id, and the faults that concern it.

use super::Filling;
use crate::text::fault::message;
use crate::text::{Text, say, t};
use crate::ui::SummaryLine;
use forms::answers::Reader;
use forms::check::{check_place, contradicted};
use forms::definition::{Lookup, Service};
use forms::fault::{Fault, Within};
use forms::lists::NoLists;
use forms::place::{Place, Pointer};
use forms::send;
use leptos::prelude::With;
use vietnam::name::same_name;

/// The id of an answer's control: its pointer. In a row the key stands for the index, so that removing another row
/// leaves it as it is.
#[must_use]
pub fn id(place: &Place) -> String {
    match (place.field.list(), &place.row) {
        (Some(list), Some(row)) => {
            ["/", list.leaf(), "/", &row.0, "/", place.field.leaf()].concat()
        }
        _ => Pointer::of(&place.field).as_str().to_owned(),
    }
}

/// What is wrong with an answer, in words; depends on all that decides it.
#[must_use]
pub fn fault_at(filling: &Filling, place: &Place) -> Option<String> {
    line_at(filling, place).map(|line| line.text)
}

/// The same as a line of the summary, which leads to the part that is wrong, where it is only one.
#[must_use]
pub fn line_at(filling: &Filling, place: &Place) -> Option<SummaryLine> {
    let service = filling.service();
    let verdict = check_place(&service, filling, &NoLists, place);
    let fault = verdict.errors.into_iter().next()?;
    Some(SummaryLine {
        pointer: id_of_fault(&fault, place),
        text: words(&service, &fault, place),
    })
}

/// What was typed in the box of a part stands there; every other fault is of the whole.
fn id_of_fault(fault: &Fault, place: &Place) -> String {
    let part = fault.params.get("part").and_then(|part| part.as_str());
    match part.filter(|_| fault.params.contains_key("fits")) {
        Some(part) => [&id(place), ":", part].concat(),
        None => id(place),
    }
}

/// What the number of the same person, or a card that was read, tells against an answer, in words.
#[must_use]
pub fn odd_at(filling: &Filling, place: &Place) -> Option<String> {
    let service = filling.service();
    if is_other_holder(filling, &service, place) {
        return Some(t(Text::ScanOtherHolder).to_owned());
    }
    let (number, fault) = contradicted(&service, filling, place)?;
    Some(words(&service, &fault, &number))
}

/// Whether the name at a place is another than that on the health card that was read.
fn is_other_holder(filling: &Filling, service: &Service, place: &Place) -> bool {
    let field = service.field(&place.field);
    let is_name = field.is_some_and(|field| field.concept == "person.full_name");
    let given = is_name.then(|| filling.answer(place)).flatten();
    let given = given.as_ref().and_then(|given| given.as_str());
    let holder = filling.background().with(|known| known.holder.clone());
    { given.zip(holder) }.is_some_and(|(given, holder)| !same_name(given, &holder))
}

/// A fault of the whole as a line of the summary. A rule speaks its own words, a paper is named.
#[must_use]
pub fn line(service: &Service, reader: &dyn Reader, fault: &Fault) -> SummaryLine {
    let rule = fault.params.get("rule").and_then(|rule| rule.as_str());
    let rule = rule.and_then(|id| service.rules.iter().find(|rule| rule.id == id));
    let document = fault
        .params
        .get("documentCode")
        .and_then(|code| code.as_str());
    let paper = document.and_then(|code| service.papers.iter().find(|paper| paper.code == code));
    let place =
        send::place(service, reader, &fault.pointer).filter(|_| fault.within == Within::Data);
    if let Some(line) = beyond(service, fault) {
        return line;
    }
    let text = match (rule, paper, &place) {
        (Some(rule), ..) => rule.text.clone(),
        (_, Some(paper), _) => message(fault, &paper.name, None),
        (.., Some(place)) => words(service, fault, place),
        _ => message(fault, fault.pointer.as_str(), None),
    };
    let pointer = match (&place, document) {
        (Some(place), _) => id_of_fault(fault, place),
        (None, Some(code)) => code.to_owned(),
        (None, None) => fault.pointer.as_str().to_owned(),
    };
    SummaryLine { pointer, text }
}

/// What sending needs beside answers and papers.
fn beyond(service: &Service, fault: &Fault) -> Option<SummaryLine> {
    let param = |name| fault.params.get(name).and_then(|value| value.as_str());
    if fault.within == Within::Body && fault.pointer.as_str() == "/appointmentId" {
        let date = &service.appointment.as_ref()?.date;
        return Some(SummaryLine {
            pointer: Pointer::of(date).as_str().to_owned(),
            text: t(Text::AppointmentAgain).to_owned(),
        });
    }
    let text = if param("payment").is_some() {
        t(Text::CheckDebtFirst).to_owned()
    } else if let Some(id) = param("lookup") {
        let mut lookups = service.lookups.iter();
        let is_it =
            |lookup: &&Lookup| lookup.id == id && Pointer::of(&lookup.after) == fault.pointer;
        let lookup = lookups.find(is_it)?;
        say::lookup_needed(&lookup.text)
    } else {
        let id = param("confirmation")?;
        let asked = service.confirmations.iter().find(|asked| asked.id == id)?;
        let role = &asked.name;
        let who = param("name").map_or_else(|| role.clone(), |name| [role, ", ", name].concat());
        say::agreement_needed(&who)
    };
    Some(SummaryLine {
        pointer: fault.pointer.as_str().to_owned(),
        text,
    })
}

fn words(service: &Service, fault: &Fault, place: &Place) -> String {
    let field = service.field(&place.field);
    let label = field.map_or("", |field| field.label.as_str());
    message(fault, label, field.map(|field| &field.kind))
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::place::RowKey;

    #[test]
    fn a_row_goes_by_its_key() {
        assert_eq!(id(&Place::of("child_name")), "/child_name");
        let cell = Place::in_row("members[].full_name", RowKey("row-0002".into()));
        assert_eq!(id(&cell), "/members/row-0002/full_name");
    }
}
