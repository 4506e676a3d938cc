//! Looking for a dossier by its code and the last six digits of the applicant's number, without signing in.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dossier::DossierShown;
use super::waiting::state;
use crate::app::{Typed, use_typed};
use crate::device;
use crate::portal::Problem;
use crate::portal::dossier::{self, Dossier};
use crate::text::{Text, t};
use crate::ui::{
    BottomBar, CodeField, ErrorSummary, FieldFrame, Notice, PageHeading, PageState, SubmitButton,
    SummaryLine, TextField, Tone,
};

const CODE: &str = "/code";
const DIGITS: &str = "/digits";
/// Id of what was found, for the focus.
const FOUND: &str = "found";

/// What came of the last question.
#[derive(Clone)]
enum Outcome {
    Found(Box<Dossier>),
    NotFound,
    Failed(PageState),
}

/// The form, and what was found.
#[component]
#[must_use]
pub fn Tracking() -> impl IntoView {
    let Typed { code, digits, .. } = use_typed();
    let faults = RwSignal::new(Vec::<SummaryLine>::new());
    let tries = RwSignal::new(0_u32);
    let asking = RwSignal::new(false);
    let outcome = RwSignal::new(None::<Outcome>);
    let ask = Callback::new(move |()| {
        let (code, digits) = (code.get_untracked(), digits.get_untracked());
        faults.set(missing(&code, &digits));
        outcome.set(None);
        if faults.with_untracked(|faults| !faults.is_empty()) {
            tries.update(|tries| *tries += 1);
            return;
        }
        asking.set(true);
        spawn_local(async move {
            let got = match dossier::track(code.trim(), digits.trim()).await {
                Ok(found) => Outcome::Found(Box::new(found)),
                Err(Problem::NotFound) => Outcome::NotFound,
                Err(problem) => Outcome::Failed(problem.into()),
            };
            if !outcome.is_disposed() {
                outcome.set(Some(got));
                asking.set(false);
                device::page::focus_next(FOUND);
            }
        });
    });
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        ask.run(());
    };
    let frame = |pointer: &'static str, label: Text, hint: Text| {
        let fault = Signal::derive(move || {
            faults.with(|faults| {
                let fault = faults.iter().find(|fault| fault.pointer == pointer)?;
                Some(fault.text.clone())
            })
        });
        FieldFrame::new(pointer, t(label))
            .hint(Some(t(hint).to_owned()))
            .fault(fault)
    };
    view! {
        <PageHeading title=t(Text::TrackTitle) faulty=Signal::derive(move || faults.with(|faults| !faults.is_empty())) />
        <p>{t(Text::TrackLead)}</p>
        <ErrorSummary faults=faults shown=tries />
        <form class="step" novalidate on:submit=submit>
            <TextField
                frame=frame(CODE, Text::TrackCode, Text::TrackCodeHint)
                value=code
                on_change=Callback::new(move |text| code.set(text))
            />
            <CodeField
                frame=frame(DIGITS, Text::TrackDigits, Text::TrackDigitsHint)
                value=digits
                on_change=Callback::new(move |text| digits.set(text))
                numeric=true
            />
            <BottomBar><SubmitButton busy=asking>{t(Text::TrackFind)}</SubmitButton></BottomBar>
        </form>
        {move || asking.get().then(|| state(PageState::Loading, ask))}
        {move || outcome.get().map(|outcome| view! {
            <section id=FOUND class="found" tabindex="-1">{shown(outcome, ask)}</section>
        })}
    }
}

fn shown(outcome: Outcome, again: Callback<()>) -> AnyView {
    match outcome {
        Outcome::Found(found) => view! { <DossierShown dossier=*found /> }.into_any(),
        Outcome::NotFound => view! {
            <Notice tone=Tone::Warning title=t(Text::TrackNone).to_owned()><p>{t(Text::TrackNoneNext)}</p></Notice>
        }
        .into_any(),
        Outcome::Failed(why) => state(why, again),
    }
}

/// What must be written before the province can be asked.
fn missing(code: &str, digits: &str) -> Vec<SummaryLine> {
    let digits = digits.trim();
    let has_digits = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit());
    let faults = [
        (code.trim().is_empty(), CODE, Text::TrackCodeMissing),
        (!has_digits, DIGITS, Text::TrackDigitsWrong),
    ];
    let wrong = faults.into_iter().filter(|(is_wrong, ..)| *is_wrong);
    wrong
        .map(|(_, pointer, text)| SummaryLine {
            pointer: pointer.to_owned(),
            text: t(text).to_owned(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(code: &str, digits: &str, expected: &[&str]) {
        crate::text::speak_for_test("vi");
        let faults = missing(code, digits);
        let at: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
        assert_eq!(at, expected);
    }

    #[test]
    fn both_answers_are_needed() {
        check("H01-1", "123456", &[]);
        check("H01-1", " 123456 ", &[]);
        check(" ", "", &[CODE, DIGITS]);
        check("H01-1", "12345", &[DIGITS]);
        check("H01-1", "12345a", &[DIGITS]);
        check("H01-1", "1234567", &[DIGITS]);
    }
}
