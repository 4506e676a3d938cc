//! The parts of a service's page. Each is drawn whole, once; what repeats is a function of its own, because every
//! view is compiled where it stands.

use forms::definition::Term;
use forms::opening::{Amount, Line, Opening, OpeningFee};
use leptos::prelude::*;
use vietnam::CivilDate;
use vietnam::money::grouped;

use crate::form::words::term;
use crate::text::{Text, say, t};
use crate::ui::{Glyph, Icon};

/// An entry of the list of facts.
pub(super) fn fact(name: Text, value: AnyView) -> AnyView {
    view! { <div><dt>{t(name)}</dt><dd>{value}</dd></div> }.into_any()
}

/// What it costs; one entry of the list of facts.
pub(super) fn fees(opening: &Opening, today: CivilDate) -> AnyView {
    let fees = opening.fees.iter().filter(|fee| fee.is_in_force(today));
    let lines: Vec<AnyView> = fees.map(|fee| fee_line(fee, today)).collect();
    let lines = if lines.is_empty() {
        t(Text::FeeFree).into_any()
    } else {
        view! { <ul class="lines">{lines}</ul> }.into_any()
    };
    fact(Text::ServiceFee, lines)
}

fn fee_line(fee: &OpeningFee, today: CivilDate) -> AnyView {
    let grounds = fee.exempt.iter().filter(|ground| ground.is_in_force(today));
    let grounds: Vec<AnyView> = grounds.map(|ground| item(exempt(ground))).collect();
    let grounds = (!grounds.is_empty()).then(|| {
        view! { <p class="hint">{t(Text::FeeNotPaidBy)}</p> <ul class="dots hint">{grounds}</ul> }
            .into_any()
    });
    let open = fee
        .unconfirmed
        .then(|| view! { " " <span class="hint">{t(Text::OfficeConfirms)}</span> }.into_any());
    view! { <li>{fee.name.clone()} ": " <strong>{amount(&fee.amount)}</strong> {open} {grounds}</li> }
        .into_any()
}

fn exempt(ground: &OpeningFee) -> String {
    if ground.unconfirmed {
        ground.name.clone() + " " + t(Text::OfficeConfirms)
    } else {
        ground.name.clone()
    }
}

fn amount(amount: &Amount) -> String {
    match amount {
        Amount::Known(0) => t(Text::FeeFree).to_owned(),
        Amount::Known(amount) => say::fee_amount(&grouped(*amount)),
        Amount::Each(amount, what) => say::fee_each(&grouped(*amount), what),
        Amount::ByOffice => t(Text::FeeByOffice).to_owned(),
        Amount::Varies => t(Text::FeeVaries).to_owned(),
    }
}

/// How long it takes.
pub(super) fn terms(opening: &Opening) -> AnyView {
    let known = || opening.terms.iter().filter_map(|case| case.term.as_ref());
    let long = |term: &&Term| (term.value, term.unit as u8);
    let (Some(shortest), Some(longest)) = (known().min_by_key(long), known().max_by_key(long))
    else {
        return t(Text::TermByOffice).into_any();
    };
    if long(&shortest) == long(&longest) {
        return term(shortest).into_any();
    }
    let cases = opening.terms.iter().map(|case| {
        let long = case.term.as_ref();
        let long = long.map_or_else(|| t(Text::TermByOffice).to_owned(), term);
        item([case.name.as_str(), ": ", &long].concat())
    });
    let range = say::term_by_case(&term(longest), &term(shortest));
    view! { {range} {folds(t(Text::TermOfCases).to_owned(), cases.collect())} }.into_any()
}

/// What is filled in for the person, by source.
pub(super) fn filled(opening: &Opening) -> Option<AnyView> {
    let sources = opening.filled.iter().map(|source| {
        let labels = source.more.iter().cloned().map(item).collect();
        let labels = folds(say::source_fills(&source.more.len()), labels);
        marked(Glyph::Check, source.name.clone().into_any(), labels)
    });
    let sources: Vec<AnyView> = sources.collect();
    (!sources.is_empty()).then(|| {
        let lead = view! { <p>{t(Text::ServiceFilledLead)}</p> }.into_any();
        section(
            Text::ServiceFilled,
            view! { {lead} <ul class="marked">{sources}</ul> }.into_any(),
        )
    })
}

/// The papers that are not needed, and why.
pub(super) fn spared(opening: &Opening) -> Option<AnyView> {
    let papers = opening.spared.iter().map(|paper| {
        let name = view! { <s>{paper.name.clone()}</s> }.into_any();
        marked(Glyph::Cross, name, hints(paper))
    });
    let papers: Vec<AnyView> = papers.collect();
    (!papers.is_empty()).then(|| {
        section(
            Text::PapersNotNeeded,
            view! { <ul class="marked">{papers}</ul> }.into_any(),
        )
    })
}

/// Cases that are only told.
pub(super) fn told(opening: &Opening) -> Option<AnyView> {
    let cases = opening.told.iter().map(|case| {
        let text = case.more.concat();
        view! { <details><summary>{case.name.clone()}</summary><p>{text}</p></details> }.into_any()
    });
    let cases: Vec<AnyView> = cases.collect();
    (!cases.is_empty()).then(|| section(Text::CasesTold, cases.into_any()))
}

/// Names with what is said of them, folded away.
pub(super) fn folded(title: Text, lines: &[Line]) -> Option<AnyView> {
    let lines: Vec<AnyView> = lines
        .iter()
        .map(|line| view! { <li>{line.name.clone()} {hints(line)}</li> }.into_any())
        .collect();
    (!lines.is_empty()).then(|| folds(t(title).to_owned(), lines))
}

fn folds(title: String, items: Vec<AnyView>) -> AnyView {
    view! { <details><summary>{title}</summary><ul class="dots">{items}</ul></details> }.into_any()
}

fn section(title: Text, body: AnyView) -> AnyView {
    view! { <section><h2>{t(title)}</h2> {body}</section> }.into_any()
}

fn marked(glyph: Glyph, name: AnyView, more: AnyView) -> AnyView {
    view! {
        <li><span class="known-mark"><Icon glyph=glyph /></span><div>{name} " " {more}</div></li>
    }
    .into_any()
}

fn hints(line: &Line) -> AnyView {
    let hints = line
        .more
        .iter()
        .map(|hint| view! { <p class="hint">{hint.clone()}</p> }.into_any());
    hints.collect::<Vec<_>>().into_any()
}

fn item(text: String) -> AnyView {
    view! { <li>{text}</li> }.into_any()
}
