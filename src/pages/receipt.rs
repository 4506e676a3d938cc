//! The code of a dossier that was sent, what happens next and by when, and what was spared.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dossier::state::{come, owed};
use super::payment::due;
use super::visit::sign_in;
use crate::device;
use crate::draft::tab;
use crate::form::words;
use crate::portal::Problem;
use crate::portal::submit::{Receipt, receipt};
use crate::route::{self, Route};
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Glyph, Icon, Notice, PageHeading, PageState, ReceiptCode,
    StatePanel, Tone,
};

/// The receipt of a dossier.
#[component]
pub fn ReceiptPage(
    /// Its code.
    code: String,
) -> impl IntoView {
    let (found, set_found) = signal(None::<Result<Receipt, Problem>>);
    let load = {
        let code = code.clone();
        Callback::new(move |()| {
            let code = code.clone();
            spawn_local(async move {
                let answer = receipt(&code).await;
                let _gone = set_found.try_set(Some(answer));
            });
        })
    };
    load.run(());
    move || {
        match found.get() {
        Some(Ok(receipt)) => shown(&receipt),
        Some(Err(Problem::SignedOut)) => sign_in(&route::link(&Route::Receipt(code.clone()))),
        // The code is what matters: it is there even when nothing else can be had.
        Some(Err(problem)) => {
            let (tone, why) = words::told(&problem);
            view! {
                <PageHeading title=t(Text::ReceiptTitle) />
                <ReceiptCode code=code.clone() />
                <Notice tone=tone><p>{why}</p> <Button kind=ButtonKind::Second on_press=load>{t(Text::Retry)}</Button></Notice>
            }
            .into_any()
        }
        None => view! { <StatePanel state=PageState::Loading home=route::link(&Route::Home) on_retry=load /> }.into_any(),
    }
    }
}

fn shown(receipt: &Receipt) -> AnyView {
    let print = Callback::new(|()| device::page::print());
    let expected = receipt.due_at.as_deref().map(day);
    let next = match &expected {
        Some(day) => say::receipt_next_by(day, &receipt.office),
        None => say::receipt_next(&receipt.office),
    };
    let appointment = receipt.appointment.as_ref();
    let appointment = appointment.map(|booked| view! { <li>{come(booked)}</li> });
    let agreeing = receipt.agreeing.iter();
    let agreeing = agreeing.map(|name| view! { <li>{say::dossier_agreeing(name)}</li> });
    let agreeing = agreeing.collect_view();
    let owed = owed(&receipt.fees).into_iter();
    let owed = owed.map(|owed| view! { <li>{owed}</li> }).collect_view();
    let due = due::due(&receipt.code, &receipt.fees, receipt.may_pay);
    let files = (!receipt.files.is_empty()).then(|| {
        let names = receipt.files.iter().map(|name| view! { <li>{name.clone()}</li> }).collect_view();
        view! { <section><h2>{t(Text::ReceiptFiles)}</h2><ul class="attached">{names}</ul></section> }
    });
    let spared = tab::spared(&receipt.code).filter(|[answers, papers, _]| answers + papers > 0).map(|[answers, papers, minutes]| {
        let answers = (answers > 0).then(|| view! { <p>{say::receipt_spared_answers(&answers)}</p> });
        let papers = (papers > 0).then(|| view! { <p>{say::receipt_spared_papers(&papers)}</p> });
        view! {
            <Notice tone=Tone::Done title=t(Text::ReceiptSpared).to_owned()>
                {answers} {papers}
                <p>{say::spared_minutes(&minutes)}</p>
                <details class="why"><summary>{t(Text::SparedHow)}</summary><p>{t(Text::SparedHowText)}</p></details>
            </Notice>
        }
    });
    view! {
        <PageHeading title=t(Text::ReceiptTitle) caption=Some(receipt.title.clone()) />
        <ReceiptCode code=receipt.code.clone() />
        <p>{t(Text::ReceiptApplicant)} ": " <strong>{receipt.applicant.clone()}</strong></p>
        <p>{say::receipt_sent(&day(&receipt.sent_at), &receipt.office)}</p>
        {due}
        <section>
            <h2>{t(Text::ReceiptNextTitle)}</h2>
            <ol class="next">{owed} {agreeing} {appointment} <li>{next}</li> <li>{t(Text::ReceiptWatch)}</li></ol>
        </section>
        {files}
        {spared}
        <div class="bar">
            <ButtonLink href=route::link(&Route::Dossier(receipt.code.clone()))>{t(Text::ReceiptFollow)}</ButtonLink>
            <ButtonLink kind=ButtonKind::Second href=route::link(&Route::Print(receipt.code.clone()))>{t(Text::PrintForm)}</ButtonLink>
            <ButtonLink kind=ButtonKind::Quiet href=route::link(&Route::Ledger(receipt.code.clone()))>{t(Text::LedgerLink)}</ButtonLink>
            <Button kind=ButtonKind::Quiet on_press=print><Icon glyph=Glyph::Printer /> {t(Text::Print)}</Button>
        </div>
    }
    .into_any()
}
