//! Drafts that are not sent: go on, or delete.

use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

use super::dossiers::to_papers;
use super::sign_in::Personal;
use super::waiting::{awaited, state};
use crate::device;
use crate::portal::draft::{self, CONSENT, Head, KNOWN};
use crate::portal::site::{self, Entry, Group};
use crate::route::{self, DraftPage, Route};
use crate::text::when::{day, moment};
use crate::text::{Text, say, t};
use crate::ui::{Button, ButtonKind, ButtonLink, PageHeading, PageState};

/// Id of the heading, which takes the focus when a draft is gone.
const LIST: &str = "drafts";

/// The page of all drafts.
#[component]
#[must_use]
pub fn Drafts() -> impl IntoView {
    view! {
        <PageHeading title=t(Text::DraftsTitle) />
        <Personal>
            {awaited(
                None,
                || async {
                    let groups = site::catalogue().await.map_err(PageState::from)?;
                    let heads = draft::list().await.map_err(PageState::from)?;
                    Ok((groups, heads))
                },
                |(groups, heads)| view! { <List groups=groups heads=heads /> }.into_any(),
            )}
            {to_papers()}
        </Personal>
    }
}

#[component]
fn List(
    /// The catalogue, for names.
    groups: Arc<Vec<Group>>,
    /// The drafts.
    heads: Vec<Head>,
) -> impl IntoView {
    let heads = RwSignal::new(heads);
    let gone = Callback::new(move |id: String| {
        heads.update(|heads| heads.retain(|head| head.id != id));
        device::page::say(t(Text::DraftDeleted));
        device::page::focus_next(LIST);
    });
    view! {
        <p class="lead">{t(Text::DraftsLead)}</p>
        {move || heads.with(Vec::is_empty).then(|| state(PageState::Empty, Callback::new(|()| {})))}
        <ul class="cards" id=LIST tabindex="-1">
            <For
                each=move || heads.get()
                key=|head| head.id.clone()
                children=move |head| view! { <One service=of_form(&groups, &head.form_id) head=head gone=gone /> }
            />
        </ul>
    }
}

/// One draft. Deleting asks once more, in its place.
#[component]
fn One(
    /// Its service, where the app has it.
    service: Option<Entry>,
    /// The draft.
    head: Head,
    /// It was deleted.
    gone: Callback<String>,
) -> impl IntoView {
    let (asks, set_asks) = signal(false);
    let (busy, set_busy) = signal(false);
    let (failed, set_failed) = signal(None::<PageState>);
    let name = service
        .as_ref()
        .map_or_else(|| head.form_id.clone(), |service| service.name.clone());
    let on = service.map(|service| {
        let href = route::link(&Route::Draft {
            service: service.slug,
            draft: head.id.clone(),
            page: last_page(&head, service.form_version.as_deref()),
        });
        let label = say::draft_go_on_with(&name);
        view! {
            <ButtonLink kind=ButtonKind::Second href=href>
                <span aria-hidden="true">{t(Text::DraftGoOn)}</span>
                <span class="unseen">{label}</span>
            </ButtonLink>
        }
    });
    let id = head.id.clone();
    let delete = Callback::new(move |()| {
        let id = id.clone();
        set_busy.set(true);
        spawn_local(async move {
            match draft::delete(&id).await {
                // Deleted elsewhere meanwhile is as good.
                Ok(()) | Err(crate::portal::Problem::NotFound) => gone.run(id),
                Err(problem) => {
                    let _gone = set_failed.try_set(Some(problem.into()));
                    let _gone = set_busy.try_set(false);
                }
            }
        });
    });
    let confirm_id = ["delete-", &head.id].concat();
    let ask = {
        let confirm_id = confirm_id.clone();
        Callback::new(move |()| {
            set_asks.set(true);
            device::page::focus_next(&confirm_id);
        })
    };
    let keep = Callback::new(move |()| {
        set_asks.set(false);
        set_failed.set(None);
    });
    let told = say::draft_saved_at(&head.percent, &moment(&head.updated_at));
    let until = say::draft_kept_until(&day(&head.expires_at));
    let delete_label = say::draft_delete_of(&name);
    let actions = move || {
        if asks.get() {
            view! {
                <div class="confirm" id=confirm_id.clone() tabindex="-1" role="group" aria-label=delete_label.clone()>
                    <p>{t(Text::DraftDeleteAsk)}</p>
                    {move || failed.get().map(|why| state(why, delete))}
                    <div class="row-actions">
                        <Button kind=ButtonKind::Second on_press=delete busy=busy>{t(Text::DraftDeleteYes)}</Button>
                        <Button kind=ButtonKind::Quiet on_press=keep>{t(Text::DraftDeleteNo)}</Button>
                    </div>
                </div>
            }
            .into_any()
        } else {
            let label = delete_label.clone();
            view! {
                <Button kind=ButtonKind::Quiet on_press=ask>
                    <span aria-hidden="true">{t(Text::DraftDelete)}</span>
                    <span class="unseen">{label}</span>
                </Button>
            }
            .into_any()
        }
    };
    view! {
        <li class="card">
            <h2 class="card-title">{name}</h2>
            <p>{told}</p>
            <p class="hint">{until}</p>
            <div class="row-actions">{on} {actions}</div>
        </li>
    }
}

/// The page that was open when the draft was saved; the first one after the case where the form is another by now.
#[must_use]
pub fn last_page(head: &Head, form_version: Option<&str>) -> DraftPage {
    match head.step.as_str() {
        "papers" => DraftPage::Papers,
        "check" => DraftPage::Check,
        "" | CONSENT | KNOWN => DraftPage::Known,
        step if form_version == Some(&head.form_version) => DraftPage::Step(step.to_owned()),
        _ => DraftPage::Known,
    }
}

/// The service of a form: `motcua.09` is the form of service 09.
fn of_form(groups: &[Group], form: &str) -> Option<Entry> {
    let id = form.rsplit('.').next()?;
    let mut services = groups.iter().flat_map(|group| &group.services);
    services.find(|service| service.id == id).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_opens_where_it_was_left() {
        let page = |step: &str, version: &str| {
            let head = Head {
                step: step.to_owned(),
                form_version: version.to_owned(),
                ..Head::default()
            };
            last_page(&head, Some("2"))
        };
        assert_eq!(page("cha", "2"), DraftPage::Step("cha".to_owned()));
        assert_eq!(page("cha", "1"), DraftPage::Known);
        assert_eq!(page("check", "1"), DraftPage::Check);
        assert_eq!(page("", "2"), DraftPage::Known);
        assert_eq!(page("consent", "2"), DraftPage::Known);
    }

    #[test]
    fn the_service_of_a_form_is_found_by_its_number() {
        let service = |id: &str| Entry {
            id: id.to_owned(),
            ..Entry::default()
        };
        let groups = [Group {
            services: vec![service("03"), service("09")],
            ..Group::default()
        }];
        assert_eq!(of_form(&groups, "motcua.09"), Some(service("09")));
        assert_eq!(of_form(&groups, "motcua.99"), None);
        assert_eq!(of_form(&groups, ""), None);
    }
}
