//! Numbers in words, as they are read out on official papers.

use crate::Language;

const VI_DIGITS: [&str; 10] = [
    "không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín",
];

const EN_SMALL: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const EN_TENS: [&str; 10] = [
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

/// A whole number in words, lower case: `105` is "một trăm linh năm" or "one
/// hundred and five".
///
/// Vietnamese in the northern, official manner: nghìn, linh, hai mươi mốt,
/// hai mươi tư, hai mươi lăm.
#[must_use]
pub fn number_in_words(number: u64, language: Language) -> String {
    let mut words = Vec::new();
    match language {
        Language::Vi => vi(number, false, &mut words),
        Language::En => en(number, &mut words),
    }
    words.join(" ")
}

/// The first letter in upper case, as a sentence begins.
pub(crate) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    match rest.next() {
        Some('đ') => format!("Đ{}", rest.as_str()),
        Some(first) => format!("{}{}", first.to_ascii_uppercase(), rest.as_str()),
        None => String::new(),
    }
}

/// `inside`: something larger was read before, so empty hundreds are named.
fn vi(number: u64, inside: bool, words: &mut Vec<&'static str>) {
    const SCALES: [(u64, &str); 3] = [
        (1_000_000_000, "tỷ"),
        (1_000_000, "triệu"),
        (1_000, "nghìn"),
    ];
    let mut rest = number;
    let mut inside = inside;
    for (size, name) in SCALES {
        let count = rest / size;
        rest %= size;
        if count > 0 {
            vi(count, inside, words);
            words.push(name);
            inside = true;
        }
    }
    if rest > 0 || !inside {
        vi_group(rest, inside, words);
    }
}

/// A number below one thousand.
fn vi_group(number: u64, inside: bool, words: &mut Vec<&'static str>) {
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let inside = inside || hundreds > 0;
    if inside {
        words.extend([vi_digit(hundreds), "trăm"]);
    }
    match (tens, ones) {
        (0, 0) if inside => return,
        (0, _) if inside => words.push("linh"),
        (0, _) => {}
        (1, _) => words.push("mười"),
        _ => words.extend([vi_digit(tens), "mươi"]),
    }
    match (tens, ones) {
        (1.., 0) => {}
        (1.., 5) => words.push("lăm"),
        (2.., 1) => words.push("mốt"),
        (2.., 4) => words.push("tư"),
        _ => words.push(vi_digit(ones)),
    }
}

fn vi_digit(digit: u64) -> &'static str {
    word(&VI_DIGITS, digit)
}

fn en(number: u64, words: &mut Vec<&'static str>) {
    const SCALES: [(u64, &str); 4] = [
        (1_000_000_000_000, "trillion"),
        (1_000_000_000, "billion"),
        (1_000_000, "million"),
        (1_000, "thousand"),
    ];
    let mut rest = number;
    for (size, name) in SCALES {
        if rest >= size {
            en(rest / size, words);
            words.push(name);
            rest %= size;
        }
    }
    if rest >= 100 {
        words.extend([word(&EN_SMALL, rest / 100), "hundred"]);
        rest %= 100;
    }
    if rest > 0 && !words.is_empty() && number >= 100 {
        words.push("and");
    }
    if rest >= 20 {
        words.push(word(&EN_TENS, rest / 10));
        rest %= 10;
    }
    if rest > 0 || number == 0 {
        words.push(word(&EN_SMALL, rest));
    }
}

fn word(list: &[&'static str], at: u64) -> &'static str {
    usize::try_from(at)
        .ok()
        .and_then(|at| list.get(at))
        .copied()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn vi(number: u64, expected: &str) {
        assert_eq!(number_in_words(number, Language::Vi), expected);
    }

    #[track_caller]
    fn en(number: u64, expected: &str) {
        assert_eq!(number_in_words(number, Language::En), expected);
    }

    #[test]
    fn vietnamese() {
        vi(0, "không");
        vi(4, "bốn");
        vi(10, "mười");
        vi(11, "mười một");
        vi(14, "mười bốn");
        vi(15, "mười lăm");
        vi(20, "hai mươi");
        vi(21, "hai mươi mốt");
        vi(24, "hai mươi tư");
        vi(25, "hai mươi lăm");
        vi(100, "một trăm");
        vi(101, "một trăm linh một");
        vi(105, "một trăm linh năm");
        vi(110, "một trăm mười");
        vi(555, "năm trăm năm mươi lăm");
        vi(1_000, "một nghìn");
        vi(1_005, "một nghìn không trăm linh năm");
        vi(2_020, "hai nghìn không trăm hai mươi");
        vi(2_026, "hai nghìn không trăm hai mươi sáu");
        vi(1_000_000, "một triệu");
        vi(
            1_234_567,
            "một triệu hai trăm ba mươi tư nghìn năm trăm sáu mươi bảy",
        );
        vi(1_000_000_005, "một tỷ không trăm linh năm");
        vi(1_000_020_000, "một tỷ không trăm hai mươi nghìn");
        vi(1_500_000_000_000, "một nghìn năm trăm tỷ");
        vi(1_000_000_000_000_000_000, "một tỷ tỷ");
    }

    #[test]
    fn english() {
        en(0, "zero");
        en(15, "fifteen");
        en(20, "twenty");
        en(26, "twenty six");
        en(100, "one hundred");
        en(105, "one hundred and five");
        en(2_026, "two thousand and twenty six");
        en(1_960, "one thousand nine hundred and sixty");
        en(
            1_234_567,
            "one million two hundred and thirty four thousand five hundred and sixty seven",
        );
    }

    proptest! {
        #[test]
        fn any_number_has_words(a: u64, b: u64) {
            for language in [Language::Vi, Language::En] {
                let words = number_in_words(a, language);
                prop_assert!(!words.is_empty() && !words.contains("  "));
                prop_assert_eq!(a == b, words == number_in_words(b, language));
            }
        }
    }
}
