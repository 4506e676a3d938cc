//! Examples of files.

use leptos::prelude::*;

use super::{Table, named, wrong};
use crate::ui::{FieldFrame, FileField, FileRow, FileState, FileTakes};

pub(super) const EXAMPLES: Table = &[
    ("file: none", |frame| {
        field(named(frame, "Giấy chứng sinh"), Vec::new())
    }),
    ("file: every state", |frame| {
        let row = |key: &str, name: &str, state: FileState| FileRow {
            key: key.to_owned(),
            name: name.to_owned(),
            size: 655_360.0,
            state,
        };
        let failed = "Không đọc được tệp. Ông/Bà chụp lại cho rõ, hoặc gửi tệp không có mật khẩu."
            .to_owned();
        let rows = vec![
            row("1", "giay-chung-sinh.jpg", FileState::Waiting),
            row(
                "2",
                "<img src=x onerror=1>.pdf",
                FileState::Sending(262_144.0),
            ),
            row("3", "mat-sau.png", FileState::Checking),
            row(
                "4",
                "mot-ten-tep-rat-dai-khong-co-dau-cach-de-xuong-dong-o-giua-cau.pdf",
                FileState::Ready,
            ),
            row(
                "5",
                "Giấy chứng nhận kết hôn",
                FileState::Reused("Hộ tịch điện tử · 12/03/2024".to_owned()),
            ),
            row("6", "khoa.pdf", FileState::Failed(failed)),
        ];
        field(named(frame, "Giấy tờ kèm theo"), rows)
    }),
    ("file: wrong", |frame| {
        field(
            wrong(
                frame,
                "Giấy chứng sinh",
                "Ông/Bà gửi ảnh hoặc tệp: Giấy chứng sinh.",
            ),
            Vec::new(),
        )
    }),
];

fn field(frame: FieldFrame, first: Vec<FileRow>) -> AnyView {
    let files = RwSignal::new(first);
    let remove =
        Callback::new(move |key: String| files.update(|rows| rows.retain(|row| row.key != key)));
    let wait = move |key: &str| {
        files.update(|rows| {
            rows.iter_mut()
                .filter(|row| row.key == key)
                .for_each(|row| row.state = FileState::Waiting);
        });
    };
    let retry = Callback::new(move |key: String| wait(&key));
    let add = Callback::new(move |chosen: Vec<web_sys::File>| {
        files.update(|rows| {
            rows.extend(chosen.iter().map(|file| FileRow {
                key: file.name(),
                name: file.name(),
                size: file.size(),
                state: FileState::Waiting,
            }));
        });
    });
    let takes = FileTakes {
        accept: "image/jpeg,image/png,application/pdf",
        camera: true,
        most: 6,
        limit: 20_971_520.0,
    };
    view! { <FileField frame=frame files=files takes=takes on_add=add on_remove=remove on_retry=retry /> }.into_any()
}
