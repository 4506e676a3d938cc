//! Look-ups `health-card` and `contribution`.

use portal_api::{
    Agency, AgencyLevel, CodeValue, ContributionAnswer, ContributionItem, ContributionRequest,
    Fault, FaultCode, HealthCardAnswer, HealthCardRequest, LookupAnswer, Masked, Vnd,
};
use serde::Deserialize;
use serde_json::Value;
use vietnam::PartialDate;
use vietnam::date::add_days;

use super::{Ask, masked_name};
use crate::drafts::judge::today;
use crate::persons::handle;
use crate::prefill::records::agency;
use crate::problem::{Failure, body_fault};
use crate::registers::{Entry, Settled, entries, insurance_number};
use crate::state::AppState;

const SOURCE: &str = "social-insurance";

/// Days for which the figures of a contribution hold.
const DAYS: i64 = 7;

/// By card number, by the insurance number in it, or by identity number.
pub(super) async fn card(
    ask: &Ask<'_>,
    request: HealthCardRequest,
) -> Result<LookupAnswer<HealthCardAnswer>, Failure> {
    let asked = insurance_number(&request.number);
    let named = |entry: &Entry<'_>| {
        let held = entry.text("number").map(insurance_number);
        held.as_ref() == Some(&asked) || entry.personal_id() == Some(asked.as_str())
    };
    let born = |entry: &Entry<'_>| match &request.birth_date {
        Some(asked) => entry
            .text("birth_date")
            .is_some_and(|held| agree(held, asked)),
        None => true,
    };
    let found = entries(&ask.state.persons, "health_card").find(|one| named(one) && born(one));
    let settled = Settled::load(&ask.state.db).await?;
    let shown = found.and_then(|entry| shown(ask.state, entry, &settled));
    Ok(ask
        .answer(SOURCE, found.map(|entry| entry.person), shown)
        .await)
}

/// What each member pays, by the order in which they are named. The order is kept, so that what is paid is what was
/// shown; who asks for the same again in a month has the same reference, so that it is paid once.
pub(super) async fn contribution(
    ask: &Ask<'_>,
    request: ContributionRequest,
) -> Result<LookupAnswer<ContributionAnswer>, Failure> {
    let session = ask.level_2()?;
    let faults = faults(ask.state, &request);
    if !faults.is_empty() {
        return Err(Failure::invalid(faults));
    }
    let (rates, day) = (&ask.state.registers.contribution, today(ask.state)?);
    let items: Option<Vec<ContributionItem>> = { request.members.iter().enumerate() }
        .map(|(place, member)| {
            let step = u32::try_from(rates.step(place)).ok()?;
            Some(ContributionItem {
                number: Masked::of(&member.number),
                order: u8::try_from(place + 1).ok()?,
                rate: f64::from(step),
                amount: Vnd(rates.amount(place, member.months, &day.to_string())?),
            })
        })
        .collect();
    let Some(items) = items else {
        return Ok(ask.answer(SOURCE, None, None).await);
    };
    let total = items.iter().map(|item| item.amount.0).sum();
    let members = serde_json::to_string(&request.members)?;
    let figures = [
        day.to_string().chars().take(7).collect(),
        format!("{total}"),
    ]
    .concat();
    let reference = handle(&["contribution", &session.person, &members, &figures]);
    let until = add_days(day, DAYS).to_string();
    let answer = ContributionAnswer {
        r#ref: reference.into(),
        items,
        total: Vnd(total),
        valid_until: until.as_str().into(),
    };
    let said = ask.answer(SOURCE, None, Some(answer)).await;
    if let Some(answer) = &said.answer {
        sqlx::query("INSERT INTO contribution_order (ref, person, members, total, valid_until) VALUES (?, ?, ?, ?, ?) ON CONFLICT (ref) DO UPDATE SET valid_until = excluded.valid_until")
            .bind(answer.r#ref.as_str())
            .bind(&session.person)
            .bind(members)
            .bind(i64::try_from(total).unwrap_or(i64::MAX))
            .bind(until)
            .execute(&ask.state.db)
            .await?;
    }
    Ok(said)
}

/// What an order of the person comes to, while its figures hold and it was not paid.
///
/// # Errors
/// When the database fails.
pub(super) async fn payable(
    state: &AppState,
    person: &str,
    asked: &str,
) -> Result<Option<u64>, Failure> {
    let total: Option<i64> = sqlx::query_scalar(
        "SELECT total FROM contribution_order WHERE ref = ? AND person = ? AND valid_until >= ?",
    )
    .bind(asked)
    .bind(person)
    .bind(state.clock.today_text())
    .fetch_optional(&state.db)
    .await?;
    let settled = Settled::load(&state.db).await?;
    Ok(total
        .filter(|_| !settled.is_paid("contribution", asked))
        .and_then(|total| u64::try_from(total).ok()))
}

fn faults(state: &AppState, request: &ContributionRequest) -> Vec<Fault> {
    let members = &request.members;
    if members.is_empty() {
        return vec![body_fault("/members", FaultCode::Required)];
    }
    if members.len() > 30 {
        return vec![body_fault("/members", FaultCode::TooMany)];
    }
    let mut faults = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let number = insurance_number(&member.number);
        if number.len() < 10 {
            faults.push(body_fault(
                format!("/members/{at}/number"),
                FaultCode::Pattern,
            ));
        }
        let mut before = members.iter().take(at);
        if before.any(|other| insurance_number(&other.number) == number) {
            faults.push(body_fault(
                format!("/members/{at}/number"),
                FaultCode::NotUnique,
            ));
        }
        if !state.registers.contribution.takes(member.months) {
            faults.push(body_fault(
                format!("/members/{at}/months"),
                FaultCode::NotInList,
            ));
        }
    }
    faults
}

fn shown(state: &AppState, entry: Entry<'_>, settled: &Settled) -> Option<HealthCardAnswer> {
    let now = settled.now(entry.record);
    let text = |name: &str| now.holds.get(name).and_then(Value::as_str);
    let number = text("number")?;
    let group = match code(&now.holds, "group") {
        Some(group) => group,
        None => state.lists.value("health-card-groups", number.get(..2)?)?,
    };
    Some(HealthCardAnswer {
        holder: masked_name(text("full_name")?).into(),
        number: Masked::of(number),
        from: text("valid_from")?.into(),
        to: text("valid_to")?.into(),
        five_years_from: text("five_year_date").map(Into::into),
        group,
        facility: code(&now.holds, "first_care_facility")?,
        agency: now.issuer.as_ref().map_or_else(
            || Agency {
                code: "social-insurance".into(),
                name: text("agency").unwrap_or_default().into(),
                level: AgencyLevel::Other,
                admin_unit_code: None,
            },
            agency,
        ),
        support_rate: now
            .holds
            .get("support_rate")
            .and_then(Value::as_u64)
            .and_then(|rate| u8::try_from(rate).ok()),
    })
}

fn code(holds: &crate::persons::Holds, name: &str) -> Option<CodeValue> {
    CodeValue::deserialize(holds.get(name)?).ok()
}

/// Whether two birth dates can be one, as far as both are known.
pub(super) fn agree(held: &str, asked: &str) -> bool {
    match (PartialDate::parse_iso(held), PartialDate::parse_iso(asked)) {
        (Ok(held), Ok(asked)) => held.agrees_with(asked),
        _ => false,
    }
}
