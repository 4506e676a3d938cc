//! The case questions, and what is told where a case is not filed here.

use leptos::prelude::*;

use super::information;
use super::later::{self, Later};
use super::questions::Questions;
use super::visit::Visit;
use super::waiting::awaited;
use crate::draft::tab;
use crate::form::{Filling, value};
use crate::portal::site;
use crate::route::{self, DraftPage, NEW_DRAFT, Route};
use crate::text::{self, Text, say, t};
use crate::ui::{
    ButtonKind, ButtonLink, Choice, ChoiceField, FieldFrame, Notice, Other, PageHeading, PageState,
    SubmitButton, SummaryLine, Tone, yes_or_no,
};
use forms::case::{CaseChoice, choose};
use forms::opening::Opening;
use forms::opening::questions::{Asked, CaseQuestion, CaseStep};
use forms::shape::OTHER_TEXT_MAX;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The page of a case step before there is a draft. What else has such an address comes later.
#[component]
#[must_use]
pub fn CasePage(
    /// The service's slug.
    service: String,
    /// Which page.
    page: DraftPage,
) -> impl IntoView {
    let visit = Visit::of(service, NEW_DRAFT.to_owned());
    let slug = visit.service.clone();
    awaited(
        Some(Text::HomeTitle),
        move || {
            let slug = slug.clone();
            async move { site::opening(&slug).await.map_err(PageState::from) }
        },
        move |opening| {
            later::preload();
            let mut steps = opening.steps.iter();
            let step = match &page {
                DraftPage::Step(id) => steps.find(|step| step.id == *id),
                _ => steps.next(),
            };
            match step {
                Some(step) => questions(&opening, &visit, step),
                None => view! { <Later route=visit.route(page.clone()) /> }.into_any(),
            }
        },
    )
}

/// The page of a case step before this one; none before the first.
pub fn page_before<'a>(
    mut steps: impl Iterator<Item = &'a String>,
    current: &str,
) -> Option<DraftPage> {
    steps.next().filter(|first| *first != current)?;
    let before = steps.take_while(|step| *step != current).last();
    Some(before.map_or(DraftPage::Case, |before| DraftPage::Step(before.clone())))
}

/// What was typed, by field.
type Typed = Map<String, Value>;

fn questions(opening: &Arc<Opening>, visit: &Visit, step: &CaseStep) -> AnyView {
    let typed = RwSignal::new(tab::kept_case(&opening.slug));
    let tries = RwSignal::new(0_u32);
    let wrong = {
        let (opening, step) = (Arc::clone(opening), step.clone());
        Signal::derive(move || {
            typed.with(|typed| {
                let asked = asked(&opening, typed);
                let line = |question: &CaseQuestion| {
                    Some(SummaryLine {
                        pointer: pointer(question),
                        text: fault(asked, question)?,
                    })
                };
                let questions = step.questions.iter();
                questions.filter_map(line).collect::<Vec<_>>()
            })
        })
    };
    // Faults are shown once the person wanted to go on.
    let faults = Signal::derive(move || {
        if tries.get() > 0 {
            wrong.get()
        } else {
            Vec::new()
        }
    });
    let on_submit = {
        let (opening, visit, step) = (Arc::clone(opening), visit.clone(), step.id.clone());
        Callback::new(move |()| {
            if wrong.with_untracked(Vec::is_empty) {
                let next = typed.with_untracked(|typed| next_step(asked(&opening, typed), &step));
                visit.go(next.map_or(DraftPage::Known, DraftPage::Step));
            } else {
                tries.update(|tries| *tries += 1);
            }
        })
    };
    let back = typed.with_untracked(|typed| {
        let steps = asked(opening, typed).shown_steps();
        page_before(steps.map(|step| &step.id), &step.id)
    });
    let items = step.questions.iter().map(|question| {
        let question = Arc::new(question.clone());
        shown_question(Arc::clone(opening), question, typed, faults)
    });
    let page = Questions {
        back: back.map(|page| visit.link(page)),
        tries,
        faults,
        items: items.collect::<Vec<_>>().into_any(),
        actions: view! { <SubmitButton>{t(Text::Continue)}</SubmitButton> }.into_any(),
        on_submit,
    };
    page.page(step.title.clone(), &opening.name, step.lead.clone())
}

/// A question, while it is asked.
fn shown_question(
    opening: Arc<Opening>,
    question: Arc<CaseQuestion>,
    typed: RwSignal<Typed>,
    faults: Signal<Vec<SummaryLine>>,
) -> AnyView {
    let is_asked = {
        let (opening, question) = (Arc::clone(&opening), Arc::clone(&question));
        Memo::new(move |_| typed.with(|typed| asked(&opening, typed).is_asked(&question)))
    };
    (move || {
        is_asked
            .get()
            .then(|| control(&opening, &question, typed, faults))
    })
    .into_any()
}

fn control(
    opening: &Arc<Opening>,
    question: &Arc<CaseQuestion>,
    typed: RwSignal<Typed>,
    faults: Signal<Vec<SummaryLine>>,
) -> AnyView {
    let here = || (Arc::clone(opening), Arc::clone(question));
    let required = {
        let (opening, question) = here();
        Signal::derive(move || typed.with(|typed| asked(&opening, typed).holds(&question.required)))
    };
    let fault = {
        let pointer = pointer(question);
        Signal::derive(move || {
            faults.with(|faults| {
                let mut here = faults.iter().filter(|fault| fault.pointer == pointer);
                here.next().map(|fault| fault.text.clone())
            })
        })
    };
    let value = {
        let (opening, question) = here();
        Signal::derive(move || {
            typed.with(|typed| {
                let answer = asked(&opening, typed).answer(&question);
                (!answer.is_empty()).then(|| answer.to_owned())
            })
        })
    };
    let options = {
        let (opening, question) = here();
        Signal::derive(move || typed.with(|typed| options(asked(&opening, typed), &question)))
    };
    let change = {
        let (opening, question) = here();
        Callback::new(move |word: String| {
            typed.update(|typed| {
                let text = asked(&opening, typed)
                    .text_beside(&question)
                    .unwrap_or_default();
                let value = if question.options.is_empty() {
                    Value::Bool(word == "true")
                } else {
                    value::of_choice(word, question.other.as_deref(), text)
                };
                typed.insert(question.id.clone(), value);
                tab::keep_case(&opening.slug, typed);
            });
        })
    };
    let other = question.other.clone().map(|other| {
        let on_text = {
            let ((opening, question), other) = (here(), other.clone());
            Callback::new(move |text: String| {
                typed.update(|typed| {
                    let value = value::of_choice(other.clone(), Some(&other), &text);
                    typed.insert(question.id.clone(), value);
                    tab::keep_case(&opening.slug, typed);
                });
            })
        };
        let (opening, question) = here();
        let text = Signal::derive(move || {
            typed.with(|typed| {
                let text = asked(&opening, typed).text_beside(&question);
                text.unwrap_or_default().to_owned()
            })
        });
        Other {
            value: other,
            text,
            on_text,
        }
    });
    let why = { question.why.as_ref() }.map(|own| [own, " ", t(Text::WhySeen)].concat());
    let frame = FieldFrame::new(pointer(question), question.label.clone())
        .hint(question.hint.clone())
        .why(why)
        .required(required)
        .fault(fault);
    view! { <ChoiceField frame=frame options=options value=value on_change=change other=other /> }
        .into_any()
}

fn options(asked: Asked<'_>, question: &CaseQuestion) -> Vec<Choice> {
    if question.options.is_empty() {
        return yes_or_no();
    }
    let offered = asked.offered(question);
    offered
        .map(|option| Choice {
            value: option.value.clone(),
            label: option.label.clone(),
            hint: option.hint.clone(),
        })
        .collect()
}

fn asked<'a>(opening: &'a Opening, typed: &'a Typed) -> Asked<'a> {
    Asked {
        steps: &opening.steps,
        typed,
    }
}

fn next_step(asked: Asked<'_>, current: &str) -> Option<String> {
    let mut after = asked.shown_steps().skip_while(|step| step.id != current);
    after.nth(1).map(|step| step.id.clone())
}

fn pointer(question: &CaseQuestion) -> String {
    ["/", &question.id].concat()
}

/// What is wrong with an answer, in words.
fn fault(asked: Asked<'_>, question: &CaseQuestion) -> Option<String> {
    if !asked.is_asked(question) {
        return None;
    }
    let answer = asked.answer(question);
    if answer.is_empty() {
        let is_missing = asked.holds(&question.required);
        return is_missing.then(|| text::fault::not_chosen(&question.label));
    }
    match asked.text_beside(question) {
        Some(text) if text.trim().is_empty() => {
            return Some(text::fault::not_chosen(&question.label));
        }
        Some(text) if text.chars().count() > OTHER_TEXT_MAX => {
            return Some(say::fault_too_long(&question.label, &OTHER_TEXT_MAX));
        }
        _ => {}
    }
    let is_offered =
        question.options.is_empty() || asked.offered(question).any(|option| option.value == answer);
    (!is_offered).then(|| say::fault_not_in_list(&question.label))
}

/// What is shown instead of going on: a case that is closed or not filed here, no case at all, or questions that are open.
/// None: the way on is free.
pub fn instead(filling: &Filling, visit: &Visit) -> Option<AnyView> {
    let service = untrack(|| filling.service());
    let plain = filling.plain();
    let back = visit.link(DraftPage::Case);
    let (title, told): (String, AnyView) = match choose(&service, &plain) {
        CaseChoice::Chosen(case) => match service.closed(case) {
            Some(closed) => {
                let (title, why) = (t(Text::ServiceClosed).to_owned(), closed.to_owned());
                let told = view! {
                    <Notice tone=Tone::Warning title=title><p>{why}</p></Notice>
                    {ways(back)}
                };
                (case.name.clone(), told.into_any())
            }
            None if case.is_filed() => return None,
            None => return Some(information::view(filling, visit, case)),
        },
        CaseChoice::None => {
            let told = view! { <p>{t(Text::CaseNoneNext)}</p> {ways(back)} };
            (t(Text::CaseNone).to_owned(), told.into_any())
        }
        CaseChoice::Open(_) => {
            let told = view! {
                <p>{t(Text::CaseOpenNext)}</p>
                <div class="bar"><ButtonLink href=back>{t(Text::Continue)}</ButtonLink></div>
            };
            (t(Text::CaseOpen).to_owned(), told.into_any())
        }
    };
    Some(view! { <PageHeading title=title caption=Some(service.name.clone()) /> {told} }.into_any())
}

/// The ways on where nothing is filed.
pub fn ways(back: String) -> AnyView {
    view! {
        <div class="bar">
            <ButtonLink href=route::link(&Route::Home)>{t(Text::ToHome)}</ButtonLink>
            <ButtonLink kind=ButtonKind::Quiet href=back>{t(Text::CaseAgain)}</ButtonLink>
        </div>
    }
    .into_any()
}
