//! Examples of units and addresses.

use leptos::prelude::*;

use super::{Table, live, named};
use crate::ui::{
    Address, AddressField, AddressTakes, Entries, Entry, IdentityPaper, IdentityPaperField,
    LegacyAddress, UnitChoice, UnitField,
};

pub(super) const EXAMPLES: Table = &[
    ("unit: empty", |frame| {
        let (value, on_change) = live(UnitChoice::default());
        let [_, provinces, communes] = lists();
        view! {
            <UnitField
                frame=named(frame, "Nơi đăng ký")
                provinces=provinces
                communes=communes
                value=value
                on_change=on_change
            />
        }
        .into_any()
    }),
    ("unit: chosen", |frame| {
        let (value, on_change) = live(chosen());
        let [_, provinces, communes] = lists();
        view! {
            <UnitField
                frame=named(frame, "Nơi đăng ký")
                provinces=provinces
                communes=communes
                value=value
                on_change=on_change
            />
        }
        .into_any()
    }),
    ("address: filled", |frame| {
        let address = Address {
            unit: chosen(),
            detail: "Số 5 ngõ 12, phố Huế".to_owned(),
            ..Address::default()
        };
        let (value, on_change) = live(address);
        view! { <AddressField frame=named(frame, "Nơi thường trú") lists=lists() value=value on_change=on_change /> }
            .into_any()
    }),
    ("address: old, kept", |frame| {
        let text = "Xã Đông Xuân, H. Đông Hưng, Thái Bình".to_owned();
        let (value, on_change) = live(Address {
            legacy: Some(LegacyAddress { text }),
            ..Address::default()
        });
        view! { <AddressField frame=named(frame, "Quê quán") lists=lists() value=value on_change=on_change /> }.into_any()
    }),
    ("address: abroad", |frame| {
        let address = Address {
            country: "JP".to_owned(),
            detail: "1-2-3 Namba, Osaka".to_owned(),
            ..Address::default()
        };
        let (value, on_change) = live(address);
        let takes = AddressTakes {
            abroad: true,
            ..AddressTakes::default()
        };
        view! {
            <AddressField frame=named(frame, "Nơi ở hiện nay") lists=lists() takes=takes value=value on_change=on_change />
        }
        .into_any()
    }),
    ("identity paper: filled", |frame| {
        let paper = IdentityPaper {
            kind: Some("passport".to_owned()),
            number: "C0000001".to_owned(),
            issued_on: "2021-05-01".to_owned(),
            ..IdentityPaper::default()
        };
        let (value, on_change) = live(paper);
        let types: Entries = [
            Entry::new("id_card", "Thẻ căn cước"),
            Entry::new("passport", "Hộ chiếu"),
            Entry::new("other", "Giấy tờ khác"),
        ]
        .into_iter()
        .collect();
        let types = Signal::stored(Some(types));
        view! {
            <IdentityPaperField
                frame=named(frame, "Giấy tờ tùy thân của mẹ")
                types=types
                other="other".to_owned()
                value=value
                on_change=on_change
            />
        }
        .into_any()
    }),
];

fn chosen() -> UnitChoice {
    UnitChoice {
        province: Some("01".to_owned()),
        commune: Some("00070".to_owned()),
        typed: None,
    }
}

fn lists() -> [Signal<Option<Entries>>; 3] {
    let list = |entries: Vec<Entry>| Signal::stored(Some(entries.into_iter().collect::<Entries>()));
    let hung_yen = Entry {
        also: vec!["Thái Bình".to_owned()],
        ..Entry::new("33", "Hưng Yên")
    };
    let hoan_kiem = Entry {
        also: vec!["Hàng Bạc".to_owned(), "Hàng Đào".to_owned()],
        ..Entry::new("00070", "Hoàn Kiếm")
    };
    [
        list(vec![
            Entry::new("VN", "Việt Nam"),
            Entry::new("JP", "Nhật Bản"),
            Entry::new("FR", "Pháp"),
        ]),
        list(vec![
            Entry::new("01", "Hà Nội"),
            Entry::new("04", "Cao Bằng"),
            hung_yen,
        ]),
        list(vec![
            Entry::new("00004", "Ba Đình"),
            hoan_kiem,
            Entry::new("00025", "Giảng Võ"),
        ]),
    ]
}
