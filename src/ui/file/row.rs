//! One file of the list: its name, how far it is, what can be done with it.

use leptos::prelude::*;

use super::{FileRow, FileState};
use crate::device::page;
use crate::text::{Text, say, t};

/// The row of a file.
pub(super) fn file_row(
    row: Memo<FileRow>,
    on_remove: Callback<String>,
    on_retry: Callback<String>,
    on_ask: Option<Callback<String, Option<String>>>,
) -> impl IntoView {
    let key = row.with_untracked(|row| row.key.clone());
    let asked = RwSignal::new(None::<String>);
    let name = row.with_untracked(|row| row.name.clone());
    // Said once for each state: the figures of sending are the bar's to tell.
    let spoken = Memo::new(move |_| {
        row.with(|row| match row.state {
            FileState::Sending(_) => say::file_begun(&row.name),
            _ => told(row),
        })
    });
    let failed = Memo::new(move |_| row.with(|row| matches!(row.state, FileState::Failed(_))));
    view! {
        <li class:wrong=failed>
            <p class="file-name">{name.clone()}</p>
            <p class="file-state" aria-hidden="true">{move || row.with(told)}</p>
            <p class="unseen" role="status">{spoken}</p>
            {move || row.with(|row| match row.state {
                FileState::Sending(sent) => Some(view! { <progress max="100" value=percent(sent, row.size).to_string() aria-label=row.name.clone()></progress> }),
                _ => None,
            })}
            {move || match asked.get() {
                Some(what) => sure(&key, &what, asked, on_remove),
                None => {
                    let (key, name) = (key.clone(), name.clone());
                    let remove_id = part(&key, "remove");
                    let remove = {
                        let key = key.clone();
                        move |_| match on_ask.and_then(|ask| ask.run(key.clone())) {
                            Some(what) => {
                                asked.set(Some(what));
                                page::focus_next(&part(&key, "sure"));
                            }
                            None => on_remove.run(key.clone()),
                        }
                    };
                    view! {
                        <div class="row-actions">
                            {move || {
                                let key = key.clone();
                                failed.get().then(|| view! {
                                    <button type="button" class="quiet" on:click=move |_| on_retry.run(key.clone())>
                                        {t(Text::Retry)}
                                    </button>
                                })
                            }}
                            <button type="button" class="quiet" id=remove_id aria-label=say::remove_what(&name) on:click=remove>
                                {t(Text::Remove)}
                            </button>
                        </div>
                    }
                    .into_any()
                }
            }}
        </li>
    }
}

/// What goes with a file, and whether it is to go all the same.
fn sure(
    key: &str,
    what: &str,
    asked: RwSignal<Option<String>>,
    on_remove: Callback<String>,
) -> AnyView {
    let words = part(key, "what");
    let remove = {
        let key = key.to_owned();
        move |_| on_remove.run(key.clone())
    };
    let back = part(key, "remove");
    let keep = move |_| {
        asked.set(None);
        page::focus_next(&back);
    };
    view! {
        <div class="sure" role="group" id=part(key, "sure") tabindex="-1" aria-labelledby=words>
            <p id=part(key, "what")>{what.to_owned()}</p>
            <div class="row-actions">
                <button type="button" class="quiet" on:click=remove>{t(Text::FileRemoveSure)}</button>
                <button type="button" class="quiet" on:click=keep>{t(Text::FileKeep)}</button>
            </div>
        </div>
    }
    .into_any()
}

fn part(key: &str, part: &str) -> String {
    [key, ":", part].concat()
}

fn told(row: &FileRow) -> String {
    let total = size_in_words(row.size);
    match &row.state {
        FileState::Waiting => say::file_waiting(&total),
        FileState::Sending(sent) => {
            say::file_sending(&percent(*sent, row.size), &size_in_words(*sent), &total)
        }
        FileState::Checking => t(Text::FileChecking).to_owned(),
        FileState::Ready => say::file_ready(&total),
        FileState::Reused(source) => say::file_reused(source),
        FileState::Failed(why) => why.clone(),
    }
}

/// Whole per cent, never 100 before the end.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "clamped to 0–100 first"
)]
fn percent(sent: f64, size: f64) -> u8 {
    if size <= 0.0 {
        0
    } else {
        (sent / size * 100.0).floor().clamp(0.0, 100.0) as u8
    }
}

/// A size as it is read: `640 KB`, `5,1 MB`. One KB is 1,024 bytes, as in the limits.
#[must_use]
pub fn size_in_words(bytes: f64) -> String {
    let kilo = bytes / 1024.0;
    if kilo < 1023.5 {
        format!("{} KB", kilo.ceil())
    } else {
        let mega = format!("{:.1}", kilo / 1024.0);
        let mega = mega.strip_suffix(".0").unwrap_or(&mega);
        let comma = if crate::text::language().code == "en" {
            "."
        } else {
            ","
        };
        format!("{} MB", mega.replace('.', comma))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_read_in_the_same_measure_as_limits() {
        crate::text::speak_for_test("vi");
        assert_eq!(size_in_words(20.0 * 1024.0 * 1024.0), "20 MB");
        assert_eq!(size_in_words(5_347_738.0), "5,1 MB");
        assert_eq!(size_in_words(1.0), "1 KB");
        assert_eq!(size_in_words(0.0), "0 KB");
    }

    #[test]
    fn per_cent_ends_at_the_end() {
        assert_eq!(percent(999.0, 1000.0), 99);
        assert_eq!(percent(1000.0, 1000.0), 100);
        assert_eq!(percent(0.0, 0.0), 0);
    }
}
