//! Files that the person has sent, and receipts.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::form::words;
use crate::pages::papers::{keep_file, sent};
use crate::pages::waiting::state;
use crate::portal::Problem;
use crate::portal::files::{OwnFile, all};
use crate::text::when::day;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, PageState, size_in_words};

/// The files fetched so far, and the way to more.
pub(super) fn files() -> impl IntoView {
    let shown = RwSignal::new(Vec::<OwnFile>::new());
    let after = RwSignal::new(None::<String>);
    let asking = RwSignal::new(true);
    let failed = RwSignal::new(None::<PageState>);
    let more = Callback::new(move |()| {
        asking.set(true);
        failed.set(None);
        spawn_local(async move {
            let cursor = after.try_get_untracked().flatten();
            let got = all(cursor.as_deref()).await;
            if asking.is_disposed() {
                return;
            }
            match got {
                Ok((found, next)) => {
                    shown.update(|shown| shown.extend(found));
                    after.set(next);
                }
                Err(problem) => failed.set(Some(problem.into())),
            }
            asking.set(false);
        });
    });
    more.run(());
    let rest = move || {
        match (asking.get(), failed.get()) {
        (true, _) => state(PageState::Loading, more),
        (false, Some(why)) => state(why, more),
        (false, None) if shown.with(Vec::is_empty) => {
            view! { <p>{t(Text::MyPapersNoFiles)}</p> }.into_any()
        }
        (false, None) => after
            .with(Option::is_some)
            .then(|| view! { <p class="way-on"><Button kind=ButtonKind::Second on_press=more>{t(Text::ShowMore)}</Button></p> })
            .into_any(),
    }
    };
    view! {
        <ul class="marked">
            <For each=move || shown.get() key=|file| file.id.clone() children=one />
        </ul>
        {rest}
    }
}

fn one(file: OwnFile) -> impl IntoView {
    let (busy, set_busy) = signal(false);
    let (failed, set_failed) = signal(None::<Problem>);
    let label = say::own_see_of(&file.name);
    let title = file.title.clone().unwrap_or_else(|| file.name.clone());
    #[allow(clippy::cast_precision_loss, reason = "files lie far below 2^52 bytes")]
    let about = [file.name.clone(), size_in_words(file.size as f64)].join(" · ");
    let when = if file.is_receipt {
        [t(Text::MyPapersReceipt), &day(&file.at)].join(" · ")
    } else {
        sent(&file)
    };
    let until = file
        .until
        .as_deref()
        .map(|at| say::my_papers_kept_until(&day(at)));
    let see = Callback::new(move |()| {
        let file = file.clone();
        set_busy.set(true);
        set_failed.set(None);
        spawn_local(async move {
            let got = keep_file(&file).await;
            let _gone = set_failed.try_set(got.err());
            let _gone = set_busy.try_set(false);
        });
    });
    view! {
        <li>
            <div>
                {title}
                <p class="hint">{about}</p>
                <p class="hint">{when} {until.map(|until| [" · ", &until].concat())}</p>
                {move || failed.get().map(|why| view! { <p role="alert">{words::problem(&why)}</p> })}
            </div>
            <Button kind=ButtonKind::Second on_press=see busy=busy>
                <span aria-hidden="true">{t(Text::OwnSee)}</span>
                <span class="unseen">{label}</span>
            </Button>
        </li>
    }
}
