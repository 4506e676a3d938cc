//! Which sources are asked, and what they wait for.

use crate::support::{answers, field, service};
use forms::asks::asks;
use serde_json::json;

#[test]
fn a_source_is_asked_when_its_condition_holds_and_waits_for_its_keys() {
    let service = service();
    let names = |data: &serde_json::Value| -> Vec<String> {
        asks(&service, &answers(data))
            .iter()
            .map(|ask| ask.source.id.clone())
            .collect()
    };
    assert_eq!(names(&json!({})), ["population"]);
    let population = &asks(&service, &answers(&json!({})))[0];
    assert_eq!(population.source.about, ["self"], "unless it is said");
    assert_eq!(
        names(&json!({"has_notice": "electronic"})),
        ["population", "birth-notice"]
    );

    let notice = answers(&json!({"has_notice": "electronic", "notice_code": "00001.gcs.00001.26"}));
    let ask = asks(&service, &notice).remove(1);
    assert_eq!(
        ask.keys,
        [("notice_code", json!("00001.GCS.00001.26"))].into()
    );
    assert_eq!(ask.waits_for, [&field("mother_personal_id")]);
}
