//! Every answer by step, with its origin and the way to change it.

use leptos::prelude::*;

use crate::form::Filling;
use crate::form::field::{counting, is_shown};
use crate::form::told::{by_row, is_told, row_at};
use crate::pages::known::change;
use crate::pages::step::leaves_no_choice;
use crate::pages::visit::Visit;
use crate::route::DraftPage;
use crate::ui::KnownCard;
use forms::answers::Reader;
use forms::definition::{Step, StepKind};
use forms::eval::Scope;
use forms::place::Place;

/// A card per step.
pub(super) fn cards(filling: &Filling, visit: &Visit) -> AnyView {
    let cards = {
        let filling = filling.clone();
        Memo::new(move |_| {
            let service = filling.service();
            let asked = service
                .steps
                .iter()
                .filter(|step| step.kind != StepKind::Declaration);
            let with_rows =
                asked.map(|step| (step.id.clone(), step.title.clone(), listed(&filling, step)));
            with_rows
                .filter(|(_, _, rows)| !rows.is_empty())
                .collect::<Vec<_>>()
        })
    };
    let (filling, visit) = (filling.clone(), visit.clone());
    let one = move |(step, title, places): (String, String, Vec<Place>)| {
        let row = |(place, ()): (Place, ())| {
            let change = change(&filling, &visit, &place, step.clone(), DraftPage::Check);
            let change = untrack(|| !is_told(&filling, &place)).then_some(change);
            row_at(&filling, &place, change)
        };
        let places = places.into_iter().map(|place| (place, ())).collect();
        let parts = untrack(|| by_row(&filling.service(), &filling, places)).into_iter();
        let parts = parts.map(|(title, places)| (title, places.into_iter().map(row).collect()));
        view! { <KnownCard title=title parts=parts.collect() /> }
    };
    view! { <For each=move || cards.get() key=Clone::clone children=one /> }.into_any()
}

/// What stands in a step's card: what is answered, and what must be.
fn listed(filling: &Filling, step: &Step) -> Vec<Place> {
    let service = filling.service();
    let mut places = places_of(filling, step);
    places.retain(|place| {
        let is_required = || {
            let field = service.field(&place.field);
            field.is_some_and(|field| {
                Scope::at(&service, filling, place, |scope| scope.is_required(field))
            })
        };
        let is_asked = is_shown(filling, place) && !leaves_no_choice(filling, place);
        is_asked && (counting(filling, place).is_some() || is_required())
    });
    places
}

/// The places of a step: its fields, and in lists the cells of every row.
#[must_use]
pub fn places_of(filling: &Filling, step: &Step) -> Vec<Place> {
    let mut places = Vec::new();
    for field in step.fields.iter().filter(|field| !field.id.is_column()) {
        if !field.id.is_list() {
            places.push(Place::from(field.id.clone()));
            continue;
        }
        for row in filling.rows(&field.id) {
            let columns = step
                .fields
                .iter()
                .filter(|column| column.id.is_column_of(&field.id));
            places.extend(columns.map(|column| Place::in_row(column.id.clone(), row.clone())));
        }
    }
    places
}
