//! Decision 20: what the citizen typed or decided stands.

use crate::merging::{Origins, conflicts, merged, name, of_mother, origin};
use crate::support::at;
use forms::merge::Merged;
use forms::origin::{How, Origin, Other};
use serde_json::json;

#[test]
fn what_was_typed_is_never_overwritten() {
    let mut typed = of_mother();
    typed.values.insert(at("mother_name"), json!("Lê Thị Hoa"));
    let facts = [name("population", "Lê Thị Hòa")];
    for origins in [
        Origins::new(),
        [(at("mother_name"), origin(How::Manual))].into(),
    ] {
        let found = merged(&typed, &origins, &facts);
        let expected = (
            "mother_name".into(),
            vec![json!("Lê Thị Hòa")],
            Some(json!("Lê Thị Hoa")),
        );
        assert_eq!((found.fills.len(), conflicts(&found)), (0, vec![expected]));
    }
    assert_eq!(
        merged(
            &typed,
            &Origins::new(),
            &[name("population", "LÊ  THỊ HOA")]
        ),
        Merged::default()
    );
}

#[test]
fn what_the_citizen_decided_is_not_asked_again() {
    let mut chosen = of_mother();
    chosen.values.insert(at("mother_name"), json!("Lê Thị Hòa"));
    let others = vec![Other {
        value: json!("Lê Thị Hoa"),
        prov: "p-birth-notice".into(),
    }];
    let facts = [
        name("birth-notice", "Lê Thị Hoa"),
        name("population", "Lê Thị Hòa"),
    ];
    for how in [How::Auto, How::Manual] {
        let origins: Origins = [(
            at("mother_name"),
            Origin {
                others: others.clone(),
                ..origin(how)
            },
        )]
        .into();
        assert_eq!(merged(&chosen, &origins, &facts), Merged::default());
        assert_eq!(
            merged(&chosen, &origins, &facts[..1]),
            Merged::default(),
            "the other source alone decides nothing"
        );
        let third = [name("population", "Trần Thị Hòa")];
        assert_eq!(
            merged(&chosen, &origins, &third).conflicts.len(),
            1,
            "a new difference is asked"
        );
    }
}

#[test]
fn something_else_that_is_not_typed_yet_stays_to_be_typed() {
    let facts = [
        name("birth-notice", "Lê Thị Hoa"),
        name("population", "Lê Thị Hòa"),
    ];
    let others = ["Lê Thị Hoa", "Lê Thị Hòa"].map(|text| Other {
        value: json!(text),
        prov: "p".into(),
    });
    let other = Origin {
        others: others.into(),
        ..origin(How::Manual)
    };
    let origins = Origins::from([(at("mother_name"), other)]);
    for said in [&facts[..], &facts[..1]] {
        assert_eq!(merged(&of_mother(), &origins, said), Merged::default());
    }
    let third = [name("population", "Trần Thị Hòa")];
    assert_eq!(
        merged(&of_mother(), &origins, &third).fills.len(),
        1,
        "what nobody had said is new"
    );
}

#[test]
fn a_changed_value_stays_changed_and_an_emptied_one_empty() {
    let origins: Origins = [(
        at("mother_name"),
        Origin {
            original: Some(json!("Lê Thị Hòa")),
            ..origin(How::Override)
        },
    )]
    .into();
    let mut changed = of_mother();
    changed
        .values
        .insert(at("mother_name"), json!("Lê Thị Hoa"));
    assert_eq!(
        merged(&changed, &origins, &[name("population", "Lê Thị Hòa")]),
        Merged::default()
    );
    assert_eq!(
        merged(&changed, &origins, &[name("population", "Lê Thị Huệ")])
            .conflicts
            .len(),
        1
    );
    assert_eq!(
        merged(&of_mother(), &origins, &[name("population", "Lê Thị Hòa")]),
        Merged::default()
    );
}

/// The best source that is the authority for the value, whatever the citizen typed; none where no source is.
#[test]
fn the_office_goes_by_the_best_authority() {
    let mut typed = of_mother();
    typed.values.insert(at("mother_name"), json!("Lê Thị Hoá"));
    let followed = |is_authority: [bool; 2]| {
        let names = [("population", "Lê Thị Hòa"), ("birth-notice", "Lê Thị Hoa")];
        let facts = [0, 1].map(|index| {
            let (source, value) = names[index];
            let mut fact = name(source, value);
            fact.provenance.verified = is_authority[index];
            fact
        });
        let found = merged(&typed, &Origins::new(), &facts);
        let [conflict] = found.conflicts.as_slice() else {
            panic!("one conflict: {found:?}");
        };
        let index = conflict.followed()?;
        Some(conflict.candidates[index].provenance.source.clone())
    };
    let best = followed([true, true]).unwrap();
    let at_best = usize::from(best == "birth-notice");
    let mut second = [true, true];
    second[at_best] = false;
    assert_ne!(followed(second).unwrap(), best);
    assert_eq!(followed([false, false]), None);
}

/// P07: phone A was filled, the citizen changed it to B; the source still says A. B stays, and nothing is asked again;
/// that the source says something else now is told.
#[test]
fn a_changed_value_stays_when_its_source_is_asked_again() {
    let mut changed = of_mother();
    changed
        .values
        .insert(at("mother_name"), json!("Lê Thị Hoa"));
    let origins: Origins = [(
        at("mother_name"),
        Origin {
            original: Some(json!("Lê Thị Hòa")),
            ..origin(How::Override)
        },
    )]
    .into();
    let again = merged(&changed, &origins, &[name("population", "Lê Thị Hoà")]);
    assert_eq!(again, Merged::default());
    let other = merged(&changed, &origins, &[name("population", "Lê Thị Hóa")]);
    let expected = (
        "mother_name".into(),
        vec![json!("Lê Thị Hóa")],
        Some(json!("Lê Thị Hoa")),
    );
    assert_eq!(conflicts(&other), [expected]);
}

/// A licence of two classes: the form takes one, and nobody contradicts anybody.
#[test]
fn several_values_of_one_record_are_a_choice_and_no_conflict_of_sources() {
    let both = ["Lê Thị Hòa", "Lê Thị Hoa"].map(|value| name("population", value));
    let asked = merged(&of_mother(), &Origins::new(), &both);
    let [one] = asked.conflicts.as_slice() else {
        panic!("one is to be chosen: {asked:?}");
    };
    assert!(one.is_choice());
    assert_eq!(one.followed(), None, "the office goes by none of them");
    // One of them was typed: it is as the record says.
    let mut typed = of_mother();
    typed.values.insert(at("mother_name"), json!("Lê Thị Hoa"));
    assert_eq!(merged(&typed, &Origins::new(), &both), Merged::default());
    typed.values.insert(at("mother_name"), json!("Lê Thị Huệ"));
    let differs = merged(&typed, &Origins::new(), &both);
    assert!(!differs.conflicts[0].is_choice());
    // Two sources.
    let apart = [
        name("population", "Lê Thị Hòa"),
        name("birth-notice", "Lê Thị Hoa"),
    ];
    let apart = merged(&of_mother(), &Origins::new(), &apart);
    assert!(!apart.conflicts[0].is_choice() && apart.conflicts[0].followed().is_some());
}
