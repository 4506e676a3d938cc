//! What no source confirms yet, with its place: so that it can be asked of those who know.

use crate::author::compile;
use crate::author::finding::Finding;
use crate::author::source::{Source, field_place};

/// Something that is marked unconfirmed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unconfirmed {
    /// The file.
    pub file: String,
    /// Its line.
    pub line: usize,
    /// The field, rule, paper, case or fee.
    pub place: String,
    /// What people read there.
    pub text: String,
}

impl std::fmt::Display for Unconfirmed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{}:{} {}: {}",
            self.file, self.line, self.place, self.text
        )
    }
}

/// Everything unconfirmed in a definition.
///
/// # Errors
/// Where the engine cannot read it.
pub fn unconfirmed(source: &Source) -> Result<Vec<Unconfirmed>, Finding> {
    let service = compile::to_service(source, "vi")?;
    let mut found = Vec::new();
    let mut mark = |is: bool, pointer: String, place: String, text: &str| {
        if is {
            found.push(Unconfirmed {
                file: source.file.clone(),
                line: source.line(&pointer),
                place,
                text: text.to_owned(),
            });
        }
    };
    for (i, case) in service.cases.iter().enumerate() {
        mark(
            case.unconfirmed,
            format!("/cases/{i}"),
            format!("case {}", case.code),
            &case.name,
        );
    }
    for (i, step) in service.steps.iter().enumerate() {
        for (j, field) in step.fields.iter().enumerate() {
            mark(
                field.unconfirmed,
                format!("/steps/{i}/fields/{j}"),
                field_place(field.id.as_str()),
                &field.label,
            );
        }
    }
    for (i, layout) in service.layouts.iter().enumerate() {
        mark(
            layout.unconfirmed,
            format!("/layouts/{i}"),
            format!("print {}", layout.id),
            &layout.title,
        );
    }
    for (i, rule) in service.rules.iter().enumerate() {
        mark(
            rule.unconfirmed,
            format!("/rules/{i}"),
            format!("rule {}", rule.id),
            &rule.text,
        );
    }
    for (i, paper) in service.papers.iter().enumerate() {
        mark(
            paper.unconfirmed,
            format!("/papers/{i}"),
            format!("paper {}", paper.code),
            &paper.name,
        );
    }
    for (i, fee) in service.fees.iter().enumerate() {
        mark(
            fee.unconfirmed,
            format!("/fees/{i}"),
            format!("fee {}", fee.id),
            &fee.name,
        );
        for (j, exemption) in fee.exemptions.iter().enumerate() {
            mark(
                exemption.unconfirmed,
                format!("/fees/{i}/exemptions/{j}"),
                format!("fee {} exemptions", fee.id),
                &exemption.name,
            );
        }
    }
    for (i, asked) in service.confirmations.iter().enumerate() {
        mark(
            asked.unconfirmed,
            format!("/confirmations/{i}"),
            format!("confirmation {}", asked.id),
            &asked.name,
        );
    }
    if let Some(payment) = &service.payment {
        let place = "payment".to_owned();
        mark(
            payment.unconfirmed,
            "/payment".to_owned(),
            place,
            &payment.subject,
        );
    }
    found.sort();
    Ok(found)
}
