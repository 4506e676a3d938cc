//! Every rule across fields is broken once, and gives its code.

use crate::support::{every_service, fillings, rounds, verdict};
use forms::answers::Answers;
use forms::author::filling::{Filler, Wish};
use forms::condition::Condition;
use forms::definition::{Case, Level, Rule, Service};
use forms::fault::Fault;
use forms::place::FieldId;
use std::collections::{BTreeMap, BTreeSet};

/// Tries before a rule counts as one that is never broken.
const TRIES: u64 = 4;
/// Rules that nothing breaks as the law stands, only where a province has raised a table's least: service and rule.
/// 03: what the province demands is what the law demands until its overlay says more.
const RAISED: [(&str, &str); 1] = [("03", "area-of-the-province")];

#[test]
fn every_rule_can_be_broken_and_gives_its_code() {
    every_service(|filler| {
        let begun = fillings(filler, 0..rounds());
        let raised = with_raised_tables(filler.service);
        let rules = filler.service.rules.iter();
        let unbroken = rules.filter(|rule| {
            let service = match RAISED.contains(&(&filler.service.id, &rule.id)) {
                true => &raised,
                false => filler.service,
            };
            !is_broken(&Filler { service, ..*filler }, rule, &begun)
        });
        unbroken
            .map(|rule| format!("rule {} is never broken", rule.id))
            .collect()
    });
}

/// The service with every number of its tables one greater.
fn with_raised_tables(service: &Service) -> Service {
    let mut raised = service.clone();
    let tables = raised.tables.values_mut();
    for cell in tables
        .flat_map(BTreeMap::values_mut)
        .flat_map(BTreeMap::values_mut)
    {
        if let Some(number) = cell.as_i64() {
            *cell = (number + 1).into();
        }
    }
    raised
}

/// Whether something breaks a rule, and that gives its fault.
fn is_broken(filler: &Filler<'_>, rule: &Rule, begun: &[(&Case, Answers)]) -> bool {
    let list = rule.at.iter().find_map(FieldId::list);
    let not = Condition::Not(Box::new(rule.holds.clone()));
    // What is broken is shown, or the rule has no place.
    let shown = rule.at.iter().filter_map(|id| filler.service.field(id));
    let shown = Condition::Any(shown.map(|field| field.shown.clone()).collect());
    let condition = Condition::All(vec![rule.when.clone(), not.clone()]);
    // A rule is silent while it does not know: most need all that they compare.
    let known = compared(&rule.holds).into_iter();
    let known = known.map(|id| answered(id, list.as_ref()));
    let known = Condition::All([rule.when.clone()].into_iter().chain(known).collect());
    let wished = [vec![&shown, &known, &condition], vec![&shown, &condition]];
    let breaks = |seed: u64, (case, start): &(&Case, Answers)| {
        wished.iter().any(|wished| {
            let wishes = wished.iter().map(|condition| Wish {
                condition,
                holds: true,
                list: list.as_ref(),
            });
            let wishes: Vec<Wish<'_>> = wishes.collect();
            let broken = filler.change(case, start, &wishes, seed);
            broken.is_some_and(|broken| gives_its_code(filler, rule, &broken))
        })
    };
    (0..TRIES).any(|seed| begun.iter().any(|begun| breaks(seed, begun)))
}

/// What a condition compares with something.
fn compared(condition: &Condition) -> BTreeSet<FieldId> {
    match condition {
        Condition::Answered(_) => BTreeSet::new(),
        Condition::All(parts) | Condition::Any(parts) => parts.iter().flat_map(compared).collect(),
        Condition::Not(part) | Condition::AnyRow(_, part) | Condition::EveryRow(_, part) => {
            compared(part)
        }
        other => other.reads(),
    }
}

/// That a field is answered; in every row where it is a column of another list than the rule's.
fn answered(id: FieldId, inside: Option<&FieldId>) -> Condition {
    match id.list() {
        Some(list) if !id.is_list() && Some(&list) != inside => {
            Condition::EveryRow(list, Box::new(Condition::Answered(id)))
        }
        _ => Condition::Answered(id),
    }
}

fn gives_its_code(filler: &Filler<'_>, rule: &Rule, broken: &Answers) -> bool {
    let found = verdict(filler, broken);
    let of_rule = if rule.unconfirmed || rule.level == Level::Warning {
        found.warnings
    } else {
        found.errors
    };
    let is_rules = |fault: &Fault| {
        let id = fault.params.get("rule");
        fault.code == rule.code && id.is_some_and(|id| *id == *rule.id)
    };
    of_rule.iter().any(is_rules)
}
