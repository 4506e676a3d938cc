//! What is to be paid for a dossier, on its receipt and its own page.

use forms::definition::PaymentTime;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::bill::{Owed, beside};
use crate::app::use_account;
use crate::form::words;
use crate::portal::fee::{Fee, FeeState};
use crate::portal::site;
use crate::route::{self, Route};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{ButtonLink, Notice, PageState, Tone};

/// Fees of the dossier, then what is paid beside them; `service` is its number ("17").
pub fn due(code: &str, fees: &[Fee], may_pay: bool, service: Option<&str>) -> AnyView {
    let fees = fees
        .iter()
        .map(|fee| of_fee(code, fee, may_pay))
        .collect_view();
    let beside = service.map(|service| {
        view! { <Beside code=code.to_owned() service=service.to_owned() /> }
    });
    view! { {fees} {beside} }.into_any()
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
    let title = say::fee_due(&words::money(fee.total));
    let items = fee
        .items
        .iter()
        .map(|(name, amount)| view! { <li>{name.clone()} ": " {words::money(*amount)}</li> });
    let items = items.collect_view();
    let until = fee
        .due_by
        .as_deref()
        .map(|at| view! { <p>{say::pay_until(&moment(at))}</p> });
    let is_pending = fee.state == FeeState::Pending;
    let next = if is_pending || may_pay {
        let href = route::link(&Route::Pay {
            dossier: code.to_owned(),
            request: Some(fee.id.clone()),
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
            {next}
        </Notice>
    }
    .into_any()
}

/// What a register says is to be paid once the dossier is sent; nothing where its service knows of none, or nothing is
/// owed.
#[component]
fn Beside(code: String, service: String) -> impl IntoView {
    let payer = untrack(|| use_account().person()).map(|person| person.name);
    let found = RwSignal::new(None::<Option<(String, u64)>>);
    let paid = RwSignal::new(None::<String>);
    // Paid, and no receipt of it is the person's.
    let settled = RwSignal::new(false);
    {
        let code = code.clone();
        spawn_local(async move {
            if !is_paid_after(&service).await {
                return;
            }
            let owed = beside(&code, &payer.unwrap_or_default()).await;
            let told = match owed {
                Ok(Owed::This(bill)) => Some((bill.title, bill.total)),
                Ok(Owed::PaidBy(id)) => {
                    let _gone = paid.try_set(Some(id));
                    return;
                }
                Ok(Owed::Nothing(Text::PayPaidAlready, _)) => {
                    let _gone = settled.try_set(true);
                    return;
                }
                Ok(Owed::Nothing(Text::PayNothing, _)) => return,
                // With these answers nothing is to be paid.
                Err(PageState::Gone) => return,
                // What cannot be asked now is asked on the page itself.
                Ok(Owed::Nothing(..)) | Err(_) => None,
            };
            let _gone = found.try_set(Some(told));
        });
    }
    let due = move || {
        let told = found.get()?;
        let href = route::link(&Route::Pay {
            dossier: code.clone(),
            request: None,
        });
        let (title, what) = match told {
            Some((what, amount)) => (say::fee_due(&words::money(amount)), Some(what)),
            None => (t(Text::FeeBesideUnknown).to_owned(), None),
        };
        Some(view! {
            <Notice tone=Tone::Warning title=title spoken=true>
                {what.map(|what| view! { <p>{what}</p> })}
                <p>{t(Text::FeeBesideNext)}</p>
                <ButtonLink href=href>{t(Text::FeePay)}</ButtonLink>
            </Notice>
        })
    };
    let receipt = move || {
        let href = route::link(&Route::Payment(paid.get()?));
        Some(view! { <p>{t(Text::PayPaidAlready)} " " <a href=href>{t(Text::FeeReceipt)}</a></p> })
    };
    let told = move || {
        settled
            .get()
            .then(|| view! { <p>{t(Text::PayPaidAlready)}</p> })
    };
    view! { {due} {receipt} {told} }
}

/// Whether the service has something to pay once the dossier is sent.
async fn is_paid_after(number: &str) -> bool {
    let Ok(slug) = site::slug(number).await else {
        return false;
    };
    let service = site::service(&slug).await;
    service.is_ok_and(|service| {
        let defined = service.payment.as_ref();
        defined.is_some_and(|defined| defined.time == PaymentTime::AfterSending)
    })
}
