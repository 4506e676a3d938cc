//! Money that is not a fee of the dossier (contract, operation 35): a fine, a contribution, exam fees, a debt.

use super::step::is_always;
use crate::condition::Condition;
use crate::kind::is_false;
use serde::{Deserialize, Serialize};

/// What a look-up found is paid. Fees of a dossier are not written down here: the office asks for them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Payment {
    /// What is paid, as in the contract: `violation`, `contribution`, `exam`, `electricity`.
    pub subject: String,
    /// The look-up whose answer has `ref` and the amount.
    pub lookup: String,
    /// Member of that answer with the amount.
    pub amount: String,
    /// Paid only then.
    #[serde(default, skip_serializing_if = "is_always")]
    pub when: Condition,
    /// When it is paid.
    pub time: PaymentTime,
    /// Offered, never demanded: somebody else may pay it elsewhere.
    #[serde(default, skip_serializing_if = "is_false")]
    pub optional: bool,
    /// Not confirmed by a source.
    #[serde(default, skip_serializing_if = "is_false")]
    pub unconfirmed: bool,
}

/// When something is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PaymentTime {
    /// Before the dossier can be sent: a debt.
    BeforeSending,
    /// Once the dossier is sent.
    AfterSending,
    /// There is no dossier: paying is all.
    Alone,
}
