//! Decision 20: the order in which sources answer never matters.

use crate::merging::{Origins, conflicts, merged, name, of_mother};
use crate::merging_rows::household;
use crate::support::{at, fact, service};
use forms::answers::Answers;
use forms::fact::Fact;
use forms::merge::Merged;
use proptest::prelude::*;
use serde_json::{Value, json};

/// Facts of several sources that agree, differ, cannot be read, open fields and bring rows.
fn many() -> Vec<Fact> {
    let mut facts = household();
    facts.extend([
        name("population", "Lê Thị Hòa"),
        name("birth-notice", "LÊ THỊ HOÀ"),
        fact(
            "population",
            "population.personal_id",
            "person.personal_id",
            json!("001190000001"),
        ),
        Fact {
            subject: "child".into(),
            ..fact(
                "birth-notice",
                "birth_notice.mother_id",
                "mother.personal_id",
                json!("001190000002"),
            )
        },
        fact(
            "birth-notice",
            "birth_notice.code",
            "birth.notice_code",
            json!("00001.GCS.00001.26"),
        ),
        fact(
            "vneid",
            "account.phone",
            "contact.phone",
            json!("0912345678"),
        ),
        fact(
            "profile",
            "profile.phone",
            "contact.phone",
            json!("0912345679"),
        ),
        fact(
            "profile",
            "profile.email",
            "contact.email",
            json!("không có"),
        ),
        fact(
            "population",
            "population.old_id",
            "person.old_id",
            json!("0000000000"),
        ),
        fact(
            "vneid",
            "account.old_id",
            "person.old_id",
            json!("123456789"),
        ),
        fact(
            "birth-notice",
            "birth_notice.child_name",
            "child.full_name",
            json!("Lê Mẫu An"),
        ),
        Fact {
            row: Some(0),
            ..fact(
                "population",
                "family.persons[].personal_id",
                "member.personal_id",
                json!("001099000001"),
            )
        },
    ]);
    facts
}

/// What the app does with a merge: fills stand, conflicts leave their place empty until decided.
pub(crate) fn apply(answers: &mut Answers, origins: &mut Origins, merged: &Merged) {
    for fill in &merged.fills {
        answers
            .values
            .insert(fill.place.clone(), fill.value.clone());
        origins.insert(fill.place.clone(), fill.origin.clone());
    }
    for conflict in merged
        .conflicts
        .iter()
        .filter(|conflict| conflict.typed.is_none())
    {
        answers.values.remove(&conflict.place);
        origins.remove(&conflict.place);
    }
    answers.rows.extend(merged.rows.iter().cloned());
}

/// What would be sent, rows in any order: they keep the place where they came first.
fn sent(answers: &Answers) -> Value {
    let mut data = forms::send::to_data(&service(), answers);
    if let Some(rows) = data.get_mut("members").and_then(Value::as_array_mut) {
        rows.sort_by_key(Value::to_string);
    }
    data
}

proptest! {
    #[test]
    fn the_order_of_arrival_never_matters(shuffled in Just(many()).prop_shuffle()) {
        let mut start = of_mother();
        start.values.insert(at("has_members"), json!(true));
        prop_assert_eq!(merged(&start, &Origins::new(), &shuffled), merged(&start, &Origins::new(), &many()));
    }

    #[test]
    fn sources_one_after_another_end_where_all_at_once_do(
        sources in Just(["vneid", "profile", "population", "birth-notice", "residence"]).prop_shuffle()
    ) {
        let mut start = of_mother();
        start.values.insert(at("has_members"), json!(true));
        let (mut at_once, mut step_by_step) = ((start.clone(), Origins::new()), (start, Origins::new()));
        let all = merged(&at_once.0, &at_once.1, &many());
        apply(&mut at_once.0, &mut at_once.1, &all);
        for arrived in 1..=sources.len() {
            let known = |fact: &Fact| sources[..arrived].contains(&fact.provenance.source.as_str());
            let facts: Vec<Fact> = many().into_iter().filter(known).collect();
            let found = merged(&step_by_step.0, &step_by_step.1, &facts);
            apply(&mut step_by_step.0, &mut step_by_step.1, &found);
            prop_assert!(arrived < sources.len() || conflicts(&found) == conflicts(&all));
        }
        prop_assert_eq!(sent(&at_once.0), sent(&step_by_step.0));
    }
}
