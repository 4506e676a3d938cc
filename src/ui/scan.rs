//! Reading a code: by camera, from a photo, or with a scanner that types. The text is handed to the page and kept nowhere.

mod wedge;

use futures::future::LocalBoxFuture;
use leptos::html::Video;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;

use self::wedge::wedge_field;
use super::{Button, ButtonKind, Glyph, Icon, Notice, Tone};
use crate::device::code_reader::{self, Reading, Told};
use crate::device::{leaving, page};
use crate::text::{Text, t};

/// What came of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct ScanResult {
    /// What sort of news it is.
    pub tone: Tone,
    /// The news.
    pub title: String,
    /// More about it, in sentences.
    pub lines: Vec<String>,
    /// Nothing is left to do here: the part closes.
    pub is_done: bool,
}

impl ScanResult {
    fn of(tone: Tone, title: Text, next: Text) -> Self {
        Self {
            tone,
            title: t(title).to_owned(),
            lines: vec![t(next).to_owned()],
            is_done: false,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Camera,
    Photo,
    Scanner,
}

/// A button that opens the ways to read a code. The camera goes out when the part closes or the page is left.
#[component]
pub fn ScanPart(
    /// Start of the ids in it.
    id: String,
    /// What the button says: "Quét mã trên thẻ căn cước".
    title: String,
    /// Where the code is to be found.
    guide: String,
    /// A text was read; gives what comes of it.
    on_text: Callback<String, LocalBoxFuture<'static, ScanResult>>,
) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let way = RwSignal::new(None::<Way>);
    let is_busy = RwSignal::new(false);
    let result = RwSignal::new(None::<ScanResult>);
    let video = NodeRef::<Video>::new();
    let reading = StoredValue::new_local(None::<Reading>);
    let (button_id, part_id) = ([&id, ":open"].concat(), [&id, ":part"].concat());
    let stop = move || {
        drop(reading.try_update_value(Option::take));
        is_busy.try_set(false);
    };
    let choose = move |next: Option<Way>| {
        stop();
        result.set(None);
        way.set(next);
    };
    let take = {
        let button_id = button_id.clone();
        Callback::new(move |text: String| {
            let button_id = button_id.clone();
            let coming = on_text.run(text);
            spawn_local(async move {
                let came = coming.await;
                // By now the page may have been left.
                if result.is_disposed() {
                    return;
                }
                if came.is_done {
                    choose(None);
                    is_open.set(false);
                    page::focus_next(&button_id);
                }
                result.set(Some(came));
            });
        })
    };
    let told = move |told: Told| {
        let found = match told {
            Told::On => return is_busy.set(true),
            Told::Found(text) => {
                stop();
                way.set(None);
                return take.run(text);
            }
            Told::Nothing => (Tone::Warning, Text::ScanNothing, Text::ScanNothingNext),
            Told::Unreadable => (Tone::Warning, Text::ScanNoPicture, Text::ScanNoPictureNext),
            Told::Refused => (Tone::Warning, Text::ScanRefused, Text::ScanRefusedNext),
            Told::NoCamera => (Tone::Warning, Text::ScanNoCamera, Text::ScanNoCameraNext),
            Told::Failed => (Tone::Fault, Text::ScanFailed, Text::ScanFailedNext),
        };
        stop();
        way.set(None);
        result.set(Some(ScanResult::of(found.0, found.1, found.2)));
    };
    // The video must be drawn before it can show anything.
    Effect::new(move |_| {
        if way.get() == Some(Way::Camera)
            && let Some(video) = video.get()
        {
            reading.set_value(Some(code_reader::camera(&video, told)));
        }
    });
    leaving::on_leaving(move || {
        if way.try_get_untracked() == Some(Some(Way::Camera)) {
            choose(None);
        }
    });
    let photo = move |event: web_sys::Event| {
        let input = event
            .target()
            .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
        let Some((input, file)) =
            input.and_then(|input| Some((input.clone(), input.files()?.get(0)?)))
        else {
            return;
        };
        // The same picture can be chosen again.
        input.set_value("");
        choose(Some(Way::Photo));
        is_busy.set(true);
        reading.set_value(Some(code_reader::photo(&file, told)));
    };
    let toggle = move |_| {
        choose(None);
        is_open.update(|open| *open = !*open);
    };
    let photo_id = [&id, ":photo"].concat();
    let wedge_id = id + ":scanner";
    let ways = move || {
        let (photo_id, wedge_id) = (photo_id.clone(), wedge_id.clone());
        let camera = Callback::new(move |()| choose(Some(Way::Camera)));
        let scanner = Callback::new(move |()| choose(Some(Way::Scanner)));
        view! {
            <p>{guide.clone()}</p>
            <p class="hint">{t(Text::ScanStaysHere)}</p>
            <div class="picks">
                <Button kind=ButtonKind::Second on_press=camera><Icon glyph=Glyph::Camera /> {t(Text::ScanCamera)}</Button>
                <div class="pick">
                    <input type="file" id=photo_id.clone() accept="image/*" on:change=photo />
                    <label for=photo_id class="button second"><Icon glyph=Glyph::File /> {t(Text::ScanPhoto)}</label>
                </div>
                <Button kind=ButtonKind::Second on_press=scanner>{t(Text::ScanScanner)}</Button>
            </div>
            {move || match way.get() {
                Some(Way::Camera) => {
                    let off = Callback::new(move |()| choose(None));
                    view! {
                        <video node_ref=video playsinline=true muted=true aria-label=t(Text::ScanCameraPicture)></video>
                        <div role="status">
                            {move || view! { <p>{t(if is_busy.get() { Text::ScanLooking } else { Text::ScanCameraBegins })}</p> }}
                        </div>
                        <Button kind=ButtonKind::Quiet on_press=off>{t(Text::ScanCameraOff)}</Button>
                    }
                    .into_any()
                }
                Some(Way::Photo) => view! { <p role="status">{t(Text::ScanLookingPhoto)}</p> }.into_any(),
                Some(Way::Scanner) => wedge_field(&wedge_id, take, result),
                None => ().into_any(),
            }}
        }
    };
    let name = title.clone();
    view! {
        <section class="group scan" aria-label=name>
            <button
                type="button"
                class="button second"
                id=button_id
                aria-expanded=move || if is_open.get() { "true" } else { "false" }
                aria-controls=part_id.clone()
                on:click=toggle
            >
                <Icon glyph=Glyph::Camera /> {title}
            </button>
            <div id=part_id>{move || is_open.get().then(&ways)}</div>
            {move || result.get().map(shown)}
        </section>
    }
}

fn shown(result: ScanResult) -> impl IntoView {
    let lines = result.lines.into_iter().map(|line| view! { <p>{line}</p> });
    let lines = lines.collect_view();
    view! { <Notice tone=result.tone title=result.title spoken=true>{lines}</Notice> }
}
