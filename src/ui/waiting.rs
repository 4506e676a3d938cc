//! Waiting for a source: nothing for the first moment, then who is asked, then the way on without it.

use std::time::Duration;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use send_wrapper::SendWrapper;

use super::{Button, ButtonKind};
use crate::text::{Text, say, t};

/// Nothing is shown before this; a flash of text helps nobody.
const SILENT: Duration = Duration::from_millis(300);
/// After this the way on is offered.
const PATIENCE: Duration = Duration::from_secs(8);

/// A line for one source that is being asked; drop it when the source has answered.
#[component]
pub fn WaitingLine(
    /// Name of the source: "Cơ sở dữ liệu dân cư".
    #[prop(into)]
    source: String,
    /// The person does not wait any longer. Default: waiting keeps nobody here.
    #[prop(default = None, into)]
    on_go_on: Option<Callback<()>>,
) -> impl IntoView {
    let (is_shown, is_long) = (after(SILENT), after(PATIENCE));
    move || {
        is_shown.get().then(|| {
            let line = say::waiting_for(&source);
            view! {
                <div class="waiting">
                    <p role="status">{line}</p>
                    {move || is_long.get().then(|| view! {
                        <p role="status">{t(Text::WaitingLong)}</p>
                        {on_go_on.map(|on_go_on| view! { <Button kind=ButtonKind::Second on_press=on_go_on>{t(Text::GoOnWithout)}</Button> })}
                    })}
                </div>
            }
        })
    }
}

/// False now, true after this long; forgotten with the current owner.
fn after(time: Duration) -> ReadSignal<bool> {
    let (is_over, set_over) = signal(false);
    let millis = u32::try_from(time.as_millis()).unwrap_or(u32::MAX);
    let timer = SendWrapper::new(Timeout::new(millis, move || {
        let _gone = set_over.try_set(true);
    }));
    on_cleanup(move || drop(timer));
    is_over
}
