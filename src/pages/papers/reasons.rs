//! Why a paper is to be sent though data might have spared it, the way to ask again, and what came meanwhile.

use leptos::prelude::*;

use crate::device::page;
use crate::form::basis::Opened;
use crate::form::why::{Why, why};
use crate::form::{Filling, basis_words, dispute, found, sources, words};
use crate::pages::parts::sign_in_again;
use crate::portal::Problem;
use crate::route::{self, DraftPage, Route};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, Glyph, Icon};
use forms::definition::Paper;
use forms::papers::{PaperView, Short};

/// The reasons, one line each; and where the record came after all, that the paper is not needed any more.
pub(super) fn reasons(filling: &Filling, paper: &Paper) -> AnyView {
    let all = {
        let (filling, paper) = (filling.clone(), paper.clone());
        Memo::new(move |_| {
            let mut all = why(&filling, &paper);
            // Once a file is there, only what may still spare it matters.
            if filling.supplied().contains_key(&paper.code) {
                all.retain(Why::may_pass);
            }
            all
        })
    };
    let spared = {
        let (filling, code) = (filling.clone(), paper.code.clone());
        Memo::new(move |_| spared_by(&filling, &code))
    };
    let opened = opened(filling, paper);
    let (filling, code) = (filling.clone(), paper.code.clone());
    // Who asks again stays here, and goes along when the answer moves the paper to another part of the page.
    let here = [&code, ":why"].concat();
    let asked = StoredValue::new(false);
    let ask = {
        let here = here.clone();
        Callback::new(move |()| {
            asked.set_value(true);
            page::focus_next(&here);
        })
    };
    {
        let whole = whole(&code);
        on_cleanup(move || {
            if asked.get_value() {
                page::focus_where_lost(&whole);
            }
        });
    }
    let shown = move || match (opened.get(), spared.get()) {
        (Some(opened), from) => {
            let from = from.filter(|_| opened.has_other);
            view! {
                {rests(&opened)}
                {from.map(|from| spared_now(&filling, &code, &from))}
            }
            .into_any()
        }
        (None, Some(from)) => spared_now(&filling, &code, &from),
        (None, None) => {
            let lines = all.get().into_iter().map(|why| line(&filling, why, ask));
            lines.collect_view().into_any()
        }
    };
    view! { <div id=here tabindex="-1">{shown}</div> }.into_any()
}

/// The id of a paper's part of the page.
pub(super) fn whole(code: &str) -> String {
    [code, ":paper"].concat()
}

/// What rests on the files of a paper; follows what is known.
pub(super) fn opened(filling: &Filling, paper: &Paper) -> Memo<Option<Opened>> {
    let (filling, code, proves) = (
        filling.clone(),
        paper.code.clone(),
        !paper.proves.is_empty(),
    );
    Memo::new(move |_| proves.then(|| Opened::of_paper(&filling, &code)).flatten())
}

/// A file by which somebody's records were read is needed, whatever a record would spare; unless something else does.
fn rests(opened: &Opened) -> AnyView {
    let whom = basis_words::whom(opened.whom.as_deref());
    let told = say::paper_basis(&opened.sources.join(", "), &whom);
    view! {
        <div class="paper-note">
            <p class="mark known"><Icon glyph=Glyph::Check /> <span>{told}</span></p>
            {opened.has_other.then(|| view! { <p class="hint">{t(Text::PaperBasisOther)}</p> })}
        </div>
    }
    .into_any()
}

/// What the person said is wrong about the record that would spare the paper, with the way back.
pub(super) fn wrong(filling: &Filling, paper: &Paper) -> AnyView {
    let place = dispute::of_paper(paper);
    let is_said = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| {
            filling
                .background()
                .with(|known| known.disputes.contains_key(&place))
        })
    };
    let filling = filling.clone();
    (move || {
        is_said.get().then(|| {
            let said = dispute::section(&filling, &place);
            view! { <div class="paper-note">{said}</div> }
        })
    })
    .into_any()
}

/// `asked` is run after a source was asked again.
fn line(filling: &Filling, why: Why, asked: Callback<()>) -> AnyView {
    let filling = filling.clone();
    let plain = |text: String| view! { <p class="hint">{text}</p> }.into_any();
    match why {
        Why::Waiting(source) => plain(say::paper_waiting(&source)),
        Why::StoreWaiting => plain(say::paper_waiting(&t(Text::PaperStore))),
        Why::NotHeld(source) => plain(say::paper_not_held(&source)),
        Why::Refused(source) => plain(say::paper_refused(&source)),
        Why::NotProved(source) => plain(say::paper_not_proved(&source)),
        Why::Disputed(source) => plain(say::paper_disputed(&source)),
        Why::Short(source, short) => plain(match short {
            Short::NotMeant => say::paper_not_meant(&source),
            Short::Unsaid => say::paper_unsaid(&source),
            Short::Unverified => say::paper_unverified(&source),
            Short::Over => say::paper_over(&source),
        }),
        Why::Out(name, source) => {
            let again = Callback::new(move |()| {
                sources::again(&filling, &source);
                asked.run(());
            });
            out(&name, again)
        }
        Why::Ended(name, source) => {
            let ask = say::paper_ask_again(&name);
            let here = route::link(&Route::Draft {
                service: untrack(|| filling.service()).slug.clone(),
                draft: filling.head().with_untracked(|head| head.id.clone()),
                page: DraftPage::Papers,
            });
            let again = Callback::new(move |()| {
                sources::again(&filling, &source);
                asked.run(());
            });
            view! {
                <div class="paper-note" role="status">
                    <p class="mark changed"><Icon glyph=Glyph::Warning /> {words::problem(&Problem::SignedOut)}</p>
                    <div class="row-actions">
                        {sign_in_again(&Problem::SignedOut, &here)}
                        <Button kind=ButtonKind::Second on_press=again>{ask}</Button>
                    </div>
                </div>
            }
            .into_any()
        }
        Why::StoreOut => {
            let again = Callback::new(move |()| {
                found::search(&filling);
                asked.run(());
            });
            out(t(Text::PaperStore), again)
        }
    }
}

fn out(source: &str, again: Callback<()>) -> AnyView {
    let (told, ask) = (say::paper_out(&source), say::paper_ask_again(&source));
    view! {
        <div class="paper-note" role="status">
            <p class="mark changed"><Icon glyph=Glyph::Warning /> {told}</p>
            <Button kind=ButtonKind::Second on_press=again>{ask}</Button>
        </div>
    }
    .into_any()
}

/// Something was supplied before the record came.
fn spared_now(filling: &Filling, code: &str, from: &str) -> AnyView {
    let (filling, code) = (filling.clone(), code.to_owned());
    let take_off = Callback::new(move |()| {
        crate::form::uploads::remove_all(&filling, &code);
        filling.withdraw(&code);
    });
    view! {
        <div class="paper-note" role="status">
            <p class="mark known"><Icon glyph=Glyph::Check /> {say::paper_spared_now(&from)}</p>
            <Button kind=ButtonKind::Second on_press=take_off>{t(Text::PaperTakeOff)}</Button>
        </div>
    }
    .into_any()
}

/// The record that would spare the paper, in words.
fn spared_by(filling: &Filling, code: &str) -> Option<String> {
    let service = filling.service();
    let supplied = filling.supplied();
    let read = |views: Vec<PaperView<'_>>| {
        let view = views.into_iter().find(|view| view.paper.code == code)?;
        Some(words::from(&service, view.replaced_by?))
    };
    filling
        .background()
        .with(|known| known.papers(&service, filling, &supplied, read))
}
