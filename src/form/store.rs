//! One filling: the definition, one signal per answer, and what is known beside the answers.
//!
//! Signals are counted, not owned by a page: they live as long as the filling, and reading one never fails.

mod read;

use super::Background;
use super::agreements::Agreements;
use super::edit::{Choice, after_edit, also_decided, decided};
use super::lookups::Lookups;
use super::refill::Essence;
use super::sources::Sources;
use super::underway::Underway;
use super::uploads::Uploads;
use crate::draft::Saver;
use crate::portal::draft::{Attached, Head};
use crate::portal::session::{Limits, Person};
use crate::portal::submit::Order;
use forms::definition::Service;
use forms::merge::Conflict;
use forms::origin::Origin;
use forms::place::{FieldId, Place, RowKey};
use leptos::prelude::*;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, PoisonError, RwLock};
use vietnam::CivilDate;

/// One filling of a service. Cloning gives another handle to the same.
#[derive(Clone)]
pub struct Filling(Arc<Inner>);

struct Inner {
    service: ArcRwSignal<Arc<Service>>,
    today: CivilDate,
    limits: Limits,
    answers: RwLock<BTreeMap<Place, ArcRwSignal<Option<Value>>>>,
    rows: RwLock<BTreeMap<FieldId, ArcRwSignal<Vec<RowKey>>>>,
    background: ArcRwSignal<Background>,
    sources: ArcRwSignal<Sources>,
    looked: ArcRwSignal<Lookups>,
    agreements: ArcRwSignal<Agreements>,
    appointment: ArcRwSignal<Option<String>>,
    account: Option<Person>,
    attached: ArcRwSignal<Vec<Attached>>,
    uploads: Uploads,
    head: ArcRwSignal<Head>,
    edits: ArcRwSignal<u32>,
    editing: ArcRwSignal<Option<Editing>>,
    seen: ArcRwSignal<BTreeSet<String>>,
    underway: RwLock<BTreeMap<Place, Underway>>,
    order: ArcRwSignal<Option<Order>>,
    saver: Saver,
    /// The draft as it was opened, until the person does something.
    opened: RwLock<Option<Essence>>,
}

/// An answer that the person wants to change, and the page that it was shown on.
#[derive(Clone, Debug, PartialEq)]
pub struct Editing {
    /// The answer.
    pub place: Place,
    /// Where to go afterwards.
    pub back: crate::route::DraftPage,
}

impl Filling {
    /// An empty filling on the evaluation date, of who is signed in.
    #[must_use]
    pub fn new(
        service: Arc<Service>,
        today: CivilDate,
        limits: Limits,
        account: Option<Person>,
    ) -> Self {
        let head = Head {
            form_id: service.form_id.clone(),
            form_version: service.form_version.clone(),
            ..Head::default()
        };
        Self(Arc::new(Inner {
            service: ArcRwSignal::new(service),
            today,
            limits,
            answers: RwLock::default(),
            rows: RwLock::default(),
            background: ArcRwSignal::default(),
            sources: ArcRwSignal::default(),
            looked: ArcRwSignal::default(),
            agreements: ArcRwSignal::default(),
            appointment: ArcRwSignal::default(),
            account,
            attached: ArcRwSignal::default(),
            uploads: Uploads::default(),
            head: ArcRwSignal::new(head),
            edits: ArcRwSignal::new(0),
            editing: ArcRwSignal::new(None),
            seen: ArcRwSignal::default(),
            underway: RwLock::default(),
            order: ArcRwSignal::new(None),
            saver: Saver::default(),
            opened: RwLock::default(),
        }))
    }

    /// The definition.
    #[must_use]
    pub fn service(&self) -> Arc<Service> {
        self.0.service.get()
    }

    /// The definition in another language; answers stay.
    pub fn speak(&self, service: Arc<Service>) {
        self.0.service.set(service);
    }

    /// What files may be sent.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.0.limits
    }

    /// What is known beside the answers.
    #[must_use]
    pub fn background(&self) -> &ArcRwSignal<Background> {
        &self.0.background
    }

    /// The sources and how asking them goes.
    #[must_use]
    pub fn sources(&self) -> &ArcRwSignal<Sources> {
        &self.0.sources
    }

    /// The look-ups and what came of them.
    #[must_use]
    pub fn looked(&self) -> &ArcRwSignal<Lookups> {
        &self.0.looked
    }

    /// What was asked of others.
    #[must_use]
    pub fn agreements(&self) -> &ArcRwSignal<Agreements> {
        &self.0.agreements
    }

    /// Id of the time that is booked at the office.
    #[must_use]
    pub fn appointment(&self) -> &ArcRwSignal<Option<String>> {
        &self.0.appointment
    }

    /// Who is signed in.
    #[must_use]
    pub fn account(&self) -> Option<&Person> {
        self.0.account.as_ref()
    }

    /// The papers that are attached.
    #[must_use]
    pub fn attached(&self) -> &ArcRwSignal<Vec<Attached>> {
        &self.0.attached
    }

    /// Files on their way.
    #[must_use]
    pub fn uploads(&self) -> &Uploads {
        &self.0.uploads
    }

    /// Which draft it is.
    #[must_use]
    pub fn head(&self) -> &ArcRwSignal<Head> {
        &self.0.head
    }

    /// Counts changes that a draft keeps.
    #[must_use]
    pub fn edits(&self) -> &ArcRwSignal<u32> {
        &self.0.edits
    }

    /// The answer that is being changed from a summary.
    #[must_use]
    pub fn editing(&self) -> &ArcRwSignal<Option<Editing>> {
        &self.0.editing
    }

    /// Steps that the person has gone through in this visit.
    #[must_use]
    pub fn seen(&self) -> &ArcRwSignal<BTreeSet<String>> {
        &self.0.seen
    }

    /// What was begun at a place and is not done yet: it outlives the page.
    #[must_use]
    pub fn underway(&self, place: &Place) -> Underway {
        let mut all = { self.0.underway.write() }.unwrap_or_else(PoisonError::into_inner);
        all.entry(place.clone()).or_default().clone()
    }

    /// What is to be sent; taken when it is.
    #[must_use]
    pub fn order(&self) -> &ArcRwSignal<Option<Order>> {
        &self.0.order
    }

    /// What saves it.
    #[must_use]
    pub fn saver(&self) -> &Saver {
        &self.0.saver
    }

    /// The answer's signal.
    #[must_use]
    pub fn signal(&self, place: &Place) -> ArcRwSignal<Option<Value>> {
        let known = self
            .0
            .answers
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(signal) = known.get(place) {
            return signal.clone();
        }
        drop(known);
        let mut answers = self
            .0
            .answers
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        answers.entry(place.clone()).or_default().clone()
    }

    /// The signal of a list's rows.
    #[must_use]
    pub fn rows_signal(&self, list: &FieldId) -> ArcRwSignal<Vec<RowKey>> {
        let mut rows = self.0.rows.write().unwrap_or_else(PoisonError::into_inner);
        rows.entry(list.clone()).or_default().clone()
    }

    /// The person gives, changes or empties an answer.
    pub fn set_answer(&self, place: &Place, now: Option<Value>) {
        if self.answers(place, now) {
            self.touch();
        }
    }

    /// The form answers by itself with what is usual.
    pub(super) fn suggest(&self, place: &Place, usual: Option<Value>) {
        if self.answers(place, usual) {
            self.touch_by_itself();
        }
    }

    /// Changes an answer; gives whether it was another one.
    fn answers(&self, place: &Place, now: Option<Value>) -> bool {
        let signal = self.signal(place);
        let before = signal.get_untracked();
        if before == now {
            return false;
        }
        let service = self.0.service.get_untracked();
        let Some(field) = service.field(&place.field) else {
            return false;
        };
        let origin = self
            .0
            .background
            .with_untracked(|known| known.origins.get(place).cloned());
        let after = after_edit(&field.kind, origin.as_ref(), before.as_ref(), now.as_ref());
        signal.set(now);
        if after != origin {
            self.0.background.update(|known| match after {
                Some(after) => drop(known.origins.insert(place.clone(), after)),
                None => drop(known.origins.remove(place)),
            });
        }
        true
    }

    /// The person decides between values that differ, and with them what is the same question elsewhere.
    pub fn decide(&self, place: &Place, choice: &Choice) {
        let open = self
            .0
            .background
            .with_untracked(|known| known.conflicts.clone());
        let Some(conflict) = open.iter().find(|conflict| conflict.place == *place) else {
            return;
        };
        self.settle(conflict, choice);
        if let Choice::Candidate(index) = choice {
            let service = self.0.service.get_untracked();
            for (other, index) in also_decided(&service, conflict, *index, &open) {
                self.settle(other, &Choice::Candidate(index));
            }
        }
        self.touch();
        // What it decides may bring more into view, of which the sources have spoken.
        self.refill();
    }

    fn settle(&self, conflict: &Conflict, choice: &Choice) {
        let place = &conflict.place;
        let (value, origin) = decided(conflict, choice);
        self.0.background.update(|known| {
            known.conflicts.retain(|conflict| conflict.place != *place);
            known.origins.insert(place.clone(), origin);
        });
        self.underway(place).picked.set(None);
        self.signal(place).set(value);
    }

    /// Adds a row to a list.
    pub fn add_row(&self, list: &FieldId) {
        self.rows_signal(list)
            .update(|rows| rows.push(RowKey::new_beside(rows.iter())));
        self.touch();
    }

    /// Takes a row out of a list, with its answers.
    pub fn remove_row(&self, list: &FieldId, row: &RowKey) {
        self.rows_signal(list)
            .update(|rows| rows.retain(|known| known != row));
        let of_row =
            |place: &Place| place.row.as_ref() == Some(row) && place.field.is_column_of(list);
        let mut answers = self
            .0
            .answers
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        answers.retain(|place, _| !of_row(place));
        drop(answers);
        self.0.background.update(|known| {
            if row.is_of_record() {
                // Noted, so that a merge does not bring the row back.
                let mut of_row = known.origins.iter().filter(|(place, _)| of_row(place));
                let prov = of_row.find_map(|(_, origin)| origin.prov.clone());
                let whole = Place::from(list.clone());
                let origin = Origin::without_row(known.origins.remove(&whole), row, prov);
                known.origins.insert(whole, origin);
            }
            known.origins.retain(|place, _| !of_row(place));
            known.conflicts.retain(|conflict| !of_row(&conflict.place));
            known.disputes.retain(|place, _| !of_row(place));
        });
        self.touch();
    }

    /// Whether a draft was opened in which the person has done nothing since.
    pub fn is_resuming(&self) -> bool {
        let opened = self.0.opened.read();
        opened.unwrap_or_else(PoisonError::into_inner).is_some()
    }

    /// Notes the draft as it was opened, or that this is over; gives what was noted before.
    pub(super) fn resuming(&self, opened: Option<Essence>) -> Option<Essence> {
        let mut noted = self
            .0
            .opened
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        std::mem::replace(&mut noted, opened)
    }

    /// Something that a draft keeps has changed.
    pub fn touch(&self) {
        self.resuming(None);
        self.0.edits.update(|edits| *edits = edits.wrapping_add(1));
        crate::draft::changed(self);
    }

    /// The same of what came by itself: nothing of a draft that is only looked at is saved.
    pub(super) fn touch_by_itself(&self) {
        if !self.is_resuming() {
            self.touch();
        }
    }

    /// The same for what must not wait for the next pause: a paper, a consent.
    pub fn touch_now(&self) {
        self.touch();
        crate::draft::save_now(self);
    }
}
