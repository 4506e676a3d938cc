//! With what the person may see somebody's records: what would entitle to them where nothing does yet (a paper to send, a
//! prior result to choose, that person's agreement), what was brought, and what came of it.

use leptos::prelude::*;

use super::papers;
use crate::device::page;
use crate::form::basis::{Standing, choose, standings};
use crate::form::{Filling, basis_words, found, held_words, sources};
use crate::portal::records::PriorResult;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, LiveNotice, Tone};
use forms::definition::{Service, Step};
use forms::place::FieldId;

/// On the page of what is known: everybody.
pub fn all(filling: &Filling) -> AnyView {
    shown(filling, |_| true)
}

/// On the page that asks who they are. There it is also asked whether that person agrees, so that this alone is no
/// reason to say it twice.
pub fn of_step(filling: &Filling, step: &Step) -> AnyView {
    let (service, step) = (untrack(|| filling.service()), step.clone());
    shown(filling, move |one| is_here(&service, &step, one))
}

fn is_here(service: &Service, step: &Step, one: &Standing) -> bool {
    let is_of_step = |key: &FieldId| step.fields.iter().any(|field| field.id == *key);
    let mut sources = service.sources.iter();
    let asks_who =
        sources.any(|used| used.about.contains(&one.about) && used.keys.values().any(is_of_step));
    let is_alone = one.papers.is_empty() && one.records.is_empty();
    let says_more = one.basis.is_some() || one.refused.is_some() || !one.unfit.is_empty();
    asks_who && (!is_alone || says_more)
}

/// Subject kinds of those of a page whose records nothing opens yet.
pub fn closed(filling: &Filling, step: &Step) -> Vec<String> {
    let service = untrack(|| filling.service());
    let mut all = untrack(|| standings(filling));
    all.retain(|one| !one.closed.is_empty() && is_here(&service, step, one));
    all.into_iter().map(|one| one.about).collect()
}

/// Whether the page stays, since what was asked meanwhile is closed (it was not `before`) and something that is sent or
/// chosen here would open it. Then that has the focus.
pub async fn holds(filling: &Filling, step: &Step, before: &[String]) -> bool {
    let now = closed(filling, step);
    let Some(about) = now.into_iter().find(|about| !before.contains(about)) else {
        return false;
    };
    let all = untrack(|| standings(filling));
    let one = all.into_iter().find(|one| one.about == about);
    let Some(one) = one else { return false };
    let is_told = !one.papers.is_empty() || one.refused.is_some();
    let opens = is_told || !found::linking(filling, &one).await.is_empty();
    if opens {
        page::focus_next(&news_id(&about));
    }
    opens
}

/// Id of the news of somebody's records.
fn news_id(about: &str) -> String {
    ["basis:", about].concat()
}

fn shown(
    filling: &Filling,
    is_meant: impl Fn(&Standing) -> bool + Send + Sync + 'static,
) -> AnyView {
    let people = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let mut people = standings(&filling);
            people.retain(&is_meant);
            people
        })
    };
    {
        let filling = filling.clone();
        Effect::new(move |before: Option<bool>| {
            let is_needed = before == Some(true) || people.with(|people| !people.is_empty());
            if is_needed && before != Some(true) {
                untrack(|| found::look(&filling));
            }
            is_needed
        });
    }
    let filling = filling.clone();
    // One box for each person, whatever becomes of it: what is in it keeps its focus.
    let abouts = Memo::new(move |_| {
        people.with(|people| {
            let abouts = people.iter().map(|one| one.about.clone());
            abouts.collect::<Vec<_>>()
        })
    });
    view! {
        <For each=move || abouts.get() key=Clone::clone children=move |about: String| person(&filling, people, &about) />
    }
    .into_any()
}

fn person(filling: &Filling, people: Memo<Vec<Standing>>, about: &str) -> AnyView {
    let id = news_id(about);
    let standing = {
        let about = about.to_owned();
        Memo::new(move |before: Option<&Standing>| {
            let now = people.with(|people| people.iter().find(|one| one.about == about).cloned());
            now.or_else(|| before.cloned()).unwrap_or_default()
        })
    };
    let tone = Memo::new(move |_| {
        standing.with(|one| {
            if one.refused.is_some() || !one.out.is_empty() {
                Tone::Warning
            } else if one.closed.is_empty() && one.asking.is_empty() && one.planned.is_empty() {
                Tone::Done
            } else {
                Tone::Info
            }
        })
    });
    let title = Memo::new(move |_| standing.with(basis_words::title));
    let news = {
        let filling = filling.clone();
        Memo::new(move |_| standing.with(|one| basis_words::news(&filling, one)))
    };
    let is_closed = Memo::new(move |_| standing.with(|one| !one.closed.is_empty()));
    let (files, again) = (files(filling, standing), again(filling, standing));
    let results = {
        let (filling, id) = (filling.clone(), id.clone());
        move || {
            let one = standing.get_untracked();
            is_closed.get().then(|| results(&filling, &one, &id))
        }
    };
    let hints = move || {
        let may_agree = standing.with(|one| one.may_agree);
        is_closed.get().then(|| {
            view! {
                {may_agree.then(|| view! { <p>{t(Text::BasisAgree)}</p> })}
                <p class="hint">{t(Text::BasisNone)}</p>
            }
        })
    };
    view! {
        <LiveNotice id=id tone=tone title=title news=news>
            {again}
            {files}
            {results}
            {hints}
        </LiveNotice>
    }
    .into_any()
}

/// Sources that are out are asked again.
fn again(filling: &Filling, standing: Memo<Standing>) -> impl Fn() -> Option<AnyView> + use<> {
    let filling = filling.clone();
    let is_out = Memo::new(move |_| standing.with(|one| !one.out.is_empty()));
    move || {
        let filling = filling.clone();
        is_out.get().then(|| {
            let again = Callback::new(move |()| {
                for asked in standing.get_untracked().out {
                    sources::again(&filling, &asked);
                }
            });
            view! { <Button kind=ButtonKind::Second on_press=again>{t(Text::SourceAgain)}</Button> }
                .into_any()
        })
    }
}

/// The papers that would do, each to be sent here; the one that does stays, with its file.
fn files(filling: &Filling, standing: Memo<Standing>) -> AnyView {
    let filling = filling.clone();
    let codes = Memo::new(move |_| {
        standing.with(|one| {
            let is_asked = !one.closed.is_empty() || basis_words::is_file(one);
            let codes = one.papers.iter().filter(|_| is_asked);
            codes.cloned().collect::<Vec<_>>()
        })
    });
    let is_closed = Memo::new(move |_| standing.with(|one| !one.closed.is_empty()));
    let one = move |code: String| {
        let service = untrack(|| filling.service());
        let paper = service.papers.iter().find(|paper| paper.code == code);
        paper.map(|paper| {
            view! {
                {move || is_closed.get().then(|| view! { <p>{t(Text::BasisPaper)}</p> })}
                {papers::send(&filling, paper)}
            }
        })
    };
    view! { <For each=move || codes.get() key=Clone::clone children=one /> }.into_any()
}

/// Prior results that would do, each to be chosen; where the person has none, what they are called.
fn results(filling: &Filling, one: &Standing, news: &str) -> Option<AnyView> {
    if one.records.is_empty() {
        return None;
    }
    let (records, about, news) = (one.records, one.about.clone(), news.to_owned());
    let holder = one.holder().map(str::to_owned);
    let filling = filling.clone();
    let found = {
        let filling = filling.clone();
        Memo::new(move |_| {
            filling.background().with(|known| {
                let names: Vec<String> = { known.kinds.iter() }
                    .filter(|kind| records.contains(&kind.record.as_str()))
                    .map(|kind| kind.name.clone())
                    .collect();
                (names, known.linking(records, holder.as_deref()))
            })
        })
    };
    let shown = move || {
        let (names, results) = found.get();
        let button = |result: PriorResult| {
            let (filling, about) = (filling.clone(), about.clone());
            let id = result.held.result_id.clone();
            let news = news.clone();
            let press = Callback::new(move |()| {
                choose(&filling, &about, &id);
                // The button goes; what comes of it is told there.
                page::focus_next(&news);
            });
            let named = held_words::named(&result);
            view! {
                <li>
                    <Button kind=ButtonKind::Second on_press=press>{result.title}</Button>
                    <p class="hint">{named}</p>
                </li>
            }
        };
        let lead = if results.is_empty() {
            say::basis_result_none(&names.join(", "))
        } else {
            t(Text::BasisResult).to_owned()
        };
        let buttons = results.into_iter().map(button).collect_view();
        (!names.is_empty()).then(|| view! { <p>{lead}</p> <ul class="own">{buttons}</ul> })
    };
    Some(shown.into_any())
}
