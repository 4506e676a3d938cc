//! Conditions as the vocabulary files write them: `a = x and not b in (y, z) or age(c) < 18`, of two answers
//! `a = field b`, and of rows `any d[] (d[].e = f)`.

use crate::condition::{Comparison, Condition, Expr};
use crate::place::FieldId;
use serde_json::Value;

/// The condition cannot be read: what was found, and where the rest began.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// What should stand there.
    pub expected: &'static str,
    /// The text from there on.
    pub rest: String,
}

impl std::fmt::Display for Misread {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "expected {} at `{}`", self.expected, self.rest)
    }
}

/// Reads a whole condition. `yes` and `no` are the answers of yes-no fields; `part` says which fields are composite
/// and by what part they are compared.
///
/// # Errors
/// A text that does not follow the syntax.
pub fn parse(
    text: &str,
    part: &dyn Fn(&FieldId) -> Option<&'static str>,
) -> Result<Condition, Misread> {
    let mut reader = Tokens {
        tokens: tokens(text),
        part,
    };
    let condition = reader.any()?;
    match reader.tokens.first() {
        None => Ok(condition),
        Some(_) => Err(reader.misread("`and`, `or`, or the end")),
    }
}

struct Tokens<'a> {
    tokens: Vec<&'a str>,
    part: &'a dyn Fn(&FieldId) -> Option<&'static str>,
}

impl<'a> Tokens<'a> {
    fn take(&mut self, wanted: &str) -> bool {
        let found = self.tokens.first().is_some_and(|token| *token == wanted);
        if found {
            self.tokens.remove(0);
        }
        found
    }

    fn need(&mut self, wanted: &str, expected: &'static str) -> Result<(), Misread> {
        if self.take(wanted) {
            Ok(())
        } else {
            Err(self.misread(expected))
        }
    }

    fn word(&mut self, expected: &'static str) -> Result<&'a str, Misread> {
        match self.tokens.first() {
            Some(token) if token.starts_with(|letter: char| letter.is_alphanumeric()) => {
                Ok(self.tokens.remove(0))
            }
            _ => Err(self.misread(expected)),
        }
    }

    fn misread(&self, expected: &'static str) -> Misread {
        Misread {
            expected,
            rest: self.tokens.join(" "),
        }
    }

    fn any(&mut self) -> Result<Condition, Misread> {
        let mut parts = vec![self.all()?];
        while self.take("or") {
            parts.push(self.all()?);
        }
        Ok(joined(parts, Condition::Any))
    }

    fn all(&mut self) -> Result<Condition, Misread> {
        let mut parts = vec![self.one()?];
        while self.take("and") {
            parts.push(self.one()?);
        }
        Ok(joined(parts, Condition::All))
    }

    fn one(&mut self) -> Result<Condition, Misread> {
        if self.take("not") {
            return Ok(Condition::Not(Box::new(self.one()?)));
        }
        if self.take("(") {
            let inner = self.any()?;
            self.need(")", "a closing bracket")?;
            return Ok(inner);
        }
        if self.take("any") {
            let list = FieldId::new(self.word("the id of a list")?);
            self.need("(", "an opening bracket")?;
            let inner = self.any()?;
            self.need(")", "a closing bracket")?;
            return Ok(Condition::AnyRow(list, Box::new(inner)));
        }
        if self.take("always") {
            return Ok(Condition::Always);
        }
        let left = if self.take("age") {
            self.need("(", "an opening bracket")?;
            let id = FieldId::new(self.word("the id of a field")?);
            self.need(")", "a closing bracket")?;
            Expr::YearsBetween(Box::new(Expr::Field(id)), Box::new(Expr::Today))
        } else {
            let id = FieldId::new(self.word("the id of a field")?);
            if self.take("answered") {
                return Ok(Condition::Answered(id));
            }
            self.answer(id)
        };
        self.comparison(left)
    }

    /// An answer, by the part that it is compared by.
    fn answer(&self, id: FieldId) -> Expr {
        match (self.part)(&id) {
            Some(part) => Expr::Part(id, part.to_owned()),
            None => Expr::Field(id),
        }
    }

    fn comparison(&mut self, left: Expr) -> Result<Condition, Misread> {
        let negated = self.take("not");
        if self.take("in") {
            self.need("(", "an opening bracket")?;
            let mut values = vec![value(self.word("a value")?)];
            while self.take(",") {
                values.push(value(self.word("a value")?));
            }
            self.need(")", "a closing bracket")?;
            let known = Condition::In(left, values);
            return Ok(if negated { beyond(known) } else { known });
        }
        let how = [
            ("=", Comparison::Is),
            ("!=", Comparison::IsNot),
            ("<=", Comparison::AtMost),
            ("<", Comparison::Under),
            (">=", Comparison::AtLeast),
            (">", Comparison::Over),
        ];
        match how.iter().find(|(sign, _)| self.take(sign)) {
            Some((_, how)) => {
                let right = if self.take("field") {
                    let id = FieldId::new(self.word("the id of a field")?);
                    self.answer(id)
                } else {
                    Expr::Value(value(self.word("a value")?))
                };
                Ok(Condition::Compare(left, *how, right))
            }
            None => Err(self.misread("a comparison")),
        }
    }
}

fn joined(mut parts: Vec<Condition>, join: fn(Vec<Condition>) -> Condition) -> Condition {
    match parts.pop() {
        Some(only) if parts.is_empty() => only,
        Some(last) => {
            parts.push(last);
            join(parts)
        }
        None => Condition::Always,
    }
}

/// `not in` is false, as every comparison, where the answer is unknown.
fn beyond(known: Condition) -> Condition {
    let answered = match &known {
        Condition::In(Expr::Field(id) | Expr::Part(id, _), _) => Condition::Answered(id.clone()),
        _ => Condition::Always,
    };
    Condition::All(vec![answered, Condition::Not(Box::new(known))])
}

fn value(word: &str) -> Value {
    match word {
        "yes" => true.into(),
        "no" => false.into(),
        _ => word
            .parse::<i64>()
            .map_or_else(|_| word.into(), Value::from),
    }
}

fn tokens(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '(' | ')' | ',' => 1,
            '=' | '<' | '>' | '!' => rest
                .find(|letter| !"=<>!".contains(letter))
                .unwrap_or(rest.len()),
            _ => rest
                .find(|letter: char| letter.is_whitespace() || "(),=<>!".contains(letter))
                .unwrap_or(rest.len()),
        };
        let (token, after) = rest.split_at(length.max(first.len_utf8()));
        found.push(token);
        rest = after.trim_start();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Condition, Misread> {
        parse(text, &|id| (id.as_str() == "nationality").then_some("code"))
    }

    fn is(id: &str, value: impl Into<Value>) -> Condition {
        Condition::Compare(
            Expr::Field(FieldId::new(id)),
            Comparison::Is,
            Expr::Value(value.into()),
        )
    }

    #[test]
    fn every_form_is_read() {
        assert_eq!(read("always"), Ok(Condition::Always));
        assert_eq!(
            read("a = yes and not b = x"),
            Ok(Condition::All(vec![
                is("a", true),
                Condition::Not(Box::new(is("b", "x")))
            ]))
        );
        assert_eq!(
            read("a = 1 or (b = x and c answered)"),
            Ok(Condition::Any(vec![
                is("a", 1),
                Condition::All(vec![is("b", "x"), Condition::Answered("c".into())])
            ]))
        );
        let nationality = Expr::Part("nationality".into(), "code".into());
        assert_eq!(
            read("nationality != VN"),
            Ok(Condition::Compare(
                nationality,
                Comparison::IsNot,
                Expr::Value("VN".into())
            ))
        );
        let age = Expr::YearsBetween(
            Box::new(Expr::Field("m[].born".into())),
            Box::new(Expr::Today),
        );
        assert_eq!(
            read("age(m[].born) >= 14"),
            Ok(Condition::Compare(
                age,
                Comparison::AtLeast,
                Expr::Value(14.into())
            ))
        );
        let known = Condition::In(Expr::Field("a".into()), vec!["x".into(), "y".into()]);
        assert_eq!(
            read("a not in (x, y)"),
            Ok(Condition::All(vec![
                Condition::Answered("a".into()),
                Condition::Not(Box::new(known))
            ]))
        );
    }

    #[test]
    fn two_answers_are_compared() {
        assert_eq!(
            read("not a = field b and nationality != field nationality"),
            Ok(Condition::All(vec![
                Condition::Not(Box::new(Condition::Compare(
                    Expr::Field("a".into()),
                    Comparison::Is,
                    Expr::Field("b".into())
                ))),
                Condition::Compare(
                    Expr::Part("nationality".into(), "code".into()),
                    Comparison::IsNot,
                    Expr::Part("nationality".into(), "code".into())
                )
            ]))
        );
        assert!(read("a = field").is_err());
    }

    #[test]
    fn rows_are_read() {
        assert_eq!(
            read("any guests[] (guests[].kind = foreign or guests[].id answered)"),
            Ok(Condition::AnyRow(
                FieldId::new("guests[]"),
                Box::new(Condition::Any(vec![
                    is("guests[].kind", "foreign"),
                    Condition::Answered(FieldId::new("guests[].id")),
                ]))
            ))
        );
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        assert_eq!(
            read("a = yes and"),
            Err(Misread {
                expected: "the id of a field",
                rest: String::new()
            })
        );
        assert_eq!(
            read("a b"),
            Err(Misread {
                expected: "a comparison",
                rest: "b".into()
            })
        );
        assert!(read("a in (x").is_err());
        assert!(read("a = x )").is_err());
    }
}
