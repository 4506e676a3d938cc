//! The way through the pages of a filling. Pure.

use forms::answers::Reader;
use forms::definition::{Service, Step, StepKind};
use forms::eval::Scope;
use forms::place::FieldId;
use forms::route::{StepState, StepView};
use std::collections::BTreeSet;

/// The case steps of which something is shown, in order.
#[must_use]
pub fn case_steps<'a>(service: &'a Service, reader: &dyn Reader) -> Vec<&'a Step> {
    let scope = Scope::new(service, reader);
    let is_asked = |step: &&Step| {
        let mut fields = step.fields.iter();
        step.kind == StepKind::Case
            && fields.any(|field| scope.is_shown(field) && !field.is_worked_out())
    };
    service.steps.iter().filter(is_asked).collect()
}

/// The case step after this one; none after the last.
#[must_use]
pub fn next_case_step<'a>(
    service: &'a Service,
    reader: &dyn Reader,
    current: &str,
) -> Option<&'a Step> {
    let steps = case_steps(service, reader);
    let at = steps.iter().position(|step| step.id == current)?;
    steps.get(at + 1).copied()
}

/// Whether a step asks something that only the person can tell: it is open, or something may be answered that was not
/// asked yet.
#[must_use]
pub fn asks(view: &StepView<'_>, seen: &BTreeSet<String>) -> bool {
    let may_ask =
        view.state == StepState::Done && !view.ask.is_empty() && !seen.contains(&view.step.id);
    view.step.kind == StepKind::Questions && (view.state == StepState::Open || may_ask)
}

/// The fields that are still to be asked, on the steps to come.
#[must_use]
pub fn to_ask(views: &[StepView<'_>], seen: &BTreeSet<String>) -> BTreeSet<FieldId> {
    let to_come = views.iter().filter(|view| asks(view, seen));
    let places = to_come.flat_map(|view| &view.ask);
    places.map(|place| place.field.clone()).collect()
}

/// The step to go to after `current`: the next one that asks something, else an earlier one that is open. None: there
/// is nothing more to ask.
#[must_use]
pub fn next<'a>(
    views: &'a [StepView<'a>],
    current: Option<&str>,
    seen: &BTreeSet<String>,
) -> Option<&'a str> {
    let at = current.and_then(|id| views.iter().position(|view| view.step.id == id));
    let after = views
        .iter()
        .skip(at.map_or(0, |at| at + 1))
        .find(|view| asks(view, seen));
    let before = || {
        views
            .iter()
            .take(at.unwrap_or_default())
            .find(|view| asks(view, seen))
    };
    after.or_else(before).map(|view| view.step.id.as_str())
}

/// The step before `current` that was asked, for the way back.
#[must_use]
pub fn previous<'a>(
    views: &'a [StepView<'a>],
    current: &str,
    seen: &BTreeSet<String>,
) -> Option<&'a str> {
    let at = views.iter().position(|view| view.step.id == current)?;
    let earlier = views.iter().take(at).rev();
    let mut asked =
        earlier.filter(|view| view.state != StepState::Hidden && seen.contains(&view.step.id));
    asked.next().map(|view| view.step.id.as_str())
}

/// How far the filling is, in per cent of the steps that are shown.
#[must_use]
pub fn percent(views: &[StepView<'_>]) -> u8 {
    let shown: Vec<_> = views
        .iter()
        .filter(|view| view.state != StepState::Hidden)
        .collect();
    let done = shown
        .iter()
        .filter(|view| view.state != StepState::Open)
        .count();
    u8::try_from(done * 100 / shown.len().max(1)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;
    use forms::place::Place;

    fn step(id: &str) -> Step {
        Step {
            id: id.into(),
            title: id.into(),
            lead: None,
            kind: StepKind::Questions,
            about: None,
            fields: Vec::new(),
        }
    }

    fn view(step: &Step, state: StepState, asks: bool) -> StepView<'_> {
        StepView {
            step,
            state,
            ask: asks.then(|| Place::of("x")).into_iter().collect(),
        }
    }

    #[test]
    fn the_way_skips_what_is_known_and_asks_the_optional_once() {
        let (a, b, c) = (step("a"), step("b"), step("c"));
        let views = [
            view(&a, StepState::Settled, false),
            view(&b, StepState::Done, true),
            view(&c, StepState::Open, true),
        ];
        let mut seen = BTreeSet::new();
        assert_eq!(next(&views, None, &seen), Some("b"));
        assert_eq!(next(&views, Some("b"), &seen), Some("c"));
        seen.insert("b".to_owned());
        assert_eq!(next(&views, None, &seen), Some("c"));
        assert_eq!(previous(&views, "c", &seen), Some("b"));
        assert_eq!(percent(&views), 66);
    }

    #[test]
    fn nothing_is_left_when_all_is_done() {
        let a = step("a");
        let views = [view(&a, StepState::Settled, false)];
        assert_eq!(next(&views, None, &BTreeSet::new()), None);
    }

    #[test]
    fn a_step_that_was_skipped_is_returned_to() {
        let (a, b) = (step("a"), step("b"));
        let views = [
            view(&a, StepState::Open, true),
            view(&b, StepState::Done, false),
        ];
        assert_eq!(next(&views, Some("b"), &BTreeSet::new()), Some("a"));
    }
}
