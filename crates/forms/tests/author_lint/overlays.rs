//! A province's overlay over the base definition: what it refuses with line and remedy, and what becomes of the rest.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a failed unwrap is a failed test"
)]

use crate::{BASE, vocabulary};
use forms::author::compile::{form_version, in_language, to_service};
use forms::author::files::Files;
use forms::author::lint::lint;
use forms::author::overlay::Overlay;
use forms::author::source::Source;
use forms::condition::Condition;
use forms::definition::Service;
use forms::overlay::apply;
use vietnam::CivilDate;

const HEAD: &str = "province = \"91\"\ndate = \"2026-11-25\"\n";

/// The base definition with a table that a province may raise.
pub(crate) fn files() -> Files {
    let text = BASE.replacen("[[legal]]", "least = [\"area\"]\n\n[[legal]]", 1)
        + "\n[table.area]\nper_person = { square_metres = 8 }\n";
    Files {
        services: vec![Source::read("services/90-thu.toml", &text).ok().unwrap()],
        lists: Vec::new(),
        catalogue: None,
        words: vocabulary::words(),
        findings: Vec::new(),
    }
}

fn read(text: &str) -> Result<Overlay, Vec<String>> {
    let read = Overlay::read(&files(), "overlays/thu.toml", &format!("{HEAD}{text}"));
    read.map_err(|findings| findings.iter().map(ToString::to_string).collect())
}

/// The findings of reading; of the merged definition where reading finds nothing. Line 3 is the first of the text.
fn messages(text: &str) -> Vec<String> {
    let overlay = match read(text) {
        Ok(overlay) => overlay,
        Err(findings) => return findings,
    };
    let today = CivilDate::new(2026, 11, 25).unwrap();
    let merged = overlay.merged();
    let found = merged.flat_map(|source| lint(source, &vocabulary::words(), today));
    found.map(|finding| finding.to_string()).collect()
}

#[track_caller]
pub(crate) fn refuses(text: &str, expected: &[&str]) {
    let found = messages(text);
    let found: Vec<&str> = found
        .iter()
        .map(|line| line.strip_prefix("overlays/thu.toml:").unwrap_or(line))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// The definition under an overlay that is right.
#[track_caller]
pub(crate) fn laid(text: &str) -> Service {
    assert_eq!(messages(text), Vec::<String>::new(), "{text}");
    let mut files = files();
    read(text).ok().unwrap().lay(&mut files);
    to_service(&files.services[0], "vi").ok().unwrap()
}

#[test]
fn only_what_is_written_changes() {
    let service = laid(
        r#"
        [service.90]
        who = { vi = "Người trong tỉnh", en = "People of the province" }
        [[service.90.fee]]
        id = "copy"
        amount = 5000
        law = "Nghị quyết 1"
        [[service.90.fee]]
        id = "local"
        name = { vi = "Phí của tỉnh", en = "Local fee" }
        [[service.90.case]]
        code = "90.new"
        procedure = "9.000001"
        fees = ["copy", "local"]
        [[service.90.case]]
        code = "90.again"
        closed = { vi = "Chưa nhận", en = "Not taken" }
        [[service.90.legal]]
        number = "Nghị quyết 1"
        title = { vi = "Phí", en = "Fees" }
        [[service.90.step]]
        id = "nguoi"
        [[service.90.step.field]]
        id = "name"
        label = { vi = "Tên", en = "Full name" }
        [[service.90.rule]]
        id = "few"
        without = ["when"]
        [service.90.table.area.per_person]
        square_metres = 10
        "#,
    );
    let (copy, local) = (&service.fees[0], &service.fees[1]);
    assert_eq!(
        (copy.name.as_str(), copy.law.as_deref()),
        ("Bản sao", Some("Nghị quyết 1"))
    );
    assert!(copy.amount.is_some() && local.amount.is_none());
    assert_eq!(service.rules[0].when, Condition::Always);
    let (new, again) = (&service.cases[0], &service.cases[1]);
    assert_eq!(
        (new.name.as_str(), new.procedure.as_str()),
        ("Mới", "9.000001")
    );
    assert_eq!(service.closed(new), None);
    assert_eq!(service.closed(again), Some("Chưa nhận"));
    assert_eq!(
        (service.legal.len(), service.who.as_str()),
        (2, "Người trong tỉnh")
    );
    let name = service.field(&"name".into()).unwrap();
    assert_eq!((name.label.as_str(), name.sources.len()), ("Tên", 1));
    assert_eq!(service.tables["area"]["per_person"]["square_metres"], 10);
}

#[test]
fn what_the_definition_does_not_have_is_told_where_it_stands() {
    refuses(
        "[[service.90.fee]]\nid = \"cpoy\"\namount = 1\n",
        &["3 service 90 fee: the definition has no fee `cpoy`; did you mean `copy`?"],
    );
    refuses(
        "[[service.90.fee]]\nid = \"local\"\namount = 1\n",
        &["3 service 90 fee: the definition has no fee `local`; a new one also needs name"],
    );
    refuses(
        "[[service.90.fee]]\nid = \"copy\"\namuont = 1\nwithout = [\"until\"]\n",
        &[
            "5 service 90 fee copy: there is no `amuont` here; did you mean `amount`?",
            "6 service 90 fee copy: the definition has no `until` here; take it out of `without`",
        ],
    );
    refuses(
        "[service.90.table.area.person]\nsquare_metres = 9\n",
        &[
            "3 service 90 table area: the definition has no `person` here; an overlay changes the cells that there are",
        ],
    );
    refuses(
        "[service.09]\n",
        &["3: there is no service 09; did you mean `90`?"],
    );
    refuses(
        "[[service.90.step]]\nid = \"nguoi\"\n[[service.90.step.field]]\nid = \"count\"\nmax = 3\n",
        &[
            "7 service 90 /count: there is no `max` here; constraints stand beside `kind`: write it, and all of them",
        ],
    );
}

#[test]
fn what_is_the_same_everywhere_cannot_be_changed() {
    refuses(
        "[service.90]\nslug = \"x\"\n",
        &["4 service 90: `slug` is the same in every province; take it out"],
    );
    refuses(
        "[[service.90.case]]\ncode = \"90.new\"\nwithout = [\"when\"]\n",
        &["5 service 90 case 90.new: `when` cannot be left out; write another one"],
    );
    refuses(
        "[service.90.table.area.per_person]\nsquare_metres = 7\n",
        &[
            "4 service 90 table area per_person square_metres: it is below the law's 8; a province may raise it, not lower it",
        ],
    );
}

#[test]
fn texts_stand_in_both_languages() {
    refuses(
        "[service.90]\nclosed = { vi = \"Chưa nhận\" }\n",
        &["4 service 90 closed: the text in `en` is missing; add en = \"…\""],
    );
    refuses(
        "[service.90]\nclosed = true\n",
        &["4 service 90 closed: true or false stands here; write { vi = \"…\", en = \"…\" }"],
    );
}

#[test]
fn the_merged_definition_is_checked_as_a_definition_is() {
    refuses(
        "[[service.90.fee]]\nid = \"copy\"\nlaw = \"Nghị quyết 1\"\nwhen = { field = \"wya\", is = \"new\" }\n",
        &["6 service 90 fee copy when: there is no field `wya`; did you mean `way`?"],
    );
    refuses(
        "[[service.90.case]]\ncode = \"90.again\"\nwhen = { field = \"way\", is = \"new\" }\n",
        &[
            "3 service 90 case: no row is chosen with way = \"again\"; add a row, or widen one",
            "5 service 90 case 90.again when: the rows above take every answer that fits; move it up, or mend the conditions above",
        ],
    );
    // Doing without a paper is no slip.
    refuses(
        "[[service.90.paper]]\ncode = \"90.form\"\nwhen = false\n",
        &[],
    );
}

#[test]
fn the_head_says_whose_it_is_and_of_when() {
    let read = |text: &str| Overlay::read(&files(), "overlays/thu.toml", text);
    let found = read("province = \"91\"\ndate = \"gestern\"\n[service.90]\n")
        .err()
        .unwrap();
    assert_eq!(
        found[0].to_string(),
        "overlays/thu.toml:2 date: `gestern` is no date; write it as 2026-11-25"
    );
    let overlay =
        read("province = \"99\"\ndate = \"2026-11-25\"\n[service.90]\nplaceholder = \"?\"\n");
    let overlay = overlay.ok().unwrap();
    assert_eq!(overlay.check_province(["91", "99"]), None);
    assert_eq!(
        overlay.check_province(["91"]).unwrap().to_string(),
        "overlays/thu.toml:1 province: there is no province 99; take the code from data/provinces.csv"
    );
}

#[test]
fn what_is_not_known_is_listed_and_marked() {
    let text = r#"
        [service.90]
        placeholder = "Mẫu của tỉnh chưa biết"
        [[service.90.fee]]
        id = "copy"
        placeholder = "Mức thu chưa biết"
        [[service.90.rule]]
        id = "few"
        unconfirmed = true
        "#;
    assert!(laid(text).fees[0].unconfirmed);
    let overlay = read(text).ok().unwrap();
    let listed: Vec<String> = overlay
        .unconfirmed
        .iter()
        .map(ToString::to_string)
        .collect();
    assert_eq!(
        listed,
        [
            "overlays/thu.toml:5 service 90: Mẫu của tỉnh chưa biết",
            "overlays/thu.toml:8 service 90 fee copy: Mức thu chưa biết",
            "overlays/thu.toml:11 service 90 rule few: Ít thôi",
        ]
    );
}

#[test]
fn the_version_is_of_definition_and_overlay() {
    let version = |text: &str| {
        let mut files = files();
        read(text).ok().unwrap().lay(&mut files);
        form_version(&files.services[0])
    };
    let fee = |amount: u32| {
        format!("[[service.90.fee]]\nid = \"copy\"\namount = {amount}\nlaw = \"Nghị quyết 1\"\n")
    };
    let plain = form_version(&files().services[0]);
    assert_ne!(plain, version(&fee(8000)));
    assert_ne!(plain, version(&fee(5000)));
    assert_ne!(version(&fee(5000)), version(&fee(6000)));
    assert_eq!(version(&fee(5000)), version(&fee(5000)));
    assert!(version(&fee(5000)).starts_with("1.0.0+"));
}

/// The same function lays the overlay of one language over the definition of that language.
#[test]
fn languages_may_be_taken_apart_before_or_after() {
    let text = "[service.90]\nclosed = { vi = \"Chưa\", en = \"No\" }\n[[service.90.fee]]\nid = \"copy\"\nname = { vi = \"Sao\", en = \"Copies\" }\nwithout = [\"law\"]\nunconfirmed = true\n";
    let mut files = files();
    read(text).ok().unwrap().lay(&mut files);
    let merged = &files.services[0];
    let (base, over) = merged.merged_from().unwrap();
    for language in ["vi", "en"] {
        let one = apply(&in_language(base, language), &in_language(over, language)).unwrap();
        assert_eq!(one, in_language(&merged.both, language));
    }
}
