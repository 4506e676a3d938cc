//! Examples of page parts.

use leptos::prelude::*;

use super::{Table, live, named};
use crate::ui::{
    Between, BottomBar, Button, ButtonKind, ButtonLink, Candidate, Card, CardList, ConflictChoice,
    ErrorSummary, EventState, KnownCard, KnownRow, Mark, Notice, ProgressLine, ReceiptCode,
    SubmitButton, SummaryLine, Timeline, TimelineEvent, Tone, WaitingLine,
};

pub(super) const EXAMPLES: Table = &[
    ("error summary: two faults", |frame| {
        let line = |text: &str| SummaryLine {
            pointer: frame.pointer.clone(),
            text: text.to_owned(),
        };
        let faults = vec![
            line("Ngày sinh phải có đủ ngày, tháng, năm. Ví dụ 05/03/1960."),
            line("Ông/Bà chọn giới tính."),
        ];
        view! { <ErrorSummary faults=Signal::stored(faults) shown=Signal::stored(0) /> }.into_any()
    }),
    ("buttons: kinds", |_| {
        let press = Callback::new(|()| {});
        view! {
            <div class="row-actions">
                <Button on_press=press>"Đúng, tiếp tục"</Button>
                <Button kind=ButtonKind::Second on_press=press>"Thêm mục nữa"</Button>
                <Button kind=ButtonKind::Quiet on_press=press>"Sửa"</Button>
                <Button on_press=press busy=Signal::stored(true)>"Đang gửi…"</Button>
                <ButtonLink href="#main">"Bắt đầu"</ButtonLink>
            </div>
        }
        .into_any()
    }),
    ("bar: actions", |_| {
        let press = Callback::new(|()| {});
        view! {
            <BottomBar>
                <SubmitButton>"Tiếp tục"</SubmitButton>
                <Button kind=ButtonKind::Quiet on_press=press>"Lưu và thoát"</Button>
            </BottomBar>
        }
        .into_any()
    }),
    ("known: card", |_| {
        let change = Callback::new(|()| {});
        let mark = |mark: Mark, words: &str| Signal::stored(Some((mark, words.to_owned())));
        let text = |text: &str| Signal::stored(text.to_owned());
        view! {
            <KnownCard title="Người yêu cầu" parts=vec![(None, vec![view! {
                <KnownRow
                    label="Họ, chữ đệm, tên"
                    value=text("Nguyễn Văn Mẫu")
                    origin=mark(Mark::Known, "Dân cư · 25/11/2026")
                    on_change=change
                />
                <KnownRow
                    label="Số điện thoại"
                    value=text("0900 000 001")
                    origin=mark(Mark::Changed, "Ông/Bà đã sửa")
                    on_change=change
                />
                <KnownRow label="Thư điện tử" value=text("") origin=Signal::stored(None) on_change=change />
                <KnownRow
                    label="Nơi thường trú"
                    value=text("Số 5 ngõ 12, phố Huế, phường Hai Bà Trưng, thành phố Hà Nội")
                    origin=mark(Mark::Known, "Dân cư · 25/11/2026")
                    fault=Signal::stored(Some("Nơi thường trú: các nguồn ghi khác nhau.".to_owned()))
                />
            }.into_any()])] />
        }
        .into_any()
    }),
    ("conflict: two sources", |frame| {
        let (value, on_choose) = live(None);
        let on_choose = Callback::new(move |key| on_choose.run(Some(key)));
        let candidate = |key: &str, shown: &str, from: &str| Candidate {
            key: key.to_owned(),
            shown: shown.to_owned(),
            whole: None,
            from: from.to_owned(),
            age: "cập nhật 12/05/2019, 7 năm trước".to_owned(),
            followed: (key == "a").then(|| "Cơ quan sẽ theo thông tin này.".to_owned()),
        };
        let candidates = vec![
            candidate("a", "05/03/1960", "Dân cư · 25/11/2026"),
            candidate("b", "03/05/1960", "Hộ tịch điện tử · 12/03/2024"),
        ];
        view! {
            <ConflictChoice
                frame=named(frame, "Ngày sinh của mẹ")
                candidates=candidates
                between=Between::Sources
                value=value
                on_pick=on_choose
                on_take=Callback::new(|()| {})
                on_other=Callback::new(|()| {})
            >
                <p class="hint">"Cơ quan sẽ hỏi lại khi cần."</p>
            </ConflictChoice>
        }
        .into_any()
    }),
    ("notice: tones", |_| {
        view! {
            <Notice tone=Tone::Info><p>"Khoản này do tỉnh quy định; cơ quan sẽ xác nhận."</p></Notice>
            <Notice tone=Tone::Warning><p>"Đăng ký sau 60 ngày kể từ ngày sinh là đăng ký muộn."</p></Notice>
            <Notice tone=Tone::Done title="Đã gửi hồ sơ".to_owned()><p>"Ông/Bà giữ mã dưới đây."</p></Notice>
            <Notice tone=Tone::Fault><p>"Tệp chưa gửi được."</p></Notice>
            <Notice tone=Tone::Offline><p>"Ông/Bà thử lại khi có mạng."</p></Notice>
        }
        .into_any()
    }),
    ("timeline: on its way", |_| {
        let event = |state: EventState, title: &str, when: Option<&str>, note: Option<&str>| {
            TimelineEvent {
                state,
                title: title.to_owned(),
                when: when.map(str::to_owned),
                note: note.map(str::to_owned),
            }
        };
        let events = vec![
            event(
                EventState::Done,
                "Đã gửi",
                Some("08:30 ngày 24/11/2026"),
                None,
            ),
            event(
                EventState::Failed,
                "Cần bổ sung giấy tờ",
                Some("10:15 ngày 24/11/2026"),
                Some("Chụp lại giấy chứng sinh."),
            ),
            event(EventState::Now, "Đang xử lý", Some("25/11/2026"), None),
            event(
                EventState::Ahead,
                "Trả kết quả",
                Some("dự kiến 27/11/2026"),
                None,
            ),
        ];
        view! { <Timeline events=Signal::stored(events) /> }.into_any()
    }),
    ("waiting: a source", |_| {
        view! { <WaitingLine source="Cơ sở dữ liệu dân cư" on_go_on=Callback::new(|()| {}) /> }
            .into_any()
    }),
    ("progress: second of five", |_| {
        view! { <ProgressLine step=Signal::stored(2) total=Signal::stored(5) /> }.into_any()
    }),
    ("cards: services", |_| {
        let card = |href: Option<&str>, title: &str, line: &str, tag: Option<&str>| Card {
            href: href.map(str::to_owned),
            title: title.to_owned(),
            line: Some(line.to_owned()),
            tag: tag.map(str::to_owned),
        };
        let cards = vec![
            card(
                Some("#main"),
                "Đăng ký khai sinh",
                "Giấy khai sinh cho trẻ mới sinh",
                None,
            ),
            card(
                None,
                "Đăng ký kết hôn",
                "Giấy chứng nhận kết hôn",
                Some("Sắp có"),
            ),
        ];
        view! { <CardList cards=Signal::stored(cards) /> }.into_any()
    }),
    ("receipt code: large", |_| {
        view! { <ReceiptCode code="000.00.01.H01-261125-0001" /> }.into_any()
    }),
];
