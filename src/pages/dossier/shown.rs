//! A dossier as its person sees it, and whoever tracks it: state, what is asked for, timeline.

use leptos::prelude::*;

use super::state::{come, due, goes_on, name, next, owed, refused_parts, timeline};
use crate::portal::dossier::{Asked, Dossier};
use crate::text::when::{day, moment};
use crate::text::{Text, say, t};
use crate::ui::{Notice, ReceiptCode, Timeline, Tone};

/// State, what is asked for, timeline.
#[component]
pub fn DossierShown(
    /// The dossier.
    dossier: Dossier,
) -> impl IntoView {
    let state = name(&dossier.state);
    // As long as somebody has yet to agree, or does not, the office does nothing.
    let next = next(&dossier.state).filter(|_| goes_on(&dossier));
    let next = next.map(|next| view! { <p>{next}</p> });
    let appointment = dossier.appointment.as_ref();
    let appointment = appointment.map(|booked| view! { <p>{come(booked)}</p> });
    let agreeing = dossier.agreeing.iter();
    let agreeing = agreeing.map(|name| view! { <p>{say::dossier_agreeing(name)}</p> });
    let agreeing = agreeing.collect_view();
    let refusing = dossier.refusing.iter();
    let refusing = refusing.map(|refusal| {
        let reason = refusal.reason.as_ref();
        let reason = reason.map(|reason| say::agreement_reason(reason));
        view! { <p>{say::dossier_refusing(&refusal.name)} " " {reason}</p> }
    });
    let refusing = refusing.collect_view();
    let refused = refused_parts(&dossier);
    let refused = (!refused.is_empty())
        .then(|| view! { <p>{say::dossier_parts_refused(&refused.join(", "))}</p> });
    let owed = owed(&dossier.fees).into_iter();
    let owed = owed.map(|owed| view! { <p><strong>{owed}</strong></p> });
    let owed = owed.collect_view();
    let detail = dossier
        .detail
        .clone()
        .map(|detail| view! { <p class="hint">{detail}</p> });
    let due =
        due(&dossier).map(|due| view! { <div><dt>{t(Text::DossierDue)}</dt><dd>{due}</dd></div> });
    let events = timeline(&dossier);
    let applicant = dossier
        .applicant
        .map(|name| view! { <div><dt>{t(Text::ReceiptApplicant)}</dt><dd>{name}</dd></div> });
    let parts = (!dossier.parts.is_empty()).then(|| {
        let parts = dossier.parts.iter().map(|(what, office, state)| {
            view! { <li>{what.clone()} ": " <strong>{name(state)}</strong> <p class="hint">{office.clone()}</p></li> }
        });
        let parts = parts.collect_view();
        view! { <section><h2>{t(Text::DossierParts)}</h2><ul class="dots">{parts}</ul></section> }
    });
    let asked = dossier.asked.into_iter().map(asked).collect_view();
    view! {
        <p class="lead">{dossier.title}</p>
        <ReceiptCode code=dossier.code />
        <section class="known-card">
            <h2>{state}</h2>
            {owed}
            {agreeing}
            {refusing}
            {refused}
            {appointment}
            {next}
            {detail}
        </section>
        {asked}
        <dl class="facts">
            {applicant}
            <div><dt>{t(Text::DossierOffice)}</dt><dd>{dossier.office}</dd></div>
            <div><dt>{t(Text::DossierSent)}</dt><dd>{moment(&dossier.sent_at)}</dd></div>
            {due}
        </dl>
        {parts}
        <section>
            <h2>{t(Text::DossierTimeline)}</h2>
            <Timeline events=Signal::stored(events) />
        </section>
    }
}

fn asked(asked: Asked) -> impl IntoView {
    let items = asked
        .items
        .into_iter()
        .map(|item| view! { <li>{item}</li> })
        .collect_view();
    let due = asked
        .due_by
        .map(|due| view! { <p>{say::supplement_due(&day(&due))}</p> });
    view! {
        <Notice tone=Tone::Warning title=t(Text::SupplementTitle).to_owned()>
            <p>{asked.reason}</p>
            <ul class="dots">{items}</ul>
            {due}
        </Notice>
    }
}
