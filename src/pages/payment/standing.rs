//! How a payment stands. It is asked again and again, the more rarely the longer nothing changes; what failed or
//! expired may still turn out to be paid.

use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;

use super::transfer::transfer;
use crate::device::clock::pause;
use crate::form::words;
use crate::portal::Problem;
use crate::portal::payment::{self, Payment, State, Way};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Notice, Tone};

/// The longest time between two questions, in milliseconds.
const RARELY: u32 = 30_000;

/// How a payment stands, followed until nothing more will come of it.
#[component]
pub fn Standing(
    /// As it was told first.
    first: Payment,
    /// It is paid, or paid back.
    on_final: Callback<Payment>,
    /// Choose a way again; none where that cannot be done here.
    #[prop(default = None)]
    on_retry: Option<Callback<()>>,
    /// Choose another way while it waits; none where that cannot be done here.
    #[prop(default = None)]
    on_other: Option<Callback<()>>,
) -> impl IntoView {
    let id = first.id.clone();
    let now = RwSignal::new(first);
    // What the last question by hand came to, where nothing has changed.
    let (said, set_said) = signal(None::<Result<(), Problem>>);
    let (busy, set_busy) = signal(false);
    let note = move |payment: Payment| {
        let changed = now.try_with_untracked(|known| *known != payment);
        if changed == Some(true) {
            let is_final = payment.is_final();
            let _gone = set_said.try_set(None);
            let _gone = now.try_set(payment.clone());
            if is_final {
                on_final.run(payment);
            }
        }
        changed
    };
    let ask = {
        let id = id.clone();
        Callback::new(move |()| {
            if busy.get_untracked() {
                return;
            }
            set_busy.set(true);
            let id = id.clone();
            spawn_local(async move {
                let answer = payment::read(&id).await;
                let _gone = set_busy.try_set(false);
                match answer {
                    Ok(payment) => {
                        if note(payment) == Some(false) {
                            let _gone = set_said.try_set(Some(Ok(())));
                        }
                    }
                    Err(problem) => drop(set_said.try_set(Some(Err(problem)))),
                }
            });
        })
    };
    spawn_local(async move {
        if now.try_with_untracked(Payment::is_final) == Some(true) {
            if let Some(payment) = now.try_get_untracked() {
                on_final.run(payment);
            }
            return;
        }
        let mut wait = 0;
        while let Some(shown) = now.try_get_untracked().filter(|shown| !shown.is_final()) {
            wait =
                (wait * 3 / 2).clamp(1000 * shown.poll_after, RARELY.max(1000 * shown.poll_after));
            pause(wait).await;
            if let Ok(payment) = payment::read(&id).await
                && note(payment) == Some(true)
            {
                wait = 0;
            }
        }
    });
    // Who comes back from the bank's app wants to know at once.
    let back = EventListener::new(&window(), "focus", move |_| {
        if !busy.try_get_untracked().unwrap_or(true) {
            let is_live = now.try_with_untracked(|payment| !payment.is_final());
            if is_live == Some(true) {
                ask.run(());
            }
        }
    });
    let back = SendWrapper::new(back);
    on_cleanup(move || drop(back));
    let still = move || {
        said.get().map(|said| match said {
            Ok(()) => {
                view! { <Notice tone=Tone::Info spoken=true><p>{t(Text::PayStill)}</p></Notice> }
                    .into_any()
            }
            Err(problem) => {
                let (tone, why) = words::told(&problem);
                view! { <Notice tone=tone spoken=true><p>{why}</p></Notice> }.into_any()
            }
        })
    };
    view! {
        {move || shown(&now.get(), ask, busy.into(), on_retry, on_other)}
        {still}
    }
}

fn shown(
    payment: &Payment,
    ask: Callback<()>,
    busy: Signal<bool>,
    on_retry: Option<Callback<()>>,
    on_other: Option<Callback<()>>,
) -> AnyView {
    let amount = words::money(payment.amount);
    let retry = move || {
        on_retry.map(|retry| view! { <Button kind=ButtonKind::Second on_press=retry>{t(Text::PayAgain)}</Button> })
    };
    let look = move |label: Text| {
        view! { <Button kind=ButtonKind::Second on_press=ask busy=busy>{t(label)}</Button> }
            .into_any()
    };
    let failure = payment.failure.clone().map(|why| view! { <p>{why}</p> });
    match payment.state {
        State::Created | State::Pending => open(payment, look, on_other),
        State::Unknown => view! {
            <Notice tone=Tone::Warning title=t(Text::PayUnknownTitle).to_owned() spoken=true>
                <p>{t(Text::PayUnknown)}</p>
                {look(Text::PayLook)}
            </Notice>
        }
        .into_any(),
        State::Succeeded => view! {
            <Notice tone=Tone::Done title=say::pay_done(&amount) spoken=true><p>{t(Text::PayDoneNext)}</p></Notice>
        }
        .into_any(),
        State::Failed => view! {
            <Notice tone=Tone::Fault title=t(Text::PayFailedTitle).to_owned() spoken=true>
                {failure}
                <p>{t(Text::PayFailed)}</p>
                {look(Text::PayLook)}
                {retry()}
            </Notice>
        }
        .into_any(),
        State::Expired => view! {
            <Notice tone=Tone::Warning title=t(Text::PayExpiredTitle).to_owned() spoken=true>
                <p>{t(Text::PayExpired)}</p>
                {look(Text::PayLook)}
                {retry()}
            </Notice>
        }
        .into_any(),
        State::Cancelled => view! {
            <Notice tone=Tone::Info title=t(Text::PayCancelledTitle).to_owned() spoken=true>
                {failure}
                <p>{t(Text::PayCancelled)}</p>
                {retry()}
            </Notice>
        }
        .into_any(),
        State::Refunded => view! {
            <Notice tone=Tone::Info title=t(Text::PayRefundedTitle).to_owned() spoken=true>
                <p>{say::pay_refunded(&amount)}</p>
            </Notice>
        }
        .into_any(),
    }
}

/// What the person does now.
fn open(
    payment: &Payment,
    look: impl Fn(Text) -> AnyView,
    on_other: Option<Callback<()>>,
) -> AnyView {
    let other = on_other.map(|other| view! { <Button kind=ButtonKind::Quiet on_press=other>{t(Text::PayOtherWay)}</Button> });
    let until = say::pay_until(&moment(&payment.expires_at));
    let amount = words::money(payment.amount);
    let (what, done) = match payment.way {
        Way::NationalGateway => (gateway(payment), Text::PayGatewayDone),
        Way::Vietqr => (transfer(payment), Text::PayTransferDone),
        Way::Counter => (counter(payment), Text::PayLook),
    };
    view! {
        <section class="known-card payment">
            <h2>{say::pay_waiting(&amount)}</h2>
            {what}
            <p>{until}</p>
            {look(done)}
            {other}
            <p class="hint">{t(Text::PayWatched)}</p>
        </section>
    }
    .into_any()
}

fn gateway(payment: &Payment) -> AnyView {
    let address = payment.gateway.clone().map(|address| {
        view! { <p><a class="button first" rel="external" href=address>{t(Text::PayOpenGateway)}</a></p> }
    });
    view! { <p>{t(Text::PayGatewayLead)}</p> {address} }.into_any()
}

fn counter(payment: &Payment) -> AnyView {
    let code = payment.counter_code.clone().map(|code| {
        view! {
            <p class="receipt-code">
                <span class="receipt-label">{t(Text::PayCounterCode)}</span>
                <strong>{code}</strong>
            </p>
        }
    });
    view! { <p>{t(Text::PayCounterLead)}</p> {code} }.into_any()
}
