//! A picture of the face: looked at on the device, cut to its shape, shown, and used once the person has ticked that it
//! is as the guide says.

use super::Filling;
use super::control::Slot;
use super::rows::{files, takes};
use super::uploads::{self, Target};
use crate::device::picture::{self, NoPicture, Size};
use crate::text::{Text, say, t};
use crate::ui::{
    Button, ButtonKind, FieldFrame, FileField, Glyph, Icon, Notice, StatementField, Tone,
};
use forms::kind::{FileLimits, Portrait};
use leptos::prelude::*;
use leptos::task::spawn_local;
use send_wrapper::SendWrapper;
use web_sys::File;

/// A picture may be off its shape by so many parts in a hundred before it is cut.
const TOLERANCE: u64 = 2;

/// A picture that was chosen, before it is used.
#[derive(Clone)]
struct Chosen {
    file: SendWrapper<File>,
    address: String,
    size: Size,
    was_cut: bool,
}

/// The control of a portrait.
pub(super) fn portrait_control(slot: &Slot, limits: &FileLimits, portrait: Portrait) -> AnyView {
    let target = Target::Field(slot.place.clone());
    let filling = slot.filling.clone();
    let chosen = RwSignal::new(None::<Chosen>);
    let unreadable = RwSignal::new(false);
    let is_there = {
        let (filling, target) = (filling.clone(), target.clone());
        Memo::new(move |_| !filling.uploads().rows(&target).is_empty())
    };
    let take = Callback::new(move |files: Vec<File>| {
        unreadable.set(false);
        let Some(file) = files.into_iter().next() else {
            return;
        };
        let file = SendWrapper::new(file);
        spawn_local(async move {
            match look(&file, portrait).await {
                Ok(found) => drop(chosen.try_set(Some(found))),
                Err(NoPicture) => drop(unreadable.try_set(true)),
            }
        });
    });
    let takes = takes(&filling, limits.most.unwrap_or(1), true);
    let frame = slot.frame.clone();
    let uploaded = {
        let (filling, frame, target) = (filling.clone(), frame.clone(), target.clone());
        move || files(&filling, frame.clone(), &target, takes)
    };
    let none = Signal::stored(Vec::new());
    let nothing = Callback::new(|_: String| ());
    let pick = move || {
        view! { <FileField frame=frame.clone() files=none takes=takes on_add=take on_remove=nothing on_retry=nothing /> }
    };
    view! {
        {guide()}
        {move || if is_there.get() { uploaded().into_any() } else { pick().into_any() }}
        {move || unreadable.get().then(|| view! {
            <Notice tone=Tone::Fault spoken=true><p>{t(Text::PortraitUnreadable)}</p></Notice>
        })}
        {move || chosen.get().map(|found| shown(&filling, &target, portrait, found, chosen))}
    }
    .into_any()
}

/// Measures a picture and cuts it where its shape is another.
async fn look(file: &File, portrait: Portrait) -> Result<Chosen, NoPicture> {
    let own = picture::size(file).await?;
    let cut = own
        .cut_to(portrait.width, portrait.height)
        .ok_or(NoPicture)?;
    let was_cut = is_off(own, cut);
    let (file, size) = if was_cut {
        (picture::cut(file, cut).await?, cut)
    } else {
        (file.clone(), own)
    };
    Ok(Chosen {
        address: picture::address(&file)?,
        file: SendWrapper::new(file),
        size,
        was_cut,
    })
}

/// Whether more than the tolerance would be cut away.
fn is_off(own: Size, cut: Size) -> bool {
    let area = |size: Size| u64::from(size.width) * u64::from(size.height);
    area(cut) * 100 < area(own) * (100 - TOLERANCE)
}

/// What the picture must be like.
fn guide() -> impl IntoView {
    let lines = [
        Text::PortraitRecent,
        Text::PortraitFace,
        Text::PortraitGround,
        Text::PortraitClothes,
    ];
    let lines = lines
        .map(|line| view! { <li>{t(line)}</li> })
        .collect_view();
    view! {
        <details class="guide">
            <summary>{t(Text::PortraitGuide)}</summary>
            <ul class="dots">{lines}</ul>
        </details>
    }
}

fn shown(
    filling: &Filling,
    target: &Target,
    portrait: Portrait,
    found: Chosen,
    chosen: RwSignal<Option<Chosen>>,
) -> impl IntoView + use<> {
    let ticked = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let address = found.address.clone();
    on_cleanup({
        let address = address.clone();
        move || picture::forget(&address)
    });
    let is_small = found.size.width < portrait.least;
    let size = say::portrait_size(&found.size.height, &found.size.width);
    let small = is_small.then(|| {
        view! { <Notice tone=Tone::Warning><p>{say::portrait_small(&portrait.least)}</p></Notice> }
    });
    let cut = found
        .was_cut
        .then(|| view! { <p>{say::portrait_cut(&portrait.height, &portrait.width)}</p> });
    let id = match target {
        Target::Field(place) => super::places::id(place),
        Target::Paper(code) => code.clone(),
    };
    let fault =
        Signal::derive(move || missing.get().then(|| t(Text::PortraitTickFirst).to_owned()));
    let frame = FieldFrame::new([&id, ":tick"].concat(), t(Text::PortraitTick))
        .required(true)
        .fault(fault);
    let tick = Callback::new(move |on| {
        ticked.set(on);
        missing.set(false);
    });
    let take = {
        let (filling, target) = (filling.clone(), target.clone());
        Callback::new(move |()| {
            if !ticked.get_untracked() {
                missing.set(true);
                return;
            }
            uploads::add(&filling, &target, vec![(*found.file).clone()]);
            chosen.set(None);
        })
    };
    let other = Callback::new(move |()| chosen.set(None));
    view! {
        <div class="portrait" role="group" aria-label=t(Text::PortraitChosen)>
            <img src=address alt=t(Text::PortraitChosen) class="portrait-shown" />
            <p role="status"><Icon glyph=Glyph::Check /> {size}</p>
            {cut}
            {small}
            <StatementField frame=frame value=ticked on_change=tick />
            <div class="row-actions">
                <Button kind=ButtonKind::Second on_press=take>{t(Text::PortraitUse)}</Button>
                <Button kind=ButtonKind::Quiet on_press=other>{t(Text::PortraitOther)}</Button>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hair_more_or_less_is_not_cut() {
        let size = |width, height| Size { width, height };
        assert!(!is_off(size(605, 900), size(600, 900)));
        assert!(is_off(size(700, 900), size(600, 900)));
    }
}
