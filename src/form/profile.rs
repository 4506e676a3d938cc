//! Whether the contact profile is to be updated with what was typed here: the person decides, and the form goes on
//! whatever comes of it.

use super::Filling;
use super::field::counting;
use super::places::{fault_at, id};
use super::words;
use crate::portal::Problem;
use crate::portal::contact::{self, Member};
use crate::text::{Text, t};
use crate::ui::{FieldFrame, Notice, StatementField, Tone};
use forms::definition::{Field, Step};
use forms::origin::How;
use forms::place::Place;
use forms::value::canonical;
use leptos::prelude::*;
use serde_json::Value;

/// An answer that the contact profile is to be updated with.
#[derive(Clone, Debug, PartialEq)]
pub enum Keep {
    /// When the person goes on.
    Wanted,
    /// It was, with this.
    Done(Value),
    /// It could not be, for this reason; tried again when the person goes on.
    Failed(Problem),
}

/// Which member of the contact an answer is.
fn member(field: &Field) -> Option<Member> {
    match field.concept.as_str() {
        "contact.phone" => Some(Member::Phone),
        "contact.email" => Some(Member::Email),
        "delivery.address" => Some(Member::Postal),
        _ => None,
    }
}

/// Whether the question is asked at a place: contact data that the person typed or changed, without fault.
fn is_offered(filling: &Filling, place: &Place) -> bool {
    let service = filling.service();
    let is_contact = { service.field(&place.field) }.is_some_and(|field| member(field).is_some());
    let is_own = || {
        filling.background().with(|known| {
            let origin = known.origins.get(place);
            origin.is_none_or(|origin| origin.how != How::Auto)
        })
    };
    is_contact
        && is_own()
        && counting(filling, place).is_some()
        && fault_at(filling, place).is_none()
}

/// The question under a control, and what became of it.
#[must_use]
pub fn section(filling: &Filling, place: &Place) -> AnyView {
    let offered = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| filling.account().is_some() && is_offered(&filling, &place))
    };
    let state = {
        let (filling, place) = (filling.clone(), place.clone());
        Memo::new(move |_| {
            let value = counting(&filling, &place);
            let keep = filling
                .background()
                .with(|known| known.profile.get(&place).cloned());
            // What was changed since is another value.
            keep.filter(|keep| !matches!(keep, Keep::Done(done) if Some(done) != value.as_ref()))
        })
    };
    let (filling, place) = (filling.clone(), place.clone());
    (move || {
        offered.get().then(|| {
            let frame = FieldFrame::new([&id(&place), ":profile"].concat(), t(Text::ProfileUpdate))
                .hint(Some(t(Text::ProfileHint).to_owned()))
                .required(false);
            let ticked = Signal::derive(move || {
                state.with(|keep| matches!(keep, Some(Keep::Wanted | Keep::Failed(_))))
            });
            let tick = {
                let (filling, place) = (filling.clone(), place.clone());
                Callback::new(move |yes: bool| want(&filling, &place, yes))
            };
            let told = move || match state.get()? {
                Keep::Wanted => None,
                Keep::Done(_) => Some(
                    view! { <p role="status" class="hint">{t(Text::ProfileDone)}</p> }.into_any(),
                ),
                Keep::Failed(problem) => {
                    let (tone, why) = words::told(&problem);
                    let title = t(Text::ProfileFailed).to_owned();
                    Some(
                        view! {
                            <Notice tone=if tone == Tone::Fault { Tone::Warning } else { tone } title=title spoken=true>
                                <p>{why}</p>
                                <p>{t(Text::ProfileFailedNext)}</p>
                            </Notice>
                        }
                        .into_any(),
                    )
                }
            };
            view! {
                <div class="aside">
                    <StatementField frame=frame value=ticked on_change=tick />
                    {told}
                </div>
            }
        })
    })
    .into_any()
}

fn want(filling: &Filling, place: &Place, yes: bool) {
    filling.background().update(|known| {
        if yes {
            known.profile.insert(place.clone(), Keep::Wanted);
        } else {
            known.profile.remove(place);
        }
    });
}

/// The answers of a step that the profile is still to be updated with.
#[must_use]
pub fn wanted(filling: &Filling, step: &Step) -> Vec<(Place, Member, Value)> {
    let places = filling.background().with_untracked(|known| {
        let all = known.profile.iter();
        let open = all.filter(|(_, keep)| !matches!(keep, Keep::Done(_)));
        open.map(|(place, _)| place.clone()).collect::<Vec<_>>()
    });
    let one = |place: Place| {
        let field = step.fields.iter().find(|field| field.id == place.field)?;
        let value = untrack(|| is_offered(filling, &place).then(|| counting(filling, &place)))??;
        Some((place, member(field)?, canonical(&field.kind, &value)?))
    };
    places.into_iter().filter_map(one).collect()
}

/// Updates the profile with these answers; whether all went well. What did not is told under its control.
pub async fn update(filling: &Filling, wanted: Vec<(Place, Member, Value)>) -> bool {
    let mut is_done = true;
    for (place, member, value) in wanted {
        let keep = match contact::set(member, &value).await {
            Ok(()) => Keep::Done(untrack(|| counting(filling, &place)).unwrap_or(value)),
            Err(problem) => {
                is_done = false;
                Keep::Failed(problem)
            }
        };
        filling
            .background()
            .update(|known| drop(known.profile.insert(place, keep)));
    }
    is_done
}
