//! The case table (decision 10): which row the answers choose.

use crate::answers::Reader;
use crate::definition::{Case, Service};
use crate::eval::Scope;
use crate::place::FieldId;

/// What the case questions say so far.
#[derive(Clone, Debug, PartialEq)]
pub enum CaseChoice<'a> {
    /// These case questions are shown, required and not answered yet.
    Open(Vec<&'a FieldId>),
    /// The first row whose condition holds.
    Chosen(&'a Case),
    /// Every case question is answered and no row fits.
    None,
}

impl<'a> CaseChoice<'a> {
    /// The row, when one is chosen.
    pub fn chosen(&self) -> Option<&'a Case> {
        match self {
            Self::Chosen(case) => Some(case),
            Self::Open(_) | Self::None => None,
        }
    }
}

/// Reads the case questions, then the table from above.
pub fn choose<'a>(service: &'a Service, reader: &dyn Reader) -> CaseChoice<'a> {
    let scope = Scope::new(service, reader);
    let open: Vec<&FieldId> = service
        .dimensions
        .iter()
        .filter(|id| {
            service
                .field(id)
                .is_some_and(|field| scope.is_required(field) && scope.answer(id).is_none())
        })
        .collect();
    if !open.is_empty() {
        return CaseChoice::Open(open);
    }
    match service.cases.iter().find(|case| scope.holds(&case.when)) {
        Some(case) => CaseChoice::Chosen(case),
        None => CaseChoice::None,
    }
}
