//! The engine's faults on the wire: the same pointers and codes (decision 7).

use forms::fault::Within;
use portal_api::{Fault, FaultCode, FaultPlace};
use serde::Deserialize;

/// The engine's fault as the contract writes it.
pub(super) fn wire(fault: &forms::fault::Fault) -> Fault {
    Fault {
        pointer: fault.pointer.as_str().into(),
        code: code(fault.code),
        params: (!fault.params.is_empty()).then(|| fault.params.clone()),
        detail: None,
        r#in: (fault.within == Within::Body).then_some(FaultPlace::Body),
    }
}

/// Both lists are the contract's, so the word is the bridge.
fn code(code: forms::fault::FaultCode) -> FaultCode {
    let word = serde_json::to_value(code).unwrap_or_default();
    FaultCode::deserialize(&word).unwrap_or(FaultCode::Other)
}
