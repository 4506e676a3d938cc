//! The engine does not know the contract, yet both speak of the same faults.
//! This holds the two closed lists equal.

#![expect(
    clippy::unwrap_used,
    reason = "a failed unwrap in these helpers is a failed test"
)]

use std::collections::BTreeSet;

#[test]
fn engine_and_contract_have_the_same_codes() {
    let engine: BTreeSet<String> = forms::fault::FaultCode::ALL
        .iter()
        .map(on_the_wire)
        .collect();
    let contract: BTreeSet<String> = portal_api::FaultCode::ALL.iter().map(on_the_wire).collect();
    assert_eq!(engine, contract);
    assert_eq!(engine.len(), 25);
}

fn on_the_wire(code: &impl serde::Serialize) -> String {
    serde_json::to_string(code).unwrap()
}
