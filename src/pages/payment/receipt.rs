//! A payment by its id: how it stands, and once it is paid its receipt.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bill::title;
use super::choosing::way_name;
use super::standing::Standing;
use crate::device;
use crate::draft::tab;
use crate::form::words;
use crate::pages::sign_in::Personal;
use crate::pages::waiting::{awaited, state};
use crate::portal::Problem;
use crate::portal::payment::{self, Payment, ReceiptFile, State, SubjectKind};
use crate::route::{self, Route};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Glyph, Icon, Notice, PageHeading, PageState, Tone,
};

/// A payment.
#[component]
pub fn PaymentPage(
    /// Its id.
    id: String,
) -> impl IntoView {
    view! {
        <PageHeading title=t(Text::PaymentTitle) />
        <Personal>
            {
                let id = id.clone();
                awaited(
                    None,
                    move || {
                        let id = id.clone();
                        async move { payment::read(&id).await.map_err(PageState::from) }
                    },
                    |first| view! { <Followed first=first /> }.into_any(),
                )
            }
        </Personal>
    }
}

/// Followed until it is paid, then its receipt.
#[component]
fn Followed(first: Payment) -> impl IntoView {
    let now = RwSignal::new(first);
    let on_final = Callback::new(move |payment| drop(now.try_set(payment)));
    move || {
        let payment = now.get();
        if payment.state == State::Succeeded {
            return paid(&payment);
        }
        let (what, ways) = (title(payment.kind), ways_on(&payment));
        if payment.is_final() {
            let amount = words::money(payment.amount);
            return view! {
                <p class="lead">{what}</p>
                <Notice tone=Tone::Info title=t(Text::PayRefundedTitle).to_owned() spoken=true>
                    <p>{say::pay_refunded(&amount)}</p>
                </Notice>
                <div class="row-actions">{ways}</div>
            }
            .into_any();
        }
        view! {
            <p class="lead">{what}</p>
            <Standing first=payment on_final=on_final />
            <div class="row-actions">{ways}</div>
        }
        .into_any()
    }
}

fn paid(payment: &Payment) -> AnyView {
    let print = Callback::new(|()| device::page::print());
    let at = payment.paid_at.as_deref().map(|at| {
        view! { <div><dt>{t(Text::PaymentAt)}</dt><dd>{moment(at)}</dd></div> }
    });
    let dossier = (payment.subject.kind == SubjectKind::Dossier).then(|| {
        let code = payment.subject.reference.clone();
        view! { <div><dt>{t(Text::PaymentDossier)}</dt><dd>{code}</dd></div> }
    });
    let rows = payment.rows.iter().map(|(name, value)| {
        view! { <div><dt>{name.clone()}</dt><dd>{value.clone()}</dd></div> }
    });
    let rows = rows.collect_view();
    let next = match payment.kind {
        SubjectKind::Violation => Some(Text::PaymentFineNext),
        SubjectKind::Contribution => Some(Text::PaymentContributionNext),
        _ => None,
    };
    let next = next.map(|next| view! { <p>{t(next)}</p> });
    let file = payment.file.clone();
    let file = file.map(|file| view! { <FileButton payment=payment.clone() file=file /> });
    let what = title(payment.kind);
    view! {
        <Notice tone=Tone::Done title=say::pay_done(&words::money(payment.amount)) spoken=true>
            <p>{what}</p>
        </Notice>
        <dl class="facts">
            {dossier}
            <div><dt>{t(Text::PayTotal)}</dt><dd><strong>{words::money(payment.amount)}</strong></dd></div>
            <div><dt>{t(Text::PaymentWay)}</dt><dd>{way_name(payment.way)}</dd></div>
            {at}
            {rows}
            <div><dt>{t(Text::PaymentCode)}</dt><dd>{payment.id.clone()}</dd></div>
        </dl>
        {next}
        {file}
        <div class="row-actions">
            {ways_on(payment)}
            <Button kind=ButtonKind::Quiet on_press=print><Icon glyph=Glyph::Printer /> {t(Text::Print)}</Button>
        </div>
    }
    .into_any()
}

/// Where the person goes on: what waited for the payment, its dossier.
fn ways_on(payment: &Payment) -> impl IntoView + use<> {
    let after = tab::after_payment(&payment.id);
    let to_draft = after.is_some() && payment.subject.kind == SubjectKind::Electricity;
    let label = if to_draft {
        Text::PaymentBackToDraft
    } else {
        Text::ReceiptFollow
    };
    let of_dossier = (payment.subject.kind == SubjectKind::Dossier)
        .then(|| route::link(&Route::Dossier(payment.subject.reference.clone())));
    let path = after.or(of_dossier);
    path.map(|path| view! { <ButtonLink href=path>{t(label)}</ButtonLink> })
}

/// The file, fetched with the session and kept by the person.
#[component]
fn FileButton(payment: Payment, file: ReceiptFile) -> impl IntoView {
    let (busy, set_busy) = signal(false);
    let (failed, set_failed) = signal(None::<PageState>);
    let fetch = Callback::new(move |()| {
        let (payment, file) = (payment.clone(), file.clone());
        set_busy.set(true);
        set_failed.set(None);
        spawn_local(async move {
            let got = keep(&payment, &file).await;
            let _gone = set_failed.try_set(got.err().map(PageState::from));
            let _gone = set_busy.try_set(false);
        });
    });
    view! {
        <p class="way-on"><Button kind=ButtonKind::Second on_press=fetch busy=busy>{t(Text::PaymentFile)}</Button></p>
        {move || failed.get().map(|why| state(why, fetch))}
    }
}

async fn keep(payment: &Payment, file: &ReceiptFile) -> Result<(), Problem> {
    let bytes = payment::receipt_file(payment, file).await?;
    let name = [t(Text::PaymentFileName), ".pdf"].concat();
    device::file::offer(&bytes, "application/pdf", &name).map_err(|_| Problem::NotTaken)
}
