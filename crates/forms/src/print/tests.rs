use super::*;
use crate::lists::NoLists;
use crate::place::FieldId;
use serde_json::json;

fn service(layouts: &Value) -> Service {
    let field = |id: &str, kind: Value, items: Value| json!({ "id": id, "concept": "a.b", "kind": kind, "label": FieldId::new(id).leaf(), "items": items });
    let text = json!({ "text": {} });
    let steps = json!([{ "id": "s", "title": "S", "fields": [
        field("extra", text.clone(), json!({ "F": "E" })),
        field("office", json!({ "unit": "authority" }), json!({ "F": "(1)" })),
        field("tenth", text.clone(), json!({ "F": "10" })),
        field("name", json!({ "person-name": {} }), json!({ "F": "2", "G": "1" })),
        field("born", json!({ "partial-date": {} }), json!({ "F": "2" })),
        field("agreed", json!("yes-no"), json!({ "F": "3" })),
        field("rows[]", json!({ "group-list": {} }), json!({ "F": "4" })),
        field("rows[].who", text.clone(), json!({ "F": "4" })),
        field("rows[].note", text, json!({ "F": "E" })),
        field("declaration", json!("statement"), json!({ "F": "E" })),
    ] }]);
    let case = json!({ "code": "x", "procedure": "p", "name": "Case", "when": "always", "online": "full", "authority": { "office": "o" }, "forms": ["F", "G"] });
    serde_json::from_value(json!({
        "id": "09", "slug": "s", "form_id": "f", "form_version": "1", "language": "vi", "name": "Service", "what": "", "who": "",
        "legal": [], "dimensions": [], "cases": [case], "steps": steps, "declaration_version": "1", "layouts": layouts
    }))
    .unwrap()
}

fn data() -> Value {
    json!({
        "extra": "E1", "office": { "code": "1", "name": "UBND xã A" }, "tenth": "X", "name": "Lê Thị Đào", "born": "2026-03-05",
        "agreed": true, "rows": [{ "who": "An", "note": "n1" }, { "who": "Bình" }], "declaration": true, "unknown": { "a": 1 }
    })
}

fn printed(layouts: &Value, data: &Value) -> Print {
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    print(&service(layouts), data, today, &NoLists)
}

/// Each answer in a line of text.
fn told<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<String> {
    let one = |entry: &Entry| {
        let value = match &entry.written {
            Written::Blank => "…".to_owned(),
            Written::Lines(lines) => lines.join(" / "),
            Written::Boxes(options) => {
                let option = |(chosen, label): &(bool, String)| {
                    format!("[{}] {label}", if *chosen { "x" } else { " " })
                };
                options.iter().map(option).collect::<Vec<_>>().join(" ")
            }
        };
        format!("{} {}: {value}", entry.item, entry.label)
            .trim()
            .to_owned()
    };
    entries.map(one).collect()
}

#[test]
fn without_a_layout_all_stands_on_a_record_in_the_order_of_the_numbers() {
    let print = printed(&json!([]), &data());
    assert_eq!(print.sheets.len(), 1);
    assert!(!print.sheets[0].official && print.annex.is_empty());
    assert_eq!(print.sheets[0].title, "Case");
    assert_eq!(
        told(print.entries()),
        [
            "(1) office: UBND xã A",
            "2. name: Lê Thị Đào",
            "2. born: 05/03/2026",
            "3. agreed: Có",
            "who: An",
            "note: n1",
            "who: Bình",
            "note: …",
            "10. tenth: X",
            "extra: E1",
            ": [x] declaration",
            "unknown: {\"a\":1}",
        ]
    );
}

fn layout() -> Value {
    json!([{
        "id": "F", "official": true, "title": "Form", "to": "office", "note": "one\n two",
        "blocks": [
            { "text": "Please:\nSoon", "rows": [
                { "field": "name", "capitals": true }, { "field": "born", "beside": true, "words": true, "label": "Day" },
                { "field": "agreed", "boxes": true }, { "field": "rows[]" }
            ] },
            { "when": { "answered": "extra" }, "heading": "More", "rows": [{ "field": "tenth", "item": "-" }] },
        ],
        "signatures": [{ "title": "Who", "name": "name", "rows": [{ "field": "rows[].note" }] }]
    }])
}

#[test]
fn a_layout_says_what_stands_where() {
    let print = printed(&layout(), &data());
    let sheet = &print.sheets[0];
    assert_eq!(
        told(sheet.entries()),
        [
            "(1) office: UBND xã A",
            "2. name: LÊ THỊ ĐÀO",
            "Day: 05/03/2026 / Bằng chữ: Ngày năm tháng ba năm hai nghìn không trăm hai mươi sáu",
            "3. agreed: [x] Có [ ] Không",
            "who: An",
            "who: Bình",
            "tenth: X",
            "note: n1",
        ]
    );
    assert_eq!(sheet.blocks[0].text, ["Please:", "Soon"]);
    assert_eq!(sheet.notes, ["one", "two"]);
    assert!(matches!(&sheet.blocks[0].lines[0], Line::Entries(entries) if entries.len() == 2));
    let signed: Vec<_> = sheet
        .signatures
        .iter()
        .map(|one| (one.name.join(""), one.entries.len()))
        .collect();
    assert_eq!(
        signed,
        [("Lê Thị Đào".to_owned(), 1), ("Lê Thị Đào".to_owned(), 0)]
    );
    assert_eq!(
        told(print.annex.iter().flat_map(Line::entries)),
        ["extra: E1", ": [x] declaration", "unknown: {\"a\":1}"]
    );
}

#[test]
fn an_official_form_keeps_room_for_what_was_not_answered() {
    let print = printed(&layout(), &json!({ "declaration": true }));
    assert_eq!(
        told(print.sheets[0].entries()),
        [
            "(1) office: …",
            "2. name: …",
            "Day: …",
            "3. agreed: [ ] Có [ ] Không",
            "note: …"
        ]
    );
    assert_eq!(print.sheets[0].blocks.len(), 1);
    let mut record = layout();
    record[0]["official"] = false.into();
    let print = printed(&record, &json!({ "name": "Lê Thị Đào" }));
    assert_eq!(
        told(
            print.sheets[0]
                .blocks
                .iter()
                .flat_map(|block| &block.lines)
                .flat_map(Line::entries)
        ),
        ["2. name: LÊ THỊ ĐÀO"]
    );
}

#[test]
fn numbers_print_as_the_form_has_them() {
    let numbers = [
        Some("6"),
        Some("(6)"),
        Some("14.1"),
        Some("[07]"),
        Some("a)"),
        Some("head"),
        Some("-"),
        None,
    ];
    assert_eq!(
        numbers.map(sheet::number),
        ["6.", "(6)", "14.1.", "[07]", "a)", "", "", ""]
    );
}

#[test]
fn a_record_numbers_what_is_there_and_is_left_out_where_nothing_is() {
    let mut layouts = layout();
    layouts[0]["official"] = false.into();
    let born = printed(&layouts, &json!({ "born": "2026" }));
    assert_eq!(
        told(born.sheets[0].entries())[1..],
        [
            "2. Day: 2026 / Bằng chữ: Năm hai nghìn không trăm hai mươi sáu",
            "note: …"
        ]
    );
    let print = printed(&layouts, &json!({ "extra": "E1" }));
    assert_eq!(print.sheets.len(), 1);
    assert!(!print.sheets[0].official);
    assert_eq!(print.sheets[0].title, "Case");
    assert_eq!(told(print.entries()), ["extra: E1"]);
}

/// Its blocks and its signature hang on the same answer, the office it is addressed to does not.
#[test]
fn a_form_of_which_no_block_stands_is_left_out() {
    let mut layouts = layout();
    let mut second = layouts[0].clone();
    second["id"] = "G".into();
    second["blocks"] = json!([{ "when": { "answered": "extra" }, "text": "Members", "rows": [{ "field": "tenth" }] }]);
    layouts.as_array_mut().unwrap().push(second);
    let sheets = |data: Value| {
        let print = printed(&layouts, &data);
        (
            print.sheets.len(),
            told(print.annex.iter().flat_map(Line::entries)),
        )
    };
    let office = json!({ "office": { "code": "1", "name": "UBND" }, "name": "An" });
    assert_eq!(sheets(office.clone()), (1, Vec::new()));
    let mut with_extra = office;
    with_extra["extra"] = "E1".into();
    assert_eq!(sheets(with_extra), (2, vec!["extra: E1".to_owned()]));
    layouts.as_array_mut().unwrap().remove(0);
    let print = printed(&layouts, &json!({ "name": "An" }));
    assert_eq!(print.sheets.len(), 1);
    assert!(!print.sheets[0].official);
    assert_eq!(told(print.entries()), ["2. name: An"]);
}

/// A list that knows one country.
struct Japan;

impl crate::lists::Lists for Japan {
    fn contains(&self, _: &str, _: &str) -> Option<bool> {
        None
    }

    fn name(&self, list: &str, code: &str) -> Option<String> {
        ((list, code) == ("countries", "JP")).then(|| "Nhật Bản".to_owned())
    }
}

#[test]
fn an_address_abroad_names_its_country_as_the_list_does() {
    let mut service = service(&json!([]));
    service.steps[0].fields[0].kind =
        serde_json::from_value(json!({ "address": { "abroad": true } })).unwrap();
    let today = CivilDate::parse_iso("2026-11-25").unwrap();
    let told_of = |address: Value| {
        let print = print(&service, &json!({ "extra": address }), today, &Japan);
        told(print.entries())
            .into_iter()
            .find(|line| line.starts_with("extra"))
            .unwrap()
    };
    let japan = json!({ "country": "JP", "detail": "1-2-3 Ginza, Tokyo", "text": "1-2-3 Ginza, Tokyo, Japan" });
    assert_eq!(told_of(japan), "extra: 1-2-3 Ginza, Tokyo, Nhật Bản");
    let unknown = json!({ "country": "US", "detail": "1 Main St", "text": "1 Main St, USA" });
    assert_eq!(told_of(unknown), "extra: 1 Main St, USA");
}
