//! A list of cards: services, dossiers, drafts.

use leptos::prelude::*;

/// One card: a link with a line or two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Card {
    /// Where it leads; none for what cannot be opened yet.
    pub href: Option<String>,
    /// Its name.
    pub title: String,
    /// A line under it.
    pub line: Option<String>,
    /// A word about its state: "Sắp có", "Đang xử lý".
    pub tag: Option<String>,
}

/// A list of cards.
#[component]
pub fn CardList(
    /// The cards, in order.
    #[prop(into)]
    cards: Signal<Vec<Card>>,
) -> impl IntoView {
    let one = |card: Card| {
        let title = match card.href {
            Some(href) => view! { <a class="card-title" href=href>{card.title}</a> }.into_any(),
            None => view! { <span class="card-title">{card.title}</span> }.into_any(),
        };
        view! {
            <li class="card">
                {title}
                {card.line.map(|line| view! { <p>{line}</p> })}
                {card.tag.map(|tag| view! { <p class="tag">{tag}</p> })}
            </li>
        }
    };
    view! { <ul class="cards">{move || cards.get().into_iter().map(one).collect_view()}</ul> }
}
