//! What a dossier costs, who takes it and when its result is due: the figures that count (decision 15).

use forms::definition::{Fee, TermUnit as DefinedUnit};
use forms::figures::{Amount, FeeLine, figures as worked_out};
use portal_api::{
    Agency, AgencyLevel, DraftContent, FeeDue, FeeItem, Fees, Figures, Processing, TermUnit, Vnd,
};

use super::judge::{Judged, today};
use crate::conventions::Language;
use crate::offices;
use crate::problem::Failure;
use crate::state::AppState;

/// What this server charges where the province has to set the amount, in đồng. Its name says that it is a sample.
const SAMPLE_FEE: u64 = 10_000;

/// Figures and what stands behind them.
pub struct Worked {
    /// What the person is shown and sends back.
    pub figures: Figures,
    /// The receiving office.
    pub authority: Agency,
    /// Whether it is known which office receives this case, and the chosen one does.
    pub competent: bool,
    /// The fees.
    pub fees: Fees,
    /// The term; 0 where the law sets none.
    pub processing: Processing,
    /// `YYYY-MM-DD`, where there is a term.
    pub due_on: Option<String>,
}

/// Works the figures of a judged draft of a person out. Where neither its answers nor what it says beside them name an
/// office, and none is to be chosen, it goes to that of the person's residence.
///
/// # Errors
/// When the clock is wrong.
pub fn work_out(
    state: &AppState,
    person: &str,
    judged: &Judged<'_>,
    content: &DraftContent,
    language: Language,
) -> Result<Worked, Failure> {
    let found = worked_out(judged.service, judged.case, &judged.answers);
    let code = found
        .authority
        .code
        .as_deref()
        .filter(|_| !found.authority.expected);
    let expected = found
        .authority
        .code
        .as_deref()
        .filter(|_| found.authority.expected);
    let frame = &content.frame;
    // Where the person chooses the office, none is chosen for them.
    let is_chosen = judged.case.authority.field.is_some();
    let named = [
        code,
        frame.agency_code.as_deref(),
        frame.commune_code.as_deref(),
        expected,
        residence(state, person).filter(|_| !is_chosen),
    ];
    let office = named
        .into_iter()
        .flatten()
        .next()
        .and_then(|code| office(state, found.authority.office, code));
    let items: Vec<FeeItem> = found.fees.iter().map(|line| item(line, language)).collect();
    let total = items.iter().fold(Vnd(0), |sum, item| {
        sum.checked_add(item.amount).unwrap_or(Vnd::MAX)
    });
    let authority = office
        .clone()
        .unwrap_or_else(|| kind_only(state, found.authority.office));
    let (day, hour) = (today(state)?, state.clock.now().hour());
    let due = found.term.map(|term| state.holidays.due(term, day, hour));
    Ok(Worked {
        figures: Figures {
            evaluated_on: state.clock.today_text().into(),
            procedure_code: judged.case.procedure.as_str().into(),
            case_code: judged.case.code.as_str().into(),
            agency_code: authority.code.clone(),
            fee_total: total,
        },
        competent: office.is_some(),
        authority,
        fees: Fees {
            total,
            items,
            due_when: if total == Vnd(0) {
                FeeDue::None
            } else {
                FeeDue::BeforeResult
            },
        },
        processing: Processing {
            value: found.term.map(|term| term.value).unwrap_or_default(),
            unit: match found.term.map(|term| term.unit) {
                Some(DefinedUnit::SameDay) => TermUnit::SameDay,
                Some(DefinedUnit::Days) => TermUnit::Days,
                Some(DefinedUnit::WorkingDays) | None => TermUnit::WorkingDays,
            },
        },
        due_on: due.map(|day| day.to_string()),
    })
}

/// The commune in which the register has the person.
fn residence<'a>(state: &'a AppState, person: &str) -> Option<&'a str> {
    let person = state.persons.get(person)?;
    let address = person.value("population", "residence_address")?;
    address.get("commune")?.as_str()
}

/// The office of this kind that a code names: its own, or the commune it serves.
fn office(state: &AppState, kind: &str, code: &str) -> Option<Agency> {
    if state.units.commune(code).is_some() {
        return offices::offices(state, kind, code).into_iter().next();
    }
    offices::office(state, kind, code).filter(|_| offices::takes(code, kind))
}

/// The kind of office, while it is not known which one.
fn kind_only(state: &AppState, kind: &str) -> Agency {
    Agency {
        code: kind.into(),
        name: state.lists.name("offices", kind).unwrap_or(kind).into(),
        level: AgencyLevel::Other,
        admin_unit_code: None,
    }
}

/// What a fee is called; one whose amount the province has to set tells that it is a sample.
pub fn name(fee: &Fee, language: Language) -> String {
    let sample = match language {
        Language::Vi => "mức mẫu, do tỉnh quy định",
        Language::En => "sample amount, set by the province",
    };
    match fee.amount {
        Some(_) => fee.name.clone(),
        None => format!("{} ({sample})", fee.name),
    }
}

fn item(line: &FeeLine<'_>, language: Language) -> FeeItem {
    let amount = match line.amount {
        Amount::Known(amount) => u64::try_from(amount).unwrap_or_default(),
        Amount::ByOffice => SAMPLE_FEE,
        Amount::Unknown => 0,
    };
    let exempted = line.exemption.filter(|ground| !ground.unconfirmed);
    FeeItem {
        fee_code: line.fee.id.as_str().into(),
        name: name(line.fee, language).into(),
        amount: Vnd(amount),
        exempted: exempted.map(|ground| ground.name.as_str().into()),
    }
}
