//! What a dossier needs beside answers and papers: other people's agreement, a time at the office, answers of registers,
//! something paid first; and which procedures it is made of.

use crate::answers::Reader;
use crate::definition::{
    Appointment, Confirmation, Lookup, Offer, Part, Payment, PaymentTime, Service,
};
use crate::eval::Scope;
use crate::fault::{Fault, FaultCode};
use crate::place::{FieldId, Place, Pointer, RowKey};
use crate::send;
use serde_json::{Map, Value};
use std::collections::BTreeSet;
use vietnam::name::same_name;

/// What of all this is done already.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Met {
    /// Keys of the look-ups whose answer stands in the form.
    pub looked_up: BTreeSet<String>,
    /// Who was asked to agree, and has not refused; what was agreed to is still so.
    pub asked: Vec<Asking>,
    /// Who files: nobody is asked to agree with themselves.
    pub own: Option<Person>,
    /// A time at the office is booked.
    pub booked: bool,
    /// The portal offers times at the office.
    pub offers_times: bool,
}

/// Somebody who was asked to agree, in a role of the contract.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asking {
    /// The role.
    pub role: String,
    /// What for.
    pub purpose: String,
    /// Who.
    pub person: Person,
}

/// A person, as far as one is shown to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Full name.
    pub full_name: String,
    /// The last three digits of the number (contract 2.4, Masked).
    pub id_end: String,
}

impl Person {
    /// Whether this is who is to be asked.
    pub fn is(&self, asked: &Asked<'_>) -> bool {
        let (name, id) = (asked.full_name.as_deref(), asked.personal_id.as_deref());
        name.is_some_and(|name| same_name(name, &self.full_name))
            && id.is_some_and(|id| id.ends_with(&self.id_end))
    }
}

impl Asking {
    /// Whether this answers to what is to be asked.
    pub fn is(&self, asked: &Asked<'_>) -> bool {
        self.role == asked.confirmation.role
            && self.purpose == asked.confirmation.purpose
            && self.person.is(asked)
    }
}

/// What is missing before the dossier can be sent. The params name what: `lookup`, `confirmation` with the name of who is
/// to be asked, `appointment`, `payment`.
pub fn faults(service: &Service, reader: &dyn Reader, met: &Met) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (lookup, needed) in lookups(service, reader) {
        if needed && !met.looked_up.contains(&lookup.key()) {
            let pointer = Pointer::of(&lookup.after);
            faults.push(Fault::new(pointer, FaultCode::Other).with("lookup", lookup.id.as_str()));
        }
    }
    for asked in confirmations(service, reader) {
        let is_asked = met.asked.iter().any(|asking| asking.is(&asked));
        let is_own = met.own.as_ref().is_some_and(|own| own.is(&asked));
        if !is_asked && !is_own && !asked.confirmation.unconfirmed {
            let pointer = Pointer::new("/confirmationIds");
            let fault = Fault::in_body(pointer, FaultCode::Required)
                .with("confirmation", asked.confirmation.id.as_str());
            faults.push(match asked.full_name {
                Some(name) => fault.with("name", name),
                None => fault,
            });
        }
    }
    if let Some((appointment, true)) = appointment(service, reader)
        && met.offers_times
        && !met.booked
    {
        let pointer = Pointer::of(&appointment.date);
        faults.push(Fault::new(pointer, FaultCode::Required).with("appointment", true));
    }
    if let Some(payment) = payment(service, reader)
        && payment.time == PaymentTime::BeforeSending
        && !payment.optional
        && !payment.unconfirmed
    {
        let pointer = Pointer::new("/payment");
        let fault = Fault::in_body(pointer, FaultCode::Required);
        faults.push(fault.with("payment", payment.subject.as_str()));
    }
    faults
}

/// Somebody who is to be asked to agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked<'a> {
    /// What they are asked.
    pub confirmation: &'a Confirmation,
    /// The row they stand in.
    pub row: Option<RowKey>,
    /// Their name, once it is answered.
    pub full_name: Option<String>,
    /// Their number, once it is answered.
    pub personal_id: Option<String>,
    /// The answers that they agree to, as pointers.
    pub covers: Vec<Pointer>,
}

/// Everybody who is to be asked, as the answers stand: rows without a number (organisations) are not asked, a single
/// person is, though the number may still be missing.
pub fn confirmations<'a>(service: &'a Service, reader: &dyn Reader) -> Vec<Asked<'a>> {
    let scope = Scope::new(service, reader);
    let mut asked = Vec::new();
    let held = service.confirmations.iter();
    for confirmation in held.filter(|asked| scope.holds(&asked.when)) {
        match &confirmation.list {
            None => asked.push(person(scope, confirmation, None)),
            Some(list) => {
                let rows = reader.rows(list);
                let inside = rows.iter().map(|row| (row, scope.in_row(list, row)));
                let people = inside
                    .filter(|(_, inside)| inside.holds(&confirmation.that))
                    .map(|(row, inside)| person(inside, confirmation, Some(row)));
                asked.extend(people.filter(|person| person.personal_id.is_some()));
            }
        }
    }
    asked
}

fn person<'a>(scope: Scope<'_>, confirmation: &'a Confirmation, row: Option<&RowKey>) -> Asked<'a> {
    let text = |field: &FieldId| scope.answer(field)?.as_str().map(str::to_owned);
    let place = |field: &FieldId| match (field.list(), row) {
        (Some(list), Some(row)) if confirmation.list.as_ref() == Some(&list) => {
            Place::in_row(field.clone(), row.clone())
        }
        _ => Place::from(field.clone()),
    };
    Asked {
        confirmation,
        row: row.cloned(),
        full_name: text(&confirmation.full_name),
        personal_id: text(&confirmation.personal_id),
        covers: { confirmation.covers.iter() }
            .map(|field| send::pointer(scope.reader(), &place(field)))
            .collect(),
    }
}

/// The covered values of a tree that is sent, by pointer: what who is asked sees and what is hashed. What is not there
/// is left out.
pub fn covered(data: &Value, covers: &[Pointer]) -> Map<String, Value> {
    let value = |pointer: &Pointer| {
        let value = data.pointer(pointer.as_str())?;
        Some((pointer.as_str().to_owned(), value.clone()))
    };
    covers.iter().filter_map(value).collect()
}

/// The appointment, where it is offered, and whether sending needs it.
pub fn appointment<'a>(
    service: &'a Service,
    reader: &dyn Reader,
) -> Option<(&'a Appointment, bool)> {
    let scope = Scope::new(service, reader);
    let appointment = service.appointment.as_ref()?;
    scope
        .holds(&appointment.when)
        .then(|| (appointment, scope.holds(&appointment.needed)))
}

/// Whether sending needs a one-time code.
pub fn one_time_code(service: &Service, reader: &dyn Reader) -> bool {
    let code = service.one_time_code.as_ref();
    code.is_some_and(|code| Scope::new(service, reader).holds(&code.when))
}

/// The look-ups that are offered, each with whether sending needs its answer.
pub fn lookups<'a>(service: &'a Service, reader: &dyn Reader) -> Vec<(&'a Lookup, bool)> {
    let scope = Scope::new(service, reader);
    let offered = service.lookups.iter();
    offered
        .filter(|lookup| scope.holds(&lookup.when))
        .map(|lookup| (lookup, scope.holds(&lookup.needed)))
        .collect()
}

/// What is paid beside fees, where it is.
pub fn payment<'a>(service: &'a Service, reader: &dyn Reader) -> Option<&'a Payment> {
    let payment = service.payment.as_ref()?;
    Scope::new(service, reader)
        .holds(&payment.when)
        .then_some(payment)
}

/// The procedures of a linked service that the dossier stands for; none: it is one procedure.
pub fn parts<'a>(service: &'a Service, reader: &dyn Reader) -> Vec<&'a Part> {
    let scope = Scope::new(service, reader);
    let parts = service.parts.iter();
    parts.filter(|part| scope.holds(&part.when)).collect()
}

/// Services that serve better.
pub fn offers<'a>(service: &'a Service, reader: &dyn Reader) -> Vec<&'a Offer> {
    let scope = Scope::new(service, reader);
    let offers = service.offers.iter();
    offers.filter(|offer| scope.holds(&offer.when)).collect()
}

#[cfg(test)]
mod tests;
