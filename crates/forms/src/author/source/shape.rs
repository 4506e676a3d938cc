//! Shapes of codes: `99999.GCS.99999.99` made into pieces.

use super::reader::Reader;
use super::tree::Node;
use crate::kind::ShapePiece;
use serde_json::Value;

/// Reads one shape.
pub(super) fn read(reader: &mut Reader<'_>, node: &Node) -> Option<Value> {
    let Some(text) = node.text() else {
        reader.expected(node, "a shape in quotes: \"99999.AAA.99\"");
        return None;
    };
    match pieces(text) {
        Ok(pieces) => serde_json::to_value(pieces).ok(),
        Err(what) => {
            reader.wrong(node.line, format!("the shape `{text}` cannot be read: {what}"), "9 a digit, A a letter, X either, 9{2,4} from 2 to 4, \\ before a character means itself");
            None
        }
    }
}

/// `9` a digit, `A` a letter, `X` either, `9{11,13}` from 11 to 13, `\` before a character means that itself;
/// anything else stands for itself.
fn pieces(text: &str) -> Result<Vec<ShapePiece>, &'static str> {
    let mut made: Vec<ShapePiece> = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(next) = rest.next() {
        let class: Option<fn(usize, usize) -> ShapePiece> = match next {
            '9' => Some(ShapePiece::Digits),
            'A' => Some(ShapePiece::Letters),
            'X' => Some(ShapePiece::Alnum),
            _ => None,
        };
        let piece = match (class, next) {
            (Some(class), _) => {
                let (least, most) = if rest.next_if_eq(&'{').is_some() {
                    repeat(&mut rest)?
                } else {
                    (1, 1)
                };
                class(least, most)
            }
            (None, '{' | '}') => return Err("a brace follows 9, A or X"),
            (None, '\\') => ShapePiece::Text(rest.next().ok_or("nothing follows \\")?.to_string()),
            (None, letter) => ShapePiece::Text(letter.to_string()),
        };
        push(&mut made, piece);
    }
    if made.is_empty() {
        Err("it is empty")
    } else {
        Ok(made)
    }
}

/// What stands in braces: `4` or `2,4`.
fn repeat(rest: &mut impl Iterator<Item = char>) -> Result<(usize, usize), &'static str> {
    let inner: String = rest.take_while(|letter| *letter != '}').collect();
    let (least, most) = inner.split_once(',').unwrap_or((&inner, &inner));
    match (least.trim().parse(), most.trim().parse()) {
        (Ok(least), Ok(most)) if least <= most => Ok((least, most)),
        (Ok(_), Ok(_)) => Err("the first number in braces is the smaller"),
        _ => Err("braces hold one number, or two with a comma"),
    }
}

/// Joins a piece of a fixed length with an equal one before it.
fn push(made: &mut Vec<ShapePiece>, piece: ShapePiece) {
    match (made.last_mut(), piece) {
        (Some(ShapePiece::Digits(a, b)), ShapePiece::Digits(c, d))
        | (Some(ShapePiece::Letters(a, b)), ShapePiece::Letters(c, d))
        | (Some(ShapePiece::Alnum(a, b)), ShapePiece::Alnum(c, d)) => (*a, *b) = (*a + c, *b + d),
        (Some(ShapePiece::Text(before)), ShapePiece::Text(more)) => before.push_str(&more),
        (_, piece) => made.push(piece),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ShapePiece::{Alnum, Digits, Letters, Text};

    #[test]
    fn shapes_become_pieces() {
        let birth_notice = vec![
            Digits(5, 5),
            Text(".GCS.".into()),
            Digits(5, 5),
            Text(".".into()),
            Digits(2, 2),
        ];
        assert_eq!(pieces("99999.GCS.99999.99"), Ok(birth_notice));
        assert_eq!(
            pieces("AA-9{6,8}"),
            Ok(vec![Letters(2, 2), Text("-".into()), Digits(6, 8)])
        );
        assert_eq!(
            pieces("P\\A X{11,13}"),
            Ok(vec![Text("PA ".into()), Alnum(11, 13)])
        );
        assert_eq!(pieces("9{3}"), Ok(vec![Digits(3, 3)]));
    }

    #[test]
    fn wrong_shapes_say_why() {
        assert_eq!(
            pieces("9{3,2}"),
            Err("the first number in braces is the smaller")
        );
        assert_eq!(pieces("{3}"), Err("a brace follows 9, A or X"));
        assert_eq!(pieces("AB\\"), Err("nothing follows \\"));
        assert_eq!(pieces(""), Err("it is empty"));
    }
}
