//! What was declared, on paper: the official forms of a dossier or a draft, filled in, for A4 and for the rolls of
//! receipt printers.

mod paper;
mod source;
mod wording;

use leptos::prelude::*;

use self::paper::paper;
use self::source::Printed;
use super::sign_in::LevelTwo;
use super::visit::Visit;
use super::waiting::awaited;
use crate::device;
use crate::form::Filling;
use crate::route::{self, DraftPage, Route};
use crate::text::{Language, Text, language, t};
use crate::ui::{Button, Choice, ChoiceField, FieldFrame, Glyph, Icon, Notice, PageHeading, Tone};

/// Sheets of paper; the value is the class that the style sheet knows.
const SHEETS: [(&str, Text); 2] = [("a4", Text::PrintA4), ("roll", Text::PrintRoll)];

/// What was sent with a dossier.
#[component]
#[must_use]
pub fn PrintPage(
    /// Its code.
    code: String,
) -> impl IntoView {
    let back = route::link(&Route::Dossier(code.clone()));
    view! {
        {head(back, Text::DossierTitle)}
        <LevelTwo>
            {
                let code = code.clone();
                awaited(None, move || source::of_dossier(code.clone()), |printed| whole(&printed))
            }
        </LevelTwo>
    }
}

/// What a draft says so far.
pub fn body(filling: &Filling, visit: &Visit, _page: &DraftPage) -> AnyView {
    let back = visit.link(DraftPage::Check);
    let (filling, visit) = (filling.clone(), visit.clone());
    let printed = awaited(
        None,
        move || source::draft(filling.clone(), visit.service.clone()),
        |printed| whole(&printed),
    );
    view! { {head(back, Text::CheckTitle)} {printed} }.into_any()
}

fn head(back: String, to: Text) -> impl IntoView {
    view! {
        <link rel="stylesheet" href=style() />
        <a class="back" href=back><Icon glyph=Glyph::Back /> {t(to)}</a>
        <PageHeading title=t(Text::PrintTitle) />
    }
}

/// The style of paper is a file of its own: no other page needs it.
fn style() -> String {
    route::base() + "/paper.css"
}

/// The choice of paper, then the paper.
fn whole(printed: &Printed) -> AnyView {
    let (sheet, set_sheet) = signal(SHEETS[0].0.to_owned());
    let options: Vec<Choice> = SHEETS
        .iter()
        .map(|(value, name)| Choice::new(*value, t(*name)))
        .collect();
    let print = Callback::new(|()| device::page::print());
    let is_foreign = language() != Language::VI;
    view! {
        <div class="on-screen">
            {printed.is_outdated.then(|| view! { <Notice tone=Tone::Warning><p>{t(Text::FormOfNow)}</p></Notice> })}
            {is_foreign.then(|| view! { <Notice tone=Tone::Info><p>{t(Text::PrintGloss)}</p></Notice> })}
            <ChoiceField
                frame=FieldFrame::new("/paper", t(Text::PrintPaper))
                options=options
                value=Signal::derive(move || Some(sheet.get()))
                on_change=Callback::new(move |chosen| set_sheet.set(chosen))
            />
            <p class="way-on"><Button on_press=print><Icon glyph=Glyph::Printer /> {t(Text::PrintNow)}</Button></p>
        </div>
        <article class=move || ["sheets ", &sheet.get()].concat() lang="vi">{paper(printed)}</article>
    }
    .into_any()
}
