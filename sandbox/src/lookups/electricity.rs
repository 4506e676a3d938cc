//! Look-up `electricity-customer`: a contract by its customer code.

use portal_api::{
    Address, CodeName, CodeValue, ElectricityAnswer, ElectricityRequest, LookupAnswer, Masked, Vnd,
};
use serde::Deserialize;
use serde_json::Value;

use super::{Ask, masked_name};
use crate::problem::Failure;
use crate::registers::{Entry, Settled, entries, reference};
use crate::state::AppState;

const SOURCE: &str = "electricity";

pub(super) async fn customer(
    ask: &Ask<'_>,
    request: ElectricityRequest,
) -> Result<LookupAnswer<ElectricityAnswer>, Failure> {
    let asked = request.customer_code.to_uppercase();
    let found = entries(&ask.state.persons, "electricity_contract")
        .find(|entry| entry.text("customer_code") == Some(asked.as_str()));
    let settled = Settled::load(&ask.state.db).await?;
    let shown = found.and_then(|entry| shown(ask.state, entry, &settled));
    Ok(ask
        .answer(SOURCE, found.map(|entry| entry.person), shown)
        .await)
}

/// The debt of the contract of a reference, if there is one.
///
/// # Errors
/// When the database fails.
pub(super) async fn payable(state: &AppState, asked: &str) -> Result<Option<u64>, Failure> {
    let settled = Settled::load(&state.db).await?;
    let found = entries(&state.persons, "electricity_contract")
        .find(|entry| reference(entry.record) == asked);
    let shown = found.and_then(|entry| shown(state, entry, &settled));
    Ok(shown.and_then(|shown| shown.r#ref.map(|_| shown.debt.0)))
}

fn shown(state: &AppState, entry: Entry<'_>, settled: &Settled) -> Option<ElectricityAnswer> {
    let now = settled.now(entry.record);
    let text = |name: &str| now.holds.get(name).and_then(Value::as_str);
    let debt = now
        .holds
        .get("debt")
        .and_then(Value::as_u64)
        .unwrap_or_default();
    let company = CodeValue::deserialize(now.holds.get("company")?).ok()?;
    Some(ElectricityAnswer {
        r#ref: (debt > 0).then(|| reference(entry.record).into()),
        holder: masked_name(text("holder_name")?).into(),
        address: Address::deserialize(now.holds.get("supply_address")?).ok()?,
        company: CodeName {
            code: company.code,
            name: company.name,
        },
        meter_points: text("meter_point").into_iter().map(Into::into).collect(),
        purpose: state
            .lists
            .value("electricity-purposes", text("purpose")?)?,
        active: entry.besides("active") != Some("no"),
        debt: Vnd(debt),
        debt_as_of: state.clock.today_text().into(),
        phone: text("holder_phone").map(Masked::of),
    })
}
