//! What is wrong with the dossier as a whole: rules across fields, papers, open conflicts.

use super::waits::lacks;
use super::{Verdict, fault};
use crate::definition::{Level, Rule};
use crate::eval::Scope;
use crate::fault::{Fault, FaultCode};
use crate::papers::{Supplied, Supply};
use crate::place::{FieldId, Place, Pointer};
use crate::send::pointer;
use crate::shape::Wrong;
use serde_json::Value;
use std::collections::BTreeSet;

/// Judges every rule; one about columns in every row. A rule that cannot be judged yet is silent.
pub(super) fn rules(scope: Scope<'_>, verdict: &mut Verdict) {
    for rule in &scope.service().rules {
        let list = rule.at.iter().find_map(FieldId::list);
        match list {
            None => judge(scope, rule, verdict),
            Some(list) => {
                for row in scope.reader().rows(&list) {
                    judge(scope.in_row(&list, &row), rule, verdict);
                }
            }
        }
    }
}

/// A paper that must be uploaded and was neither given nor explained. One that comes later warns.
pub(super) fn papers(scope: Scope<'_>, supplied: &Supplied, verdict: &mut Verdict) {
    for paper in &scope.service().papers {
        let wanted = paper.how.is_sent() && !paper.optional && scope.holds(&paper.when);
        let later = match supplied.get(&paper.code) {
            _ if !wanted => continue,
            None => false,
            Some(Supply::Later) => true,
            Some(_) => continue,
        };
        let fault = Fault::in_body(Pointer::new("/attachments"), FaultCode::DocumentRequired)
            .with("documentCode", paper.code.as_str());
        if later {
            verdict.warnings.push(fault.with("later", true));
        } else if paper.unconfirmed {
            verdict.warnings.push(fault);
        } else {
            verdict.errors.push(fault);
        }
    }
}

/// A difference between sources that the citizen has not decided, where it is shown.
pub(super) fn conflicts(scope: Scope<'_>, conflicts: &BTreeSet<Place>, verdict: &mut Verdict) {
    for place in conflicts {
        let list = place.field.list();
        let scope = match (&list, &place.row) {
            (Some(list), Some(row)) => scope.in_row(list, row),
            _ => scope,
        };
        if scope
            .service()
            .field(&place.field)
            .is_some_and(|field| scope.is_shown(field))
        {
            verdict.error(
                pointer(scope.reader(), place),
                Wrong::new(FaultCode::ConflictOpen),
            );
        }
    }
}

fn judge(scope: Scope<'_>, rule: &Rule, verdict: &mut Verdict) {
    if !scope.holds(&rule.when) || scope.judges(&rule.holds) != Some(false) {
        return;
    }
    // Rows are counted once each says by what.
    let columns = rule.holds.reads().into_iter().filter(FieldId::is_column);
    if lacks(scope, columns.collect()) {
        return;
    }
    let shown = rule.at.iter().filter(|id| {
        scope
            .service()
            .field(id)
            .is_some_and(|field| scope.is_shown(field))
    });
    let at: Vec<Pointer> = shown
        .map(|id| pointer(scope.reader(), &scope.place(id)))
        .collect();
    let Some(first) = at.first() else {
        return;
    };
    let mut wrong = Wrong::new(rule.code).with("rule", rule.id.as_str());
    if let Some(service) = &rule.see {
        wrong = wrong.with("see", service.as_str());
    }
    let all: Vec<Value> = at.iter().map(|pointer| pointer.as_str().into()).collect();
    let fault = fault(first.clone(), wrong.with("at", all));
    if rule.unconfirmed || rule.level == Level::Warning {
        verdict.warnings.push(fault);
    } else {
        verdict.errors.push(fault);
    }
}
