//! Makes a condition hold, or not hold, by changing answers: towards what it says, then by trying.

use super::likely::fixed;
use super::search::{At, Search};
use crate::answers::Reader;
use crate::check::check_place;
use crate::condition::{Condition, Expr};
use crate::place::{FieldId, Place};
use serde_json::Value;
use std::collections::BTreeSet;

/// How deep conditions lead to conditions of the fields that they read.
const DEPTH: u8 = 6;
/// Changes of several answers at once that are tried where none alone is enough.
const JOINT: usize = 60;

impl Search<'_> {
    /// Whether the condition stands as wanted, after changing what it reads.
    pub(super) fn make(&mut self, condition: &Condition, want: bool, at: &At) -> bool {
        self.reach(condition, want, at, DEPTH)
    }

    fn reach(&mut self, condition: &Condition, want: bool, at: &At, depth: u8) -> bool {
        if self.holds(condition, at) == want {
            return true;
        }
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        match condition {
            Condition::Always | Condition::Never => {}
            Condition::Not(inner) => {
                self.reach(inner, !want, at, depth);
            }
            Condition::All(parts) if want => self.every(parts, want, at, depth),
            Condition::Any(parts) if !want => self.every(parts, want, at, depth),
            Condition::All(parts) | Condition::Any(parts) => {
                let mut parts: Vec<&Condition> = parts.iter().collect();
                self.dice.shuffle(&mut parts);
                for part in parts {
                    if self.reach(part, want, at, depth) && self.holds(condition, at) == want {
                        break;
                    }
                }
            }
            Condition::Answered(field) if want => self.show_and_answer(field, at, depth),
            Condition::Answered(field) => self.clear(field, at),
            Condition::AnyRow(list, inner) if want => self.in_a_row(list, inner, true, depth),
            Condition::EveryRow(list, inner) if !want => self.in_a_row(list, inner, false, depth),
            Condition::AnyRow(list, inner) | Condition::EveryRow(list, inner) => {
                for row in self.answers.rows(list) {
                    self.reach(inner, want, &Some((list.clone(), row)), depth);
                }
            }
            Condition::Compare(..) | Condition::In(..) => self.compare(condition, want, at, depth),
        }
        // Parts that each undo what the other needs hold together with an answer that suits both.
        let is_joint = match condition {
            Condition::All(_) => want,
            Condition::Any(_) => !want,
            _ => false,
        };
        if is_joint && self.holds(condition, at) != want {
            self.compare(condition, want, at, depth);
        }
        self.holds(condition, at) == want
    }

    /// Each part in turn, and once more: a later one may have undone an earlier one.
    fn every(&mut self, parts: &[Condition], want: bool, at: &At, depth: u8) {
        for part in parts.iter().chain(parts) {
            self.reach(part, want, at, depth);
        }
    }

    fn in_a_row(&mut self, list: &FieldId, inner: &Condition, want: bool, depth: u8) {
        self.show(list, &None, depth);
        let mut rows = self.answers.rows(list);
        self.dice.shuffle(&mut rows);
        rows.extend(self.add_row(list).filter(|_| rows.is_empty()));
        for row in rows {
            if self.reach(inner, want, &Some((list.clone(), row)), depth) {
                return;
            }
        }
    }

    /// Shows a field, and the list that it is a column of.
    pub(super) fn show(&mut self, id: &FieldId, at: &At, depth: u8) -> bool {
        let service = self.service;
        let list = id.list();
        for id in list.iter().chain([id]) {
            if let Some(field) = service.field(id) {
                self.reach(&field.shown, true, at, depth);
            }
        }
        service
            .field(id)
            .is_some_and(|field| self.ask(at, |scope| scope.is_shown(field)))
    }

    fn show_and_answer(&mut self, id: &FieldId, at: &At, depth: u8) {
        self.show(id, at, depth);
        if self.kept.contains(id) {
            return;
        }
        if id.list().is_some() && self.places(id, at).is_empty() {
            id.list().and_then(|list| self.add_row(&list));
        }
        if id.is_list() {
            self.add_row(id);
        }
        for place in self.places(id, at) {
            self.answer(&place);
        }
    }

    fn clear(&mut self, id: &FieldId, at: &At) {
        if self.kept.contains(id) {
            return;
        }
        if id.is_list() {
            self.set_rows(id, 0);
        }
        for place in self.places(id, at) {
            self.put(&place, None);
        }
    }

    /// A comparison: what it reads is shown, answered, then changed one by one, then several at once.
    fn compare(&mut self, condition: &Condition, want: bool, at: &At, depth: u8) {
        let direct = condition.reads();
        if want {
            for id in &direct {
                self.show(id, at, depth);
                let is_open = |search: &Self, place: &Place| {
                    search.ask(&Self::at(place), |scope| {
                        scope.answer(&place.field).is_none()
                    })
                };
                for place in self.places(id, at) {
                    if !id.is_list() && !self.kept.contains(id) && is_open(self, &place) {
                        self.answer(&place);
                    }
                }
            }
        }
        if self.holds(condition, at) == want {
            return;
        }
        if want && self.count_up(condition, at, depth) {
            return;
        }
        let fixed = fixed(condition);
        let mut inputs: Vec<FieldId> = self.inputs(&direct).into_iter().collect();
        self.dice.shuffle(&mut inputs);
        // What is compared itself before what it is worked out from; what is worked out is typed over last.
        let is_computed = |id: &FieldId| {
            let field = self.service.field(id);
            field.is_some_and(|field| field.computed.is_some())
        };
        inputs.sort_by_key(|id| (is_computed(id), !direct.contains(id)));
        for id in &inputs {
            if self.change(condition, want, at, id, &direct, &fixed) {
                return;
            }
        }
        for _ in 0..JOINT {
            let before = self.answers.clone();
            for _ in 0..2 {
                if let Some(id) = self.dice.one(&inputs).cloned() {
                    self.change_at_random(&id, at, &direct, &fixed, depth);
                }
            }
            if self.holds(condition, at) == want {
                return;
            }
            self.answers = before;
        }
    }

    /// Rows that are counted are made such rows, one after the other, until the comparison holds.
    fn count_up(&mut self, condition: &Condition, at: &At, depth: u8) -> bool {
        let Condition::Compare(Expr::CountThat(list, that), ..) = condition else {
            return false;
        };
        for number in 0..4 {
            let row = self.answers.rows(list).get(number).cloned();
            let Some(row) = row.or_else(|| self.add_row(list)) else {
                return false;
            };
            self.reach(that, true, &Some((list.clone(), row)), depth);
            if self.holds(condition, at) {
                return true;
            }
        }
        false
    }

    /// The fields whose answers decide about others: what is worked out leads to what it is worked out from.
    fn inputs(&self, direct: &BTreeSet<FieldId>) -> BTreeSet<FieldId> {
        let (mut open, mut seen) = (direct.clone(), BTreeSet::new());
        let mut found = BTreeSet::new();
        while let Some(id) = open.pop_first() {
            let Some(field) = self.service.field(&id) else {
                continue;
            };
            if !seen.insert(id.clone()) {
                continue;
            }
            open.extend(field.computed.iter().flat_map(Expr::reads));
            if !field.is_worked_out() && !self.kept.contains(&id) {
                found.insert(id);
            }
        }
        found
    }

    /// Tries every answer of a field until the condition stands as wanted.
    fn change(
        &mut self,
        condition: &Condition,
        want: bool,
        at: &At,
        id: &FieldId,
        beside: &BTreeSet<FieldId>,
        fixed: &[Value],
    ) -> bool {
        let before = self.answers.clone();
        if id.is_list() {
            for count in 0..=12 {
                self.set_rows(id, count);
                if self.holds(condition, at) == want {
                    return true;
                }
            }
            self.answers = before;
            return false;
        }
        let places = self.places(id, at);
        let Some(first) = places.first() else {
            return false;
        };
        let mut values = self.likely(first, at, beside, fixed);
        if self.dice.in_hundred(50) {
            self.dice.shuffle(&mut values);
        }
        // What is worked out again may be as wanted; not because nothing is known any more.
        let field = self.service.field(id);
        if want && field.is_some_and(|field| field.computed.is_some()) {
            for place in &places {
                self.put(place, None);
            }
            if self.holds(condition, at) == want {
                return true;
            }
        }
        // An answer that has a fault of its own would be mended away again: only where no other does it.
        let mut second = None;
        for value in values {
            for place in &places {
                self.answers.values.insert(place.clone(), value.clone());
            }
            if self.holds(condition, at) != want {
                continue;
            }
            if check_place(self.service, &self.answers, self.stock, first).is_valid() {
                return true;
            }
            second.get_or_insert_with(|| self.answers.clone());
        }
        let is_done = second.is_some();
        self.answers = second.unwrap_or(before);
        is_done
    }

    fn change_at_random(
        &mut self,
        id: &FieldId,
        at: &At,
        beside: &BTreeSet<FieldId>,
        fixed: &[Value],
        depth: u8,
    ) {
        if id.is_list() {
            let count = self.dice.below(5);
            self.set_rows(id, count);
            return;
        }
        self.show(id, at, depth.saturating_sub(1));
        for place in self.places(id, at) {
            let values = self.likely(&place, at, beside, fixed);
            if let Some(value) = self.dice.one(&values).cloned() {
                self.answers.values.insert(place, value);
            }
        }
    }
}
