//! What the check page tells beside the answers: attachments, fee, office, term.

use leptos::prelude::*;

use super::seen::Told;
use super::verdict::Own;
use crate::form::lookups::Look;
use crate::form::{Filling, payable, words};
use crate::pages::papers;
use crate::pages::parts::sign_in_again;
use crate::pages::visit::Visit;
use crate::portal::draft::AttachedBy;
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, ButtonLink, Notice, Tone};
use forms::case::choose;
use forms::definition::Lookup;
use forms::figures::{Amount, FeeLine, figures as worked_out};

/// What is only told.
pub(super) fn warnings(own: Memo<Own>) -> impl IntoView {
    move || {
        let lines = own.with(|own| own.warnings.clone());
        (!lines.is_empty()).then(|| view! {
            <Notice tone=Tone::Warning title=t(Text::CheckWarnings).to_owned()>
                <ul>{lines.into_iter().map(|line| view! { <li>{line.text}</li> }).collect_view()}</ul>
            </Notice>
        })
    }
}

/// What is attached, by name.
pub(super) fn attached(filling: &Filling, visit: &Visit) -> AnyView {
    let change = visit.link(DraftPage::Papers);
    let filling = filling.clone();
    let lines = move || {
        let service = filling.service();
        let attached = filling.attached().get();
        let one = |one: &crate::portal::draft::Attached| {
            let paper = service
                .papers
                .iter()
                .find(|paper| paper.code == one.document);
            let name = paper.map_or_else(|| one.document.clone(), |paper| paper.name.clone());
            let how = match &one.by {
                AttachedBy::Upload(_) | AttachedBy::OwnFile(_) => {
                    one.label.clone().unwrap_or_default()
                }
                AttachedBy::Result { .. } => {
                    say::paper_reused_as(&one.label.clone().unwrap_or_default())
                }
                AttachedBy::Later => t(Text::PaperLater).to_owned(),
                AttachedBy::Record(_) | AttachedBy::NotNeeded => t(Text::PaperSpared).to_owned(),
            };
            view! { <li>{name} <br /> <span class="hint">{how}</span></li> }
        };
        if attached.is_empty() {
            let text = if papers::are_due(&filling) {
                Text::PapersNothingSent
            } else {
                Text::PapersNoneDue
            };
            view! { <p class="hint">{t(text)}</p> }.into_any()
        } else {
            view! { <ul class="attached">{attached.iter().map(one).collect_view()}</ul> }.into_any()
        }
    };
    view! {
        <section class="known-card">
            <h2>{t(Text::PapersTitle)}</h2>
            {lines}
            <ButtonLink kind=ButtonKind::Quiet href=change>{t(Text::Change)}</ButtonLink>
        </section>
    }
    .into_any()
}

/// Fee, office, term, as the server says; and what is paid beside the dossier.
pub(super) fn figures(
    filling: &Filling,
    told: ReadSignal<Told>,
    again: Callback<()>,
    here: String,
) -> AnyView {
    let filling = filling.clone();
    let shown = move || match told.get() {
        None => view! { <p role="status" class="waiting">{t(Text::CheckAsking)}</p> }.into_any(),
        Some(Err(problem)) => {
            let (tone, why) = words::told(&problem);
            let way = sign_in_again(&problem, &here);
            view! {
                <Notice tone=tone>
                    <p>{why}</p>
                    {way}
                    <Button kind=ButtonKind::Second on_press=again>{t(Text::Retry)}</Button>
                </Notice>
            }
            .into_any()
        }
        Some(Ok(verdict)) => {
            let fee = |(name, amount, why): &(String, u64, Option<String>)| {
                let why = why
                    .clone()
                    .map(|why| view! { <br /> <span class="hint">{why}</span> });
                view! { <div class="known-row"><dt>{name.clone()}</dt><dd class="known-value">{words::money(*amount)} {why}</dd></div> }
            };
            let due = verdict.due_on.as_deref().map(words::date).map(|day| view! {
                <div class="known-row"><dt>{t(Text::CheckDue)}</dt><dd class="known-value">{day}</dd></div>
            });
            let twin = verdict.duplicate.clone().map(|code| {
                let href = route::link(&Route::Dossier(code.clone()));
                view! { <Notice tone=Tone::Warning title=t(Text::CheckTwin).to_owned()><p>{say::check_twin_next(&code)}</p><a href=href>{code}</a></Notice> }
            });
            view! {
                {twin}
                <dl>
                    <div class="known-row"><dt>{t(Text::CheckOffice)}</dt><dd class="known-value">{verdict.authority.clone()}</dd></div>
                    {verdict.fees.iter().map(fee).collect_view()}
                    <div class="known-row"><dt>{t(Text::CheckTotal)}</dt><dd class="known-value"><strong>{words::money(verdict.total())}</strong></dd></div>
                    {due}
                </dl>
                {apart(&filling)}
            }
            .into_any()
        }
    };
    view! { <section class="known-card"><h2>{t(Text::CheckFigures)}</h2>{shown}</section> }
        .into_any()
}

/// What is paid by itself once the dossier is sent.
fn apart(filling: &Filling) -> Option<AnyView> {
    let service = filling.service();
    let case = choose(&service, filling).chosen()?;
    let lines = worked_out(&service, case, filling).apart;
    let line = |line: &FeeLine<'_>| {
        let amount = match line.amount {
            Amount::Known(amount) => words::money(amount.unsigned_abs()),
            // The register said it when it was asked, else it will.
            Amount::ByOffice | Amount::Unknown => match looked_up(filling) {
                Some(amount) => words::money(amount),
                None => t(Text::TermByOffice).to_owned(),
            },
        };
        view! { <div class="known-row"><dt>{line.fee.name.clone()}</dt><dd class="known-value">{amount}</dd></div> }
    };
    (!lines.is_empty()).then(|| {
        let lines = lines.iter().map(line).collect_view();
        view! { <h3>{t(Text::CheckBeside)}</h3> <dl>{lines}</dl> }.into_any()
    })
}

/// What the look-up of the payment said that is owed.
fn looked_up(filling: &Filling) -> Option<u64> {
    let service = filling.service();
    let payment = service.payment.as_ref()?;
    let asked = service
        .lookups
        .iter()
        .filter(|one| one.id == payment.lookup);
    let keys: Vec<String> = asked.map(Lookup::key).collect();
    filling.looked().with(|looked| {
        let states = keys.iter().filter_map(|key| looked.get(key));
        let mut said = states.filter_map(|looked| match &looked.state {
            Look::Found(answer) => payable::amount(payment, answer),
            _ => None,
        });
        said.next()
    })
}
