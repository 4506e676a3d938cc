//! Examples of lists: look-ups, select, ordered list, group list.

use leptos::prelude::*;

use super::{Table, live, named, wrong};
use crate::ui::{
    Entries, Entry, FieldFrame, GroupList, LookupField, OrderedListField, PersonNameField,
    RowLimits, SelectField,
};

pub(super) const EXAMPLES: Table = &[
    ("lookup: empty", |frame| {
        let (value, on_change) = live(None);
        view! { <LookupField frame=named(frame, "Dân tộc") entries=groups() value=value on_change=on_change /> }.into_any()
    }),
    ("lookup: chosen", |frame| {
        let (value, on_change) = live(Some("4".to_owned()));
        view! { <LookupField frame=named(frame, "Dân tộc") entries=groups() value=value on_change=on_change /> }.into_any()
    }),
    ("lookup: wrong", |frame| {
        let (value, on_change) = live(None);
        let frame = wrong(
            frame,
            "Dân tộc",
            "Dân tộc: Ông/Bà chọn một mục trong danh sách.",
        );
        view! { <LookupField frame=frame entries=groups() value=value on_change=on_change /> }
            .into_any()
    }),
    ("lookup: loading", |frame| {
        let (value, on_change) = live(None);
        let nothing: Signal<Option<Entries>> = Signal::stored(None);
        view! { <LookupField frame=named(frame, "Quốc tịch") entries=nothing value=value on_change=on_change /> }.into_any()
    }),
    ("select: empty", |frame| {
        let (value, on_change) = live(None);
        view! { <SelectField frame=named(frame, "Hạng giấy phép") entries=groups() value=value on_change=on_change /> }
            .into_any()
    }),
    ("ordered list: two wishes", |frame| {
        let (value, on_change) = live(vec!["2".to_owned(), "1".to_owned()]);
        view! {
            <OrderedListField frame=named(frame, "Nguyện vọng") entries=groups() value=value on_change=on_change most=3 />
        }
        .into_any()
    }),
    ("group list: two members", |frame| {
        let rows = RwSignal::new(vec!["r1".to_owned(), "r2".to_owned()]);
        let pointer = frame.pointer.clone();
        let row = Callback::new(move |key: String| {
            let (value, on_change) = live(String::new());
            let frame = FieldFrame::new(format!("{pointer}/{key}/full_name"), "Họ, chữ đệm, tên");
            view! { <PersonNameField frame=frame value=value on_change=on_change /> }.into_any()
        });
        let add =
            Callback::new(move |()| rows.update(|rows| rows.push(format!("r{}", rows.len() + 1))));
        let remove =
            Callback::new(move |key: String| rows.update(|rows| rows.retain(|row| *row != key)));
        view! {
            <GroupList
                frame=named(frame, "Người cùng thay đổi nơi ở").required(false)
                row_name="Thành viên".to_owned()
                rows=rows
                row=row
                limits=RowLimits { min: 0, max: 3 }
                on_add=add
                on_remove=remove
            />
        }
        .into_any()
    }),
];

fn groups() -> Signal<Option<Entries>> {
    let names = [
        "Kinh", "Tày", "Thái", "Mường", "Khmer", "Hoa", "Nùng", "H'Mông", "Dao", "Gia Rai", "Ê Đê",
        "Ba Na",
    ];
    let entries = names
        .iter()
        .enumerate()
        .map(|(index, name)| Entry::new((index + 1).to_string(), *name));
    Signal::stored(Some(entries.collect()))
}
