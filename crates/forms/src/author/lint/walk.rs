//! Every condition and expression of a definition with its place.

use crate::author::source::field_place;
use crate::condition::{Condition, Expr};
use crate::definition::Service;
use crate::kind::{Choices, DateLimits, Kind, NumberLimits};

/// A condition or an expression.
#[derive(Clone, Copy)]
pub(super) enum Logic<'a> {
    Condition(&'a Condition),
    Expr(&'a Expr),
}

/// Where one stands.
pub(super) struct Site<'a> {
    /// In the compiled form.
    pub(super) pointer: String,
    /// In words of the author.
    pub(super) place: String,
    pub(super) logic: Logic<'a>,
}

/// All of them, in the order of the definition.
pub(super) fn sites(service: &Service) -> Vec<Site<'_>> {
    let mut found = Sites(Vec::new());
    for (i, case) in service.cases.iter().enumerate() {
        let place = format!("case {}", case.code);
        found.condition(
            format!("/cases/{i}/when"),
            format!("{place} when"),
            &case.when,
        );
        for (j, result) in case.results.iter().enumerate() {
            for (name, expr) in &result.holds {
                found.expr(
                    format!("/cases/{i}/results/{j}/holds/{name}"),
                    format!("{place} results holds {name}"),
                    expr,
                );
            }
        }
    }
    for (i, role) in service.roles.iter().enumerate() {
        found.condition(
            format!("/roles/{i}/when"),
            format!("role {} when", role.role),
            &role.when,
        );
    }
    for (i, source) in service.sources.iter().enumerate() {
        found.condition(
            format!("/sources/{i}/when"),
            format!("source {} when", source.id),
            &source.when,
        );
    }
    for (i, step) in service.steps.iter().enumerate() {
        for (j, field) in step.fields.iter().enumerate() {
            let (pointer, place) = (
                format!("/steps/{i}/fields/{j}"),
                field_place(field.id.as_str()),
            );
            found.condition(
                format!("{pointer}/shown"),
                format!("{place} shown"),
                &field.shown,
            );
            found.condition(
                format!("{pointer}/required"),
                format!("{place} required"),
                &field.required,
            );
            if let Some(computed) = &field.computed {
                found.expr(
                    format!("{pointer}/computed"),
                    format!("{place} computed"),
                    computed,
                );
            }
            found.kind(&pointer, &place, &field.kind);
        }
    }
    for (i, rule) in service.rules.iter().enumerate() {
        found.condition(
            format!("/rules/{i}/when"),
            format!("rule {} when", rule.id),
            &rule.when,
        );
        found.condition(
            format!("/rules/{i}/holds"),
            format!("rule {} holds", rule.id),
            &rule.holds,
        );
    }
    for (i, paper) in service.papers.iter().enumerate() {
        found.condition(
            format!("/papers/{i}/when"),
            format!("paper {} when", paper.code),
            &paper.when,
        );
        found.condition(
            format!("/papers/{i}/replaced_when"),
            format!("paper {} replaced_when", paper.code),
            &paper.replaced_when,
        );
    }
    found.beyond(service);
    for (i, fee) in service.fees.iter().enumerate() {
        found.condition(
            format!("/fees/{i}/when"),
            format!("fee {} when", fee.id),
            &fee.when,
        );
        if let Some(amount) = &fee.amount {
            found.expr(
                format!("/fees/{i}/amount"),
                format!("fee {} amount", fee.id),
                amount,
            );
        }
        for (j, exemption) in fee.exemptions.iter().enumerate() {
            found.condition(
                format!("/fees/{i}/exemptions/{j}/when"),
                format!("fee {} exemptions when", fee.id),
                &exemption.when,
            );
        }
    }
    for (i, layout) in service.layouts.iter().enumerate() {
        let place = format!("print {}", layout.id);
        for (j, block) in layout.blocks.iter().enumerate() {
            let pointer = format!("/layouts/{i}/blocks/{j}/when");
            found.condition(pointer, format!("{place} block when"), &block.when);
        }
        for (j, signature) in layout.signatures.iter().enumerate() {
            let pointer = format!("/layouts/{i}/signatures/{j}/when");
            found.condition(pointer, format!("{place} signature when"), &signature.when);
        }
    }
    found.0
}

pub(super) struct Sites<'a>(Vec<Site<'a>>);

impl<'a> Sites<'a> {
    pub(super) fn condition(&mut self, pointer: String, place: String, condition: &'a Condition) {
        self.0.push(Site {
            pointer,
            place,
            logic: Logic::Condition(condition),
        });
    }

    pub(super) fn expr(&mut self, pointer: String, place: String, expr: &'a Expr) {
        self.0.push(Site {
            pointer,
            place,
            logic: Logic::Expr(expr),
        });
    }

    fn kind(&mut self, pointer: &str, place: &str, kind: &'a Kind) {
        let mut bound = |name: &str, expr: &'a Option<Expr>| {
            if let Some(expr) = expr {
                self.expr(
                    format!("{pointer}/kind/{}/{name}", kind_name(kind)),
                    format!("{place} {name}"),
                    expr,
                );
            }
        };
        match kind {
            Kind::Date(DateLimits {
                not_before,
                not_after,
                full_when,
            })
            | Kind::PartialDate(DateLimits {
                not_before,
                not_after,
                full_when,
            })
            | Kind::DateTime(DateLimits {
                not_before,
                not_after,
                full_when,
            }) => {
                bound("not_before", not_before);
                bound("not_after", not_after);
                if let Some(condition) = full_when {
                    let pointer = format!("{pointer}/kind/{}/full_when", kind_name(kind));
                    self.condition(pointer, format!("{place} full_when"), condition);
                }
            }
            Kind::Number(NumberLimits { min, max }) | Kind::Money(NumberLimits { min, max }) => {
                bound("min", min);
                bound("max", max);
            }
            Kind::OneOf(Choices { options, .. }) | Kind::SeveralOf(Choices { options, .. }) => {
                for (k, option) in options.iter().enumerate() {
                    let pointer = format!("{pointer}/kind/{}/options/{k}/when", kind_name(kind));
                    self.condition(
                        pointer,
                        format!("{place} options {} when", option.value),
                        &option.when,
                    );
                }
            }
            _ => {}
        }
    }
}

/// The kind's word in TOML.
pub(crate) fn kind_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text(_) => "text",
        Kind::PersonName(_) => "person-name",
        Kind::Date(_) => "date",
        Kind::PartialDate(_) => "partial-date",
        Kind::DateTime(_) => "date-time",
        Kind::Time => "time",
        Kind::YesNo => "yes-no",
        Kind::OneOf(_) => "one-of",
        Kind::SeveralOf(_) => "several-of",
        Kind::Lookup(_) => "lookup",
        Kind::OrderedList(_) => "ordered-list",
        Kind::Unit(_) => "unit",
        Kind::Address(_) => "address",
        Kind::PersonalId => "personal-id",
        Kind::Phone { .. } => "phone",
        Kind::Email => "email",
        Kind::Number(_) => "number",
        Kind::Money(_) => "money",
        Kind::Plate => "plate",
        Kind::Code(_) => "code",
        Kind::File(_) => "file",
        Kind::IdentityPaper(_) => "identity-paper",
        Kind::GroupList(_) => "group-list",
        Kind::Statement => "statement",
    }
}
