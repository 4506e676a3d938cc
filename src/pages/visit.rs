//! What the pages of a filling share: opening it, where they lead, how safe the answers are.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::device;
use crate::draft::{self, Trouble};
use crate::form::open::{Closed, open};
use crate::form::unagreed::worded;
use crate::form::{Filling, words};
use crate::portal::Problem;
use crate::portal::session::login_address;
use crate::route::{self, DraftPage, NEW_DRAFT, Route, use_go, use_replace};
use crate::text::{Text, say, t};
use crate::ui::{
    Button, ButtonKind, ButtonLink, Glyph, Icon, Notice, PageHeading, PageState, SaveLine,
    StatePanel, Tone,
};

/// Where a filling stands, and the ways between its pages.
#[derive(Clone)]
pub struct Visit {
    /// The service's slug.
    pub service: String,
    /// The draft's id, or [`NEW_DRAFT`].
    pub draft: String,
    go: Callback<Route>,
    replace: Callback<Route>,
}

impl Visit {
    /// The visit of a draft's pages.
    #[must_use]
    pub fn of(service: String, draft: String) -> Self {
        Self {
            service,
            draft,
            go: use_go(),
            replace: use_replace(),
        }
    }

    /// A page of this filling.
    #[must_use]
    pub fn route(&self, page: DraftPage) -> Route {
        Route::Draft {
            service: self.service.clone(),
            draft: self.draft.clone(),
            page,
        }
    }

    /// The path of a page of this filling.
    #[must_use]
    pub fn link(&self, page: DraftPage) -> String {
        route::link(&self.route(page))
    }

    /// Goes to a page of this filling.
    pub fn go(&self, page: DraftPage) {
        self.go.run(self.route(page));
    }

    /// Goes to any page, in place of this one.
    pub fn replace(&self, route: Route) {
        self.replace.run(route);
    }

    /// Goes to any page.
    pub fn leave(&self, route: Route) {
        self.go.run(route);
    }

    /// Whether the filling has no draft at the server yet.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.draft == NEW_DRAFT
    }
}

/// What a page of a filling shows.
pub type Body = fn(&Filling, &Visit, &DraftPage) -> AnyView;

/// Opens the filling and shows a page of it, or why it cannot be shown.
#[component]
pub fn WithFilling(
    /// The service's slug.
    service: String,
    /// The draft's id, or [`NEW_DRAFT`].
    draft: String,
    /// Which page.
    page: DraftPage,
    /// What it shows.
    body: Body,
) -> impl IntoView {
    let visit = Visit::of(service, draft);
    let (opened, set_opened) = signal(None::<Result<Filling, Closed>>);
    let load = {
        let visit = visit.clone();
        Callback::new(move |()| {
            let visit = visit.clone();
            spawn_local(async move {
                let found = open(&visit.service, &visit.draft).await;
                // The page may be left meanwhile.
                let _gone = set_opened.try_set(Some(found));
            });
        })
    };
    load.run(());
    move || match opened.get() {
        None => state(PageState::Loading, load),
        Some(Ok(filling)) => {
            let notice = save_notice(&filling, &visit);
            let news = notices(&filling);
            save_on_leaving(&filling);
            view! { {notice} {news} {body(&filling, &visit, &page)} }.into_any()
        }
        Some(Err(Closed::SignedOut)) => sign_in(&visit.link(page.clone())),
        // A fine that is paid takes its draft along: whoever comes back from paying finds the receipt.
        Some(Err(Closed::Gone)) => {
            match device::page::paid_with().filter(|_| page == DraftPage::Pay) {
                Some(payment) => {
                    visit.replace(Route::Payment(payment));
                    ().into_any()
                }
                None => closed(PageState::Gone, load),
            }
        }
        Some(Err(Closed::Down)) => closed(PageState::Down, load),
        Some(Err(Closed::Old)) => closed(PageState::Old, load),
        Some(Err(Closed::Sent(code))) => already_sent(&code),
    }
}

/// What is told of the draft, by the server or here: what was taken out of it, say.
fn notices(filling: &Filling) -> impl IntoView + use<> {
    let (background, filling) = (filling.background().clone(), filling.clone());
    let told = Memo::new(move |_| background.with(|known| known.notices.clone()));
    move || {
        let told = told.get();
        (!told.is_empty()).then(|| {
            let service = filling.service();
            let told = told
                .iter()
                .map(|one| view! { <p>{worded(&service, one)}</p> })
                .collect_view();
            let title = t(Text::NoticesTitle).to_owned();
            view! { <Notice tone=Tone::Info title=title spoken=true>{told}</Notice> }
        })
    }
}

/// What was typed since the last save goes to the server when the page is closed, reloaded or put away.
fn save_on_leaving(filling: &Filling) {
    let filling = filling.clone();
    device::leaving::on_leaving(move || draft::save_on_leaving(&filling));
}

/// The button that leads to signing in, and back to this path.
pub fn sign_in(return_to: &str) -> AnyView {
    let href = login_address(return_to, 2);
    view! {
        <PageHeading title=t(Text::SignInNeeded) />
        <p>{t(Text::SignInWhy)}</p>
        <div class="bar">
            <a class="button first" rel="external" href=href>{t(Text::SignInVneid)}</a>
        </div>
    }
    .into_any()
}

/// The link to the page before.
pub fn back_to(path: String) -> AnyView {
    view! { <a class="back" href=path><Icon glyph=Glyph::Back /> {t(Text::Back)}</a> }.into_any()
}

/// The quiet action of every page: save and leave.
pub fn save_and_leave(filling: &Filling, visit: &Visit) -> AnyView {
    if visit.is_new() {
        return ().into_any();
    }
    let (filling, visit) = (filling.clone(), visit.clone());
    let leave = Callback::new(move |()| {
        let (filling, visit) = (filling.clone(), visit.clone());
        // What was said before is said anew when it is so again.
        filling.saver().stayed().set(None);
        spawn_local(async move {
            match draft::flush(&filling).await {
                Ok(()) => visit.leave(Route::Drafts),
                Err(why) => filling.saver().stayed().set(Some(why)),
            }
        });
    });
    view! { <Button kind=ButtonKind::Quiet on_press=leave>{t(Text::SaveAndLeave)}</Button> }
        .into_any()
}

/// One line about how safe the answers are, and why the person could not save and leave.
pub fn save_line(filling: &Filling, visit: &Visit) -> AnyView {
    if visit.is_new() {
        return ().into_any();
    }
    let saver = filling.saver();
    let stayed = saver.stayed().clone();
    let visit = visit.clone();
    let told = move || {
        let (tone, why) = words::told(&stayed.get()?);
        let (visit, stayed) = (visit.clone(), stayed.clone());
        let leave = Callback::new(move |()| {
            stayed.set(None);
            visit.leave(Route::Drafts);
        });
        Some(view! {
            <Notice tone=tone title=t(Text::NotSavedTitle).to_owned() spoken=true>
                <p>{why}</p>
                <Button kind=ButtonKind::Quiet on_press=leave>{t(Text::LeaveUnsaved)}</Button>
            </Notice>
        })
    };
    let (trouble, state) = (saver.trouble().clone(), saver.state().clone());
    let line = move || {
        (trouble.get() != Some(Trouble::Gone)).then(|| view! { <SaveLine state=state.clone() /> })
    };
    view! { {line} {told} }.into_any()
}

/// What keeps the answers from being saved and needs the person.
fn save_notice(filling: &Filling, visit: &Visit) -> AnyView {
    let trouble = filling.saver().trouble().clone();
    let (filling, visit) = (filling.clone(), visit.clone());
    let reload = Callback::new(|()| device::page::reload());
    let (failed, set_failed) = signal(None::<Problem>);
    let keep = Callback::new(move |()| {
        let filling = filling.clone();
        set_failed.set(None);
        spawn_local(async move {
            let before = filling.saver().trouble().get_untracked();
            let kept = draft::keep_mine(&filling).await;
            let now = filling.saver().trouble().get_untracked();
            // A trouble that is a new one tells itself.
            if now.is_none() || now == before {
                let _gone = set_failed.try_set(kept.err());
            }
        });
    });
    let still = move || {
        failed.get().map(|why| {
            let (tone, why) = words::told(&why);
            view! { <Notice tone=tone title=t(Text::NotSavedTitle).to_owned() spoken=true><p>{why}</p></Notice> }
        })
    };
    let notice = move || {
        trouble.get().map(|trouble| match trouble {
            Trouble::Stale => view! {
                <Notice tone=Tone::Warning title=t(Text::DraftStaleTitle).to_owned() spoken=true>
                    <p>{t(Text::DraftStale)}</p>
                    <Button kind=ButtonKind::Second on_press=reload>{t(Text::DraftTakeOther)}</Button>
                    <Button kind=ButtonKind::Quiet on_press=keep>{t(Text::DraftKeepThis)}</Button>
                </Notice>
            }
            .into_any(),
            Trouble::Ended | Trouble::NotTheirs => {
                let here = visit.link(DraftPage::Known);
                let (title, next) = if trouble == Trouble::Ended {
                    (Text::StateEnded, Text::SessionEndedHere)
                } else {
                    (Text::DraftNotTheirsTitle, Text::DraftNotTheirs)
                };
                view! {
                    <Notice tone=Tone::Warning title=t(title).to_owned() spoken=true>
                        <p>{t(next)}</p>
                        <a class="button second" target="_blank" rel="external" href=login_address(&here, 2)>{t(Text::SignInNewTab)}</a>
                        <Button kind=ButtonKind::Quiet on_press=keep>{t(Text::SignedInGoOn)}</Button>
                    </Notice>
                }
                .into_any()
            }
            Trouble::Gone => {
                let anew = route::link(&Route::Service(visit.service.clone()));
                view! {
                    <Notice tone=Tone::Fault title=t(Text::DraftGoneTitle).to_owned() spoken=true>
                        <p>{t(Text::DraftGone)}</p>
                        <ButtonLink kind=ButtonKind::Second href=route::link(&Route::Dossiers)>{t(Text::MyDossiers)}</ButtonLink>
                        <ButtonLink kind=ButtonKind::Quiet href=anew>{t(Text::BeginAgain)}</ButtonLink>
                    </Notice>
                }
                .into_any()
            }
        })
    };
    view! { {notice} {still} }.into_any()
}

fn already_sent(code: &str) -> AnyView {
    view! {
        <PageHeading title=t(Text::AlreadySent) />
        <p>{say::already_sent_as(&code)}</p>
        <div class="bar">
            <ButtonLink href=route::link(&Route::Receipt(code.to_owned()))>{t(Text::ToReceipt)}</ButtonLink>
        </div>
    }
    .into_any()
}

/// Why the filling cannot be opened, under a heading of its own.
fn closed(why: PageState, retry: Callback<()>) -> AnyView {
    view! { <PageHeading title=t(Text::DraftsTitle) /> {state(why, retry)} }.into_any()
}

fn state(state: PageState, retry: Callback<()>) -> AnyView {
    view! { <StatePanel state=state home=route::link(&Route::Home) on_retry=retry /> }.into_any()
}
