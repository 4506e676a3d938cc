//! What the engine says of a draft, in words.

use crate::form::Filling;
use crate::form::agreements::met;
use crate::form::control::is_fixed;
use crate::form::places::line;
use crate::text::say;
use crate::ui::SummaryLine;
use forms::check::{Dossier, check};
use forms::definition::{Field, Service};
use forms::fault::{Fault, FaultCode};
use forms::lists::NoLists;
use forms::needs::faults;
use forms::papers::{PaperView, settled};
use forms::place::{Place, Pointer};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// Errors and warnings as lines, and the services to which rules send the person, by number.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Own {
    /// What blocks.
    pub(super) errors: Vec<SummaryLine>,
    /// What is only told.
    pub(super) warnings: Vec<SummaryLine>,
    /// Services that serve what a rule speaks of.
    pub(super) see: BTreeSet<String>,
}

/// What the engine says here.
pub(super) fn own_verdict(filling: &Filling) -> Own {
    let service = filling.service();
    let supplied = filling.supplied();
    let verdict = filling.background().with(|known| {
        let settled = |views: Vec<PaperView<'_>>| settled(&views, &supplied);
        let dossier = Dossier {
            supplied: known.papers(&service, filling, &supplied, settled),
            conflicts: known.open(),
        };
        check(&service, filling, &NoLists, &dossier)
    });
    let mut errors = verdict.errors;
    errors.extend(faults(&service, filling, &met(filling)));
    let errors = for_a_person(&service, errors);
    // No answer is wrong where the province does not take the case for now: its own words say why.
    let case = filling.case();
    let closed = case.as_ref().and_then(|case| service.closed(case));
    let blocks = |fault: &Fault| {
        let is_case = fault.code == FaultCode::NotEligible && fault.params.contains_key("case");
        let why = closed.filter(|_| is_case);
        why.map(str::to_owned)
    };
    let lines = |faults: &[Fault], told: &dyn Fn(&Fault) -> Option<String>| {
        let one = |fault: &Fault| {
            let line = line(&service, filling, fault);
            SummaryLine {
                text: told(fault).unwrap_or(line.text),
                pointer: line.pointer,
            }
        };
        faults.iter().map(one).collect()
    };
    let told = errors.iter().chain(&verdict.warnings);
    let see = told.filter_map(|fault| fault.params.get("see")?.as_str().map(str::to_owned));
    Own {
        see: see.collect(),
        errors: lines(&errors, &blocks),
        warnings: lines(&verdict.warnings, &|fault| brought_later(&service, fault)),
    }
}

/// What rules warn of because a register says it, of what nobody can change here: told before anything more is asked.
pub fn of_registers(filling: &Filling) -> Vec<String> {
    let service = filling.service();
    let faults = check(&service, filling, &NoLists, &Dossier::default()).warnings;
    let is_told = |fault: &&Fault| {
        let mut fields = service.fields().filter(|field| field.read_only);
        let field = fields.find(|field| Pointer::of(&field.id) == fault.pointer);
        field.is_some_and(|field| is_fixed(filling, field, &Place::from(field.id.clone())))
    };
    let told = faults.iter().filter(is_told);
    told.map(|fault| line(&service, filling, fault).text)
        .collect()
}

/// What the engine works out is mended by what it is worked out from: it is told only where nothing else is wrong.
fn for_a_person(service: &Service, errors: Vec<Fault>) -> Vec<Fault> {
    let is_worked_out = |fault: &Fault| {
        let mut fields = service.fields();
        let of = |field: &Field| Pointer::of(&field.id) == fault.pointer;
        fields.any(|field| field.is_worked_out() && of(field))
    };
    let (worked_out, asked): (Vec<Fault>, Vec<Fault>) = errors.into_iter().partition(is_worked_out);
    if asked.is_empty() { worked_out } else { asked }
}

/// A paper that is only warned of is one that comes later.
fn brought_later(service: &Service, fault: &Fault) -> Option<String> {
    let code = fault.params.get("documentCode")?.as_str()?;
    let paper = service.papers.iter().find(|paper| paper.code == code)?;
    Some(say::paper_brought_later(&paper.name))
}
