//! The papers: first those that are not needed, then those that were found, then those to photograph.

mod files;
mod found;
mod reasons;

use leptos::prelude::*;

use super::visit::{Visit, back_to, save_and_leave, save_line};
use crate::device::page;
use crate::draft;
use crate::form::rows::takes;
use crate::form::uploads::{self, Target};
use crate::form::{Filling, dispute, words};
use crate::portal::draft::{Attached, AttachedBy};
use crate::route::DraftPage;
use crate::text::{Text, say, t};
use crate::ui::{BottomBar, Button, FieldFrame, Glyph, Icon, PageHeading, StatementField};
use forms::definition::{Paper, PaperHow};
use forms::papers::{PaperState, PaperView, Supply};

pub use files::{keep as keep_file, sent};

/// Most files of a paper.
const FILES: usize = 10;

/// How a paper is drawn. What it shows beside that follows its own signals.
#[derive(Clone, Debug, PartialEq)]
enum Look {
    Spared(String),
    Made,
    Elsewhere,
    Never,
    Found(Vec<String>),
    Reused,
    Send { optional: bool },
    Later,
    InPerson,
}

/// Whether any paper is spoken of: sent, found, or spared.
#[must_use]
pub fn are_any(filling: &Filling) -> bool {
    !looks(filling).is_empty()
}

/// Whether any paper must be sent, or can be found, that is not attached yet.
#[must_use]
pub fn are_due(filling: &Filling) -> bool {
    let is_due = |look: &Look| matches!(look, Look::Found(_) | Look::Send { optional: false });
    looks(filling).iter().any(|(_, look)| is_due(look))
}

/// The page.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let (filling, visit) = (filling.clone(), visit.clone());
    let service = untrack(|| filling.service());
    "papers".clone_into(&mut filling.head().write().step);
    uploads::verify(&filling);
    meet(&filling);
    crate::form::found::look(&filling);
    let looks = {
        let filling = filling.clone();
        Memo::new(move |_| looks(&filling))
    };
    let part = {
        let filling = filling.clone();
        move |title: Text, which: fn(&Look) -> bool| {
            let filling = filling.clone();
            let here = Memo::new(move |_| {
                looks.with(|looks| {
                    looks
                        .iter()
                        .filter(|(_, look)| which(look))
                        .cloned()
                        .collect::<Vec<_>>()
                })
            });
            move || {
                let filling = filling.clone();
                (!here.with(Vec::is_empty)).then(|| view! {
                    <section class="papers">
                        <h2>{t(title)}</h2>
                        <ul>
                            <For each=move || here.get() key=|(paper, look)| (paper.code.clone(), format!("{look:?}"))
                                children=move |(paper, look): (Paper, Look)| one(&filling, paper, look) />
                        </ul>
                    </section>
                })
            }
        }
    };
    let go_on = {
        let (filling, visit) = (filling.clone(), visit.clone());
        Callback::new(move |()| {
            draft::save_now(&filling);
            visit.go(DraftPage::Check);
        })
    };
    let is_empty = move || {
        looks
            .with(Vec::is_empty)
            .then(|| view! { <p>{t(Text::PapersNone)}</p> })
    };
    view! {
        {back_to(visit.link(DraftPage::Known))}
        <PageHeading title=t(Text::PapersTitle) caption=Some(service.name.clone()) />
        {is_empty}
        {part(Text::PapersSpared, |look| matches!(look, Look::Spared(_) | Look::Made | Look::Never))}
        {part(Text::PapersFound, |look| matches!(look, Look::Found(_) | Look::Reused))}
        {part(Text::PapersToSend, |look| matches!(look, Look::Send { .. } | Look::Later | Look::Elsewhere))}
        {part(Text::PapersInPerson, |look| *look == Look::InPerson)}
        {save_line(&filling, &visit)}
        <BottomBar>
            <Button on_press=go_on>{t(Text::Continue)}</Button>
            {save_and_leave(&filling, &visit)}
        </BottomBar>
    }
    .into_any()
}

/// Whoever came to mend a paper finds it.
fn meet(filling: &Filling) {
    let place =
        { filling.editing() }.with_untracked(|editing| Some(editing.as_ref()?.place.clone()));
    let service = untrack(|| filling.service());
    let meant = { service.papers.iter() }.find(|paper| Some(dispute::of_paper(paper)) == place);
    if let Some(paper) = meant {
        filling.editing().set(None);
        page::focus_next_answer(vec![paper.code.clone(), reasons::whole(&paper.code)]);
    }
}

/// The papers that belong to the dossier now, and how each is drawn. A file that was sent leaves its paper where it is.
fn looks(filling: &Filling) -> Vec<(Paper, Look)> {
    let service = filling.service();
    let supplied = filling.supplied();
    let read = |views: Vec<PaperView<'_>>| {
        let look = |paper: &Paper, state: &PaperState<'_>| match state {
            PaperState::NotNeeded(by) => Look::Spared(words::from(&service, by)),
            PaperState::FromAnswers => Look::Made,
            PaperState::GivenInQuestion => Look::Elsewhere,
            PaperState::NeverAsked => Look::Never,
            PaperState::Covered(results) => {
                Look::Found(results.iter().map(|held| held.result_id.clone()).collect())
            }
            PaperState::Supplied(Supply::Result) => Look::Reused,
            PaperState::Later => Look::Later,
            PaperState::InPerson => Look::InPerson,
            PaperState::Optional => Look::Send { optional: true },
            PaperState::ToSupply | PaperState::Supplied(_) => Look::Send {
                optional: paper.optional,
            },
        };
        views
            .iter()
            .map(|view| (view.paper.clone(), look(view.paper, &view.state)))
            .collect()
    };
    filling
        .background()
        .with(|known| known.papers(&service, filling, &supplied, read))
}

fn one(filling: &Filling, paper: Paper, look: Look) -> AnyView {
    let name = paper.name.clone();
    let reason = paper.spared.clone();
    match look {
        Look::Spared(from) => view! {
            <li class="paper spared" id=reasons::whole(&paper.code) tabindex="-1">
                <p><s>{name}</s></p>
                <p class="mark known"><Icon glyph=Glyph::Check /> {say::paper_already(&from)}</p>
                <p class="hint">{reason}</p>
                {(paper.how != PaperHow::NeverAsked).then(|| dispute::section(filling, &dispute::of_paper(&paper)))}
            </li>
        }
        .into_any(),
        Look::Made => view! { <li class="paper spared"><p><s>{name}</s></p><p class="hint">{reason.unwrap_or_else(|| t(Text::PaperMade).to_owned())}</p></li> }.into_any(),
        Look::Elsewhere => view! { <li class="paper"><p>{name}</p><p class="hint">{reason}</p></li> }.into_any(),
        Look::Never => view! { <li class="paper spared"><p><s>{name}</s></p><p class="hint">{reason}</p></li> }.into_any(),
        Look::InPerson => view! { <li class="paper"><p>{name}</p>{reasons::wrong(filling, &paper)}<p class="hint">{paper.hint}</p></li> }.into_any(),
        Look::Found(ids) => found::found(filling, &paper, &ids),
        Look::Reused => found::reused(filling, &paper),
        Look::Send { optional } => to_send(filling, &paper, optional),
        Look::Later => view! { <li class="paper" id=reasons::whole(&paper.code) tabindex="-1"><p>{name}</p>{reasons::reasons(filling, &paper)}{reasons::wrong(filling, &paper)}{later_box(filling, &paper, true)}</li> }.into_any(),
    }
}

/// A paper to be sent: the picker, why it is asked for, and what of before may do.
fn to_send(filling: &Filling, paper: &Paper, optional: bool) -> AnyView {
    // What lets records be read is here: it is not brought later.
    let opened = reasons::opened(filling, paper);
    let later = {
        let (filling, paper) = (filling.clone(), paper.clone());
        let is_open = Memo::new(move |_| opened.with(Option::is_none));
        move || is_open.get().then(|| later_box(&filling, &paper, false))
    };
    view! {
        <li class="paper" id=reasons::whole(&paper.code) tabindex="-1">
            {picker(filling, paper, optional)}
            {files::used(filling, paper)}
            {reasons::reasons(filling, paper)}
            {reasons::wrong(filling, paper)}
            {found::unfit(filling, paper)}
            {files::offered(filling, paper)}
            {later}
        </li>
    }
    .into_any()
}

/// A paper to be sent on another page: the picker, and what of before may do.
pub fn send(filling: &Filling, paper: &Paper) -> AnyView {
    view! {
        {picker(filling, paper, true)}
        {files::used(filling, paper)}
        {files::offered(filling, paper)}
    }
    .into_any()
}

fn picker(filling: &Filling, paper: &Paper, optional: bool) -> AnyView {
    let frame = FieldFrame::new(paper.code.clone(), paper.name.clone())
        .hint(paper.hint.clone())
        .required(!optional);
    crate::form::rows::files(
        filling,
        frame,
        &Target::Paper(paper.code.clone()),
        takes(filling, FILES, false),
    )
}

/// "I bring it later": the office reads so.
fn later_box(filling: &Filling, paper: &Paper, is_later: bool) -> AnyView {
    let (filling, code) = (filling.clone(), paper.code.clone());
    let frame =
        FieldFrame::new([&paper.code, ":later"].concat(), t(Text::PaperLater)).required(false);
    let here = frame.pointer.clone();
    let change = Callback::new(move |later: bool| {
        if later {
            filling.supply(Attached {
                document: code.clone(),
                by: AttachedBy::Later,
                label: None,
                reason: Some(t(Text::PaperLaterReason).to_owned()),
            });
        } else {
            uploads::put_back(&filling, &code);
        }
        // The paper is drawn anew, and the box with it.
        page::focus_where_lost(&here);
    });
    let hint = say::paper_copies(&paper.copies, &paper.originals);
    view! {
        <StatementField frame=frame value=Signal::stored(is_later) on_change=change />
        {is_later.then(|| view! { <p class="hint">{hint}</p> })}
    }
    .into_any()
}
