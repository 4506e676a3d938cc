//! One small set of icons, drawn for this product: 24 units wide, strokes of 1.75. They stand beside words.

use leptos::prelude::*;

/// An icon's picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Glyph {
    Check,
    Warning,
    Info,
    Stop,
    Camera,
    File,
    Plus,
    Cross,
    Up,
    Down,
    Back,
    Person,
    Pencil,
    Printer,
    Offline,
    Clock,
}

impl Glyph {
    fn path(self) -> &'static str {
        match self {
            Self::Check => "M4 12.5l5 5L20 6.5",
            Self::Warning => "M12 3.5L21.5 20h-19zM12 10v4.5M12 17.2v.3",
            Self::Info => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.5M12 7.4v.3",
            Self::Stop => "M8 3h8l5 5v8l-5 5H8l-5-5V8zM12 7.5v5.5M12 16v.3",
            Self::Camera => "M3 8h4l2-3h6l2 3h4v11H3zM12 10a3.5 3.5 0 1 0 0 7a3.5 3.5 0 1 0 0-7",
            Self::File => "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
            Self::Plus => "M12 4v16M4 12h16",
            Self::Cross => "M5 5l14 14M19 5L5 19",
            Self::Up => "M12 20V5M5.5 11.5L12 5l6.5 6.5",
            Self::Down => "M12 4v15M5.5 12.5L12 19l6.5-6.5",
            Self::Back => "M20 12H5M11.5 5.5L5 12l6.5 6.5",
            Self::Person => {
                "M12 4a4 4 0 1 0 0 8a4 4 0 1 0 0-8M4.5 20.5c.6-4.2 3.6-6 7.5-6s6.900 1.800 7.500 6"
            }
            Self::Pencil => "M4 20l1-5L16 4l4 4L9 19zM13.5 6.5l4 4",
            Self::Printer => "M7 9V3h10v6M7 17H4V9h16v8h-3M7 14h10v7H7z",
            Self::Offline => {
                "M3 3l18 18M5 12.500a10 10 0 0 1 4-2.500M15 10a10 10 0 0 1 4 2.500M8.500 16a5 5 0 0 1 7 0M12 19.500v.3"
            }
            Self::Clock => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 7v5.500l3.500 2",
        }
    }
}

/// An icon. It says nothing by itself: words stand beside it.
#[component]
pub fn Icon(
    /// Its picture.
    glyph: Glyph,
) -> impl IntoView {
    view! {
        <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
            <path d=glyph.path() />
        </svg>
    }
}
