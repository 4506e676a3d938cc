//! What is to be paid for a dossier, on its receipt and its own page.

use leptos::prelude::*;

use crate::form::words;
use crate::portal::fee::{Fee, FeeState};
use crate::route::{self, Route};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{ButtonLink, Notice, Tone};

/// Fees of the dossier, and what a register says is to be paid for it.
pub fn due(code: &str, fees: &[Fee], may_pay: bool) -> AnyView {
    let fees = fees.iter().map(|fee| of_fee(code, fee, may_pay));
    fees.collect_view().into_any()
}

fn of_fee(code: &str, fee: &Fee, may_pay: bool) -> AnyView {
    let amount = words::money(fee.total);
    let receipt = fee.payment.clone().map(|id| {
        let href = route::link(&Route::Payment(id));
        view! { <a href=href>{t(Text::FeeReceipt)}</a> }
    });
    match fee.state {
        FeeState::Open | FeeState::Pending => open(code, fee, may_pay),
        FeeState::Paid => {
            view! { <p>{say::fee_paid(&amount, &fee.title)} " " {receipt}</p> }.into_any()
        }
        FeeState::Refunded => {
            view! { <p>{say::fee_refunded(&amount, &fee.title)} " " {receipt}</p> }.into_any()
        }
        FeeState::Cancelled | FeeState::Waived | FeeState::Unrecognised => ().into_any(),
    }
}

fn open(code: &str, fee: &Fee, may_pay: bool) -> AnyView {
    let is_pending = fee.state == FeeState::Pending;
    let amount = words::money(fee.total);
    let title = match is_pending {
        true => say::fee_pending(&amount),
        false => say::fee_due(&amount),
    };
    let items = fee
        .items
        .iter()
        .map(|(name, amount)| view! { <li>{name.clone()} ": " {words::money(*amount)}</li> });
    let items = items.collect_view();
    let until = fee
        .due_by
        .as_deref()
        .map(|at| view! { <p>{say::pay_until(&moment(at))}</p> });
    let then = match is_pending {
        true => Text::FeePendingNext,
        false => Text::FeeNext,
    };
    let next = if is_pending || may_pay {
        let href = route::link(&Route::Pay {
            dossier: code.to_owned(),
            request: fee.id.clone(),
        });
        let label = if is_pending {
            Text::FeeSee
        } else {
            Text::FeePay
        };
        view! { <ButtonLink href=href>{t(label)}</ButtonLink> }.into_any()
    } else {
        view! { <p>{t(Text::PayNotNow)}</p> }.into_any()
    };
    let what = fee.title.clone();
    view! {
        <Notice tone=Tone::Warning title=title>
            <p>{what}</p>
            <ul class="dots">{items}</ul>
            {until}
            <p>{t(then)}</p>
            {next}
        </Notice>
    }
    .into_any()
}
