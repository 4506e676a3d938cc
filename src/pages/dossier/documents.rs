//! Papers of a dossier: fetched with the session and kept by the person as files.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device;
use crate::pages::waiting::state;
use crate::portal::Problem;
use crate::portal::dossier::{self, Document};
use crate::route::{self, Route};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, PageState, size_in_words};

/// The papers that the office made, then those that were sent in.
pub(super) fn documents(code: &str, documents: Vec<Document>) -> impl IntoView + use<> {
    let (made, sent): (Vec<_>, Vec<_>) = documents
        .into_iter()
        .partition(|document| document.by_office);
    let list = |title: Text, documents: Vec<Document>| {
        (!documents.is_empty()).then(|| {
            let rows = documents
                .into_iter()
                .map(|document| row(code.to_owned(), document))
                .collect_view();
            view! { <section><h2>{t(title)}</h2><ul class="marked">{rows}</ul></section> }
        })
    };
    let made = list(Text::DossierDocuments, made);
    let sent = list(Text::DossierSentIn, sent);
    view! { {made} {sent} }
}

fn row(code: String, document: Document) -> impl IntoView {
    let (busy, set_busy) = signal(false);
    let (failed, set_failed) = signal(None::<PageState>);
    let title = document.title.clone();
    // What an issued paper says is read on its own page.
    let of_result = document.result.clone().filter(|_| document.by_office);
    let label = say::download_what(&title);
    let title = match of_result {
        Some(id) => view! { <a href=route::link(&Route::Paper(id))>{title}</a> }.into_any(),
        None => title.into_any(),
    };
    let size = document
        .size
        .map(|size| view! { <p class="hint">{size_in_words(size as f64)}</p> });
    let fetch = Callback::new(move |()| {
        let (code, document) = (code.clone(), document.clone());
        set_busy.set(true);
        spawn_local(async move {
            let got = keep(&code, &document).await;
            let _gone = set_failed.try_set(got.err().map(PageState::from));
            let _gone = set_busy.try_set(false);
        });
    });
    view! {
        <li>
            <div>
                {title}
                {size}
                {move || failed.get().map(|why| state(why, fetch))}
            </div>
            <Button kind=ButtonKind::Second on_press=fetch busy=busy>
                <span aria-hidden="true">{t(Text::Download)}</span>
                <span class="unseen">{label}</span>
            </Button>
        </li>
    }
}

async fn keep(code: &str, document: &Document) -> Result<(), Problem> {
    let bytes = dossier::document(code, &document.id).await?;
    device::file::offer(&bytes, &document.media_type, &file_name(document))
        .map_err(|_| Problem::NotTaken)
}

/// The title without what file systems refuse, and the ending of its kind.
fn file_name(document: &Document) -> String {
    let kept = document.title.chars().map(|c| {
        if r#"/\:*?"<>|"#.contains(c) || c.is_control() {
            '-'
        } else {
            c
        }
    });
    let name: String = kept.take(100).collect();
    let ending = match document.media_type.as_str() {
        "application/pdf" => ".pdf",
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        _ => "",
    };
    let name = name.trim();
    if name.to_lowercase().ends_with(ending) {
        name.to_owned()
    } else {
        name.to_owned() + ending
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(title: &str, media_type: &str, expected: &str) {
        let document = Document {
            id: "d".to_owned(),
            title: title.to_owned(),
            by_office: true,
            result: None,
            media_type: media_type.to_owned(),
            size: None,
        };
        assert_eq!(file_name(&document), expected);
    }

    #[test]
    fn files_are_named_after_the_paper() {
        check("Giấy khai sinh", "application/pdf", "Giấy khai sinh.pdf");
        check("ảnh.JPG", "image/jpeg", "ảnh.JPG");
        check(
            "Phiếu 12/2026: hẹn",
            "application/pdf",
            "Phiếu 12-2026- hẹn.pdf",
        );
        check("x", "application/octet-stream", "x");
    }
}
