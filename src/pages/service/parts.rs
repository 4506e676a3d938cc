//! The parts of a service's page.

use forms::definition::{Exemption, Paper, Service};
use leptos::prelude::*;
use vietnam::CivilDate;
use vietnam::money::grouped;

use super::summary::{self, Amount};
use crate::form::words::term;
use crate::text::{Text, say, t};
use crate::ui::{Glyph, Icon};

/// What it costs; one entry of a list of facts.
pub(super) fn fees(service: &Service, today: CivilDate) -> impl IntoView + use<> {
    let fees = summary::fees(service, today);
    let lines = fees.iter().map(|(fee, grounds)| {
        let amount = amount(summary::amount(service, fee));
        let grounds = grounds.iter().map(|ground| view! { <li>{exempt(ground)}</li> });
        let grounds = (grounds.len() > 0).then(|| {
            view! { <p class="hint">{t(Text::FeeNotPaidBy)}</p> <ul class="dots hint">{grounds.collect_view()}</ul> }
        });
        let open = fee.unconfirmed.then(|| view! { " " <span class="hint">{t(Text::OfficeConfirms)}</span> });
        view! { <li>{fee.name.clone()} ": " <strong>{amount}</strong> {open} {grounds}</li> }
    });
    let lines = if fees.is_empty() {
        t(Text::FeeFree).into_any()
    } else {
        view! { <ul class="lines">{lines.collect_view()}</ul> }.into_any()
    };
    view! { <div><dt>{t(Text::ServiceFee)}</dt><dd>{lines}</dd></div> }
}

fn exempt(ground: &Exemption) -> String {
    if ground.unconfirmed {
        ground.name.clone() + " " + t(Text::OfficeConfirms)
    } else {
        ground.name.clone()
    }
}

fn amount(amount: Amount<'_>) -> String {
    match amount {
        Amount::Known(0) => t(Text::FeeFree).to_owned(),
        Amount::Known(amount) => say::fee_amount(&grouped(amount)),
        Amount::Each(amount, what) => say::fee_each(&grouped(amount), &what),
        Amount::ByOffice => t(Text::FeeByOffice).to_owned(),
        Amount::Varies => t(Text::FeeVaries).to_owned(),
    }
}

/// How long it takes.
pub(super) fn terms(service: &Service) -> impl IntoView + use<> {
    let terms: Vec<String> = summary::terms(service).into_iter().map(term).collect();
    match terms.as_slice() {
        [] => t(Text::TermByOffice).to_owned().into_any(),
        [one] => one.clone().into_any(),
        [shortest, .., longest] => {
            let cases = summary::filed(service).map(|case| {
                let term = case
                    .term
                    .as_ref()
                    .map_or_else(|| t(Text::TermByOffice).to_owned(), term);
                view! { <li>{case.name.clone()} ": " {term}</li> }
            });
            view! {
                {say::term_by_case(&longest, &shortest)}
                <details><summary>{t(Text::TermOfCases)}</summary><ul class="dots">{cases.collect_view()}</ul></details>
            }
            .into_any()
        }
    }
}

/// What is filled in for the person, by source.
pub(super) fn filled(service: &Service) -> Option<impl IntoView + use<>> {
    let sources = summary::filled(service);
    (!sources.is_empty()).then(|| {
        let sources = sources.into_iter().map(|(name, labels)| {
            let labels: Vec<String> = labels.into_iter().map(str::to_owned).collect();
            let count = say::source_fills(&labels.len());
            let labels = labels.into_iter().map(|label| view! { <li>{label}</li> }).collect_view();
            view! {
                <li>
                    <span class="known-mark"><Icon glyph=Glyph::Check /></span>
                    <div>{name.to_owned()} <details><summary>{count}</summary><ul class="dots">{labels}</ul></details></div>
                </li>
            }
        });
        let sources = sources.collect_view();
        view! {
            <section>
                <h2>{t(Text::ServiceFilled)}</h2>
                <p>{t(Text::ServiceFilledLead)}</p>
                <ul class="marked">{sources}</ul>
            </section>
        }
    })
}

/// The papers that are not needed, then those that may be asked for.
pub(super) fn papers(service: &Service) -> impl IntoView + use<> {
    let (spared, asked) = summary::papers(service);
    let spared = (!spared.is_empty()).then(|| {
        let papers = spared.into_iter().map(not_needed).collect_view();
        view! {
            <section>
                <h2>{t(Text::PapersNotNeeded)}</h2>
                <ul class="marked">{papers}</ul>
            </section>
        }
    });
    let asked = (!asked.is_empty()).then(|| {
        let papers = asked.into_iter().map(|paper| {
            let hint = paper.hint.clone().map(|hint| view! { <p class="hint">{hint}</p> });
            view! { <li>{paper.name.clone()} {hint}</li> }
        });
        let papers = papers.collect_view();
        view! { <details><summary>{t(Text::PapersMaybe)}</summary><ul class="dots">{papers}</ul></details> }
    });
    view! { {spared} {asked} }
}

fn not_needed(paper: &Paper) -> impl IntoView + use<> {
    let why = paper
        .spared
        .clone()
        .map(|why| view! { <p class="hint">{why}</p> });
    view! {
        <li>
            <span class="known-mark"><Icon glyph=Glyph::Cross /></span>
            <div><s>{paper.name.clone()}</s> {why}</div>
        </li>
    }
}

/// Cases that are only told.
pub(super) fn told(service: &Service) -> Option<impl IntoView + use<>> {
    let cases = summary::told(service);
    (!cases.is_empty()).then(|| {
        let cases = cases.into_iter().map(|(name, information)| {
            view! { <details><summary>{name.to_owned()}</summary><p>{information.to_owned()}</p></details> }
        });
        let cases = cases.collect_view();
        view! { <section><h2>{t(Text::CasesTold)}</h2> {cases}</section> }
    })
}

/// The law behind it, folded away.
pub(super) fn legal(service: &Service) -> Option<impl IntoView + use<>> {
    (!service.legal.is_empty()).then(|| {
        let grounds = service.legal.iter().map(|ground| {
            view! { <li>{ground.number.clone()} <p class="hint">{ground.title.clone()}</p></li> }
        });
        let grounds = grounds.collect_view();
        view! { <details><summary>{t(Text::ServiceLegal)}</summary><ul class="dots">{grounds}</ul></details> }
    })
}
