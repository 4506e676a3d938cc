//! Fee, term and receiving office of a case, as the definition says (the server's figures count, decision 15).

use crate::answers::Reader;
use crate::definition::{AuthorityRule, Case, Exemption, Fee, Service, Term};
use crate::eval::Scope;
use serde_json::Value;
use vietnam::CivilDate;

/// Greatest amount that the contract carries (2.4, Vnd).
pub(crate) const MOST: i64 = 999_999_999_999;

/// What a case costs, how long it takes, who receives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures<'a> {
    /// Fees that apply and are in force on the evaluation date.
    pub fees: Vec<FeeLine<'a>>,
    /// The same that are paid beside the dossier: no part of the sum.
    pub apart: Vec<FeeLine<'a>>,
    /// Sum of the known amounts, in đồng.
    pub total: i64,
    /// At least one amount is set by the province, or depends on something not answered yet.
    pub open_fees: bool,
    /// How long it takes.
    pub term: Option<&'a Term>,
    /// Who receives it.
    pub authority: Authority<'a>,
}

/// One fee.
#[derive(Clone, Debug, PartialEq)]
pub struct FeeLine<'a> {
    /// The fee.
    pub fee: &'a Fee,
    /// What is to be paid.
    pub amount: Amount,
    /// A ground for not paying that holds, confirmed ones first. An unconfirmed one is told and does not lower the amount.
    pub exemption: Option<&'a Exemption>,
}

/// An amount, as far as it is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// In đồng.
    Known(i64),
    /// Set by the province: the office says.
    ByOffice,
    /// Depends on something not answered yet.
    Unknown,
}

/// The office that receives the dossier.
#[derive(Clone, Debug, PartialEq)]
pub struct Authority<'a> {
    /// Kind of office.
    pub office: &'a str,
    /// Where: the unit's or office's `{ code, name, list, version }`, or the address whose commune decides.
    pub place: Option<Value>,
    /// Code of the unit or office.
    pub code: Option<String>,
    /// It is an expectation from other answers, not what was chosen.
    pub expected: bool,
}

/// The figures of a case on the evaluation date.
pub fn figures<'a>(service: &'a Service, case: &'a Case, reader: &dyn Reader) -> Figures<'a> {
    let scope = Scope::new(service, reader);
    let of_case = service
        .fees
        .iter()
        .filter(|fee| case.fees.contains(&fee.id));
    let (apart, fees): (Vec<FeeLine>, Vec<FeeLine>) = of_case
        .filter(|fee| {
            in_force(fee.from.as_deref(), fee.until.as_deref(), reader.today())
                && scope.holds(&fee.when)
        })
        .map(|fee| line(scope, fee))
        .partition(|line| line.fee.apart);
    let known = fees.iter().map(|line| match line.amount {
        Amount::Known(amount) => amount,
        Amount::ByOffice | Amount::Unknown => 0,
    });
    Figures {
        total: known.fold(0, i64::saturating_add).min(MOST),
        open_fees: fees
            .iter()
            .any(|line| !matches!(line.amount, Amount::Known(_))),
        fees,
        apart,
        term: case.term.as_ref(),
        authority: authority(scope, &case.authority),
    }
}

fn line<'a>(scope: Scope<'_>, fee: &'a Fee) -> FeeLine<'a> {
    let today = scope.reader().today();
    let mut grounds = fee.exemptions.iter().filter(|ground| {
        in_force(ground.from.as_deref(), ground.until.as_deref(), today)
            && scope.holds(&ground.when)
    });
    let exemption = grounds
        .clone()
        .find(|ground| !ground.unconfirmed)
        .or_else(|| grounds.next());
    let amount = match &fee.amount {
        _ if exemption.is_some_and(|ground| !ground.unconfirmed) => Amount::Known(0),
        None => Amount::ByOffice,
        Some(expr) => match scope.number(expr) {
            Some((low, high)) if low == high => Amount::Known(low.clamp(0, MOST)),
            _ => Amount::Unknown,
        },
    };
    FeeLine {
        fee,
        amount,
        exemption,
    }
}

/// From the first day to the last, both included. A day that cannot be read sets no limit.
fn in_force(from: Option<&str>, until: Option<&str>, today: CivilDate) -> bool {
    let day = |text: Option<&str>| text.and_then(|text| CivilDate::parse_iso(text).ok());
    day(from).is_none_or(|from| from <= today) && day(until).is_none_or(|until| today <= until)
}

/// What was chosen, else the first expectation that has an answer with a unit.
fn authority<'a>(scope: Scope<'_>, rule: &'a AuthorityRule) -> Authority<'a> {
    let chosen = rule.field.iter().map(|field| (field, false));
    let expected = rule.by.iter().map(|field| (field, true));
    for (field, expected) in chosen.chain(expected) {
        if let Some(place) = scope.answer(field) {
            let code = unit_code(&place);
            if code.is_some() || !expected {
                return Authority {
                    office: &rule.office,
                    place: Some(place),
                    code,
                    expected,
                };
            }
        }
    }
    Authority {
        office: &rule.office,
        place: None,
        code: None,
        expected: true,
    }
}

/// The code of a unit, or of an address's commune, else its province.
fn unit_code(place: &Value) -> Option<String> {
    let member = |name| place.get(name).and_then(Value::as_str);
    member("code")
        .or_else(|| member("commune"))
        .or_else(|| member("province"))
        .map(str::to_owned)
}
