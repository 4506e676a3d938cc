//! A contribution makes health cards longer.

use portal_api::ContributionMember;
use serde_json::Value;
use sqlx::SqliteConnection;
use vietnam::CivilDate;
use vietnam::date::{add_days, add_months};

use super::{entries, insurance_number};
use crate::drafts::judge::today;
use crate::problem::Failure;
use crate::state::AppState;

/// Moves the last day of the cards of an order: on from the day after a card that still holds, else from today.
///
/// # Errors
/// When the database fails.
pub async fn extend_cards(
    state: &AppState,
    connection: &mut SqliteConnection,
    order: &str,
) -> Result<(), Failure> {
    let members: String =
        sqlx::query_scalar("SELECT members FROM contribution_order WHERE ref = ?")
            .bind(order)
            .fetch_one(&mut *connection)
            .await?;
    let members: Vec<ContributionMember> = serde_json::from_str(&members)?;
    for member in members {
        let number = insurance_number(&member.number);
        let paid: Option<String> =
            sqlx::query_scalar("SELECT valid_to FROM card_extension WHERE number = ?")
                .bind(&number)
                .fetch_optional(&mut *connection)
                .await?;
        let until = paid.or_else(|| of_record(state, &number));
        let until = until.and_then(|day| CivilDate::parse_iso(&day).ok());
        let now = today(state)?;
        let from = until
            .filter(|day| *day >= now)
            .map_or(now, |day| add_days(day, 1));
        let to = add_days(add_months(from, i32::from(member.months)), -1);
        sqlx::query("INSERT INTO card_extension (number, valid_to) VALUES (?, ?) ON CONFLICT (number) DO UPDATE SET valid_to = excluded.valid_to")
            .bind(&number)
            .bind(to.to_string())
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Last day of the card that a person's file has, by insurance or identity number.
fn of_record(state: &AppState, number: &str) -> Option<String> {
    let mut cards = entries(&state.persons, "health_card");
    let card = cards.find(|entry| {
        entry.personal_id() == Some(number)
            || entry.text("number").map(insurance_number).as_deref() == Some(number)
    })?;
    let until = card.record.holds.get("valid_to").and_then(Value::as_str);
    until.map(str::to_owned)
}
