//! What becomes of asking the sources: who is slow or out by the portal's own word, a line for each that is asked, and
//! what did not come, in the words of the form.

use leptos::prelude::*;

use super::parts::sign_in_again;
use crate::form::outages::ask_how_they_are;
use crate::form::sources::{self, AskState, Asked};
use crate::form::{Filling, way, words};
use crate::portal::Problem;
use crate::portal::availability::Trouble;
use crate::portal::records::GivenState;
use crate::route::{self, DraftPage, Route};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Notice, PageState, StatePanel, Tone, WaitingLine};
use forms::definition::Service;
use forms::merge::missing;
use forms::place::{FieldId, Place};
use std::collections::BTreeSet;

/// The sources of this case that are slow or out, with what can still be done and until when.
pub fn troubles(filling: &Filling) -> AnyView {
    ask_how_they_are(filling);
    let needed: Vec<String> = { sources::needed(filling).into_iter() }
        .map(|need| need.wanted.source)
        .collect();
    let filling = filling.clone();
    let here = Memo::new(move |_| {
        let needed = &needed;
        filling.sources().with(|sources| {
            let troubles = sources.troubles.iter();
            let here = troubles.filter(|one| needed.contains(&one.source));
            here.cloned().collect::<Vec<Trouble>>()
        })
    });
    let one = |trouble: Trouble| {
        let title = if trouble.is_out {
            say::source_down(&trouble.name)
        } else {
            say::source_slow(&trouble.name)
        };
        let until = trouble.until.as_deref().map(moment);
        view! {
            <Notice tone=Tone::Info title=title spoken=true>
                <p>{trouble.meaning}</p>
                {until.map(|until| view! { <p>{say::source_until(&until)}</p> })}
            </Notice>
        }
    };
    view! { <For each=move || here.get() key=|one| (one.source.clone(), one.is_out, one.meaning.clone()) children=one /> }
        .into_any()
}

/// The fields that the pages to come ask for; follows what the sources say.
fn still_asked(filling: &Filling) -> Memo<BTreeSet<FieldId>> {
    let filling = filling.clone();
    Memo::new(move |_| filling.on_the_way(way::to_ask))
}

/// The labels of what a source did not give and will be asked; follows the answers.
fn open_questions(
    filling: &Filling,
    asked: &Asked,
    to_ask: Memo<BTreeSet<FieldId>>,
) -> Memo<String> {
    let (filling, asked) = (filling.clone(), asked.clone());
    Memo::new(move |_| {
        let service = filling.service();
        let (wanted, absent) = (&asked.wanted, &asked.absent);
        let open = missing(&service, &filling, &wanted.source, &wanted.about, absent);
        // Where sources differ the person decides: nothing is missing.
        let differs = filling
            .background()
            .with(crate::form::background::Background::open);
        let open =
            { open.into_iter() }.filter(|field| !differs.contains(&Place::from(field.id.clone())));
        let to_ask = to_ask.get();
        let open = open.filter(|field| to_ask.contains(&field.id));
        listed(open.map(|field| field.label.as_str()))
    })
}

/// Labels within a sentence, each once: those that ask leave their mark to the sentence's own stop.
fn listed<'a>(all: impl Iterator<Item = &'a str>) -> String {
    let mut labels: Vec<&str> = Vec::new();
    for label in all.map(|label| label.trim_end_matches('?').trim_end()) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels.join("; ")
}

/// What a source that has answered did not say.
fn partial(filling: &Filling, asked: &Asked, to_ask: Memo<BTreeSet<FieldId>>) -> AnyView {
    let open = open_questions(filling, asked, to_ask);
    let name = name(filling, asked);
    (move || {
        open.with(|names| {
            (!names.is_empty())
                .then(|| view! { <p class="hint">{say::source_partial(names, &name)}</p> })
        })
    })
    .into_any()
}

/// A line per source that is asked, and what became of those that gave nothing. `on_go_on`: none is waited for any longer.
pub fn waiting(filling: &Filling, on_go_on: Callback<()>) -> AnyView {
    let sources = filling.sources().clone();
    let ended_filling = filling.clone();
    let filling = filling.clone();
    let is_old = {
        let sources = sources.clone();
        Memo::new(move |_| sources.with(sources::Sources::is_old))
    };
    let asked = Memo::new(move |_| sources.with(|sources| sources.asked.clone()));
    let to_ask = still_asked(&filling);
    let service = untrack(|| filling.service());
    let empty = move || {
        let names = asked.with(|asked| not_held(&service, asked));
        (!names.is_empty()).then(|| view! { <p class="hint">{say::source_not_held(&names)}</p> })
    };
    let one = move |asked: Asked| {
        let filling = filling.clone();
        let leave = {
            let filling = filling.clone();
            Callback::new(move |()| {
                sources::leave(&filling);
                on_go_on.run(());
            })
        };
        let name = name(&filling, &asked);
        match asked.state {
            AskState::Waiting => view! { <WaitingLine source=name on_go_on=leave /> }.into_any(),
            AskState::Left => view! { <p class="hint">{say::source_late(&name)}</p> }.into_any(),
            AskState::Done(GivenState::Here) => partial(&filling, &asked, to_ask),
            // What would entitle to it is said once for each person.
            AskState::Done(GivenState::NotHeld | GivenState::NotProved)
            | AskState::Refused
            | AskState::SignedOut
            | AskState::Old => ().into_any(),
            AskState::Done(GivenState::Out) => {
                let open = open_questions(&filling, &asked, to_ask);
                let again = Callback::new(move |()| sources::again(&filling, &asked));
                view! {
                    <Notice tone=Tone::Warning title=say::source_out(&name)>
                        <p>{t(Text::SourceOutNext)}</p>
                        {move || open.with(|names| (!names.is_empty()).then(|| {
                            view! { <p>{say::source_open(names)}</p> }
                        }))}
                        <Button kind=ButtonKind::Second on_press=again>{t(Text::SourceAgain)}</Button>
                    </Notice>
                }
                .into_any()
            }
        }
    };
    // Said once, not for each source.
    let ended = ended(&ended_filling);
    let old = move || {
        let reload = Callback::new(|()| crate::device::page::reload());
        let panel =
            || view! { <StatePanel state=PageState::Old home=String::new() on_retry=reload /> };
        is_old.get().then(panel)
    };
    view! {
        <div class="sources">
            {old}
            {ended}
            {empty}
            <For each=move || asked.get() key=|asked| (asked.wanted.source.clone(), asked.wanted.about.clone(), format!("{:?}", asked.state)) children=one />
        </div>
    }
    .into_any()
}

/// The session ended before some sources were asked: signing in again, then asking them.
fn ended(filling: &Filling) -> AnyView {
    let filling = filling.clone();
    let unasked = {
        let filling = filling.clone();
        Memo::new(move |_| {
            filling.sources().with(|sources| {
                let asked = sources.asked.iter();
                let unasked = asked.filter(|asked| asked.state == AskState::SignedOut);
                unasked.cloned().collect::<Vec<Asked>>()
            })
        })
    };
    let is_ended = Memo::new(move |_| unasked.with(|unasked| !unasked.is_empty()));
    (move || {
        let filling = filling.clone();
        let here = route::link(&Route::Draft {
            service: untrack(|| filling.service()).slug.clone(),
            draft: filling.head().with_untracked(|head| head.id.clone()),
            page: DraftPage::Known,
        });
        let again = Callback::new(move |()| {
            for asked in unasked.get_untracked() {
                sources::again(&filling, &asked);
            }
        });
        is_ended.get().then(|| {
            view! {
                <Notice tone=Tone::Warning spoken=true>
                    <p>{words::problem(&Problem::SignedOut)}</p>
                    <div class="row-actions">
                        {sign_in_again(&Problem::SignedOut, &here)}
                        <Button kind=ButtonKind::Second on_press=again>{t(Text::SourceAgain)}</Button>
                    </div>
                </Notice>
            }
        })
    })
    .into_any()
}

/// The name of a source in the language of now.
fn name(filling: &Filling, asked: &Asked) -> String {
    let service = untrack(|| filling.service());
    words::asked_name(&service, &asked.wanted.source).to_owned()
}

/// Short names of the sources that hold nothing about this.
fn not_held(service: &Service, asked: &[Asked]) -> String {
    let mut names: Vec<&str> = asked
        .iter()
        .filter(|asked| asked.state == AskState::Done(GivenState::NotHeld))
        .map(|asked| {
            service
                .short_name(&asked.wanted.source)
                .unwrap_or_else(|| words::asked_name(service, &asked.wanted.source))
        })
        .collect();
    names.dedup();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_that_asks_does_not_end_a_sentence_twice() {
        let labels = ["Nơi sinh", "Ông/Bà là gì của trẻ?", "Nơi sinh"];
        assert_eq!(listed(labels.into_iter()), "Nơi sinh; Ông/Bà là gì của trẻ");
    }
}
