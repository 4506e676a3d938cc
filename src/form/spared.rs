//! How much time the person was spared: our own estimate, counted on the device (`data/saved-time.csv`).

use super::Filling;
use forms::kind::Kind;
use forms::origin::How;
use leptos::prelude::*;

/// Seconds to find and type an answer, by its kind, and to fetch and photograph a paper. Estimates, not measured.
const TIMES: &str = include_str!("../../data/saved-time.csv");

impl Filling {
    /// Minutes for the answers that sources gave and for so many papers, rounded up.
    #[must_use]
    pub fn minutes_spared(&self, papers: usize) -> usize {
        let service = untrack(|| self.service());
        let answers = self.background().with_untracked(|known| {
            let filled = known.origins.iter();
            let filled = filled.filter(|(_, origin)| origin.how == How::Auto);
            let kinds =
                filled.filter_map(|(place, _)| Some(kind(&service.field(&place.field)?.kind)));
            kinds.map(seconds).sum::<usize>()
        });
        (answers + papers * seconds("paper")).div_ceil(60)
    }
}

/// Seconds of a kind; of what the table does not name, those of `other`.
fn seconds(kind: &str) -> usize {
    let of = |kind: &str| {
        let mut rows = TIMES.lines().filter_map(|row| row.split_once(','));
        rows.find(|(name, _)| *name == kind)?.1.parse().ok()
    };
    of(kind).or_else(|| of("other")).unwrap_or_default()
}

fn kind(kind: &Kind) -> &'static str {
    match kind {
        Kind::PersonName(_) => "person-name",
        Kind::Date(_) => "date",
        Kind::PartialDate(_) => "partial-date",
        Kind::Address(_) => "address",
        Kind::PersonalId => "personal-id",
        Kind::IdentityPaper(_) => "identity-paper",
        Kind::Phone { .. } => "phone",
        Kind::Email => "email",
        Kind::Text(_) => "text",
        Kind::Code(_) => "code",
        Kind::Lookup(_) => "lookup",
        Kind::Unit(_) => "unit",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_has_its_seconds_and_others_the_rest() {
        assert_eq!((seconds("address"), seconds("paper")), (45, 180));
        assert_eq!(seconds("yes-no"), seconds("other"));
        for row in TIMES.lines().skip(1) {
            let (_, figure) = row.split_once(',').unwrap();
            assert!(figure.parse::<usize>().unwrap() > 0, "{row}");
        }
    }
}
