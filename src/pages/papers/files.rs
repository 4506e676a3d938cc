//! Files that were sent before: those used for a paper, and those that may be.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device;
use crate::form::found;
use crate::form::uploads::Target;
use crate::form::{Filling, basis_words, words};
use crate::portal::Problem;
use crate::portal::draft::AttachedBy;
use crate::portal::files::{self, OwnFile};
use crate::text::when::moment;
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind};
use forms::definition::Paper;

/// Files of before that are used for the paper, each with the way back.
pub(super) fn used(filling: &Filling, paper: &Paper) -> AnyView {
    let (filling, code) = (filling.clone(), paper.code.clone());
    let mine = {
        let (filling, code) = (filling.clone(), code.clone());
        Memo::new(move |_| {
            filling.attached().with(|attached| {
                let mine = attached.iter().filter(|one| one.document == code);
                let own = mine.filter_map(|one| match &one.by {
                    AttachedBy::OwnFile(id) => {
                        Some((id.clone(), one.label.clone().unwrap_or_default()))
                    }
                    _ => None,
                });
                own.collect::<Vec<_>>()
            })
        })
    };
    let one = move |(id, name): (String, String)| used_one(&filling, &code, &id, name);
    view! {
        <ul class="own" hidden=move || mine.with(Vec::is_empty)>
            <For each=move || mine.get() key=|(id, _)| id.clone() children=one />
        </ul>
    }
    .into_any()
}

/// A file of before, and the way back; where somebody's records were read by it, that is asked first.
fn used_one(filling: &Filling, code: &str, id: &str, name: String) -> impl IntoView + use<> {
    let asked = RwSignal::new(None::<String>);
    let [sure_id, start_id] = ["sure", "start"].map(|part| [id, ":", part].concat());
    let leave = {
        let (filling, code, id) = (filling.clone(), code.to_owned(), id.to_owned());
        Callback::new(move |()| {
            found::leave_file(&filling, &code, &id);
            device::page::focus_next(&[&code, ":file"].concat());
        })
    };
    let press = {
        let (filling, id, sure_id) = (filling.clone(), id.to_owned(), sure_id.clone());
        move |_| match untrack(|| basis_words::loses(&filling, &id)) {
            None => leave.run(()),
            told => {
                asked.set(told);
                device::page::focus_next(&sure_id);
            }
        }
    };
    let label = say::own_leave_of(&name);
    let act = move || match asked.get() {
        Some(told) => {
            let back = start_id.clone();
            let keep = Callback::new(move |()| {
                asked.set(None);
                device::page::focus_next(&back);
            });
            let label = told.clone();
            view! {
                <div class="sure" role="group" id=sure_id.clone() tabindex="-1" aria-label=label>
                    <p>{told}</p>
                    <div class="row-actions">
                        <Button kind=ButtonKind::Quiet on_press=leave>{t(Text::FileRemoveSure)}</Button>
                        <Button kind=ButtonKind::Quiet on_press=keep>{t(Text::FileKeep)}</Button>
                    </div>
                </div>
            }
            .into_any()
        }
        None => view! {
            <button type="button" class="button quiet" id=start_id.clone() on:click=press.clone()>
                <span aria-hidden="true">{t(Text::PaperNotReuse)}</span>
                <span class="unseen">{label.clone()}</span>
            </button>
        }
        .into_any(),
    };
    view! {
        <li>
            <p class="file-name">{name}</p>
            <p><span class="mark known">{t(Text::OwnUsed)}</span></p>
            {act}
        </li>
    }
}

/// Files that may do: those of this very dossier, then those of before.
pub(super) fn offered(filling: &Filling, paper: &Paper) -> AnyView {
    let target = Target::Paper(paper.code.clone());
    let before = {
        let (filling, code) = (filling.clone(), paper.code.clone());
        Memo::new(move |_| fitting(&filling, &code))
    };
    let (offered_to, code) = (filling.clone(), paper.code.clone());
    let one = move |file: OwnFile| before_one(&offered_to, &code, &file);
    view! {
        {crate::form::rows::again(filling, &target, "")}
        <div class="paper-note" hidden=move || before.with(Vec::is_empty)>
            <p class="hint">{t(Text::OwnBefore)}</p>
            <ul class="own">
                <For each=move || before.get() key=|file| file.id.clone() children=one />
            </ul>
        </div>
    }
    .into_any()
}

/// Files of before that may do for the paper and are not used for it, nor sent in this filling.
fn fitting(filling: &Filling, code: &str) -> Vec<OwnFile> {
    let used: Vec<String> = filling.attached().with(|attached| {
        let ids = attached.iter().filter_map(|one| match &one.by {
            AttachedBy::Upload(id) => Some(id.clone()),
            AttachedBy::OwnFile(id) if one.document == code => Some(id.clone()),
            _ => None,
        });
        ids.collect()
    });
    filling.background().with(|known| {
        let fits = known.own.iter().filter(|file| {
            let does = file.satisfies.iter().any(|one| one == code);
            does && !used.contains(&file.id) && !filling.uploads().holds(&file.id)
        });
        fits.cloned().collect()
    })
}

fn before_one(filling: &Filling, code: &str, file: &OwnFile) -> impl IntoView + use<> {
    let (failed, set_failed) = signal(None::<Problem>);
    let (filling, code) = (filling.clone(), code.to_owned());
    let take = {
        let file = file.clone();
        Callback::new(move |()| {
            found::take_file(&filling, &code, &file);
            device::page::focus_next(&[&code, ":file"].concat());
        })
    };
    let see = {
        let file = file.clone();
        Callback::new(move |()| {
            let file = file.clone();
            set_failed.set(None);
            spawn_local(async move {
                let _gone = set_failed.try_set(keep(&file).await.err());
            });
        })
    };
    let title = file.title.clone().unwrap_or_else(|| file.name.clone());
    let when = sent(file);
    let (take_label, see_label) = (say::own_take_of(&file.name), say::own_see_of(&file.name));
    view! {
        <li>
            <p class="file-name">{title}</p>
            <p class="hint">{file.name.clone()} " · " {when}</p>
            {move || failed.get().map(|why| view! { <p role="alert">{words::problem(&why)}</p> })}
            <div class="row-actions">
                <Button kind=ButtonKind::Second on_press=take>
                    <span aria-hidden="true">{t(Text::OwnTake)}</span>
                    <span class="unseen">{take_label}</span>
                </Button>
                <Button kind=ButtonKind::Quiet on_press=see>
                    <span aria-hidden="true">{t(Text::OwnSee)}</span>
                    <span class="unseen">{see_label}</span>
                </Button>
            </div>
        </li>
    }
}

/// When a file was sent, and with which dossier.
#[must_use]
pub fn sent(file: &OwnFile) -> String {
    let at = moment(&file.at);
    match &file.dossier {
        Some(code) => say::own_sent_with(&at, code),
        None => say::own_sent(&at),
    }
}

/// Lets the person keep a file of before, and look at it.
///
/// # Errors
/// See [`Problem`].
pub async fn keep(file: &OwnFile) -> Result<(), Problem> {
    let bytes = files::content(&file.id).await?;
    device::file::offer(&bytes, &file.media_type, &file.name).map_err(|_| Problem::NotTaken)
}
