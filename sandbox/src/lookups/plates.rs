//! Look-up `plate-choice`: plates a person kept or won, and one number drawn for a draft.

use portal_api::{DrawnPlate, HeldPlate, LookupAnswer, PlateChoiceAnswer, PlateChoiceRequest};
use serde_json::Value;
use sqlx::Row;

use super::Ask;
use crate::clock::instant_at;
use crate::drafts;
use crate::problem::Failure;
use crate::random;
use crate::registers::{Entry, entries};
use crate::state::AppState;

/// A drawn number is held for so long.
const SECONDS: i64 = 15 * 86_400;

pub(super) async fn choice(
    ask: &Ask<'_>,
    request: PlateChoiceRequest,
) -> Result<LookupAnswer<PlateChoiceAnswer>, Failure> {
    let session = ask.level_2()?;
    drafts::find(ask.state, &session.person, &request.draft_id).await?;
    let drawn = match request.draw {
        true => Some(draw(ask.state, &request.draft_id).await?),
        false => drawn(ask.state, &request.draft_id).await?,
    };
    let person = ask.person();
    let held = entries(&ask.state.persons, "vehicle_registration")
        .filter(|entry| entry.text("owner_personal_id") == session.personal_id.as_deref())
        .flat_map(|entry| kept(entry));
    let won = person.into_iter().flat_map(|person| &person.plates_won);
    let answer = PlateChoiceAnswer {
        held: held.collect(),
        auctioned: won
            .map(|won| HeldPlate {
                plate: won.plate.as_str().into(),
                until: won.until.as_deref().map(Into::into),
            })
            .collect(),
        drawn,
    };
    Ok(ask.answer("vehicle", None, Some(answer)).await)
}

fn kept(entry: Entry<'_>) -> Vec<HeldPlate> {
    let rows = entry
        .record
        .holds
        .get("held_plates")
        .and_then(Value::as_array);
    let plates = rows
        .into_iter()
        .flatten()
        .filter_map(|row| row.get("plate")?.as_str());
    plates
        .map(|plate| HeldPlate {
            plate: plate.into(),
            until: entry.besides("held_until").map(Into::into),
        })
        .collect()
}

async fn drawn(state: &AppState, draft: &str) -> Result<Option<DrawnPlate>, Failure> {
    let row = sqlx::query("SELECT plate, held_until FROM plate_draw WHERE draft_id = ?")
        .bind(draft)
        .fetch_optional(&state.db)
        .await?;
    row.map(|row| {
        Ok(DrawnPlate {
            plate: row.try_get::<String, _>(0)?.into(),
            held_until: row.try_get::<String, _>(1)?.into(),
        })
    })
    .transpose()
}

/// One number per draft, and no number for two drafts.
async fn draw(state: &AppState, draft: &str) -> Result<DrawnPlate, Failure> {
    let until = instant_at(state.clock.unix() + SECONDS);
    for _ in 0..20 {
        if let Some(drawn) = drawn(state, draft).await? {
            return Ok(drawn);
        }
        // Taken by another draft meanwhile, or by this one in another request: looked up again.
        sqlx::query(
            "INSERT INTO plate_draw (draft_id, plate, held_until) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        )
        .bind(draft)
        .bind(number())
        .bind(until.as_str())
        .execute(&state.db)
        .await?;
    }
    Err(Failure::internal("plates", &"no number is free"))
}

/// A number of a series that no province gives out: `29ZZ` and five figures.
fn number() -> String {
    let figures = u32::from_be_bytes(random::bytes()) % 100_000;
    format!("29ZZ{figures:05}")
}
