//! Every condition and expression of a definition with its place, and what they mention.

use crate::author::source::field_place;
use crate::condition::{Condition, Expr};
use crate::definition::Service;
use crate::kind::{Choices, DateLimits, Kind, NumberLimits};
use crate::place::FieldId;
use serde_json::Value;

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

/// What a condition or expression speaks of.
pub(super) enum Mention<'a> {
    /// The answer of a field.
    Field(&'a FieldId),
    /// A part of a composite answer.
    Part(&'a FieldId, &'a str),
    /// The rows of a list.
    Rows(&'a FieldId),
    /// A column of a table of the definition.
    Table(&'a str, &'a str),
    /// A field, or the part of one, beside a fixed value.
    Beside(&'a Expr, &'a Value),
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
    }
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
    found.0
}

struct Sites<'a>(Vec<Site<'a>>);

impl<'a> Sites<'a> {
    fn condition(&mut self, pointer: String, place: String, condition: &'a Condition) {
        self.0.push(Site {
            pointer,
            place,
            logic: Logic::Condition(condition),
        });
    }

    fn expr(&mut self, pointer: String, place: String, expr: &'a Expr) {
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

/// Tells everything that is mentioned.
pub(super) fn mentions<'a>(logic: Logic<'a>, tell: &mut dyn FnMut(Mention<'a>)) {
    match logic {
        Logic::Condition(condition) => in_condition(condition, tell),
        Logic::Expr(expr) => in_expr(expr, tell),
    }
}

/// The fields whose answers or rows a condition or expression reads.
pub(super) fn fields_of(logic: Logic<'_>) -> Vec<&FieldId> {
    let mut found = Vec::new();
    mentions(logic, &mut |mention| match mention {
        Mention::Field(id) | Mention::Part(id, _) | Mention::Rows(id) => found.push(id),
        Mention::Table(..) | Mention::Beside(..) => {}
    });
    found
}

fn in_condition<'a>(condition: &'a Condition, tell: &mut dyn FnMut(Mention<'a>)) {
    match condition {
        Condition::Always | Condition::Never => {}
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| in_condition(part, tell));
        }
        Condition::Not(inner) => in_condition(inner, tell),
        Condition::Answered(id) => tell(Mention::Field(id)),
        Condition::Compare(left, _, right) => {
            in_expr(left, tell);
            in_expr(right, tell);
            match (left, right) {
                (side, Expr::Value(value)) | (Expr::Value(value), side) => {
                    tell(Mention::Beside(side, value));
                }
                _ => {}
            }
        }
        Condition::In(left, values) => {
            in_expr(left, tell);
            values
                .iter()
                .for_each(|value| tell(Mention::Beside(left, value)));
        }
        Condition::AnyRow(list, inner) | Condition::EveryRow(list, inner) => {
            tell(Mention::Rows(list));
            in_condition(inner, tell);
        }
    }
}

fn in_expr<'a>(expr: &'a Expr, tell: &mut dyn FnMut(Mention<'a>)) {
    match expr {
        Expr::Value(_) | Expr::Today => {}
        Expr::Field(id) | Expr::Sum(id) => tell(Mention::Field(id)),
        Expr::Part(id, part) => tell(Mention::Part(id, part)),
        Expr::Count(id) => tell(Mention::Rows(id)),
        Expr::Plus(parts) | Expr::Times(parts) | Expr::First(parts) => {
            parts.iter().for_each(|part| in_expr(part, tell));
        }
        Expr::Minus(a, b)
        | Expr::DaysBetween(a, b)
        | Expr::MonthsBetween(a, b)
        | Expr::YearsBetween(a, b)
        | Expr::AddDays(a, b)
        | Expr::AddMonths(a, b) => {
            in_expr(a, tell);
            in_expr(b, tell);
        }
        Expr::Table { table, key, column } => {
            tell(Mention::Table(table, column));
            in_expr(key, tell);
        }
        Expr::If(when, then, otherwise) => {
            in_condition(when, tell);
            in_expr(then, tell);
            in_expr(otherwise, tell);
        }
        Expr::Text(pieces) => pieces
            .iter()
            .filter_map(|piece| piece.value.as_ref())
            .for_each(|value| in_expr(value, tell)),
        Expr::DateInWords(date) => in_expr(date, tell),
    }
}
