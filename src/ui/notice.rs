//! A box that tells something that matters; it stays until its reason is gone.

use leptos::prelude::*;

use super::{Glyph, Icon};
use crate::text::{Text, t};

/// What sort of news it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Good to know.
    Info,
    /// Think of this.
    Warning,
    /// Something is done.
    Done,
    /// Something is wrong.
    Fault,
    /// There is no network. The style sheet shows one such notice: the page's own, else the one above every page.
    Offline,
}

impl Tone {
    fn parts(self) -> (&'static str, Glyph, Text) {
        match self {
            Self::Info => ("notice info", Glyph::Info, Text::NoticeInfo),
            Self::Warning => ("notice warning", Glyph::Warning, Text::NoticeWarning),
            Self::Done => ("notice done", Glyph::Check, Text::NoticeDone),
            Self::Fault => ("notice wrong", Glyph::Stop, Text::NoticeFault),
            Self::Offline => ("notice warning offline", Glyph::Offline, Text::StateOffline),
        }
    }
}

/// A notice: icon, word, and what it says.
#[component]
pub fn Notice(
    /// What sort of news.
    tone: Tone,
    /// Its heading; default: the word of its tone.
    #[prop(default = None, into)]
    title: Option<String>,
    /// It appears while the page is open and is to be spoken. Default: no.
    #[prop(optional)]
    spoken: bool,
    /// What it says.
    children: Children,
) -> impl IntoView {
    let (class, glyph, word) = tone.parts();
    let role = match (spoken, tone) {
        (false, _) => None,
        (true, Tone::Fault) => Some("alert"),
        (true, _) => Some("status"),
    };
    view! {
        <div class=class role=role>
            <p class="notice-title"><Icon glyph=glyph /> {title.unwrap_or_else(|| t(word).to_owned())}</p>
            {children()}
        </div>
    }
}

/// A notice whose news change while it stands: they are spoken as they come, and what is in it stays with its focus.
#[component]
pub fn LiveNotice(
    /// Id of its news, which can have the focus.
    id: String,
    /// What sort of news it is now.
    #[prop(into)]
    tone: Signal<Tone>,
    /// Its heading.
    #[prop(into)]
    title: Signal<String>,
    /// Its sentences.
    #[prop(into)]
    news: Signal<Vec<String>>,
    /// What stays under them.
    children: Children,
) -> impl IntoView {
    let sentences = move || {
        let sentences = news.get().into_iter();
        sentences.map(|said| view! { <p>{said}</p> }).collect_view()
    };
    view! {
        <div class=move || tone.get().parts().0>
            <div class="news" role="status" id=id tabindex="-1">
                <p class="notice-title">
                    {move || view! { <Icon glyph=tone.get().parts().1 /> }}
                    <span>{title}</span>
                </p>
                {sentences}
            </div>
            {children()}
        </div>
    }
}
