//! A province's colour, made dark enough for white letters on it.

/// The colour of white letters' ground must differ this much (WCAG 2.2, 1.4.3).
const CONTRAST: f64 = 4.5;

/// `#rrggbb` darkened step by step until white letters on it are readable; none for what is no such colour.
#[must_use]
pub fn readable_under_white(colour: &str) -> Option<String> {
    let mut rgb = parse(colour)?;
    while 1.05 / (luminance(rgb) + 0.05) < CONTRAST {
        rgb = rgb.map(|part| part * 0.95);
    }
    let [r, g, b] = rgb.map(byte);
    Some(format!("#{r:02x}{g:02x}{b:02x}"))
}

fn parse(colour: &str) -> Option<[f64; 3]> {
    let digits = colour
        .trim()
        .strip_prefix('#')
        .filter(|digits| digits.len() == 6 && digits.is_ascii())?;
    let part = |at: usize| {
        digits
            .get(at..at + 2)
            .and_then(|pair| u8::from_str_radix(pair, 16).ok())
            .map(f64::from)
    };
    Some([part(0)?, part(2)?, part(4)?])
}

/// Relative luminance, 0 black to 1 white.
fn luminance(rgb: [f64; 3]) -> f64 {
    let [r, g, b] = rgb.map(|part| {
        let part = part / 255.0;
        if part <= 0.040_45 {
            part / 12.92
        } else {
            ((part + 0.055) / 1.055).powf(2.4)
        }
    });
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "parts stay within 0–255"
)]
fn byte(part: f64) -> u8 {
    part as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dark_colours_stay_and_light_ones_darken() {
        assert_eq!(readable_under_white("#8F1D14").as_deref(), Some("#8f1d14"));
        for light in ["#FFFFFF", "#FFCC00", "#00FF00"] {
            let dark = readable_under_white(light).unwrap();
            assert!(
                1.05 / (luminance(parse(&dark).unwrap()) + 0.05) >= CONTRAST,
                "{light} became {dark}"
            );
        }
    }

    #[test]
    fn what_is_no_colour_is_refused() {
        for text in ["", "red", "#12345", "#12345g", "#ắằẳ"] {
            assert_eq!(readable_under_white(text), None, "{text}");
        }
    }
}
