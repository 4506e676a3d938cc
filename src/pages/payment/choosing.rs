//! What is to be paid, and the choice of a way.

use leptos::prelude::*;

use super::bill::Bill;
use super::fine;
use crate::form::words;
use crate::pages::parts::sign_in_again;
use crate::portal::Problem;
use crate::portal::payment::Way;
use crate::text::{Text, say, t};
use crate::ui::{Button, Choice, ChoiceField, FieldFrame, Notice, Tone};

/// What happened since the person last looked.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The amount has changed: it is this now, in đồng.
    Changed(u64),
    /// A payment was under way already: this is it.
    UnderWay,
    /// Another way is to be chosen than that of the payment that waits.
    OtherWay,
    /// Somebody else is paying the same.
    BySomebodyElse,
    /// The order did not arrive.
    NotArrived,
    /// It could not be paid just now.
    NotOpen,
    /// It came to nothing.
    Problem(Problem),
}

/// The ways to pay: code, name, and what it means.
const WAYS: [(&str, Way, Text, Text); 3] = [
    (
        "national-gateway",
        Way::NationalGateway,
        Text::PayByGateway,
        Text::PayByGatewayHint,
    ),
    (
        "vietqr",
        Way::Vietqr,
        Text::PayByTransfer,
        Text::PayByTransferHint,
    ),
    (
        "counter",
        Way::Counter,
        Text::PayAtCounter,
        Text::PayAtCounterHint,
    ),
];

/// The name of a way to pay.
pub fn way_name(way: Way) -> &'static str {
    let mut ways = WAYS.iter();
    ways.find(|(_, known, ..)| *known == way)
        .map_or("", |(_, _, name, _)| t(*name))
}

/// What is to be paid, and how.
#[component]
pub fn Choosing(
    /// What is to be paid.
    bill: Bill,
    /// The way that was chosen.
    chosen: RwSignal<Option<Way>>,
    /// What happened.
    news: RwSignal<Option<News>>,
    /// An order is on its way.
    busy: RwSignal<bool>,
    /// Pay it in this way.
    on_pay: Callback<(Bill, Way)>,
    /// Path of the page.
    here: String,
) -> impl IntoView {
    if chosen.get_untracked().is_none() {
        chosen.set(bill.way);
    }
    let (missed, set_missed) = signal(false);
    let fault = Signal::derive(move || {
        let is_missing = missed.get() && chosen.with(Option::is_none);
        is_missing.then(|| t(Text::PayHowMissing).to_owned())
    });
    let options: Vec<Choice> = WAYS
        .iter()
        .map(|(code, _, name, hint)| Choice {
            hint: Some(t(*hint).to_owned()),
            ..Choice::new(*code, t(*name))
        })
        .collect();
    let value = Signal::derive(move || {
        let way = chosen.get()?;
        let mut ways = WAYS.iter();
        ways.find(|(_, known, ..)| *known == way)
            .map(|(code, ..)| (*code).to_owned())
    });
    let choose = Callback::new(move |code: String| {
        let mut ways = WAYS.iter();
        chosen.set(
            ways.find(|(known, ..)| *known == code)
                .map(|(_, way, ..)| *way),
        );
    });
    let frame = FieldFrame::new("/way", t(Text::PayHow)).fault(fault);
    let shown = match &bill.fine {
        Some((told, as_of)) => fine::told(told, as_of),
        None => ().into_any(),
    };
    let total = words::money(bill.total);
    let label = say::pay_now(&total);
    let sums = sums(&bill);
    let pay = Callback::new(move |()| match chosen.get_untracked() {
        Some(way) => on_pay.run((bill.clone(), way)),
        None => {
            set_missed.set(true);
            crate::device::page::focus_answer("/way");
        }
    });
    view! {
        {shown}
        {sums}
        {move || news.get().map(|news| told(&news, &here))}
        <ChoiceField frame=frame options=options value=value on_change=choose />
        <Notice tone=Tone::Info><p>{t(Text::PaySafety)}</p></Notice>
        <div class="bar"><Button on_press=pay busy=busy>{label}</Button></div>
        <p role="status" class="hint">{move || busy.get().then(|| t(Text::PayOrdering))}</p>
    }
}

fn sums(bill: &Bill) -> impl IntoView + use<> {
    let items = bill.items.iter().map(|(name, amount)| {
        view! { <div class="known-row"><dt>{name.clone()}</dt><dd class="known-value">{words::money(*amount)}</dd></div> }
    });
    let due = bill.due.clone().map(|due| {
        view! { <div class="known-row"><dt>{t(Text::PayDue)}</dt><dd class="known-value">{due}</dd></div> }
    });
    view! {
        <section class="known-card">
            <h2>{bill.title.clone()}</h2>
            <dl>
                {items.collect_view()}
                <div class="known-row"><dt>{t(Text::PayTotal)}</dt><dd class="known-value"><strong>{words::money(bill.total)}</strong></dd></div>
                {due}
                <div class="known-row"><dt>{t(Text::PayPayer)}</dt><dd class="known-value">{bill.payer.full_name.clone()}</dd></div>
            </dl>
        </section>
    }
}

fn told(news: &News, here: &str) -> AnyView {
    let (tone, text) = match news {
        News::Changed(amount) => (Tone::Warning, say::pay_changed(&words::money(*amount))),
        News::OtherWay => (Tone::Info, t(Text::PayOtherWayNext).to_owned()),
        News::UnderWay => (Tone::Info, t(Text::PayUnderWay).to_owned()),
        News::BySomebodyElse => (Tone::Warning, t(Text::PayBySomebodyElse).to_owned()),
        News::NotArrived => (Tone::Warning, t(Text::PayNotArrived).to_owned()),
        News::NotOpen => (Tone::Warning, t(Text::PayNotOpen).to_owned()),
        News::Problem(problem) => words::told(problem),
    };
    let way = match news {
        News::Problem(problem) => sign_in_again(problem, here),
        _ => None,
    };
    view! { <Notice tone=tone spoken=true><p>{text}</p> {way}</Notice> }.into_any()
}
