//! What operation 9 told of relatives, kept beside the answers of operation 16: a name that a draft takes from it is the
//! register's, and no other is.

use std::collections::BTreeMap;

use portal_api::{
    Fact, FactRecord, Me, PersonRef, PrefillAnswer, ProvId, SourceAnswer, SourceFacts, SourceStatus,
};
use serde_json::Value;

use crate::clock::instant_at;
use crate::persons::handle;
use crate::problem::Failure;
use crate::session::state::limits;
use crate::state::AppState;

/// Keeps what an answer told of family and household, in place of what an earlier one did, for as long as a draft lives.
///
/// # Errors
/// When the database fails.
pub(super) async fn keep(state: &AppState, person: &str, answer: &Me) -> Result<(), Failure> {
    for (group, people) in [
        ("/family", family(answer)),
        ("/household", household(answer)),
    ] {
        let from = answer
            .from
            .iter()
            .find(|(known, _)| known.as_str() == group);
        let Some((_, prov)) = from.filter(|_| !people.is_empty()) else {
            continue;
        };
        let Some(provenance) = answer.provenance.get(prov) else {
            continue;
        };
        let now = state.clock.unix();
        let until = now + i64::from(limits().draft_days) * 86_400;
        let id = handle(&["told", person, group]);
        let told = PrefillAnswer {
            prefill_id: id.as_str().into(),
            generated_at: instant_at(now),
            expires_at: instant_at(until),
            sources: vec![SourceFacts {
                status: SourceStatus {
                    source: provenance.source.clone(),
                    status: SourceAnswer::Ok,
                    retry_after: None,
                    problem: None,
                    later_token: None,
                },
                records: people.iter().map(|one| record(one, prov)).collect(),
                absent: Vec::new(),
            }],
            provenance: BTreeMap::from([(prov.clone(), provenance.clone())]),
        };
        sqlx::query(
            "INSERT OR REPLACE INTO prefill (id, person, answer, expires_at) VALUES (?, ?, ?, ?)",
        )
        .bind(&id)
        .bind(person)
        .bind(serde_json::to_string(&told)?)
        .bind(until)
        .execute(&state.db)
        .await?;
    }
    Ok(())
}

fn family(answer: &Me) -> Vec<&PersonRef> {
    let family = answer.family.iter();
    let all = family.flat_map(|family| {
        let parents = [&family.father, &family.mother, &family.spouse];
        let lists = [&family.children, &family.wards];
        let listed = lists.into_iter().flatten().flatten();
        parents.into_iter().flatten().chain(listed)
    });
    all.collect()
}

fn household(answer: &Me) -> Vec<&PersonRef> {
    let members = answer.household.iter();
    let members = members.flat_map(|household| household.members.iter().flatten());
    members.map(|member| &member.person).collect()
}

/// Name and birth date of a relative, as a record of the population says them.
fn record(one: &PersonRef, prov: &ProvId) -> FactRecord {
    let fact = |value: &str| Fact {
        value: Some(Value::from(value)),
        raw: None,
        prov: prov.clone(),
    };
    let born = one.birth_date.iter();
    let born = born.map(|date| ("birth_date".to_owned(), fact(date.as_str())));
    let name = ("full_name".to_owned(), fact(one.full_name.as_str()));
    FactRecord {
        record_kind: "population".into(),
        record_id: one.r#ref.clone().unwrap_or_else(|| prov.as_str().into()),
        result_id: None,
        valid_until: None,
        attributes: [name].into_iter().chain(born).collect(),
    }
}
