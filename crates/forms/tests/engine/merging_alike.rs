//! Decisions 4 and 20: what counts as the same when facts are merged, and of whom they speak.

use crate::merging::{Origins, fills, merged, name, of_mother};
use crate::support::fact;
use forms::fact::Fact;
use forms::merge::several;
use serde_json::{Value, json};

#[test]
fn of_identity_papers_that_agree_the_fullest_is_taken() {
    let short = fact(
        "vneid",
        "account.id_paper",
        "person.id_paper",
        json!({"type": "identity-card", "number": "001099000001"}),
    );
    let full =
        json!({"type": "identity-card", "number": "001099000001", "issued_on": "2024-07-01"});
    let found = merged(
        &of_mother(),
        &Origins::new(),
        &[
            short,
            fact(
                "population",
                "population.id_paper",
                "person.id_paper",
                full.clone(),
            ),
        ],
    );
    assert_eq!(fills(&found), [("mother_id_doc".into(), full)].into());
}

#[test]
fn addresses_are_the_same_by_unit_or_by_text() {
    let address = |source: &str, value: Value| {
        fact(source, "x.residence_address", "residence.address", value)
    };
    let today = json!({"country": "VN", "province": "01", "commune": "00004", "detail": "Số 5", "text": "Số 5, Phường Mới", "vintage": "current"});
    let old = json!({"country": "VN", "province": "01", "commune": "00004", "detail": "số 5", "text": "Số 5, Phường Cũ, Quận Cũ", "vintage": "legacy"});
    let facts = [address("vneid", old), address("population", today.clone())];
    assert_eq!(
        fills(&merged(&of_mother(), &Origins::new(), &facts)),
        [("mother_address".into(), today.clone())].into()
    );
    let mut elsewhere = today.clone();
    elsewhere["commune"] = json!("00008");
    let facts = [address("vneid", elsewhere), address("population", today)];
    assert_eq!(
        merged(&of_mother(), &Origins::new(), &facts)
            .conflicts
            .len(),
        1
    );
}

#[test]
fn of_twins_the_citizen_says_whose_notice_is_meant() {
    let notice = |id: &str, attribute: &str, value: &str| Fact {
        record_id: id.into(),
        ..fact(
            "birth-notice",
            &format!("birth_notice.{attribute}"),
            "child.full_name",
            json!(value),
        )
    };
    let twins = [
        notice("n-2", "child_name", "Lê Mẫu Bình"),
        notice("n-1", "child_name", "Lê Mẫu An"),
        notice("n-1", "child_count", "2"),
        name("population", "Lê Thị Hòa"),
    ];
    let found = several(&twins);
    assert_eq!(found.len(), 1);
    assert_eq!(
        (found[0].record, found[0].ids.as_slice()),
        ("birth_notice", ["n-1", "n-2"].as_slice())
    );
    assert_eq!(several(&twins[1..]), []);
}
