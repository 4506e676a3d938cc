//! What was sent in with a dossier, read with the service's definition; fetched when the person asks for it.

use forms::definition::Service;
use forms::ledger::{Came, ledger};
use forms::place::Place;
use leptos::prelude::*;
use vietnam::CivilDate;

use crate::app::use_account;
use crate::form::field::hidden_of;
use crate::form::kept::Kept;
use crate::form::{sent, told, words};
use crate::pages::sign_in::LevelTwoNeeded;
use crate::pages::waiting::awaited;
use crate::portal::dossier::Dossier;
use crate::portal::draft::Saved;
use crate::text::{Text, language, t};
use crate::ui::{Button, ButtonKind, KnownCard, KnownRow, Mark, Notice, PageState, Tone};

/// One answer as it is read: label, value, where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    label: String,
    value: String,
    whole: Option<String>,
    mark: Option<(Mark, String)>,
}

/// A card: its title, and rows by the row of the list that they stand in.
type Card = (String, told::ByRow<Row>);

/// The way to the content, then the content. Nothing for a service that the app does not have.
pub(super) fn content(dossier: &Dossier) -> Option<impl IntoView + use<>> {
    dossier.service.as_ref()?;
    let code = dossier.code.clone();
    let account = use_account();
    let is_open = RwSignal::new(false);
    let open = Callback::new(move |()| is_open.set(true));
    Some(move || {
        if account.person().is_none_or(|person| person.level < 2) {
            return view! { <LevelTwoNeeded /> }.into_any();
        }
        if !is_open.get() {
            return view! {
                <p class="way-on"><Button kind=ButtonKind::Second on_press=open>{t(Text::DossierContentShow)}</Button></p>
            }
            .into_any();
        }
        let code = code.clone();
        awaited(
            None,
            move || asked(code.clone()),
            |(cards, is_outdated)| {
                let cards = cards.into_iter().map(card).collect_view();
                let outdated = is_outdated.then(
                    || view! { <Notice tone=Tone::Warning><p>{t(Text::FormOfNow)}</p></Notice> },
                );
                view! { <h2>{t(Text::DossierContent)}</h2> {outdated} {cards} }.into_any()
            },
        )
        .into_any()
    })
}

/// The cards, and whether they go by the form of today, since that of then is no longer there.
async fn asked(code: String) -> Result<(Vec<Card>, bool), PageState> {
    let sent = sent::read(&code, language()).await?;
    Ok((cards(&sent.service, sent.saved, sent.day), sent.is_outdated))
}

fn card((title, parts): Card) -> impl IntoView {
    let row = |(_, row): (Place, Row)| {
        view! { <KnownRow label=row.label value=Signal::stored(row.value) whole=Signal::stored(row.whole) origin=Signal::stored(row.mark) /> }.into_any()
    };
    let parts = parts.into_iter();
    let parts = parts.map(|(title, rows)| (title, rows.into_iter().map(row).collect()));
    view! { <KnownCard title=title parts=parts.collect() /> }
}

/// The answers by step, in the order of the form, with where each came from.
fn cards(service: &Service, saved: Saved, sent_on: CivilDate) -> Vec<Card> {
    by_step(service, &Kept::of(service, saved, sent_on))
}

fn by_step(service: &Service, kept: &Kept) -> Vec<Card> {
    let lines = ledger(service, &kept.answers, kept.known(), &kept.disputes);
    let rows_of = |step: &forms::definition::Step| {
        let of_step = lines.iter().filter_map(|line| {
            let field = step
                .fields
                .iter()
                .find(|field| field.id == line.place.field)?;
            let numbers = hidden_of(service, &kept.answers, &line.place);
            let row = Row {
                label: field.label.clone(),
                value: words::shown_with(field, Some(&line.value), &numbers),
                whole: words::whole(field, Some(&line.value), &numbers),
                mark: mark(service, &line.how),
            };
            Some((line.place.clone(), row))
        });
        told::by_row(service, &kept.answers, of_step.collect())
    };
    let cards = service
        .steps
        .iter()
        .map(|step| (step.title.clone(), rows_of(step)));
    cards.filter(|(_, rows)| !rows.is_empty()).collect()
}

fn mark(service: &Service, came: &Came<'_>) -> Option<(Mark, String)> {
    Some(match came {
        Came::Computed => return None,
        Came::Typed => (Mark::Typed, t(Text::OriginTyped).to_owned()),
        Came::Filled(source) => (
            Mark::Known,
            source
                .map(|source| words::from(service, source))
                .unwrap_or_default(),
        ),
        Came::Changed { .. } => (Mark::Changed, t(Text::OriginChanged).to_owned()),
    })
}
