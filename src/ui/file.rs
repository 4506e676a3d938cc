//! Files and pictures: choose or photograph, watch them being sent, remove, try again.

mod row;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use self::row::file_row;
pub use self::row::size_in_words;
use super::{FieldFrame, FieldSet, Glyph, Icon};
use crate::device;
use crate::text::{Text, say, t};

/// A file in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct FileRow {
    /// Stable name of the row.
    pub key: String,
    /// The file's name, as text.
    pub name: String,
    /// Its size in bytes.
    pub size: f64,
    /// How far it is.
    pub state: FileState,
}

/// How far a file is.
#[derive(Clone, Debug, PartialEq)]
pub enum FileState {
    /// Not begun: others go first, or there is no network.
    Waiting,
    /// So many bytes are there.
    Sending(f64),
    /// All bytes are there; the server looks at them.
    Checking,
    /// Sent and accepted.
    Ready,
    /// Taken from a prior result; the name of its source.
    Reused(String),
    /// Not sent: what is wrong and how to mend it.
    Failed(String),
}

/// What files are taken.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FileTakes {
    /// Media types: "image/jpeg,image/png,application/pdf".
    pub accept: &'static str,
    /// A button for the camera beside the one for files.
    pub camera: bool,
    /// Most files.
    pub most: usize,
    /// Most bytes of one file.
    pub limit: f64,
}

/// Files and pictures. The parent sends them and keeps the list.
#[component]
pub fn FileField(
    /// Name, hint, fault.
    frame: FieldFrame,
    /// The files.
    #[prop(into)]
    files: Signal<Vec<FileRow>>,
    /// What is taken.
    takes: FileTakes,
    /// Files that were chosen, not more than there is room for.
    on_add: Callback<Vec<web_sys::File>>,
    /// Key of a file to take out; one that is being sent is stopped.
    on_remove: Callback<String>,
    /// Key of a file to send again.
    on_retry: Callback<String>,
    /// Given the key of a file that is to be taken out: what goes with it, which the person is asked about first.
    /// Default: nothing does.
    #[prop(default = None)]
    on_ask: Option<Callback<String, Option<String>>>,
) -> impl IntoView {
    let FileTakes {
        accept,
        camera,
        most,
        limit,
    } = takes;
    let ties = frame.inner_ties();
    let pointer = frame.pointer.clone();
    let is_full = Memo::new(move |_| files.with(|files| files.len() >= most));
    let add = move |event: web_sys::Event| {
        let Some(input) = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
        else {
            return;
        };
        let room = most.saturating_sub(files.with_untracked(Vec::len));
        let chosen: Vec<_> = input
            .files()
            .iter()
            .flat_map(|list| (0..list.length()).filter_map(|index| list.get(index)))
            .take(room)
            .collect();
        // The same file can be chosen again after it was removed.
        input.set_value("");
        if !chosen.is_empty() {
            on_add.run(chosen);
        }
    };
    let button = move |part: &str,
                       label: Text,
                       glyph: Glyph,
                       capture: Option<&'static str>,
                       accept: &'static str| {
        let id = format!("{pointer}:{part}");
        let multiple = capture.is_none() && most > 1;
        view! {
            <div class="pick">
                <input
                    type="file"
                    id=id.clone()
                    name=id.clone()
                    accept=accept
                    multiple=multiple
                    capture=capture
                    aria-invalid=ties.aria_invalid()
                    disabled=is_full
                    on:change=add
                />
                <label for=id class="button second"><Icon glyph=glyph /> {t(label)}</label>
            </div>
        }
    };
    let size = size_in_words(limit);
    let choose_id = format!("{}:file", frame.pointer);
    // The button that had the focus goes with its row.
    let remove = Callback::new(move |key: String| {
        on_remove.run(key);
        device::page::focus_next(&choose_id);
    });
    let row = move |row: Memo<FileRow>| file_row(row, remove, on_retry, on_ask);
    view! {
        <FieldSet frame=frame.or_hint(say::file_hint(&size))>
            <div class="picks">
                {camera.then(|| button("camera", Text::FilePhotograph, Glyph::Camera, Some("environment"), "image/*"))}
                {button("file", Text::FileChoose, Glyph::File, None, accept)}
            </div>
            {move || (is_full.get() && most > 1).then(|| view! { <p class="hint">{say::file_most(&most)}</p> })}
            <ul class="files" aria-label=t(Text::FileList)>
                <For
                    each=move || files.get()
                    key=|row| row.key.clone()
                    children=move |first: FileRow| {
                        let key = first.key.clone();
                        row(Memo::new(move |_| {
                            files.with(|files| files.iter().find(|row| row.key == key).cloned()).unwrap_or_else(|| first.clone())
                        }))
                    }
                />
            </ul>
        </FieldSet>
    }
}
