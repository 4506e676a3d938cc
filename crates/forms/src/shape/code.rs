//! Codes of a known shape: matched natively, and as a regular expression for the schema.

use crate::kind::{CodeShape, ShapePiece};
use crate::value::capitals;

/// Whether a text in capitals fits one of the shapes; without shapes every text does.
pub(crate) fn fits(shape: &CodeShape, text: &str) -> bool {
    let text: Vec<char> = text.chars().collect();
    shape.shapes.is_empty() || shape.shapes.iter().any(|pieces| fits_pieces(pieces, &text))
}

/// The regular expression of the shapes; none without shapes.
pub(crate) fn pattern(shape: &CodeShape) -> Option<String> {
    if shape.shapes.is_empty() {
        return None;
    }
    let all: Vec<String> = shape
        .shapes
        .iter()
        .map(|pieces| pieces.iter().map(piece_pattern).collect())
        .collect();
    Some(["^(", all.join("|").as_str(), ")$"].concat())
}

/// Walks all ends that the pieces can have so far, so that no shape can make it slow.
fn fits_pieces(pieces: &[ShapePiece], text: &[char]) -> bool {
    let mut ends = vec![0];
    for piece in pieces {
        let mut next = Vec::new();
        for end in ends {
            let rest = text.get(end..).unwrap_or_default();
            match piece {
                ShapePiece::Text(word) => {
                    let word: Vec<char> = capitals(word.chars()).chars().collect();
                    if rest.starts_with(&word) {
                        next.push(end + word.len());
                    }
                }
                ShapePiece::Digits(from, to) => spread(rest, *from, *to, is_digit, end, &mut next),
                ShapePiece::Letters(from, to) => {
                    spread(rest, *from, *to, is_letter, end, &mut next);
                }
                ShapePiece::Alnum(from, to) => {
                    spread(
                        rest,
                        *from,
                        *to,
                        |c| is_digit(c) || is_letter(c),
                        end,
                        &mut next,
                    );
                }
            }
        }
        next.sort_unstable();
        next.dedup();
        ends = next;
    }
    ends.contains(&text.len())
}

fn spread(
    rest: &[char],
    from: usize,
    to: usize,
    is: impl Fn(char) -> bool,
    end: usize,
    next: &mut Vec<usize>,
) {
    let run = rest.iter().take_while(|c| is(**c)).count();
    next.extend((from..=to.min(run)).map(|length| end + length));
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

fn is_letter(c: char) -> bool {
    c.is_ascii_uppercase() || c == 'Đ'
}

fn piece_pattern(piece: &ShapePiece) -> String {
    let (class, from, to) = match piece {
        ShapePiece::Text(word) => return escaped(&capitals(word.chars())),
        ShapePiece::Digits(from, to) => ("[0-9]", from, to),
        ShapePiece::Letters(from, to) => ("[A-ZĐ]", from, to),
        ShapePiece::Alnum(from, to) => ("[0-9A-ZĐ]", from, to),
    };
    [class, "{", &from.to_string(), ",", &to.to_string(), "}"].concat()
}

fn escaped(word: &str) -> String {
    word.chars().fold(String::new(), |mut out, c| {
        if "\\^$.|?*+()[]{}/".contains(c) {
            out.push('\\');
        }
        out.push(c);
        out
    })
}
