//! What is wrong in an author's file: where it stands, and how to mend it.

use std::fmt;

/// One thing that is wrong in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// The file as the author knows it: `services/09-dang-ky-khai-sinh.toml`.
    pub file: String,
    /// Line, from 1; 0 where the whole file is meant.
    pub line: usize,
    /// Pointer of the field, or name of the case, step, paper …, and the member: `/child_name required`.
    pub place: String,
    /// What is wrong.
    pub what: String,
    /// How to mend it.
    pub remedy: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.place.is_empty() {
            write!(f, " {}", self.place)?;
        }
        write!(f, ": {}; {}", self.what, self.remedy)
    }
}

/// The known name that a mistyped one most likely means.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (typed.chars().count() / 3).max(1);
    known
        .into_iter()
        .map(|name| (distance(typed, name), name))
        .filter(|(steps, _)| *steps <= limit)
        .min()
        .map(|(_, name)| name)
}

/// The known names that stand nearest to one that is not known, the nearest first, as code.
pub fn nearest_few<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    const FEW: usize = 3;
    let mut known: Vec<&str> = known.into_iter().collect();
    known.sort_by_cached_key(|name| (distance(typed, name), (*name).to_owned()));
    let few = known.into_iter().take(FEW);
    few.map(|name| format!("`{name}`")).collect()
}

/// "did you mean …" where there is a near name, else the other way on.
pub fn did_you_mean<'a>(
    typed: &str,
    known: impl IntoIterator<Item = &'a str>,
    otherwise: &str,
) -> String {
    match nearest(typed, known) {
        Some(name) => format!("did you mean `{name}`?"),
        None => otherwise.to_owned(),
    }
}

/// Letters to insert, remove, exchange, or swap with the next, to turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut before: (Vec<usize>, Option<char>) = (Vec::new(), None);
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (taken, letter) in from.chars().enumerate() {
        let mut next = vec![taken + 1];
        for (at, other) in to.iter().enumerate() {
            let cost = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut least = (cost(&row, at) + usize::from(letter != *other))
                .min(cost(&row, at + 1) + 1)
                .min(cost(&next, at) + 1);
            let swapped = at > 0 && before.1 == Some(*other) && to.get(at - 1) == Some(&letter);
            if swapped {
                least = least.min(cost(&before.0, at - 1) + 1);
            }
            next.push(least);
        }
        before = (std::mem::replace(&mut row, next), Some(letter));
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_pen_is_recognised() {
        assert_eq!(
            nearest("requird", ["required", "sources", "shown"]),
            Some("required")
        );
        assert_eq!(
            nearest("child_nmae", ["child_name", "mother_name"]),
            Some("child_name")
        );
        assert_eq!(nearest("colour", ["required", "sources"]), None);
        assert_eq!(nearest("emial", ["email", "file"]), Some("email"));
        assert_eq!(distance("kitten", "sitting"), 3);
        assert_eq!(
            nearest_few("mail", ["name", "way", "mails", "email", "count"]),
            ["`email`", "`mails`", "`name`"]
        );
    }
}
