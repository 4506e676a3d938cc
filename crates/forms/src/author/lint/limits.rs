//! Constraints that no answer can meet.

use super::Lint;
use super::walk::kind_name;
use crate::condition::Expr;
use crate::kind::{Choices, CodeShape, Kind, ListRef, ShapePiece};
use crate::shape;
use crate::value::capitals;
use vietnam::text::clean;

pub(super) fn check(lint: &mut Lint<'_>) {
    for (pointer, place, field) in lint.fields() {
        let pointer = format!("{pointer}/kind/{}", kind_name(&field.kind));
        for (what, remedy) in faults(&field.kind) {
            lint.tell(&pointer, &place, what, remedy);
        }
    }
}

/// What is wrong with a kind's limits, and how to mend it.
fn faults(kind: &Kind) -> Vec<(String, &'static str)> {
    let order = "exchange them, or take one out";
    let mut found: Vec<(String, &'static str)> = Vec::new();
    let mut reversed =
        |least: Option<String>, most: Option<String>, is: bool, names: (&str, &str)| {
            if let (Some(least), Some(most), true) = (least, most, is) {
                found.push((
                    format!("{} {least} is beyond {} {most}", names.0, names.1),
                    order,
                ));
            }
        };
    let size = |number: Option<usize>| number.map(|number| number.to_string());
    match kind {
        Kind::Text(limits) | Kind::PersonName(limits) => {
            reversed(
                size(limits.min),
                size(limits.max),
                limits.min > limits.max,
                ("min", "max"),
            );
        }
        Kind::GroupList(rows) => reversed(
            size(rows.min),
            size(rows.max),
            rows.min > rows.max,
            ("min", "max"),
        ),
        Kind::Number(limits) | Kind::Money(limits) => {
            let (min, max) = (number(limits.min.as_ref()), number(limits.max.as_ref()));
            reversed(
                min.map(|n| n.to_string()),
                max.map(|n| n.to_string()),
                min > max,
                ("min", "max"),
            );
        }
        Kind::Date(limits) | Kind::PartialDate(limits) | Kind::DateTime(limits) => {
            let (from, to) = (
                text(limits.not_before.as_ref()),
                text(limits.not_after.as_ref()),
            );
            let is = from > to;
            reversed(
                from.map(str::to_owned),
                to.map(str::to_owned),
                is,
                ("not_before", "not_after"),
            );
        }
        Kind::OneOf(choices) | Kind::SeveralOf(choices) => found.extend(choice_faults(choices)),
        Kind::Lookup(list) | Kind::OrderedList(list) | Kind::IdentityPaper(list) => {
            found.extend(list_faults(list));
        }
        Kind::Code(code) => found.extend(code_faults(code)),
        Kind::File(files) if files.most == Some(0) => found.push(none()),
        _ => {}
    }
    found
}

fn none() -> (String, &'static str) {
    (
        "most 0 allows nothing".to_owned(),
        "raise it, or take it out",
    )
}

fn choice_faults(choices: &Choices) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    if choices.options.is_empty() {
        found.push(("there are no options".to_owned(), "add options"));
    }
    if let Some(other) = &choices.other
        && !choices.options.iter().any(|option| option.value == *other)
    {
        found.push((
            format!("`other` names `{other}`, which is no option"),
            "add the option, or take `other` out",
        ));
    }
    if choices.most == Some(0) {
        found.push(none());
    }
    found
}

fn list_faults(list: &ListRef) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    if list.most == Some(0) {
        found.push(none());
    }
    if let Some(other) = &list.other
        && !list.only.is_empty()
        && !list.only.contains(other)
    {
        found.push((
            format!("`other` names `{other}`, which `only` leaves out"),
            "add it to `only`",
        ));
    }
    found
}

fn code_faults(code: &CodeShape) -> Vec<(String, &'static str)> {
    let mut found = Vec::new();
    for shape in &code.shapes {
        let shortest: usize = shape.iter().map(|piece| length(piece).0).sum();
        if let Some(max) = code.max.filter(|max| shortest > *max) {
            found.push((
                format!("a shape has at least {shortest} characters, max is {max}"),
                "raise max, or shorten the shape",
            ));
        }
        for piece in shape {
            if let ShapePiece::Text(text) = piece
                && text.to_uppercase() != *text
            {
                found.push((
                    format!("`{text}` can never stand in a code: codes are in upper case"),
                    "write it in upper case",
                ));
            }
            if let ShapePiece::Text(text) = piece
                && let Some(sign) = text.chars().find(|sign| !is_typed(*sign))
            {
                found.push((
                    format!("`{sign}` can never stand in a code: nobody types it"),
                    "write the sign of the keyboard, such as ' or \" or -",
                ));
            }
        }
    }
    if let Some(example) = &code.example
        && !shape::code_fits(code, &capitals(clean(example).chars()))
    {
        found.push((
            format!("the example `{example}` is of another shape"),
            "mend the example, or the shapes",
        ));
    }
    found
}

/// Letters, digits and the signs of a keyboard; no quotes, dashes or spaces that a text program makes of them.
fn is_typed(sign: char) -> bool {
    sign.is_ascii() || sign.is_alphabetic()
}

/// Fewest and most characters of a piece.
pub(crate) fn length(piece: &ShapePiece) -> (usize, usize) {
    match piece {
        ShapePiece::Digits(least, most)
        | ShapePiece::Letters(least, most)
        | ShapePiece::Alnum(least, most) => (*least, *most),
        ShapePiece::Text(text) => (text.chars().count(), text.chars().count()),
    }
}

fn number(expr: Option<&Expr>) -> Option<i64> {
    match expr {
        Some(Expr::Value(value)) => value.as_i64(),
        _ => None,
    }
}

fn text(expr: Option<&Expr>) -> Option<&str> {
    match expr {
        Some(Expr::Value(value)) => value.as_str(),
        _ => None,
    }
}
