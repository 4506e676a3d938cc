//! Codes, addresses, files and identity papers that lack a part, or have a wrong one.

use super::{Trial, broken};
use forms::author::filling::Filler;
use forms::fault::FaultCode;
use forms::kind::{AddressLimits, CodeShape, FileLimits, ListRef};
use forms::lists::Lists;
use serde_json::{Value, json};

pub(super) fn listed(filler: &Filler<'_>, list: &ListRef) -> Vec<Trial> {
    let coded =
        |code: &str| json!({ "code": code, "name": "x", "list": list.list, "version": "1" });
    let mut all = vec![broken(
        "no code",
        json!({ "name": "x" }),
        FaultCode::Pattern,
    )];
    if !list.only.is_empty() || filler.stock.contains(&list.list, "none-such") == Some(false) {
        all.push(broken(
            "not in the list",
            coded("none-such"),
            FaultCode::NotInList,
        ));
    }
    if let Some(other) = &list.other {
        all.push(broken("no text", coded(other), FaultCode::Required));
    }
    all
}

pub(super) fn address(limits: &AddressLimits) -> Vec<Trial> {
    let home = |change: Value| {
        let mut made = json!({ "country": "VN", "province": "01", "commune": "00004", "detail": "Số 5", "text": "Số 5", "vintage": "current" });
        for (name, value) in change.as_object().unwrap() {
            made[name] = value.clone();
        }
        made
    };
    let mut all = vec![
        broken(
            "no province",
            home(json!({ "province": null })),
            FaultCode::Required,
        ),
        broken(
            "no such commune",
            home(json!({ "commune": "99999" })),
            FaultCode::UnitUnknown,
        ),
        broken(
            "no such province",
            home(json!({ "province": "99" })),
            FaultCode::UnitUnknown,
        ),
        broken(
            "detail too long",
            home(json!({ "detail": "x".repeat(301) })),
            FaultCode::TooLong,
        ),
        broken("no address", "Số 5", FaultCode::Pattern),
    ];
    let abroad =
        json!({ "country": "LA", "detail": "Bản Phôn", "text": "Bản Phôn", "vintage": "current" });
    if limits.abroad {
        let nowhere = json!({ "country": "ZZ", "text": "x", "vintage": "current" });
        all.push(broken("no such country", nowhere, FaultCode::NotInList));
    } else {
        all.push(broken("abroad", abroad, FaultCode::NotInList));
    }
    if !limits.province_only {
        all.push(broken(
            "no commune",
            home(json!({ "commune": null })),
            FaultCode::Required,
        ));
    }
    if limits.detail {
        all.push(broken(
            "no detail",
            home(json!({ "detail": null })),
            FaultCode::Required,
        ));
    }
    all
}

pub(super) fn code(shape: &CodeShape) -> Vec<Trial> {
    let most = shape.max.unwrap_or(100);
    let mut all = vec![broken("too long", "1".repeat(most + 1), FaultCode::TooLong)];
    if !shape.warn_only && !shape.shapes.is_empty() {
        all.push(broken("another shape", "?", FaultCode::Pattern));
    }
    all
}

pub(super) fn files(limits: &FileLimits, answer: &Value) -> Vec<Trial> {
    let mut all = vec![broken(
        "no file",
        json!([{ "name": "x" }]),
        FaultCode::Pattern,
    )];
    if let (Some(most), Some(file)) = (limits.most, answer.get(0)) {
        all.push(broken(
            "too many",
            vec![file.clone(); most + 1],
            FaultCode::TooMany,
        ));
    }
    all
}

pub(super) fn paper(list: &ListRef, answer: &Value) -> Vec<Trial> {
    let with = |name: &str, value: Value| {
        let mut paper = answer.clone();
        paper[name] = value;
        paper
    };
    let mut all = vec![
        broken(
            "no number",
            with("number", json!(null)),
            FaultCode::Required,
        ),
        broken("no kind", with("type", json!(null)), FaultCode::Required),
        broken(
            "issued in the future",
            with("issued_on", json!("2100-01-01")),
            FaultCode::AfterToday,
        ),
        broken(
            "issued on no day",
            with("issued_on", json!("2021-02-30")),
            FaultCode::NotADate,
        ),
        broken(
            "number too long",
            with("number", json!("1".repeat(21))),
            FaultCode::TooLong,
        ),
        broken(
            "not in the list",
            with("type", json!("none-such")),
            FaultCode::NotInList,
        ),
    ];
    if let Some(other) = &list.other {
        let mut nameless = with("type", json!(other));
        nameless["name"] = json!(null);
        all.push(broken("no name", nameless, FaultCode::Required));
    }
    all
}
