//! Examples of choices.

use leptos::prelude::*;

use super::{Table, live, named, wrong};
use crate::ui::{Choice, ChoiceField, Other, Picked, SeveralField, StatementField, YesNoField};

pub(super) const EXAMPLES: Table = &[
    ("choice: empty", |frame| {
        let (value, on_change) = live_choice(None);
        view! { <ChoiceField frame=named(frame, "Giới tính") options=sexes() value=value on_change=on_change /> }.into_any()
    }),
    ("choice: with help, wrong", |frame| {
        let (value, on_change) = live_choice(None);
        let frame = wrong(
            frame,
            "Ông/Bà là ai với trẻ?",
            "Ông/Bà là ai với trẻ? Ông/Bà cần trả lời câu này.",
        );
        view! { <ChoiceField frame=frame options=relations() value=value on_change=on_change /> }
            .into_any()
    }),
    ("choice: other", |frame| {
        let (value, on_change) = live_choice(Some("other"));
        let (text, on_text) = live("Anh nuôi".to_owned());
        let other = Other {
            value: "other".to_owned(),
            text,
            on_text,
        };
        view! {
            <ChoiceField frame=named(frame, "Quan hệ") options=relations() value=value on_change=on_change other=other />
        }
        .into_any()
    }),
    ("several: two chosen, with quantities", |frame| {
        let picked = |value: &str, quantity: &str| Picked {
            value: value.to_owned(),
            quantity: quantity.to_owned(),
        };
        let (value, on_change) = live(vec![picked("copy", "2"), picked("extract", "1")]);
        let options = vec![
            Choice::new("copy", "Bản sao giấy khai sinh"),
            Choice::new("extract", "Bản sao trích lục"),
            Choice::new("none", "Không cần bản sao"),
        ];
        view! {
            <SeveralField
                frame=named(frame, "Giấy tờ muốn nhận")
                options=options
                value=value
                on_change=on_change
                quantities=true
            />
        }
        .into_any()
    }),
    ("yes or no: yes", |frame| {
        let (value, on_change) = live(Some(true));
        let on_change = Callback::new(move |answer| on_change.run(Some(answer)));
        view! { <YesNoField frame=named(frame, "Cha mẹ đã đăng ký kết hôn?") value=value on_change=on_change /> }
            .into_any()
    }),
    ("statement: not affirmed", |frame| {
        let (value, on_change) = live(false);
        let sentence = "Tôi cam đoan những nội dung đã kê khai là đúng sự thật và chịu trách nhiệm trước pháp luật.";
        let fault = "Ông/Bà cần đánh dấu vào ô này để tiếp tục.";
        view! { <StatementField frame=wrong(frame, sentence, fault) value=value on_change=on_change /> }.into_any()
    }),
];

fn live_choice(first: Option<&str>) -> (Signal<Option<String>>, Callback<String>) {
    let (value, on_change) = live(first.map(str::to_owned));
    (
        value,
        Callback::new(move |chosen| on_change.run(Some(chosen))),
    )
}

fn sexes() -> Vec<Choice> {
    vec![Choice::new("male", "Nam"), Choice::new("female", "Nữ")]
}

fn relations() -> Vec<Choice> {
    let guardian = Choice {
        hint: Some("Cần có giấy tờ về việc giám hộ".to_owned()),
        ..Choice::new("guardian", "Người giám hộ")
    };
    vec![
        Choice::new("mother", "Mẹ"),
        Choice::new("father", "Cha"),
        guardian,
        Choice::new("other", "Người khác"),
    ]
}
