//! What a look-up's reference stands for when it is paid (operation 35).

use portal_api::PaymentSubjectKind;

use super::{education, electricity, insurance, violation};
use crate::problem::Failure;
use crate::state::AppState;

/// What is to be paid now under a reference, in đồng; none when there is nothing.
///
/// # Errors
/// When the database fails.
pub async fn payable(
    state: &AppState,
    person: &str,
    kind: PaymentSubjectKind,
    reference: &str,
) -> Result<Option<u64>, Failure> {
    match kind {
        PaymentSubjectKind::Violation => violation::payable(state, reference).await,
        PaymentSubjectKind::Contribution => insurance::payable(state, person, reference).await,
        PaymentSubjectKind::Exam => education::payable(state, reference).await,
        PaymentSubjectKind::Electricity => electricity::payable(state, reference).await,
        PaymentSubjectKind::Dossier => Ok(None),
    }
}
