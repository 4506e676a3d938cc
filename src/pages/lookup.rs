//! Under an answer: the button that asks a register with it, and what the register said.

use leptos::prelude::*;

use crate::form::field::Shown;
use crate::form::lookups::{Look, fills, is_ready, let_go_of_outdated, standing, start, take};
use crate::form::{Filling, payable, told, words};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, KnownRow, Notice, SummaryLine, Tone, WaitingLine};
use forms::definition::{Lookup, Service, Step};
use forms::eval::Scope;
use forms::fact::{Fact, FactValue};
use forms::lookup::facts;
use forms::merge::taken;
use forms::needs::lookups;
use forms::place::Place;
use serde_json::Value;

/// The look-ups that stand under an answer.
#[must_use]
pub fn under(filling: &Filling, place: &Place) -> AnyView {
    let service = untrack(|| filling.service());
    let here = service
        .lookups
        .iter()
        .filter(|lookup| place.row.is_none() && lookup.after == place.field);
    here.map(|lookup| one(filling, lookup))
        .collect_view()
        .into_any()
}

/// Whether a look-up alone may answer: the person cannot, and sending needs it.
#[must_use]
pub fn alone(filling: &Filling, place: &Place) -> bool {
    let service = untrack(|| filling.service());
    let is_read_only = service
        .field(&place.field)
        .is_some_and(|field| field.read_only);
    let scope = Scope::new(&service, filling);
    let mut lookups = service.lookups.iter();
    is_read_only
        && lookups.any(|lookup| {
            lookup.after == place.field && scope.holds(&lookup.when) && scope.holds(&lookup.needed)
        })
}

/// The look-ups of a page whose answers sending needs and that nobody has asked yet. What was asked and gave nothing
/// holds nobody here: one register that is away does not stop the form.
#[must_use]
pub fn unasked(filling: &Filling, shown: Shown, step: &Step) -> Vec<SummaryLine> {
    let service = filling.service();
    let here = |lookup: &Lookup| {
        let place = Place::from(lookup.after.clone());
        step.fields.iter().any(|field| field.id == lookup.after) && shown.has(&place)
    };
    let is_asked = |lookup: &Lookup| {
        let key = lookup.key();
        let stands = filling
            .background()
            .with(|known| standing(known.origins.values()).contains(&key));
        stands || filling.looked().with(|looked| looked.contains_key(&key))
    };
    let needed = lookups(&service, filling).into_iter();
    needed
        .filter(|(lookup, is_needed)| *is_needed && here(lookup) && !is_asked(lookup))
        .map(|(lookup, _)| SummaryLine {
            text: say::lookup_needed(&lookup.text),
            pointer: lookup.key(),
        })
        .collect()
}

fn one(filling: &Filling, lookup: &Lookup) -> impl IntoView {
    let is_offered = {
        let (filling, when) = (filling.clone(), lookup.when.clone());
        Memo::new(move |_| Scope::new(&filling.service(), &filling).holds(&when))
    };
    // What was asked with may be changed while the answer stands below.
    Effect::new({
        let (filling, lookup) = (filling.clone(), lookup.clone());
        move |_| {
            let _ready = is_ready(&filling, &lookup);
            untrack(|| let_go_of_outdated(&filling));
        }
    });
    let (filling, lookup) = (filling.clone(), lookup.clone());
    move || is_offered.get().then(|| offered(&filling, &lookup))
}

fn offered(filling: &Filling, lookup: &Lookup) -> impl IntoView + use<> {
    let look = {
        let (filling, key) = (filling.clone(), lookup.key());
        Memo::new(move |_| {
            let looked = filling.looked();
            looked.with(|lookups| lookups.get(&key).map(|looked| looked.state.clone()))
        })
    };
    let (asked_early, set_asked_early) = signal(false);
    let ask = {
        let (filling, lookup) = (filling.clone(), lookup.clone());
        Callback::new(move |()| {
            let is_ready = untrack(|| is_ready(&filling, &lookup));
            set_asked_early.set(!is_ready);
            if is_ready {
                start(&filling, &lookup);
            }
        })
    };
    let busy = Signal::derive(move || look.get() == Some(Look::Waiting));
    let said = {
        let (filling, lookup) = (filling.clone(), lookup.clone());
        move || look.get().map(|look| outcome(&filling, &lookup, look))
    };
    let label = lookup.text.clone();
    view! {
        <div class="lookup" id=lookup.key() tabindex="-1">
            <Button kind=ButtonKind::Second on_press=ask busy=busy>{label}</Button>
            {move || asked_early.get().then(|| view! { <p class="hint" role="status">{t(Text::LookupFirst)}</p> })}
            {said}
        </div>
    }
}

fn outcome(filling: &Filling, lookup: &Lookup, look: Look) -> AnyView {
    match look {
        Look::Waiting => {
            let source = lookup.source_name.clone();
            view! { <WaitingLine source=source /> }.into_any()
        }
        Look::Found(answer) => found(filling, lookup, &answer),
        Look::Several(offered, as_of) => several(filling, lookup, &offered, &as_of),
        Look::NotHeld => {
            let none = lookup.none.clone();
            let none = none.unwrap_or_else(|| t(Text::LookupNotHeld).to_owned());
            view! { <Notice tone=Tone::Info spoken=true><p>{none}</p></Notice> }.into_any()
        }
        Look::Out(problem) => {
            let (tone, why) = words::told(&problem);
            let next = if can_be_typed(filling, lookup) {
                Text::LookupOutNext
            } else {
                Text::LookupOutAgain
            };
            view! {
                <Notice tone=tone spoken=true><p>{why}</p><p>{t(next)}</p></Notice>
            }
            .into_any()
        }
        Look::Outdated => {
            view! { <p class="hint" role="status">{t(Text::LookupOutdated)}</p> }.into_any()
        }
    }
}

/// Whether anything that a register fills can be filled in by hand as well.
fn can_be_typed(filling: &Filling, lookup: &Lookup) -> bool {
    let service = untrack(|| filling.service());
    let mut filled = service.fields().filter(|field| {
        let mut sources = field.sources.iter();
        sources.any(|source| source.id == lookup.source)
    });
    filled.any(|field| !field.read_only)
}

/// The register's word that belongs to no field: whether number, name and birth date belong together.
fn found(filling: &Filling, lookup: &Lookup, answer: &Value) -> AnyView {
    match answer.get("outcome").and_then(Value::as_str) {
        Some("mismatch") => {
            view! { <Notice tone=Tone::Warning spoken=true><p>{t(Text::LookupMismatch)}</p></Notice> }
                .into_any()
        }
        _ => {
            let owed = owed(filling, lookup, answer);
            view! { <Notice tone=Tone::Done spoken=true><p>{t(Text::LookupFound)}</p></Notice> {owed} }.into_any()
        }
    }
}

/// What is to be paid, where that is what was asked for: the fields that it fills may stand on other pages.
fn owed(filling: &Filling, lookup: &Lookup, answer: &Value) -> Option<AnyView> {
    let service = filling.service();
    let payment = service.payment.as_ref()?;
    if payment.lookup != lookup.id {
        return None;
    }
    let lines = facts(&service, lookup, answer, "");
    let lines = lines.iter().filter_map(|fact| line(&service, fact));
    let lines: Vec<_> = lines.collect();
    let lines = (!lines.is_empty()).then(|| view! { <dl class="told-rows">{lines}</dl> });
    // What is not owed is no amount to pay.
    let amount = payable::amount(payment, answer).filter(|amount| *amount > 0);
    let amount = amount
        .map(|amount| view! { <p><strong>{say::fee_due(&words::money(amount))}</strong></p> });
    Some(view! { {lines} {amount} }.into_any())
}

fn several(filling: &Filling, lookup: &Lookup, offered: &[Value], as_of: &str) -> AnyView {
    let service = untrack(|| filling.service());
    let heading = say::lookup_several(&offered.len());
    let cards = offered.iter().map(|answer| {
        let lines = facts(&service, lookup, answer, as_of)
            .iter()
            .filter_map(|fact| line(&service, fact))
            .collect_view();
        let pick = {
            let (filling, lookup) = (filling.clone(), lookup.clone());
            let (answer, as_of) = (answer.clone(), as_of.to_owned());
            Callback::new(move |()| take(&filling, &lookup, &answer, &as_of))
        };
        view! {
            <li class="card">
                <dl class="told-rows">{lines}</dl>
                <Button kind=ButtonKind::Second on_press=pick>{t(Text::LookupPick)}</Button>
            </li>
        }
    });
    let cards = cards.collect_view();
    view! {
        <p role="status">{heading}</p>
        <ul class="plain lookup-several">{cards}</ul>
    }
    .into_any()
}

/// What a fact would fill, by the label that it has in this form.
fn line(service: &Service, fact: &Fact) -> Option<impl IntoView + use<>> {
    let FactValue::Value(value) = &fact.value else {
        return None;
    };
    let field = service.fields().find(|field| fills(field, fact))?.clone();
    let mut sources = field.sources.iter();
    let source = sources.find(|source| source.id == fact.provenance.source)?;
    let value = taken(&field, source, value)?;
    let label = field.label.clone();
    let shown = Signal::derive(move || told::value(&field, Some(&value), &[]));
    let (origin, id) = (Signal::stored(None), String::new());
    Some(view! { <KnownRow id=id label=label value=shown origin=origin on_change=None /> })
}
