//! Signing in and out: who is signed in, at what level, and what level 2 is needed for.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dossiers::to_papers;
use super::waiting::state;
use crate::app::{Account, Stays, use_account};
use crate::portal::session::Person;
use crate::route::{self, Route};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, ButtonLink, Notice, PageHeading, PageState, Tone};

/// The page to sign in and out.
#[component]
#[must_use]
pub fn SignIn() -> impl IntoView {
    let account = use_account();
    let again = Callback::new(move |()| account.ask());
    // Asking again does not draw the page anew.
    let known = Memo::new(move |_| {
        let session = account.session()?;
        Some(session.map(|session| session.person))
    });
    let is_known = Memo::new(move |_| matches!(known.get(), Some(Ok(Some(_)))));
    let title = move || {
        t(if is_known.get() {
            Text::AccountTitle
        } else {
            Text::SignIn
        })
    };
    view! {
        {move || view! { <PageHeading title=title() /> }}
        {move || match known.get() {
            None => state(PageState::Loading, again),
            Some(Err(problem)) => state(problem.into(), again),
            Some(Ok(person)) => match person {
                None => view! { <Ways /> }.into_any(),
                Some(person) => view! { <Known person=person /> }.into_any(),
            },
        }}
    }
}

/// A button that leads to the identity server and back to the page before.
#[component]
pub fn SignInButton() -> impl IntoView {
    let account = use_account();
    let address = move || account.sign_in_address();
    view! { <a class="button first" rel="external" href=address>{t(Text::SignInWithVneid)}</a> }
}

/// What needs an account of level 2, told to a person whose account is of level 1.
#[component]
pub fn LevelTwoNeeded() -> impl IntoView {
    view! {
        <Notice tone=Tone::Warning title=t(Text::LevelOneTitle).to_owned()>
            <p>{t(Text::LevelOneNeeds)}</p>
            <p>{t(Text::LevelOneHow)}</p>
        </Notice>
    }
}

/// Shows its content to a person who is signed in; else the way to sign in.
#[component]
pub fn Personal(
    /// What signed-in persons see.
    children: ChildrenFn,
) -> impl IntoView {
    let account = use_account();
    let again = Callback::new(move |()| account.ask());
    // Only who is signed in counts: the content is not drawn anew when the session is asked for again.
    let known = Memo::new(move |_| {
        account
            .session()
            .map(|answer| answer.map(|session| session.person.is_some()))
    });
    move || match known.get() {
        None => state(PageState::Loading, again),
        Some(Err(problem)) => state(problem.into(), again),
        Some(Ok(true)) => children().into_any(),
        Some(Ok(false)) => view! {
            <p>{t(Text::PersonalPage)}</p>
            <p class="way-on"><SignInButton /></p>
        }
        .into_any(),
    }
}

/// Shows its content to a person who is signed in at level 2; else the way there.
#[component]
pub fn LevelTwo(
    /// What they see.
    children: ChildrenFn,
) -> impl IntoView {
    let account = use_account();
    let is_there = Memo::new(move |_| account.person().is_some_and(|person| person.level >= 2));
    let children = StoredValue::new(children);
    view! {
        <Personal>
            {move || {
                if is_there.get() {
                    children.with_value(|children| children().into_any())
                } else {
                    view! { <LevelTwoNeeded /> }.into_any()
                }
            }}
        </Personal>
    }
}

#[component]
fn Ways() -> impl IntoView {
    view! {
        <p>{t(Text::SignInLead)}</p>
        <p class="way-on"><SignInButton /></p>
        <p class="hint">{t(Text::SignInNext)}</p>
    }
}

#[component]
fn Known(
    /// Who is signed in.
    person: Person,
) -> impl IntoView {
    let account = use_account();
    let (stays, set_stays) = signal(None::<Stays>);
    let (busy, set_busy) = signal(false);
    let sign_out = move |loses: bool| {
        set_busy.set(true);
        spawn_local(async move {
            let told = account.sign_out(loses).await;
            let _gone = set_stays.try_set(told.err());
            let _gone = set_busy.try_set(false);
        });
    };
    let leave = Callback::new(move |()| sign_out(false));
    let lose = Callback::new(move |()| sign_out(true));
    view! {
        <p>{say::signed_in_who(&person.masked_id, &person.level, &person.name)}</p>
        {(person.level < 2).then(|| view! { <LevelTwoNeeded /> })}
        <p><a href=route::link(&Route::Consents)>{t(Text::ConsentsTitle)}</a></p>
        {move || stays.get().map(|stays| match stays {
            Stays::NotTold => view! {
                <Notice tone=Tone::Fault spoken=true><p>{t(Text::SignOutFailed)}</p></Notice>
            }
            .into_any(),
            Stays::NotSaved => view! {
                <Notice tone=Tone::Warning spoken=true>
                    <p>{t(Text::SignOutUnsaved)}</p>
                    <Button kind=ButtonKind::Second on_press=lose busy=busy>{t(Text::SignOutAnyway)}</Button>
                </Notice>
            }
            .into_any(),
        })}
        <div class="row-actions">
            <ButtonLink href=move_on(account)>{t(Text::Continue)}</ButtonLink>
            <Button kind=ButtonKind::Second on_press=leave busy=busy>{t(Text::SignOut)}</Button>
        </div>
        {to_papers()}
    }
}

fn move_on(account: Account) -> String {
    route::link(&account.page())
}
