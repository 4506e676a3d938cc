//! Codes that the person reads on the device (decisions 20, 21; faults P12, P13), with the services that take them.

use crate::support::{cell, today};
use forms::answers::Answers;
use forms::author::{compile, files::Files};
use forms::definition::Service;
use forms::fact::{Fact, Provenance};
use forms::merge::{Before, Merged, merge};
use forms::origin::{How, Origin};
use forms::place::{FieldId, Place, RowKey};
use forms::scan::{CodeKind, ScanFault, Scanned, Target, targets};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use vietnam::unit::{CurrentAddress, Units};

pub(crate) const SEVEN: &str =
    "001099000001||Nguyễn Văn Mẫu|31011990|Nam|Thôn 1, Xã Đông Xuân|01052021";
const SIX: &str = "001099000001|Nguyễn Văn Mẫu|31011990|Nam|Thôn 1, Xã Đông Xuân|01052021";

pub(crate) fn service(id: &str) -> Service {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let files = Files::read(&root).unwrap();
    let mut sources = files.services.iter();
    let source = sources.find(|source| source.both["id"] == id);
    compile::to_service(source.unwrap(), "vi").unwrap()
}

pub(crate) fn answered(values: &[(&str, Value)]) -> Answers {
    let pair = |(id, value): &(&str, Value)| (Place::of(*id), value.clone());
    Answers {
        today: today(),
        values: values.iter().map(pair).collect(),
        rows: BTreeMap::new(),
    }
}

/// The guests of a household, in rows of these keys.
pub(crate) fn guests(rows: &[&str], cells: &[(&str, &str, Value)]) -> Answers {
    let mut answers = answered(&[
        ("place_kind", json!("household")),
        ("notifier_role", json!("household_member")),
    ]);
    let keys = rows.iter().map(|key| RowKey((*key).to_owned())).collect();
    answers.rows.insert(FieldId::new("guests[]"), keys);
    for (row, column, value) in cells {
        let place = cell(&format!("guests[].{column}"), row);
        answers.values.insert(place, value.clone());
    }
    answers
}

pub(crate) fn only(service: &Service, answers: &Answers, kind: CodeKind) -> Target {
    let mut found = targets(service, answers);
    found.retain(|target| target.kind == kind);
    assert_eq!(found.len(), 1, "{found:?}");
    found.remove(0)
}

/// A card's address of two levels, by the tables of today.
fn home(scanned: &Scanned) -> Option<CurrentAddress> {
    let (provinces, communes) = (
        include_str!("../../../../data/provinces.csv"),
        include_str!("../../../../data/communes.csv"),
    );
    let units = Units::read(provinces, communes).unwrap();
    scanned.home().map(|address| units.read_address(address))
}

pub(crate) fn said(target: &Target, scanned: &Scanned, record: &str) -> Vec<Fact> {
    let by = Provenance {
        id: record.to_owned(),
        source: target.kind.source().to_owned(),
        ..Provenance::default()
    };
    target.facts(scanned, home(scanned).as_ref(), record, &by)
}

pub(crate) fn merged(
    service: &Service,
    answers: &Answers,
    origins: &BTreeMap<Place, Origin>,
    facts: &[Fact],
) -> Merged {
    let provenance = facts
        .iter()
        .map(|fact| (fact.provenance.id.clone(), fact.provenance.clone()));
    let before = Before {
        former: &(),
        origins,
        provenance: &provenance.chain(earlier()).collect(),
        answered: &BTreeSet::new(),
    };
    merge(service, answers, before, facts)
}

/// Of a card that was read in an earlier visit: its facts are gone.
fn earlier() -> [(String, Provenance); 1] {
    let by = Provenance {
        id: "earlier".into(),
        source: "card-qr".into(),
        ..Provenance::default()
    };
    [("earlier".into(), by)]
}

fn columns(merged: &Merged) -> Vec<String> {
    let names = merged
        .fills
        .iter()
        .map(|fill| fill.place.field.leaf().to_owned());
    names.collect()
}

const ALL: [&str; 5] = [
    "full_name",
    "date_of_birth",
    "personal_id",
    "gender",
    "residence",
];

#[test]
fn every_part_of_a_card_is_filled_whatever_it_lacks() {
    let service = service("06");
    let answers = guests(&[], &[]);
    let target = only(&service, &answers, CodeKind::Card);
    assert_eq!(target.list, Some(FieldId::new("guests[]")));
    for text in [SEVEN, SIX] {
        let card = target.read(&service, text).unwrap();
        let merged = merged(
            &service,
            &answers,
            &BTreeMap::new(),
            &said(&target, &card, "c1"),
        );
        assert_eq!(columns(&merged), ALL, "{text}");
        let address = merged
            .fills
            .iter()
            .find(|fill| fill.place.field.leaf() == "residence");
        let address = &address.unwrap().value;
        assert_eq!(address["vintage"], "legacy");
        assert_eq!(address["legacy"]["text"], "Thôn 1, Xã Đông Xuân");
    }
}

#[test]
fn a_card_issued_since_the_new_order_has_an_address_of_two_levels() {
    let service = service("06");
    let answers = guests(&[], &[]);
    let target = only(&service, &answers, CodeKind::Card);
    let read = |address: &str, issued: &str| {
        let text = format!("001099000001||Nguyễn Văn Mẫu|31011990|Nam|{address}|{issued}");
        let card = target.read(&service, &text).unwrap();
        let facts = said(&target, &card, "c1");
        let merged = merged(&service, &answers, &BTreeMap::new(), &facts);
        let is_home = |place: &Place| place.field.leaf() == "residence";
        let fill = merged.fills.iter().find(|fill| is_home(&fill.place));
        let unread = merged.unread.iter().find(|unread| is_home(&unread.place));
        (fill.map(|fill| fill.value.clone()), unread.is_some())
    };
    let (today, then) = ("01072025", "30062025");
    let (home, _) = read("Số 8, Phường Ba Đình, Hà Nội", today);
    let expected = json!({ "country": "VN", "province": "01", "commune": "00004", "detail": "Số 8",
        "text": "Số 8, Phường Ba Đình, Hà Nội", "vintage": "current" });
    assert_eq!(home.unwrap(), expected);
    // A day before, the same text names units of then; a district does on any day.
    for (address, issued) in [
        ("Số 8, Phường Ba Đình, Hà Nội", then),
        ("Số 8, P. Cống Vị, Q. Ba Đình, TP. Hà Nội", today),
    ] {
        let home = read(address, issued).0.unwrap();
        assert_eq!(home["vintage"], "legacy", "{address} {issued}");
        assert_eq!(home["legacy"]["text"], address);
    }
    // What no unit of today is called is shown as it was read, and is no old address either.
    let unknown = "Số 8, Phường Không Có, Hà Nội";
    assert_eq!(read(unknown, today), (None, true));
}

#[test]
fn a_full_date_is_offered_where_the_year_was_typed() {
    let service = service("06");
    let mut answers = guests(&["row-1"], &[("row-1", "date_of_birth", json!("1990"))]);
    let target = only(&service, &answers, CodeKind::Card);
    let scanned = target.read(&service, SEVEN).unwrap();
    let Scanned::Card(card) = &scanned else {
        panic!()
    };
    let number = target.open_row(&service, &answers, card).unwrap();
    assert_eq!(number, cell("guests[].personal_id", "row-1"));
    answers.values.insert(number, json!("001099000001"));
    let merged = merged(
        &service,
        &answers,
        &BTreeMap::new(),
        &said(&target, &scanned, "c1"),
    );
    let [conflict] = merged.conflicts.as_slice() else {
        panic!("{merged:?}")
    };
    assert_eq!(conflict.place, cell("guests[].date_of_birth", "row-1"));
    assert_eq!(conflict.typed, Some(json!("1990")));
    assert_eq!(conflict.candidates[0].value, json!("1990-01-31"));
    assert_eq!(
        columns(&merged),
        ["full_name", "gender", "residence"],
        "the rest is filled"
    );
}

#[test]
fn a_card_takes_no_row_of_somebody_else() {
    let service = service("06");
    let open = |cells: &[(&str, &str, Value)]| {
        let answers = guests(&["row-1"], cells);
        let target = only(&service, &answers, CodeKind::Card);
        let Ok(Scanned::Card(card)) = target.read(&service, SEVEN) else {
            panic!()
        };
        target.open_row(&service, &answers, &card).is_some()
    };
    assert!(open(&[]));
    assert!(open(&[("row-1", "full_name", json!("NGUYỄN VĂN MẪU"))]));
    assert!(!open(&[("row-1", "full_name", json!("Trần Thị Thử"))]));
    assert!(!open(&[("row-1", "personal_id", json!("001099000002"))]));
    assert!(!open(&[("row-1", "passport_no", json!("C1234567"))]));
}

#[test]
fn a_second_card_takes_nothing_back_that_the_first_has_filled() {
    let service = service("06");
    let answers = guests(
        &["rec-1"],
        &[
            ("rec-1", "personal_id", json!("001099000002")),
            ("rec-1", "full_name", json!("Trần Thị Thử")),
        ],
    );
    let auto = Origin {
        how: How::Auto,
        prov: Some("earlier".into()),
        original: None,
        others: Vec::new(),
    };
    let origins = answers.values.keys().filter(|place| place.row.is_some());
    let origins = origins.map(|place| (place.clone(), auto.clone())).collect();
    let target = only(&service, &answers, CodeKind::Card);
    let card = target.read(&service, SEVEN).unwrap();
    let merged = merged(&service, &answers, &origins, &said(&target, &card, "c2"));
    assert!(merged.withdrawn.is_empty(), "{:?}", merged.withdrawn);
    assert_eq!(columns(&merged), ALL);
    assert_eq!(merged.rows[0].1.len(), 2);
}

#[test]
fn whom_the_form_knows_must_be_on_the_card() {
    let service = service("01");
    let asked = [
        ("req_confirm_cmnd9", json!(true)),
        ("filing_for", json!("self")),
    ];
    let answers = answered(&asked);
    let target = only(&service, &answers, CodeKind::Card);
    assert_eq!((target.subject.as_str(), &target.list), ("self", &None));
    let text = SEVEN.replace("||", "|012345678|");
    let card = target.read(&service, &text).unwrap();
    let known = |number: &str| {
        let mut fact = said(&target, &card, "account").remove(0);
        fact.value = forms::fact::FactValue::Value(json!(number));
        target.fits(&service, &answers, &[fact], &card)
    };
    assert_eq!(known("001099000001"), Ok(()));
    assert_eq!(known("001099000002"), Err(ScanFault::SomebodyElse));
    // Whoever an earlier dossier was about: the card is of whom this one is about.
    let mut earlier = said(&target, &card, "dossier").remove(0);
    earlier.value = forms::fact::FactValue::Value(json!("001099000002"));
    earlier.provenance.source = forms::fact::PRIOR_DOSSIER.to_owned();
    assert_eq!(target.fits(&service, &answers, &[earlier], &card), Ok(()));
    let merged = merged(
        &service,
        &answers,
        &BTreeMap::new(),
        &said(&target, &card, "c1"),
    );
    assert_eq!(columns(&merged), ["old_cmnd"]);
    let typed = answered(&[&asked[..], &[("personal_id", json!("001099000002"))]].concat());
    assert_eq!(
        target.fits(&service, &typed, &[], &card),
        Err(ScanFault::SomebodyElse)
    );
    let other = answered(&[asked[0].clone(), ("filing_for", json!("represented"))]);
    assert_eq!(targets(&service, &other), [], "no card of theirs is meant");
}

#[test]
fn other_and_mangled_codes_fill_nothing() {
    let service = service("06");
    let target = only(&service, &guests(&[], &[]), CodeKind::Card);
    let read = |text: &str| target.read(&service, text).unwrap_err();
    assert_eq!(
        read(&SEVEN.replace("Nguyễn Văn Mẫu", "Nguy?n V?n M?u")),
        ScanFault::Again
    );
    assert_eq!(read(&SEVEN.replace('|', "~")), ScanFault::Again);
    assert_eq!(
        read(&SEVEN.replace("Nguyễn Văn Mẫu", "nguyễn văn mẫu")),
        ScanFault::CapsLock
    );
    assert_eq!(read("https://example.vn/"), ScanFault::Other);
    assert_eq!(
        read("GD4019990000001|4e677579e1bb856e|31011990|1|-|x"),
        ScanFault::Other
    );
}

#[test]
fn a_health_card_gives_its_number_and_must_be_the_person_s() {
    let service = service("17");
    let answers = answered(&[("first_card", json!(false)), ("filing_for", json!("self"))]);
    let target = only(&service, &answers, CodeKind::HealthCard);
    let card = "GD4019990000001|4e677579e1bb856e2056c4836e204de1baab75|31011990|1|-";
    let card = target.read(&service, card).unwrap();
    let merged = merged(
        &service,
        &answers,
        &BTreeMap::new(),
        &said(&target, &card, "h1"),
    );
    assert_eq!(columns(&merged), ["card_code"]);
    assert_eq!(target.read(&service, SEVEN), Err(ScanFault::Other));
    let of = |name: &str| {
        let mut answers = answers.clone();
        answers.values.insert(Place::of("card_holder"), json!(name));
        target.fits(&service, &answers, &[], &card)
    };
    assert_eq!(of("NGUYỄN VĂN MẪU"), Ok(()));
    assert_eq!(of("Trần Thị Thử"), Err(ScanFault::SomebodyElse));
}

#[test]
fn the_key_of_a_paper_is_taken_where_it_has_the_shape_of_one() {
    let key = |id: &str, answers: &Answers, text: &str| {
        let service = service(id);
        let target = only(&service, answers, CodeKind::Paper);
        let scanned = target.read(&service, text)?;
        let merged = merged(
            &service,
            answers,
            &BTreeMap::new(),
            &said(&target, &scanned, "p1"),
        );
        assert_eq!(merged.fills.len(), 1, "{text}");
        Ok::<_, ScanFault>(merged.fills[0].value.as_str().unwrap().to_owned())
    };
    let fine = answered(&[("lookup_kind", json!("by_decision"))]);
    let decision = Ok("0012345/QĐ-XPHC".to_owned());
    for text in [
        "0012345/QĐ-XPHC",
        "https://example.vn/tra-cuu?so=0012345%2FQ%C4%90-XPHC&x=1",
        "TB|0012345/QĐ-XPHC|2026",
    ] {
        assert_eq!(key("08", &fine, text), decision, "{text}");
    }
    let bill = answered(&[]);
    assert_eq!(
        key("25", &bill, "PD01000123456"),
        Ok("PD01000123456".into())
    );
    assert_eq!(
        key("25", &bill, "HD;PD01000123456;202611;512000"),
        Ok("PD01000123456".into())
    );
    for other in [
        "",
        "https://example.vn/",
        "512000",
        "PD01000123456|PA05000654321",
        SEVEN,
    ] {
        assert_eq!(key("25", &bill, other), Err(ScanFault::Other), "{other}");
    }
    let vehicle = answered(&[("case", json!("first_domestic"))]);
    assert_eq!(key("07", &vehicle, "KX0099001"), Ok("KX0099001".into()));
}

#[test]
fn the_dossier_names_a_code_as_the_table_of_sources_does() {
    let table = concat!(env!("CARGO_MANIFEST_DIR"), "/../../services/sources.csv");
    let table = std::fs::read_to_string(table).unwrap();
    for kind in [CodeKind::Card, CodeKind::HealthCard] {
        let row = format!("\n{},{},", kind.source(), kind.name());
        assert!(table.contains(&row), "{row}");
        assert_eq!(CodeKind::of_source(kind.source()), Some(kind));
    }
    assert_eq!(CodeKind::of_source("population"), None);
}
