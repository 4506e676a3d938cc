//! Whether a code can be what it is taken for: of a day that can be, of the person whom the form knows.

use super::{CodeKind, ScanFault, Scanned, Target};
use crate::answers::Reader;
use crate::compare::same_value;
use crate::definition::Service;
use crate::eval::Scope;
use crate::fact::{Fact, FactValue};
use crate::merge::is_reminder;
use serde_json::{Value, json};
use vietnam::PartialDate;
use vietnam::health_card_qr::HealthCardQr;
use vietnam::personal_id::PersonalId;

impl Target {
    /// Whether there can be such a card, and it can be of the person whom the form knows: nothing known differs. A list
    /// takes anybody.
    ///
    /// # Errors
    /// [`ScanFault::Days`], [`ScanFault::SomebodyElse`].
    pub fn fits(
        &self,
        service: &Service,
        reader: &dyn Reader,
        facts: &[Fact],
        scanned: &Scanned,
    ) -> Result<(), ScanFault> {
        if !scanned.is_of_its_time(reader.today()) {
            return Err(ScanFault::Days);
        }
        let said = match scanned {
            _ if self.list.is_some() => Vec::new(),
            Scanned::Card(card) => vec![("personal_id", json!(card.personal_id.as_str()))],
            Scanned::HealthCard(card) => of_holder(card),
            Scanned::Paper(_) => Vec::new(),
        };
        let is_known = |(thing, value): &(&str, Value)| {
            let known = self.known(service, reader, facts, thing);
            known.iter().all(|known| may_be_same(known, value))
        };
        if said.iter().all(is_known) {
            Ok(())
        } else {
            Err(ScanFault::SomebodyElse)
        }
    }

    /// What is answered, and what records say, of the person whom the target is about. An earlier dossier says whom it
    /// was about, not whom this one is.
    fn known(
        &self,
        service: &Service,
        reader: &dyn Reader,
        facts: &[Fact],
        thing: &str,
    ) -> Vec<Value> {
        // A health card is of the person whom the form is about.
        let role = if self.kind == CodeKind::Card {
            &self.role
        } else {
            "person"
        };
        let concept = [role, ".", thing].concat();
        let scope = Scope::new(service, reader);
        let fields = service.fields().filter(|field| {
            field.concept == concept && !field.id.is_column() && scope.is_shown(field)
        });
        let answers = fields.filter_map(|field| scope.answer(&field.id));
        let of_person = ["person.", thing].concat();
        let said = facts.iter().filter(|fact| {
            self.kind == CodeKind::Card
                && fact.subject == self.subject
                && fact.concept == of_person
                && fact.row.is_none()
                && !is_reminder(fact)
        });
        let said = said.filter_map(|fact| match &fact.value {
            FactValue::Value(value) => Some(value.clone()),
            FactValue::Raw(_) => None,
        });
        answers.chain(said).collect()
    }
}

/// What a health card says of its holder; since 01/08/2025 its number may be theirs.
fn of_holder(card: &HealthCardQr) -> Vec<(&'static str, Value)> {
    let mut said = vec![("full_name", json!(card.name))];
    said.extend(
        card.birth
            .map(|born| ("birth_date", json!(born.to_string()))),
    );
    let number = PersonalId::parse(&card.number).ok();
    said.extend(number.map(|id| ("personal_id", json!(id.as_str()))));
    said
}

/// The same, or a day and the year that it lies in.
fn may_be_same(a: &Value, b: &Value) -> bool {
    let day = |value: &Value| PartialDate::parse_iso(value.as_str()?).ok();
    match (day(a), day(b)) {
        (Some(a), Some(b)) => a.agrees_with(b),
        _ => same_value(a, b),
    }
}
