//! A bank transfer: the QR code, and the same to copy by hand.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device;
use crate::form::{lists, words};
use crate::portal::payment::{NotShown, Payment, Transfer};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Notice, Qr, Tone};
use forms::kind::ListRef;

/// The transfer of a payment. One whose payload says something else is not shown: nobody pays a stranger.
pub(super) fn transfer(payment: &Payment) -> AnyView {
    match &payment.transfer {
        Some(Ok(transfer)) => shown(transfer, payment.amount),
        Some(Err(NotShown)) => view! {
            <Notice tone=Tone::Fault title=t(Text::PayBadCodeTitle).to_owned() spoken=true>
                <p>{t(Text::PayBadCode)}</p>
            </Notice>
        }
        .into_any(),
        None => ().into_any(),
    }
}

fn shown(transfer: &Transfer, amount: u64) -> AnyView {
    let banks = lists::of(&ListRef {
        list: "banks".to_owned(),
        only: Vec::new(),
        other: None,
        open: true,
        most: None,
    });
    let number = transfer.bank.clone();
    let bank = move || {
        lists::name(&banks, Some(&number)).map_or_else(
            || number.clone(),
            |name| [&name, " (", &number, ")"].concat(),
        )
    };
    let plain = amount.to_string();
    view! {
        <p>{t(Text::PayTransferLead)}</p>
        <p class="payment-qr"><Qr text=transfer.payload.clone() name=t(Text::PayQrName) /></p>
        <dl>
            <div class="known-row"><dt>{t(Text::PayBank)}</dt><dd class="known-value">{bank}</dd></div>
            {copied(Text::PayAccount, transfer.account.clone(), transfer.account.clone())}
            <div class="known-row"><dt>{t(Text::PayHolder)}</dt><dd class="known-value">{transfer.holder.clone()}</dd></div>
            {copied(Text::PayTotal, words::money(amount), plain)}
            {copied(Text::PayMemo, transfer.memo.clone(), transfer.memo.clone())}
        </dl>
        <p>{t(Text::PayMemoExact)}</p>
    }
    .into_any()
}

/// A row with a button that copies it.
fn copied(name: Text, shown: String, text: String) -> impl IntoView {
    let (done, set_done) = signal(None::<bool>);
    let copy = Callback::new(move |()| {
        let text = text.clone();
        spawn_local(async move {
            let is_copied = device::clipboard::copy(&text).await;
            let said = if is_copied {
                Text::PayCopied
            } else {
                Text::PayNotCopied
            };
            device::page::say(t(said));
            let _gone = set_done.try_set(Some(is_copied));
        });
    });
    let words = move || {
        t(match done.get() {
            None => Text::PayCopy,
            Some(true) => Text::PayCopied,
            Some(false) => Text::PayNotCopied,
        })
    };
    view! {
        <div class="known-row">
            <dt>{t(name)}</dt>
            <dd class="known-value">{shown}</dd>
            <dd class="known-change">
                <Button kind=ButtonKind::Quiet on_press=copy>
                    <span aria-hidden="true">{words}</span>
                    <span class="unseen">{say::pay_copy_what(&t(name))}</span>
                </Button>
            </dd>
        </div>
    }
}
