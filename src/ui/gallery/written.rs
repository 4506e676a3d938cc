//! Examples of written answers.

use leptos::prelude::*;

use super::{Table, live, named, wrong};
use crate::ui::{
    CodeField, EmailField, MoneyField, NumberField, PersonNameField, PersonalIdField, PhoneField,
    PlateField, TextArea, TextField,
};

pub(super) const EXAMPLES: Table = &[
    ("text: empty", |frame| {
        let (value, on_change) = live(String::new());
        let frame = named(frame, "Nghề nghiệp")
            .hint(Some("Ghi như trên hợp đồng lao động".to_owned()))
            .required(false);
        view! { <TextField frame=frame value=value on_change=on_change /> }.into_any()
    }),
    ("text: why it is asked", |frame| {
        let (value, on_change) = live("Công nhân may".to_owned());
        let why = "Để cơ quan biết nơi liên hệ. Luật Cư trú 68/2020/QH14, Điều 28.".to_owned();
        view! { <TextField frame=named(frame, "Nơi làm việc").why(Some(why)) value=value on_change=on_change /> }.into_any()
    }),
    ("text: asked for once left empty", |frame| {
        let (value, on_change) = live(String::new());
        let left = RwSignal::new(false);
        let fault = move || {
            (left.get() && value.with(String::is_empty)).then(|| "Ông/Bà nhập nơi sinh.".to_owned())
        };
        let frame = named(frame, "Nơi sinh")
            .fault(Signal::derive(fault))
            .on_leave(move || left.set(true));
        view! { <TextField frame=frame value=value on_change=on_change /> }.into_any()
    }),
    ("text: several lines", |frame| {
        let (value, on_change) = live("Số 5 ngõ 12\nphố Huế".to_owned());
        view! { <TextArea frame=named(frame, "Lý do đề nghị") value=value on_change=on_change /> }
            .into_any()
    }),
    ("person name: empty", |frame| {
        let (value, on_change) = live(String::new());
        let frame = named(frame, "Họ, chữ đệm, tên của trẻ");
        view! { <PersonNameField frame=frame value=value on_change=on_change autocomplete=None /> }
            .into_any()
    }),
    ("person name: long, stacked accents", |frame| {
        let (value, on_change) =
            live("ĐẶNG ẨN NGUYỄN Ỷ CÔNG TẰNG TÔN NỮ THỊ HƯƠNG NGHIÊNG QUỲNH".to_owned());
        let frame = named(frame, "Họ, chữ đệm, tên");
        view! { <PersonNameField frame=frame value=value on_change=on_change autocomplete=Some("name".to_owned()) /> }
            .into_any()
    }),
    ("person name: wrong", |frame| {
        let (value, on_change) = live("Nguyễn Văn M4u".to_owned());
        let fault =
            "Họ, chữ đệm, tên chỉ gồm chữ cái, dấu cách, dấu nháy và gạch nối, như trên giấy tờ.";
        view! { <PersonNameField frame=wrong(frame, "Họ, chữ đệm, tên", fault) value=value on_change=on_change /> }
            .into_any()
    }),
    ("phone: filled", |frame| {
        let (value, on_change) = live("0900000001".to_owned());
        view! {
            <PhoneField
                frame=named(frame, "Số điện thoại")
                value=value
                on_change=on_change
                autocomplete=Some("tel".to_owned())
            />
        }
        .into_any()
    }),
    ("phone: letters kept and told", |frame| {
        let (value, on_change) = live("0900-abc-001".to_owned());
        let fault = "Số điện thoại phải có 10 chữ số và bắt đầu bằng số 0. Ví dụ 0912 345 678.";
        view! { <PhoneField frame=wrong(frame, "Số điện thoại", fault) value=value on_change=on_change /> }.into_any()
    }),
    ("email: empty", |frame| {
        let (value, on_change) = live(String::new());
        view! { <EmailField frame=named(frame, "Thư điện tử").required(false) value=value on_change=on_change /> }
            .into_any()
    }),
    ("personal id: empty", |frame| {
        let (value, on_change) = live(String::new());
        view! { <PersonalIdField frame=named(frame, "Số định danh cá nhân") value=value on_change=on_change /> }.into_any()
    }),
    ("personal id: masked", |frame| {
        let (value, on_change) = live("001099000001".to_owned());
        view! {
            <PersonalIdField frame=named(frame, "Số định danh cá nhân") value=value on_change=on_change masked=true />
        }
        .into_any()
    }),
    ("number: filled", |frame| {
        let (value, on_change) = live("3".to_owned());
        view! { <NumberField frame=named(frame, "Số bản sao") value=value on_change=on_change /> }
            .into_any()
    }),
    ("money: filled", |frame| {
        let (value, on_change) = live("1234567".to_owned());
        view! { <MoneyField frame=named(frame, "Giá trị tài sản") value=value on_change=on_change /> }.into_any()
    }),
    ("money: a fraction kept and told", |frame| {
        let (value, on_change) = live("12.5".to_owned());
        let fault = "Giá trị tài sản chỉ gồm chữ số. Ví dụ 12.";
        view! { <MoneyField frame=wrong(frame, "Giá trị tài sản", fault) value=value on_change=on_change /> }.into_any()
    }),
    ("plate: filled", |frame| {
        let (value, on_change) = live("29A-123.45".to_owned());
        view! { <PlateField frame=named(frame, "Biển số xe") value=value on_change=on_change /> }
            .into_any()
    }),
    ("code: digits", |frame| {
        let (value, on_change) = live(String::new());
        let frame =
            named(frame, "Số giấy phép lái xe").hint(Some("12 chữ số ở mặt trước".to_owned()));
        view! { <CodeField frame=frame value=value on_change=on_change numeric=true /> }.into_any()
    }),
];
