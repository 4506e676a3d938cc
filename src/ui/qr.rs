//! A QR code, drawn as one path.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around it, as the standard wants.
const MARGIN: i32 = 4;

/// A QR code of a text; nothing for a text that is too long for one.
#[component]
pub fn Qr(
    /// What it says.
    text: String,
) -> impl IntoView {
    let drawn = drawn(&text);
    drawn.map(|(size, path)| {
        let view_box = format!("0 0 {size} {size}");
        view! {
            <svg class="qr" width="104" height="104" viewBox=view_box role="img" aria-label=["QR: ", &text].concat() shape-rendering="crispEdges">
                <rect width=size height=size fill="#fff" />
                <path d=path fill="#000" />
            </svg>
        }
    })
}

/// Length of a side, and the dark modules row by row.
fn drawn(text: &str) -> Option<(i32, String)> {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let dark = (x..code.size()).take_while(|x| code.get_module(*x, y));
            let length = i32::try_from(dark.count()).unwrap_or_default();
            if length > 0 {
                let (left, top) = (x + MARGIN, y + MARGIN);
                path.push_str(&format!("M{left} {top}h{length}v1h-{length}z"));
            }
            x += length + 1;
        }
    }
    Some((code.size() + 2 * MARGIN, path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_drawn() {
        let text = "000.00.01.G15-261125-0001";
        let (size, path) = drawn(text).unwrap();
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
        assert_eq!(size, code.size() + 8);
        let drawn: i32 = path
            .split("v1h-")
            .skip(1)
            .map(|run| run.split('z').next().unwrap().parse::<i32>().unwrap())
            .sum();
        let side = || 0..code.size();
        let dark = side().flat_map(|y| side().map(move |x| (x, y)));
        let dark = dark.filter(|(x, y)| code.get_module(*x, *y)).count();
        assert_eq!(usize::try_from(drawn).unwrap(), dark);
    }

    #[test]
    fn what_is_too_long_is_not_drawn() {
        assert!(drawn(&"x".repeat(5_000)).is_none());
    }
}
